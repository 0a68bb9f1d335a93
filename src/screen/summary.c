#include "screen/summary.h"

#include "screen/widgets.h"

#include "base/text.h"
#include "base/timespan.h"

#include <stdio.h>

enum { FACTS_MOST = 5, FACT_TEXT = 64 };

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

void summary_draw(struct cells *cells, const struct summary_view *view, const struct screen_style *style) {
  static const struct key_hint hints[] = {{ACTION_CLOSE, NULL}, {ACTION_NONE, NULL}};
  char text[256];
  int rows = cells_rows(cells);
  int columns = cells_columns(cells);
  int margin = columns >= 60 ? 2 : columns >= 30 ? 1 : 0;
  int inside = columns - 2 * margin;
  int when_columns = view->when != NULL && inside >= 50 ? text_width(view->when) : 0;
  bool roomy = rows >= 12;
  int row = 0;
  cells_clear(cells);
  text_sanitize(text, sizeof text, view->session.timeline->routine->title);
  widget_text(cells, row, margin, inside - when_columns - 2, pen_of(ROLE_SOFT), text, style);
  if (when_columns > 0) {
    widget_right(cells, (struct rect){row, margin, 1, inside}, pen_of(ROLE_HINT), view->when, style);
  }
  row += 1;
  row += widget_paragraph(cells, (struct rect){row, margin, rows > 3 ? 2 : 1, inside}, pen_bold(ROLE_TEXT),
                          "That's it. Notice how your back feels.", style);
  row += roomy ? 2 : rows > 6 ? 1 : 0;
  int facts_rows = rows - 1 - row < FACTS_MOST ? rows - 1 - row : FACTS_MOST;
  draw_facts(cells, (struct rect){row, margin, facts_rows, inside}, &view->session, style);
  row += facts_rows + 1;
  if (view->notice != NULL && row < rows - 1) {
    text_sanitize(text, sizeof text, view->notice);
    widget_paragraph(cells, (struct rect){row, margin, rows - 1 - row < 2 ? 1 : 2, inside}, pen_of(ROLE_WARN), text, style);
  }
  if (rows > 1) {
    widget_keys(cells, (struct rect){rows - 1, margin, 1, inside}, hints, style);
  }
}
