#include "screen/checkin_pages.h"

#include "base/text.h"

/* One question alone. */

enum { MARGIN = 8, ANSWERS = 3, ROOMY_ROWS = 20, ROOMY_COLUMNS = 60, TALL_ROWS = 24 };

struct answer_line {
  enum action action;
  const char *text;
};

static const struct answer_line answers[ANSWERS] = {
    {ACTION_ANSWER_NO, "No"}, {ACTION_ANSWER_YES, "Yes"}, {ACTION_ANSWER_UNSURE, "Not sure"}};

static int draw_answer(const struct page *page, int row, int column, const struct answer_line *answer) {
  uint32_t key = 0;
  char shown[8];
  keymap_key(answer->action, 0, page->style, &key, shown, sizeof shown);
  int used = cells_text(page->cells, row, column, 4, pen_bold(ROLE_ACCENT), shown) + 2;
  return used + cells_text(page->cells, row, column + used, 12, pen_of(ROLE_TEXT), answer->text);
}

/* One below the other where there is room, else in a row; at the bottom of the page. Returns the first row taken. */
static int draw_answers(const struct page *page, bool roomy) {
  struct rect area = page->area;
  int rows = area.rows < TALL_ROWS ? area.rows : TALL_ROWS; /* not at the far end of a tall screen */
  int row = area.row + (roomy ? rows - 11 : area.rows - 1);
  int column = area.column;
  for (int i = 0; i < ANSWERS; i++) {
    int used = draw_answer(page, roomy ? row + 2 * i : row, column, &answers[i]);
    column += roomy ? 0 : used + 4;
  }
  return row;
}

static const char *why_of(const struct checkin *checkin) {
  const struct safety *safety = checkin->safety;
  switch (checkin->at.section) {
  case SECTION_EMERGENCY:
  case SECTION_NEW:
    return safety->groups[GROUP_EMERGENCY].why;
  case SECTION_PROFESSIONAL:
    return safety->groups[GROUP_PROFESSIONAL].why;
  case SECTION_GENTLE:
  case SECTION_AGAIN:
    return safety->groups[GROUP_GENTLE].why;
  default:
    return NULL;
  }
}

static bool is_warning(enum checkin_section section) {
  return section == SECTION_EMERGENCY || section == SECTION_PROFESSIONAL || section == SECTION_NEW;
}

/* What "not sure" counts as is told wherever there is room, above the answers. */
static void draw_unsure_hint(const struct page *page, const struct checkin *checkin, int first_free, int answers_row) {
  enum { ROWS = 2 };
  if (is_warning(checkin->at.section) && answers_row - first_free > ROWS) {
    widget_paragraph(page->cells, (struct rect){answers_row - ROWS, page->area.column, ROWS, page->area.columns},
                     pen_of(ROLE_HINT), checkin_unsure_hint, page->style);
  }
}

static void draw_hints(const struct page *page, const struct checkin *checkin, int row) {
  struct rect area = page->area;
  enum checkin_section section = checkin->at.section;
  bool warning = is_warning(section);
  if (warning) {
    widget_text(page->cells, row, area.column, area.columns, pen_of(ROLE_HINT), checkin_unsure_hint, page->style);
  } else if (section == SECTION_LEAVE_OUT && checkin_is_ticked(checkin, 0)) {
    widget_text(page->cells, row, area.column, area.columns, pen_of(ROLE_HINT), "Until now you said yes.", page->style);
  }
  const char *why = why_of(checkin);
  if (why != NULL) {
    widget_paragraph(page->cells, (struct rect){row + 1 + warning, area.column, 2, area.columns}, pen_of(ROLE_HINT), why,
                     page->style);
  }
}

void checkin_question_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style) {
  /* The keys that answer stand with the answers. */
  static const struct key_hint hints[] = {{ACTION_QUESTION_BACK, NULL}, {ACTION_QUESTION_LEAVE, NULL}, {ACTION_NONE, NULL}};
  char aside[24];
  int at = 0, of = 0;
  const struct checkin *checkin = view->checkin;
  bool roomy = cells_rows(cells) >= ROOMY_ROWS && cells_columns(cells) >= ROOMY_COLUMNS;
  checkin_progress(checkin, &at, &of);
  struct page page = page_begin(cells, "Safety questions", checkin_aside(checkin, aside, sizeof aside), MARGIN, hints, style);
  int top = page.area.row + (roomy ? 1 : 0);
  int answers_row = draw_answers(&page, roomy);
  int used = widget_paragraph(cells, (struct rect){top, page.area.column, answers_row - top, page.area.columns},
                              pen_bold(ROLE_TEXT), checkin_ask(checkin), style);
  if (!roomy) {
    draw_unsure_hint(&page, checkin, top + used, answers_row);
  } else {
    draw_hints(&page, checkin, answers_row + 2 * ANSWERS);
    widget_bar(cells, cells_rows(cells) - 3, 2, cells_columns(cells) - 4, at, of,
               (struct bar_pens){pen_of(ROLE_ACCENT2), pen_of(ROLE_TRACK), false}, style);
  }
}
