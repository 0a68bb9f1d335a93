#include "screen/checkin_pages.h"

#include "base/text.h"

#include <stdio.h>

/* A group of warning signs as one calm list, and lists to tick. */

enum { MARGIN = 4 };

static const char *title_of(const struct checkin *checkin) {
  return checkin->at.section == SECTION_TODAY ? "Before you start" : "Safety questions";
}

/* `n  None of these`: a key and what it means, as far as it fits. Returns the columns used. */
static int draw_answer(const struct page *page, int row, int column, enum action action, const char *text) {
  uint32_t key = 0;
  char shown[8];
  int right = page->area.column + page->area.columns;
  keymap_key(action, 0, page->style, &key, shown, sizeof shown);
  int used = cells_text(page->cells, row, column, right - column, pen_bold(ROLE_ACCENT), shown) + 2;
  used += widget_text(page->cells, row, column + used, right - column - used, pen_of(ROLE_TEXT), text, page->style);
  return used;
}

static void draw_answers(const struct page *page, int row) {
  static const struct {
    enum action action;
    const char *text;
  } answers[] = {{ACTION_ANSWER_NO, "None of these"}, {ACTION_ANSWER_YES, "One or more"}, {ACTION_ANSWER_UNSURE, "Not sure"}};
  int column = page->area.column;
  for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
    column += draw_answer(page, row, column, answers[i].action, answers[i].text) + 6;
  }
}

void checkin_list_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style) {
  static const struct key_hint hints[] = {
      {ACTION_QUESTION_SINGLY, NULL}, {ACTION_QUESTION_BACK, NULL}, {ACTION_QUESTION_LEAVE, NULL}, {ACTION_NONE, NULL}};
  char aside[24];
  const struct checkin *checkin = view->checkin;
  struct page page = page_begin(cells, title_of(checkin), checkin_aside(checkin, aside, sizeof aside), MARGIN, hints, style);
  const struct safety_row *rows[SAFETY_ROWS_MAX];
  size_t count = checkin_rows(checkin, rows);
  struct rect area = page.area;
  int used = widget_paragraph(cells, (struct rect){area.row, area.column, 2, area.columns}, pen_bold(ROLE_TEXT),
                              checkin_ask(checkin), style);
  int row = area.row + used + 1;
  int end = area.row + area.rows - 4; /* the answers, a blank, and the hint */
  int step = row + 2 * (int)count <= end ? 2 : 1;
  for (size_t i = 0; i < count && row < end; i++, row += step) {
    widget_text(cells, row, area.column, area.columns, pen_of(ROLE_SOFT), rows[i]->brief, style);
  }
  int answers = row + 1 < area.row + area.rows - 3 ? row + 1 : area.row + area.rows - 3;
  draw_answers(&page, answers);
  widget_text(cells, answers + 2, area.column, area.columns, pen_of(ROLE_HINT), checkin_unsure_hint, style);
}

static const char *ask_which(const struct checkin *checkin) {
  bool unsure = checkin->whole[checkin->at.section] == ANSWER_UNSURE;
  return unsure ? "Which might it be? Tick what you are not sure about." : "Which of them? Tick what applies.";
}

void checkin_ticks_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style) {
  static const struct key_hint hints[] = {{ACTION_TICK, NULL},       {ACTION_TICKS_NEXT, NULL},  {ACTION_TICKS_DOWN, NULL},
                                          {ACTION_TICKS_BACK, NULL}, {ACTION_TICKS_LEAVE, NULL}, {ACTION_NONE, NULL}};
  char aside[24];
  const struct checkin *checkin = view->checkin;
  bool which = checkin->at.page == CHECKIN_WHICH;
  struct page page = page_begin(cells, title_of(checkin), checkin_aside(checkin, aside, sizeof aside), MARGIN, hints, style);
  const struct safety_row *rows[SAFETY_ROWS_MAX];
  size_t count = checkin_rows(checkin, rows);
  struct rect area = page.area;
  int used = widget_paragraph(cells, (struct rect){area.row, area.column, 3, area.columns}, pen_bold(ROLE_TEXT),
                              which ? ask_which(checkin) : checkin_ask(checkin), style);
  int gap = area.rows >= (int)count + used + 5 ? 1 : 0;
  int full = gap == 0 && view->selected < count ? page_in_full(&page, rows[view->selected]->brief) : 0;
  struct rect list = {area.row + used + gap, area.column, area.rows - used - 3 * gap - full, area.columns};
  size_t shown = list.rows > 0 ? (size_t)list.rows : 1;
  size_t first = page_first(count, shown, view->selected);
  for (size_t i = first; i < count && i < first + shown; i++) {
    page_tick(&page, list, (int)(i - first),
              &(struct tick_line){rows[i]->brief, checkin_is_ticked(checkin, i), i == view->selected});
  }
  if (gap > 0) {
    const char *hint = which ? "If you cannot say which, go on all the same." : "If nothing applies, just go on.";
    int below = list.row + (int)count + 1;
    widget_text(cells, below, area.column + 1, area.columns - 1, pen_of(ROLE_HINT), hint, style);
  }
}
