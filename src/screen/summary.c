#include "screen/summary.h"

#include "screen/widgets.h"

#include "base/text.h"
#include "base/timespan.h"

#include <stdio.h>
#include <string.h>

enum { FACTS_MOST = 5, FACT_TEXT = 64, RATING_MOST = 10, QUESTION_LEAST = 3 };

/* A number, bold, and what it counts. */
struct fact {
  char value[FACT_TEXT];
  const char *what;
};

static int list_facts(const struct session_view *session, struct fact facts[FACTS_MOST]) {
  int count = 0;
  time_format_clock(facts[count].value, FACT_TEXT, session->t_ns / NS_PER_S * NS_PER_S);
  facts[count++].what = "in all";
  time_format_clock(facts[count].value, FACT_TEXT, session->worked_ns / NS_PER_S * NS_PER_S);
  facts[count++].what = "of exercise";
  snprintf(facts[count].value, FACT_TEXT, "%d of %d", session->steps_done, session->timeline->exercise_count);
  facts[count++].what = "exercises";
  if (session->steps_eased > 0) {
    snprintf(facts[count].value, FACT_TEXT, "%d", session->steps_eased);
    facts[count++].what = "eased";
  }
  if (session->steps_skipped > 0) {
    snprintf(facts[count].value, FACT_TEXT, "%d", session->steps_skipped);
    facts[count++].what = "left out";
  }
  return count;
}

static void draw_facts(struct cells *cells, struct rect area, const struct session_view *session,
                       const struct screen_style *style) {
  struct fact facts[FACTS_MOST];
  int count = list_facts(session, facts);
  int value_columns = 0;
  for (int i = 0; i < count; i++) {
    int width = text_width(facts[i].value);
    value_columns = width > value_columns ? width : value_columns;
  }
  for (int i = 0; i < count && i < area.rows; i++) {
    cells_text(cells, area.row + i, area.column, area.columns, pen_bold(ROLE_TEXT), facts[i].value);
    widget_text(cells, area.row + i, area.column + value_columns + 2, area.columns - value_columns - 2, pen_of(ROLE_SOFT),
                facts[i].what, style);
  }
}

const char *summary_verdict(int before, int after) {
  enum { NOTICED = 2, SHARE_PERCENT = 30 };
  if (before < 0 || after < 0) {
    return NULL;
  }
  int lower = before - after;
  if (lower >= NOTICED || (lower > 0 && lower * 100 >= before * SHARE_PERCENT)) {
    return "Clearly better. The same level next time.";
  }
  if (-lower >= NOTICED) {
    return "It went up. A few slow breaths now, and easier next time.";
  }
  return "About the same. The same level next time.";
}

static void draw_scale_words(struct cells *cells, int row, int left, int step, int before, const struct screen_style *style) {
  int end = left + RATING_MOST * step + 2;
  cells_text(cells, row, left, 8, pen_of(ROLE_HINT), "none");
  widget_right(cells, (struct rect){row, left, 1, end - left}, pen_of(ROLE_HINT), "worst", style);
  bool apart = before * step >= 7 && before <= RATING_MOST - 2;
  if (apart) {
    cells_text(cells, row, left + before * step - 2, 8, pen_of(ROLE_SOFT), "before");
  }
}

static void draw_scale(struct cells *cells, int row, const struct rect *area, const struct summary_view *view) {
  int step = area->columns / (RATING_MOST + 1);
  bool wide = step > 3;
  step = step > 7 ? 7 : step;
  int left = area->column + (step > 4 ? 2 : 0);
  for (int value = 0; value <= RATING_MOST; value++) {
    char text[8];
    bool chosen = value == view->rating;
    snprintf(text, sizeof text, chosen && wide ? " %d " : "%d", value);
    struct pen pen = chosen                  ? (struct pen){.foreground = ROLE_ACCENT, .bold = true, .reverse = true}
                     : value == view->before ? pen_bold(ROLE_TEXT)
                                             : pen_of(ROLE_HINT);
    cells_text(cells, row, left + value * step - (chosen && wide ? 1 : 0), 4, pen, text);
  }
}

static void draw_note(struct cells *cells, int row, const struct rect *area, const struct summary_view *view,
                      const struct screen_style *style) {
  char text[300];
  int used = cells_text(cells, row, area->column, area->columns, pen_of(ROLE_HINT), "note  ");
  text_sanitize(text, sizeof text, view->note != NULL ? view->note : "");
  /* What is being written is seen at its end. */
  const char *shown = text;
  while (text_width(shown) > area->columns - used - 1) {
    uint32_t codepoint;
    shown += text_decode(shown, strlen(shown), &codepoint);
  }
  used += widget_text(cells, row, area->column + used, area->columns - used - 1, pen_of(ROLE_TEXT), shown, style);
  if (view->noting) {
    cells_text(cells, row, area->column + used, 1, pen_of(ROLE_ACCENT), "_");
  }
}

