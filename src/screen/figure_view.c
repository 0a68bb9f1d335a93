#include "screen/figure_view.h"

#include "screen/widgets.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { HEAD_ROWS = 2, MARGIN = 2, NAME_MOST = 160 };

static int count_lines(const char *text) {
  int count = 0;
  for (; text != NULL && *text != '\0'; count++) {
    text += strcspn(text, "\n");
    text += *text == '\n';
  }
  return count;
}

/* What is wrong takes what it needs, and half the screen at most. */
static int problem_rows(const struct figure_view *view, int rows) {
  int needed = count_lines(view->problems);
  return needed < rows / 2 ? needed : rows / 2;
}

struct rect figure_view_area(const struct figure_view *view, int rows, int columns) {
  int problems = problem_rows(view, rows);
  int left = rows - HEAD_ROWS - 1 - problems - (problems > 0 ? 1 : 0);
  int margin = columns > 40 ? MARGIN : 0;
  return (struct rect){HEAD_ROWS, margin, left > 0 ? left : 0, columns - 2 * margin};
}

static void draw_head(struct cells *cells, const struct figure_view *view, int margin, const struct screen_style *style) {
  char text[NAME_MOST];
  int columns = cells_columns(cells) - 2 * margin;
  widget_text(cells, 0, margin, columns, pen_bold(ROLE_TEXT), text_sanitize(text, sizeof text, view->name), style);
  if (view->from == NULL) {
    return;
  }
  char from[64], to[64];
  text_sanitize(from, sizeof from, view->from);
  text_sanitize(to, sizeof to, view->to);
  bool one = strcmp(from, to) == 0;
  snprintf(text, sizeof text, "%s%s%s  %.2f", from, one ? "" : style->ascii ? " - " : " – ", one ? "" : to, view->moment);
  widget_text(cells, 1, margin, columns, pen_of(view->paused ? ROLE_ACCENT : ROLE_SOFT), text, style);
}

static void draw_problems(struct cells *cells, const struct figure_view *view, int margin, const struct screen_style *style) {
  int rows = problem_rows(view, cells_rows(cells)), row = cells_rows(cells) - 1 - rows;
  const char *text = view->problems;
  for (int i = 0; i < rows; i++, row++) {
    char line[512], shown[512];
    int length = (int)strcspn(text, "\n");
    snprintf(line, sizeof line, "%.*s", length, text);
    text_sanitize(shown, sizeof shown, line);
    widget_text(cells, row, margin, cells_columns(cells) - 2 * margin, pen_of(i == 0 ? ROLE_WARN : ROLE_SOFT), shown, style);
    text += length + (text[length] == '\n' ? 1 : 0);
  }
}

void figure_view_draw(struct cells *cells, const struct figure_view *view, const struct screen_style *style) {
  const struct key_hint hints[] = {{ACTION_FIGURE_PAUSE, view->paused ? "go on" : NULL},
                                   {ACTION_FIGURE_BACK, NULL},
                                   {ACTION_FIGURE_ON, NULL},
                                   {ACTION_FIGURE_SIDE, NULL},
                                   {ACTION_FIGURE_CLOSE, NULL},
                                   {ACTION_NONE, NULL}};
  struct rect area = figure_view_area(view, cells_rows(cells), cells_columns(cells));
  cells_clear(cells);
  draw_head(cells, view, area.column, style);
  if (view->figure != NULL) {
    cells_blit(cells, area, view->figure);
  }
  draw_problems(cells, view, area.column, style);
  widget_keys(cells, (struct rect){cells_rows(cells) - 1, area.column, 1, area.columns}, hints, style);
}
