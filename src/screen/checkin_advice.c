#include "screen/checkin_pages.h"

#include "base/text.h"

#include <stdio.h>

/* To see a professional, or to get help now: what to do and what to say; and what this program is and is not. */

enum { MARGIN = 5, BAR_COLUMNS = 3, TEXT_COLUMNS = 62 };

/* Where the words go, beside the bar. */
static struct rect words_area(const struct page *page) {
  struct rect area = page->area;
  int indent = cells_columns(page->cells) >= 60 ? BAR_COLUMNS : cells_columns(page->cells) >= 30 ? 2 : 0;
  area.column += indent;
  area.columns -= indent;
  area.columns = area.columns > TEXT_COLUMNS ? TEXT_COLUMNS : area.columns;
  return area;
}

static void draw_bar(const struct page *page, int rows) {
  for (int row = 0; row < rows && row < page->area.rows && cells_columns(page->cells) >= 30; row++) {
    cells_text(page->cells, page->area.row + row, page->area.column, 1, pen_of(ROLE_WARN), page->style->ascii ? "|" : "▎");
  }
}

static void add_first_page(struct flow *flow, const struct checkin *checkin) {
  const struct safety_advice *advice = &checkin->safety->groups[checkin->advice].advice;
  const char *said[SAFETY_ROWS_MAX];
  char quoted[512];
  size_t count = checkin_said(checkin, said);
  flow_add(flow, pen_bold(ROLE_TEXT), advice->title, 1);
  flow_add(flow, pen_of(ROLE_TEXT), advice->how, 1);
  flow_add(flow, pen_of(ROLE_SOFT), "You can say this:", 0);
  for (size_t i = 0; i < count; i++) {
    snprintf(quoted, sizeof quoted, "\"%s\"", said[i]);
    flow_add(flow, pen_of(ROLE_TEXT), quoted, i + 1 == count);
  }
  flow_add(flow, pen_of(ROLE_SOFT), advice->meaning, 1);
  flow_add(flow, pen_of(ROLE_HINT), advice->closing, 1);
}

static void add_second_page(struct flow *flow, const struct checkin *checkin) {
  const struct safety_advice *advice = &checkin->safety->groups[checkin->advice].advice;
  flow_add(flow, pen_bold(ROLE_TEXT), advice->title, 1);
  for (size_t i = 0; i < advice->more.count; i++) {
    flow_add(flow, pen_of(ROLE_TEXT), advice->more.items[i], 1);
  }
}

int checkin_advice_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style) {
  struct key_hint hints[6] = {{ACTION_ADVICE_CLOSE, NULL}, {ACTION_ADVICE_MORE, view->more ? "what to say" : NULL}};
  size_t count = 2;
  if (view->can_write) {
    hints[count++].action = ACTION_ADVICE_WRITE;
  }
  hints[count++].action = ACTION_ADVICE_BACK;
  struct page page = page_begin(cells, "Safety questions", NULL, MARGIN, hints, style);
  if (cells_rows(cells) >= 20) {
    page.area.row++;
    page.area.rows -= 2;
  }
  if (view->notice != NULL && page.area.rows > 2) {
    page.area.rows -= 2;
    widget_text(cells, page.area.row + page.area.rows + 1, page.area.column, page.area.columns, pen_of(ROLE_SOFT), view->notice,
                style);
  }
  struct rect area = words_area(&page);
  struct flow flow = flow_begin(area.columns, style);
  if (view->more) {
    add_second_page(&flow, view->checkin);
  } else {
    add_first_page(&flow, view->checkin);
  }
  draw_bar(&page, flow.row - 1);
  int last = flow_end(&flow, cells, area, view->first);
  hints[count].action = view->first < last ? ACTION_ADVICE_DOWN : ACTION_NONE;
  page_keys(cells, hints, style);
  return last;
}

int checkin_notice_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style) {
  struct key_hint hints[] = {
      {ACTION_NOTICE_GO_ON, NULL}, {ACTION_NOTICE_LEAVE, NULL}, {ACTION_NONE, NULL}, {ACTION_NONE, NULL}};
  struct page page = page_begin(cells, "Before you start", NULL, MARGIN + BAR_COLUMNS, hints, style);
  if (cells_rows(cells) >= 20) {
    page.area.row++;
    page.area.rows--;
  }
  struct rect area = page.area;
  area.columns = area.columns > TEXT_COLUMNS ? TEXT_COLUMNS : area.columns;
  struct flow flow = flow_begin(area.columns, style);
  flow_add(&flow, pen_bold(ROLE_TEXT), "Welcome. First some questions about you and your back.", 1);
  flow_add(&flow, pen_of(ROLE_TEXT), view->checkin->safety->notice, 1);
  flow_add(&flow, pen_of(ROLE_SOFT),
           "It takes about two minutes now, and again every four weeks. What you answer stays on this computer.", 1);
  int last = flow_end(&flow, cells, area, view->first);
  hints[2].action = view->first < last ? ACTION_NOTICE_DOWN : ACTION_NONE;
  page_keys(cells, hints, style);
  return last;
}
