#include "screen/changes.h"

#include "screen/page.h"

#include "base/text.h"
#include "base/timespan.h"

#include <inttypes.h>
#include <stdio.h>

enum { MARGIN = 4, LINE_SIZE = 320, FOOT_SIZE = 900 };

static void draw_change(const struct page *page, struct rect list, int index, const struct change *change, bool selected) {
  char what[LINE_SIZE], why[LINE_SIZE];
  const char *state = change->on ? "" : change->offered ? "offered: " : "undone: ";
  snprintf(what, sizeof what, "%s%s", state, change->what);
  text_sanitize(why, sizeof why, what);
  page_tick(page, list, 2 * index, &(struct tick_line){why, change->on, selected});
  int column = list.column + (page->style->ascii ? 5 : 3);
  text_sanitize(why, sizeof why, change->why);
  widget_text(page->cells, list.row + 2 * index + 1, column, list.column + list.columns - column, pen_of(ROLE_HINT), why,
              page->style);
}

/* Words below the list: what to keep in mind, and routines that fit better. */
static void write_foot(const struct changes_view *view, char *out, size_t size) {
  size_t used = 0;
  out[0] = '\0';
  for (size_t i = 0; i < view->adaptation->note_count && used < size; i++) {
    used += (size_t)snprintf(out + used, size - used, "%s ", view->adaptation->notes[i]);
  }
  for (size_t i = 0; i < view->suggestion_count && used < size; i++) {
    used += (size_t)snprintf(out + used, size - used, "%s%s", i == 0 ? "These fit better today: " : ", ", view->suggestions[i]);
  }
  if (view->suggestion_count > 0 && used < size) {
    snprintf(out + used, size - used, ".");
  }
}

static int foot_rows(const char *foot, int columns, int most) {
  int rows = columns > 0 ? (text_width(foot) + columns - 1) / columns : 0;
  rows += rows > 0; /* words break before the edge */
  return rows < most ? rows : most;
}

void changes_draw(struct cells *cells, const struct changes_view *view, const struct screen_style *style) {
  const struct adaptation *adaptation = view->adaptation;
  bool on = view->selected < adaptation->change_count && adaptation->changes[view->selected].on;
  const struct key_hint hints[] = {
      {adaptation->is_empty ? ACTION_CHANGES_LEAVE : ACTION_CHANGES_START, NULL},
      {ACTION_CHANGE_UNDO, on ? NULL : "do it"},
      {ACTION_CHANGES_DOWN, NULL},
      {adaptation->is_empty ? ACTION_NONE : ACTION_CHANGES_LEAVE, NULL},
      {ACTION_NONE, NULL},
  };
  char aside[48], foot[FOOT_SIZE], safe[FOOT_SIZE];
  snprintf(aside, sizeof aside, "%d exercise%s, %" PRId64 " min", view->exercise_count, view->exercise_count == 1 ? "" : "s",
           (view->total_ns + SECONDS(30)) / SECONDS(60));
  struct page page = page_begin(cells, "Before you start", adaptation->is_empty ? NULL : aside, MARGIN, hints, style);
  struct rect area = page.area;
  const char *head = adaptation->is_empty ? "Nothing of this routine is left today." : "Today is a little different.";
  int used = widget_paragraph(cells, (struct rect){area.row, area.column, 2, area.columns}, pen_bold(ROLE_TEXT), head, style);
  used += area.rows >= 12;
  write_foot(view, foot, sizeof foot);
  text_sanitize(safe, sizeof safe, foot);
  int below = foot_rows(safe, area.columns, (area.rows - used) / 3);
  struct rect list = {area.row + used, area.column, area.rows - used - below - (below > 0), area.columns};
  size_t shown = list.rows >= 2 ? (size_t)list.rows / 2 : 1;
  size_t first = page_first(adaptation->change_count, shown, view->selected);
  for (size_t i = first; i < adaptation->change_count && i < first + shown; i++) {
    draw_change(&page, list, (int)(i - first), &adaptation->changes[i], i == view->selected);
  }
  if (below > 0) {
    widget_paragraph(cells, (struct rect){area.row + area.rows - below, area.column, below, area.columns}, pen_of(ROLE_SOFT),
                     safe, style);
  }
  if (first + shown < adaptation->change_count) {
    char more[32];
    snprintf(more, sizeof more, "%zu more", adaptation->change_count - first - shown);
    widget_right(cells, (struct rect){area.row, area.column, 1, area.columns}, pen_of(ROLE_HINT), more, style);
  }
}
