#include "screen/summary.h"

#include "screen/widgets.h"

#include "base/text.h"
#include "base/timespan.h"

#include <stdio.h>
#include <string.h>

enum {
  FACTS_MOST = 5,
  FACT_TEXT = 64,
  WEEK_ROWS = 3, /* a blank one before them */
  DAYS = 7,
  RATING_MOST = 10,
  QUESTION_LEAST = 3,
  VERDICT_COLUMNS = 74, /* below that it may need two rows */
  FIGURE_COLUMNS = 44,
  FACTS_COLUMNS = 24,
  FIGURE_LEAST_ROWS = 5,
  FIGURE_TALL_ROWS = 16, /* with the facts below it */
  FIGURE_MOST_ROWS = 24,
};

static const char farewell[] = "That's it. Notice how your back feels.";

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

/* How many days of the week had a session, and which. */
static void draw_week(struct cells *cells, struct rect area, int value_columns, const struct summary_week *week,
                      const struct screen_style *style) {
  char text[16];
  int count = 0, column = area.column + value_columns + 2;
  for (int day = 0; day < DAYS; day++) {
    bool done = (week->days >> day & 1U) != 0;
    ink color = day == week->today ? ROLE_ACCENT : done ? ROLE_ACCENT2 : day < week->today ? ROLE_OFF : ROLE_TRACK;
    const char *mark = style->ascii ? (done ? "x" : ".") : done ? "●" : "○";
    cells_text(cells, area.row + 1, column + 2 * day, 1, (struct pen){.foreground = color}, mark);
    count += done;
  }
  snprintf(text, sizeof text, "%d of %d", count, DAYS);
  cells_text(cells, area.row, area.column, area.columns, pen_bold(ROLE_TEXT), text);
  cells_text(cells, area.row, column, area.columns - value_columns - 2, pen_of(ROLE_SOFT), "days this week");
}

static void draw_facts(struct cells *cells, struct rect area, const struct summary_view *view,
                       const struct screen_style *style) {
  struct fact facts[FACTS_MOST];
  int count = list_facts(&view->session, facts);
  int value_columns = text_width("9 of 9");
  for (int i = 0; i < count; i++) {
    int width = text_width(facts[i].value);
    value_columns = width > value_columns ? width : value_columns;
  }
  for (int i = 0; i < count && i < area.rows; i++) {
    cells_text(cells, area.row + i, area.column, area.columns, pen_bold(ROLE_TEXT), facts[i].value);
    widget_text(cells, area.row + i, area.column + value_columns + 2, area.columns - value_columns - 2, pen_of(ROLE_SOFT),
                facts[i].what, style);
  }
  if (view->week.is_known && area.rows >= count + WEEK_ROWS) {
    struct rect week = {area.row + count + 1, area.column, 2, area.columns};
    draw_week(cells, week, value_columns, &view->week, style);
  }
}

