#include "screen/player_timeline.h"

#include "screen/widgets.h"

#include "base/text.h"

#include <string.h>

enum { APART_MOST = 25, LEAST_COLUMNS = 2 };

/* The exercises of a routine of at most APART_MOST, each with its share of the line. */
struct shares {
  int count, current;
  size_t steps[APART_MOST];
  int widths[APART_MOST];
};

/* Rounding adds up over the line instead of in each share, so that the shares fill it exactly. */
static void share_in_proportion(const int64_t *lengths_ns, const int *least, int count, int columns, const bool *fixed,
                                int *widths) {
  double total = 0;
  double so_far = 0;
  int given = 0;
  for (int i = 0; i < count; i++) {
    total += fixed[i] ? 0 : (double)lengths_ns[i];
    columns -= fixed[i] ? least[i] : 0;
  }
  for (int i = 0; i < count; i++) {
    widths[i] = least[i];
    if (!fixed[i]) {
      so_far += (double)lengths_ns[i];
      int until = (int)(so_far / total * columns + 0.5);
      widths[i] = until - given;
      given = until;
    }
  }
}

/* Shares that come out too narrow are fixed at their least, and the others share what remains. */
static void share_with_least(const int64_t *lengths_ns, const int *least, int count, int columns, int *widths) {
  bool fixed[APART_MOST] = {false};
  int free_count = 0;
  for (int i = 0; i < count; i++) {
    fixed[i] = lengths_ns[i] <= 0;
    free_count += fixed[i] ? 0 : 1;
  }
  for (bool again = free_count > 0; again;) {
    again = false;
    share_in_proportion(lengths_ns, least, count, columns, fixed, widths);
    for (int i = 0; i < count; i++) {
      if (widths[i] < least[i]) {
        fixed[i] = again = true;
        free_count--;
      }
    }
    again = again && free_count > 0;
  }
  if (free_count == 0) {
    int used = 0;
    for (int i = 0; i < count; i++) {
      used += widths[i] = least[i];
    }
    widths[count - 1] += columns - used;
  }
}

bool player_timeline_share(const int64_t *lengths_ns, const int *least, int count, int columns, int *widths) {
  int own_least[APART_MOST];
  int needed = 0;
  if (count < 1 || count > APART_MOST) {
    return false;
  }
  for (int i = 0; i < count; i++) {
    own_least[i] = least != NULL ? least[i] : LEAST_COLUMNS;
    needed += own_least[i];
  }
  if (needed > columns) {
    return false;
  }
  share_with_least(lengths_ns, own_least, count, columns, widths);
  return true;
}

/* Which exercise is current: that of the present step, or the one that the present wait belongs to. */
static size_t current_step(const struct session_view *view) {
  const struct timeline *timeline = view->timeline;
  size_t step = view->step;
  while (step < timeline->step_count && timeline->steps[step].exercise == NULL) {
    step++;
  }
  return step;
}

static bool share_line(const struct session_view *view, int columns, struct shares *shares) {
  const struct timeline *timeline = view->timeline;
  int64_t lengths_ns[APART_MOST];
  size_t current = current_step(view);
  *shares = (struct shares){.count = 0, .current = APART_MOST};
  for (size_t i = 0; i < timeline->step_count; i++) {
    if (timeline->steps[i].exercise == NULL) {
      continue;
    }
    if (shares->count == APART_MOST) {
      return false;
    }
    if (i == current) {
      shares->current = shares->count;
    }
    lengths_ns[shares->count] = timeline->steps[i].length_ns;
    shares->steps[shares->count++] = i;
  }
  return player_timeline_share(lengths_ns, NULL, shares->count, columns - shares->count + 1, shares->widths);
}

/* How far into the present step one is, on the scale of its full length. */
static int64_t elapsed_in_step(const struct session_view *view) {
  const struct segment *segment = &view->timeline->segments[view->segment];
  int64_t full_ns = segment->forms[FORM_FULL].length_ns;
  double share = view->length_ns > 0 ? (double)view->elapsed_ns / (double)view->length_ns : 0;
  return segment->start_ns - view->timeline->steps[view->step].start_ns + (int64_t)(share * (double)full_ns);
}