/* The question, the scale, what it means, the note: one below the other, closer where there is little room. */
static void draw_question(struct cells *cells, const struct rect *area, const struct summary_view *view,
                          const struct screen_style *style) {
  enum { ROOMY = 9, WITH_WORDS = 5, WITH_VERDICT = 6 };
  char text[48] = "";
  bool roomy = area->rows >= ROOMY;
  int row = area->row, step = area->columns / (RATING_MOST + 1) > 7 ? 7 : area->columns / (RATING_MOST + 1);
  cells_text(cells, row, area->column, area->columns, pen_bold(ROLE_TEXT), "How is your back now?");
  if (view->before >= 0 && view->rating >= 0) {
    snprintf(text, sizeof text, "before %d   now %d", view->before, view->rating);
  } else if (view->before >= 0) {
    snprintf(text, sizeof text, "before %d", view->before);
  }
  widget_right(cells, (struct rect){row, area->column + 22, 1, area->columns - 22}, pen_of(ROLE_SOFT), text, style);
  row += roomy ? 2 : 1;
  draw_scale(cells, row++, area, view);
  if (area->rows >= WITH_WORDS) {
    draw_scale_words(cells, row++, area->column + (step > 4 ? 2 : 0), step, view->before, style);
  }
  row += roomy ? 1 : 0;
  const char *verdict = summary_verdict(view->before, view->rating);
  if (area->rows >= WITH_VERDICT) {
    widget_text(cells, row, area->column, area->columns, pen_of(ROLE_TEXT), verdict != NULL ? verdict : "", style);
    row += roomy ? 2 : 1;
  }
  if (row < area->row + area->rows) {
    draw_note(cells, row, area, view, style);
  }
}

static void draw_head(struct cells *cells, const struct rect *area, const struct summary_view *view,
                      const struct screen_style *style) {
  char text[256];
  int when_columns = view->when != NULL && area->columns >= 50 ? text_width(view->when) : 0;
  text_sanitize(text, sizeof text, view->session.timeline->routine->title);
  widget_text(cells, 0, area->column, area->columns - when_columns - 2, pen_of(ROLE_SOFT), text, style);
  if (when_columns > 0) {
    widget_right(cells, (struct rect){0, area->column, 1, area->columns}, pen_of(ROLE_HINT), view->when, style);
  }
}

static void draw_keys(struct cells *cells, int row, const struct rect *area, const struct summary_view *view,
                      const struct screen_style *style) {
  static const struct key_hint closing[] = {{ACTION_CLOSE, NULL}, {ACTION_NONE, NULL}};
  static const struct key_hint asking[] = {
      {ACTION_RATE, "to 9 choose"}, {ACTION_NOTE, NULL}, {ACTION_SAVE, NULL}, {ACTION_CLOSE, NULL}, {ACTION_NONE, NULL}};
  static const struct key_hint noting[] = {{ACTION_SAVE, NULL}, {ACTION_NOTE, "back"}, {ACTION_NONE, NULL}};
  widget_keys(cells, (struct rect){row, area->column, 1, area->columns},
              view->noting ? noting
              : view->asks ? asking
                           : closing,
              style);
}

/* The rows that the question gets on a screen of `rows`. */
static int question_rows(int rows, bool asks) {
  return !asks ? 0 : rows >= 22 ? 9 : rows >= 16 ? 6 : QUESTION_LEAST;
}

void summary_draw(struct cells *cells, const struct summary_view *view, const struct screen_style *style) {
  int rows = cells_rows(cells), columns = cells_columns(cells);
  int margin = columns >= 60 ? 2 : columns >= 30 ? 1 : 0;
  struct rect area = {.column = margin, .columns = columns - 2 * margin};
  cells_clear(cells);
  draw_head(cells, &area, view, style);
  int row = 1 + widget_paragraph(cells, (struct rect){1, margin, rows > 3 ? 2 : 1, area.columns}, pen_bold(ROLE_TEXT),
                                 "That's it. Notice how your back feels.", style);
  row += rows >= 16 || (rows >= 12 && !view->asks) ? 2 : rows > 6 ? 1 : 0;
  int end = rows - (rows > 1 ? 1 : 0);
  area.rows = question_rows(rows, view->asks);
  int facts_rows = end - row - area.rows - (area.rows > 0 ? 1 : 0);
  facts_rows = facts_rows > FACTS_MOST ? FACTS_MOST : facts_rows < 0 ? 0 : facts_rows;
  draw_facts(cells, (struct rect){row, margin, facts_rows, area.columns}, &view->session, style);
  row += facts_rows + 1;
  area.row = row;
  if (area.rows > 0 && end - row >= QUESTION_LEAST - 1) {
    area.rows = end - row < area.rows ? end - row : area.rows;
    draw_question(cells, &area, view, style);
    row += area.rows + 1;
  }
  if (view->notice != NULL && row < end) {
    char text[256];
    text_sanitize(text, sizeof text, view->notice);
    widget_paragraph(cells, (struct rect){row, margin, end - row < 2 ? 1 : 2, area.columns}, pen_of(ROLE_WARN), text, style);
  }
  if (rows > 1) {
    draw_keys(cells, rows - 1, &area, view, style);
  }
}
