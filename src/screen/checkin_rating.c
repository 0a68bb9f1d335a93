#include "screen/checkin_pages.h"

#include "base/text.h"
#include "screen/digits.h"

#include <stdio.h>

/* Discomfort from 0 to 10. */

enum { MARGIN = 8, POINTS = RATING_MOST + 1, BIG_ROWS = 7, SMALL_ROWS = 5, SCALE_MOST = 60 };

static int scale_columns(const struct page *page) {
  return page->area.columns < SCALE_MOST + 4 ? page->area.columns - 2 : SCALE_MOST + 1;
}

/* 0 to 10 along a line, the chosen one bright. */
static void draw_scale(const struct page *page, int row, int rating) {
  struct rect area = page->area;
  int columns = scale_columns(page);
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
}

/* What the ends of the scale mean. */
static void draw_ends(const struct page *page, int row, const struct safety *safety) {
  struct rect ends = {row, page->area.column + 1, 1, scale_columns(page)};
  cells_text(page->cells, row, ends.column, 12, pen_of(ROLE_HINT), safety->discomfort.none);
  widget_right(page->cells, ends, pen_of(ROLE_HINT), safety->discomfort.worst, page->style);
}

/* The rating in big digits, as large as there is room for, and what it is measured by. Returns the rows taken. */
static int draw_rating(const struct page *page, int row, bool tall, const struct checkin *checkin) {
  struct rect area = page->area;
  int rows = tall ? BIG_ROWS : area.rows >= 10 ? SMALL_ROWS : area.rows >= 8 ? 3 : 0;
  int column = area.column;
  if (rows > 0) {
    column += digits_width(rows, 2) + 2;
    if (checkin->rating >= 0) {
      digits_draw(page->cells, row, area.column, rows, 2, checkin->rating, pen_of(ROLE_DIGIT), page->style);
    }
  }
  int beside = rows > 0 ? row + rows / 2 - 1 : row;
  widget_paragraph(page->cells, (struct rect){beside, column, rows > 0 ? 3 : 2, area.column + area.columns - column},
                   pen_of(ROLE_SOFT), checkin->safety->discomfort.scale, page->style);
  return rows > 0 ? rows : 2;
}

void checkin_rating_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style) {
  static const struct key_hint hints[] = {{ACTION_GIVE_RATING, NULL},  {ACTION_RATING_NEXT, NULL}, {ACTION_RATING_BACK, NULL},
                                          {ACTION_RATING_LEAVE, NULL}, {ACTION_RATING_LESS, NULL}, {ACTION_RATING_MORE, NULL},
                                          {ACTION_NONE, NULL}};
  char aside[24];
  const struct checkin *checkin = view->checkin;
  const struct safety *safety = checkin->safety;
  struct page page = page_begin(cells, "Before you start", checkin_aside(checkin, aside, sizeof aside), MARGIN, hints, style);
  struct rect area = page.area;
  bool tall = area.rows >= 18, rated = checkin->rating >= 0;
  int row = area.row + tall;
  row += widget_paragraph(cells, (struct rect){row, area.column, 2, area.columns}, pen_bold(ROLE_TEXT), checkin_ask(checkin),
                          style);
  row += tall ? 2 : 0;
  row += draw_rating(&page, row, tall, checkin) + (tall ? 2 : 1);
  draw_scale(&page, row, checkin->rating);
  if (tall || !rated) {
    draw_ends(&page, row + 1, safety);
  }
  int say_row = row + (tall ? 4 : 1);
  widget_paragraph(cells, (struct rect){say_row, area.column, cells_rows(cells) - 1 - say_row, area.columns}, pen_of(ROLE_TEXT),
                   rated ? rating_band_of(safety->before, checkin->rating)->say : "", style);
}