static bool is_over(const struct session_view *view) {
  return view->state == SESSION_FINISHED;
}

static void draw_apart(struct cells *cells, struct rect area, const struct session_view *view, const struct shares *shares,
                       const struct screen_style *style) {
  const struct bar_pens done = {pen_of(ROLE_ACCENT2), pen_of(ROLE_ACCENT2), false};
  const struct bar_pens now = {pen_of(ROLE_ACCENT), pen_of(ROLE_SOFT), true};
  const struct bar_pens to_come = {pen_of(ROLE_OFF), pen_of(ROLE_OFF), false};
  int column = area.column;
  for (int i = 0; i < shares->count; i++) {
    int width = shares->widths[i];
    if (i < shares->current || is_over(view)) {
      widget_bar(cells, area.row, column, width, 1, 1, done, style);
    } else if (i > shares->current) {
      widget_bar(cells, area.row, column, width, 0, 1, to_come, style);
    } else {
      bool waits = view->timeline->steps[view->step].exercise == NULL;
      int64_t length_ns = view->timeline->steps[shares->steps[i]].length_ns;
      widget_bar(cells, area.row, column, width, waits ? 0 : elapsed_in_step(view), length_ns, now, style);
    }
    column += width + 1;
  }
}

/* Without gaps a step is a change of tone: done, the present exercise, to come. */
static void draw_together(struct cells *cells, struct rect area, const struct session_view *view,
                          const struct screen_style *style) {
  const struct timeline *timeline = view->timeline;
  const struct timeline_step *step = &timeline->steps[view->step];
  double per_column = timeline->total_ns > 0 ? (double)area.columns / (double)timeline->total_ns : 0;
  int from = (int)((double)step->start_ns * per_column);
  int until = (int)((double)(step->start_ns + step->length_ns) * per_column + 0.999);
  until = until > area.columns ? area.columns : until;
  int64_t part_ns = elapsed_in_step(view);
  const struct bar_pens done = {pen_of(ROLE_ACCENT2), pen_of(ROLE_ACCENT2), false};
  const struct bar_pens now = {pen_of(ROLE_ACCENT), pen_of(ROLE_SOFT), true};
  const struct bar_pens to_come = {pen_of(ROLE_OFF), pen_of(ROLE_OFF), false};
  if (is_over(view)) {
    widget_bar(cells, area.row, area.column, area.columns, 1, 1, done, style);
    return;
  }
  widget_bar(cells, area.row, area.column, from, 1, 1, done, style);
  widget_bar(cells, area.row, area.column + from, until - from, part_ns, step->length_ns, now, style);
  widget_bar(cells, area.row, area.column + until, area.columns - until, 0, 1, to_come, style);
}

void player_timeline_draw(struct cells *cells, struct rect area, const struct session_view *view,
                          const struct screen_style *style) {
  struct shares shares;
  if (share_line(view, area.columns, &shares)) {
    draw_apart(cells, area, view, &shares, style);
  } else {
    draw_together(cells, area, view, style);
  }
}

void player_timeline_names(struct cells *cells, struct rect area, const struct session_view *view,
                           const struct screen_style *style) {
  struct shares shares;
  int column = area.column;
  if (!share_line(view, area.columns, &shares)) {
    return;
  }
  for (int i = 0; i < shares.count; i++) {
    char name[128];
    const struct exercise *exercise = view->timeline->steps[shares.steps[i]].exercise;
    text_sanitize(name, sizeof name, exercise->short_name != NULL ? exercise->short_name : exercise->name);
    if (text_width(name) <= shares.widths[i]) {
      bool now = i == shares.current && !is_over(view);
      widget_text(cells, area.row, column, shares.widths[i], now ? pen_bold(ROLE_SOFT) : pen_of(ROLE_HINT), name, style);
    }
    column += shares.widths[i] + 1;
  }
}
