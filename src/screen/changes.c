#include "screen/changes.h"

#include "screen/page.h"

#include "base/text.h"
#include "base/timespan.h"

#include <inttypes.h>
#include <stdio.h>

enum { MARGIN = 4, LINE_SIZE = 320, FOOT_SIZE = 900, WHY_ROWS = 4 };

/* What stands on the lines of a change; both safe for a terminal. */
static void write_change(const struct change *change, char what[LINE_SIZE], char why[LINE_SIZE]) {
  char text[LINE_SIZE];
  const char *state = change->on ? "" : change->offered ? "offered: " : "undone: ";
  snprintf(text, sizeof text, "%s%s", state, change->what);
  text_sanitize(what, LINE_SIZE, text);
  text_sanitize(why, LINE_SIZE, change->why);
}

/* Draws the change from `row` on, in as many rows as its words take; returns how many. */
static int draw_change(const struct page *page, struct rect list, const struct change *change, bool selected) {
  char what[LINE_SIZE], why[LINE_SIZE];
  int indent = page->style->ascii ? 5 : 3;
  struct rect words = {list.row, list.column + indent, list.rows < 2 ? list.rows : 2, list.columns - indent};
  write_change(change, what, why);
  page_tick(page, list, 0, &(struct tick_line){"", change->on, selected});
  struct pen pen = {selected || change->on ? ROLE_TEXT : ROLE_SOFT, selected ? ROLE_SEL : ROLE_NONE, selected, false};
  int used = widget_paragraph(page->cells, words, pen, what, page->style);
  words.row += used;
  words.rows = list.rows - used < WHY_ROWS ? list.rows - used : WHY_ROWS;
  return used + (words.rows > 0 ? widget_paragraph(page->cells, words, pen_of(ROLE_HINT), why, page->style) : 0);
}

/* About how many rows it takes: whole words go to the next row. */
static int change_rows(const struct change *change, int columns) {
  char what[LINE_SIZE], why[LINE_SIZE];
  write_change(change, what, why);
  columns = columns > 4 ? columns - 3 : 1;
  int room = columns - (columns > 40 ? 0 : 4);
  room = room > 0 ? room : 1;
  int what_rows = 1 + (text_width(what) > columns);
  int why_rows = (text_width(why) + room - 1) / room;
  return what_rows + (text_width(why) <= columns ? 1 : why_rows < WHY_ROWS ? why_rows : WHY_ROWS);
}

/* The first change shown, so that the selected one is wholly there. */
static size_t first_shown(const struct changes_view *view, struct rect list) {
  size_t first = view->selected;
  int rows = first < view->adaptation->change_count ? change_rows(&view->adaptation->changes[first], list.columns) : 0;
  while (first > 0) {
    rows += change_rows(&view->adaptation->changes[first - 1], list.columns);
    if (rows > list.rows) {
      break;
    }
    first--;
  }
  return first;
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
      {adaptation->is_empty ? ACTION_CHANGES_DOWN : ACTION_CHANGES_LEAVE, NULL},
      {adaptation->is_empty || adaptation->change_count < 2 ? ACTION_NONE : ACTION_CHANGES_DOWN, NULL},
      {ACTION_NONE, NULL},
  };
  char aside[48], foot[FOOT_SIZE], safe[FOOT_SIZE];
  snprintf(aside, sizeof aside, "%d exercise%s, %" PRId64 " min", view->exercise_count, view->exercise_count == 1 ? "" : "s",
           (view->total_ns + SECONDS(30)) / SECONDS(60));
  struct page page = page_begin(cells, "Before you start", adaptation->is_empty ? NULL : aside, MARGIN, hints, style);
  struct rect area = page.area;
  const char *head = adaptation->is_empty            ? "Nothing of this routine is left today."
                     : adaptation->change_count == 0 ? "A word before you start."
                                                     : "Today is a little different.";
  int used = widget_paragraph(cells, (struct rect){area.row, area.column, 2, area.columns}, pen_bold(ROLE_TEXT), head, style);
  used += area.rows >= 12;
  write_foot(view, foot, sizeof foot);
  text_sanitize(safe, sizeof safe, foot);
  int below = foot_rows(safe, area.columns, (area.rows - used) / 3);
  struct rect list = {area.row + used, area.column, area.rows - used - below - (below > 0), area.columns};
  size_t next = first_shown(view, list);
  for (int left = list.rows; next < adaptation->change_count && left > 0; next++) {
    const struct change *change = &adaptation->changes[next];
    if (left < list.rows && change_rows(change, list.columns) > left && next != view->selected) {
      break;
    }
    struct rect place = {list.row + list.rows - left, list.column, left, list.columns};
    left -= draw_change(&page, place, change, next == view->selected);
  }
  if (below > 0) {
    widget_paragraph(cells, (struct rect){area.row + area.rows - below, area.column, below, area.columns}, pen_of(ROLE_SOFT),
                     safe, style);
  }
  if (next < adaptation->change_count) {
    char more[32];
    snprintf(more, sizeof more, "%zu more", adaptation->change_count - next);
    widget_right(cells, (struct rect){area.row, area.column, 1, area.columns}, pen_of(ROLE_HINT), more, style);
  }
}
