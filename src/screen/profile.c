#include "screen/profile.h"

#include "screen/page.h"

#include "person/checkin.h"

#include <stdio.h>

enum { MARGIN = 4 };

static const struct safety_rows *rows_of(const struct safety *safety) {
  return &safety->groups[GROUP_LEAVE_OUT].rows;
}

/* The questions of the last group, and the pace. */
size_t profile_lines(const struct safety *safety) {
  return rows_of(safety)->count + 1;
}

void profile_change(const struct safety *safety, struct profile *profile, size_t index) {
  const struct safety_rows *rows = rows_of(safety);
  if (index >= rows->count) {
    profile->slow = !profile->slow;
    return;
  }
  const struct safety_row *row = &rows->items[index];
  bool on = !checkin_row_is_known(row, profile);
  profile->tags = on ? profile->tags | row->tags : profile->tags & ~row->tags;
  profile->floor_is_hard = row->floor_is_hard ? on : profile->floor_is_hard;
  profile->long_holds = row->long_holds ? on : profile->long_holds;
  profile->slow = profile->slow || (on && row->slow);
}

static struct tick_line line_of(const struct profile_view *view, size_t index) {
  const struct safety_rows *rows = rows_of(view->safety);
  bool selected = index == view->selected;
  if (index >= rows->count) {
    return (struct tick_line){"Slow pace: more time to get ready and to rest", view->profile->slow, selected};
  }
  const struct safety_row *row = &rows->items[index];
  return (struct tick_line){row->brief, checkin_row_is_known(row, view->profile), selected};
}

static const char *checked_words(const struct profile *profile, char *out, size_t size) {
  char date[16];
  if (profile->checked == DAY_NEVER) {
    return "The safety questions have not been answered yet.";
  }
  snprintf(out, size, "The safety questions were last answered on %s.", calendar_format(date, sizeof date, profile->checked));
  return out;
}

void profile_draw(struct cells *cells, const struct profile_view *view, const struct screen_style *style) {
  static const struct key_hint hints[] = {
      {ACTION_PROFILE_CHANGE, NULL}, {ACTION_PROFILE_DOWN, NULL}, {ACTION_PROFILE_CLOSE, NULL}, {ACTION_NONE, NULL}};
  char words[80];
  struct page page = page_begin(cells, "Your profile", NULL, MARGIN, hints, style);
  struct rect area = page.area;
  int used = widget_paragraph(cells, (struct rect){area.row, area.column, 2, area.columns}, pen_bold(ROLE_TEXT),
                              "What applies to you? Exercises go by it.", style);
  size_t count = profile_lines(view->safety);
  int gap = area.rows >= (int)count + used + 3 ? 1 : 0;
  int full = page_in_full(&page, line_of(view, view->selected).text);
  int below = full == 0 && area.rows > 6 ? 1 : 0;
  struct rect list = {area.row + used + gap, area.column, area.rows - used - 2 * gap - below - full, area.columns};
  size_t shown = list.rows > 0 ? (size_t)list.rows : 1;
  size_t first = page_first(count, shown, view->selected);
  for (size_t i = first; i < count && i < first + shown; i++) {
    struct tick_line line = line_of(view, i);
    page_tick(&page, list, (int)(i - first), &line);
  }
  if (below > 0) {
    const char *text = view->notice != NULL ? view->notice : checked_words(view->profile, words, sizeof words);
    widget_text(cells, area.row + area.rows - 1, area.column + 1, area.columns - 1,
                pen_of(view->notice != NULL ? ROLE_WARN : ROLE_HINT), text, style);
  }
}
