#include "screen/checkin_pages.h"

#include "base/text.h"
#include "screen/digits.h"

#include <stdio.h>

/* Discomfort from 0 to 10. */

enum { MARGIN = 8, POINTS = RATING_MOST + 1, BIG_ROWS = 7, SMALL_ROWS = 5, SCALE_MOST = 60 };

/* 0 to 10 along a line, the chosen one bright; what the ends mean below. */
static void draw_scale(const struct page *page, int row, int rating, const struct safety *safety) {
  struct rect area = page->area;
  int columns = area.columns < SCALE_MOST + 4 ? area.columns - 2 : SCALE_MOST + 1;
  for (int point = 0; point < POINTS; point++) {
    char text[8];
    snprintf(text, sizeof text, "%d", point);
    int column = area.column + 1 + point * (columns - 1) / (POINTS - 1) - (point == RATING_MOST);
    bool chosen = point == rating;
    cells_text(page->cells, row, column, 2, chosen ? pen_bold(ROLE_ACCENT) : pen_of(ROLE_SOFT), text);
    if (chosen) {
      cells_text(page->cells, row - 1, column, 2, pen_of(ROLE_ACCENT), page->style->ascii ? "v" : "▾");
    }
  }
  cells_text(page->cells, row + 1, area.column + 1, 12, pen_of(ROLE_HINT), safety->discomfort.none);
  widget_right(page->cells, (struct rect){row + 1, area.column + 1, 1, columns}, pen_of(ROLE_HINT), safety->discomfort.worst,
               page->style);
}

void checkin_rating_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style) {
  static const struct key_hint wide[] = {{ACTION_RATE, NULL},        {ACTION_RATING_MORE, NULL}, {ACTION_RATING_LESS, NULL},
                                         {ACTION_RATING_NEXT, NULL}, {ACTION_RATING_BACK, NULL}, {ACTION_RATING_LEAVE, NULL},
                                         {ACTION_NONE, NULL}};
  char aside[24];
  const struct checkin *checkin = view->checkin;
  const struct safety *safety = checkin->safety;
  struct page page = page_begin(cells, "Before you start", checkin_aside(checkin, aside, sizeof aside), MARGIN, wide, style);
  struct rect area = page.area;
  bool tall = area.rows >= 18;
  int digit_rows = tall ? BIG_ROWS : area.rows >= 10 ? SMALL_ROWS : area.rows >= 8 ? 3 : 0;
  int row = area.row + tall;
  row += widget_paragraph(cells, (struct rect){row, area.column, 2, area.columns}, pen_bold(ROLE_TEXT), checkin_ask(checkin),
                          style);
  row += tall ? 2 : 0;
  int digit_columns = digits_width(digit_rows > 0 ? digit_rows : 3, 2);
  if (checkin->rating >= 0 && digit_rows > 0) {
    digits_draw(cells, row, area.column, digit_rows, 2, checkin->rating, pen_of(ROLE_DIGIT), style);
  }
  int beside = area.column + digit_columns + 2;
  widget_paragraph(cells,
                   (struct rect){row + digit_rows / 2 - 1 + (digit_rows == 0), digit_rows > 0 ? beside : area.column, 3,
                                 area.column + area.columns - (digit_rows > 0 ? beside : area.column)},
                   pen_of(ROLE_SOFT), safety->discomfort.scale, style);
  row += digit_rows > 0 ? digit_rows + (tall ? 2 : 1) : 2;
  draw_scale(&page, row, checkin->rating, safety);
  const char *say = checkin->rating >= 0 ? rating_band_of(safety->before, checkin->rating)->say : "";
  int say_row = row + (tall ? 4 : 2);
  widget_paragraph(cells, (struct rect){say_row, area.column, cells_rows(cells) - 1 - say_row, area.columns}, pen_of(ROLE_TEXT),
                   say, style);
}