/* Columns from one number of the scale to the next. */
static int scale_step(int columns) {
  int step = (columns - 4) / RATING_MOST;
  return step > 7 ? 7 : step;
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
  int step = scale_step(area->columns);
  bool wide = step > 3;
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
  enum { ROOMY = 9, WITH_VERDICT = 3, WITH_WORDS = 4 };
  int verdict_rows = area->columns >= VERDICT_COLUMNS ? 1 : 2;
  char text[48] = "";
  bool roomy = area->rows >= ROOMY;
  int row = area->row, step = scale_step(area->columns);
  cells_text(cells, row, area->column, area->columns, pen_bold(ROLE_TEXT), "How is your back now?");
  if (view->before >= 0 && view->rating >= 0) {
    snprintf(text, sizeof text, "before %d   now %d", view->before, view->rating);
  } else if (view->before >= 0) {
    snprintf(text, sizeof text, "before %d", view->before);
  }
  widget_right(cells, (struct rect){row, area->column + 22, 1, area->columns - 22}, pen_of(ROLE_SOFT), text, style);
  row += roomy ? 2 : 1;
  draw_scale(cells, row++, area, view);
  if (area->rows >= WITH_WORDS + verdict_rows) {
    draw_scale_words(cells, row++, area->column + (step > 4 ? 2 : 0), step, view->before, style);
  }
  row += roomy ? 1 : 0;
  if (area->rows >= WITH_VERDICT + verdict_rows) {
    widget_paragraph(cells, (struct rect){row, area->column, verdict_rows, area->columns}, pen_of(ROLE_TEXT),
                     view->verdict != NULL ? view->verdict : "", style);
    row += verdict_rows + (roomy ? 1 : 0);
  }
  if (row < area->row + area->rows) {
    draw_note(cells, row, area, view, style);
  }
  if (view->tip != NULL && row + 2 < area->row + area->rows) {
    widget_text(cells, row + 2, area->column, area->columns, pen_of(ROLE_HINT), view->tip, style);
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

/* Where things lie; what there is no room for has no rows. */
struct layout {
  int margin, end; /* the row after the last that is not the keys' */
  struct rect head, figure, facts, question;
};

/* The rows that the question gets on a screen of `rows`. */
static int question_rows(int rows, int columns, bool asks) {
  bool narrow = columns < VERDICT_COLUMNS + 4;
  return !asks        ? 0
         : rows >= 24 ? 11
         : rows >= 22 ? 9
         : rows >= 16 ? (narrow ? 7 : 6)
         : rows >= 12 ? (narrow ? 5 : 4)
                      : QUESTION_LEAST;
}

/* The figure beside the facts, or above them where the screen is high. */
static void place_figure(struct layout *layout, int rows, int columns) {
  struct rect *facts = &layout->facts, *figure = &layout->figure;
  int beside = columns - 2 * layout->margin - FACTS_COLUMNS - 2;
  if (facts->rows >= FIGURE_LEAST_ROWS && beside >= FACTS_COLUMNS) {
    int width = columns >= 116 ? columns / 2 : beside < FIGURE_COLUMNS ? beside : FIGURE_COLUMNS;
    int height = facts->rows < FIGURE_MOST_ROWS ? facts->rows : FIGURE_MOST_ROWS;
    *figure = (struct rect){facts->row, facts->column, height, width};
    facts->column += width;
    facts->columns -= width;
  } else if (rows >= 30 && facts->rows >= FIGURE_TALL_ROWS) {
    int height = facts->rows - FACTS_MOST - WEEK_ROWS - 1;
    *figure = (struct rect){facts->row, facts->column, height, facts->columns};
    facts->row += height + 1;
    facts->rows -= height + 1;
  }
}

static struct layout layout_of(const struct summary_view *view, int rows, int columns) {
  int margin = columns >= 60 ? 2 : columns >= 30 ? 1 : 0, inside = columns - 2 * margin;
  struct layout layout = {.margin = margin, .end = rows - (rows > 1 ? 1 : 0)};
  bool two_rows = rows > 3 && inside < text_width(farewell);
  layout.head = (struct rect){1, margin, two_rows ? 2 : 1, inside};
  int row = 1 + layout.head.rows + (rows >= 16 || (rows >= 12 && !view->asks) ? 2 : rows > 6 ? 1 : 0);
  int asked = question_rows(rows, columns, view->asks);
  int gap = rows >= 14 ? 1 : 0;
  int room = layout.end - row - asked - (asked > 0 ? gap : 0);
  layout.facts = (struct rect){row, margin, room < 0 ? 0 : room, inside};
  place_figure(&layout, rows, columns);
  int below = layout.figure.rows > 0 ? row + room : row + (room > FACTS_MOST + WEEK_ROWS ? FACTS_MOST + WEEK_ROWS : room);
  below = (below < row ? row : below) + gap;
  int left = layout.end - below < asked ? layout.end - below : asked;
  layout.question = (struct rect){below, margin, left >= QUESTION_LEAST - 1 ? left : 0, inside};
  return layout;
}

struct rect summary_figure_area(const struct summary_view *view, int rows, int columns) {
  return layout_of(view, rows, columns).figure;
}

static void draw_notice(struct cells *cells, const struct layout *layout, const struct summary_view *view,
                        const struct screen_style *style) {
  char text[256];
  int row = layout->question.row + (layout->question.rows > 0 ? layout->question.rows + 1 : 0);
  row = row < layout->end ? row : layout->end - 1;
  text_sanitize(text, sizeof text, view->notice);
  widget_paragraph(cells, (struct rect){row, layout->margin, layout->end - row < 2 ? 1 : 2, layout->head.columns},
                   pen_of(ROLE_WARN), text, style);
}

void summary_draw(struct cells *cells, const struct summary_view *view, const struct screen_style *style) {
  int rows = cells_rows(cells);
  struct layout layout = layout_of(view, rows, cells_columns(cells));
  struct rect area = {.column = layout.margin, .columns = layout.head.columns};
  cells_clear(cells);
  draw_head(cells, &area, view, style);
  widget_paragraph(cells, layout.head, pen_bold(ROLE_TEXT), farewell, style);
  if (layout.figure.rows > 0 && view->figure != NULL) {
    cells_blit(cells, layout.figure, view->figure);
  }
  draw_facts(cells, layout.facts, view, style);
  if (layout.question.rows > 0) {
    draw_question(cells, &layout.question, view, style);
  }
  if (view->notice != NULL) {
    draw_notice(cells, &layout, view, style);
  }
  if (rows > 1) {
    draw_keys(cells, rows - 1, &area, view, style);
  }
}
