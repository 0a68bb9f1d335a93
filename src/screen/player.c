#include "screen/player.h"

#include "screen/player_layout.h"
#include "screen/player_panel.h"
#include "screen/player_timeline.h"
#include "screen/player_words.h"
#include "screen/widgets.h"

#include "base/macros.h"
#include "base/text.h"
#include "base/timespan.h"

#include <stdio.h>
#include <string.h>

enum { HURT_HINTS = 6 };

enum player_face player_face(const struct player_view *view) {
  if (view->mode == PLAYER_STOP_QUESTION) {
    return FACE_STOP;
  }
  switch (view->session.state) {
  case SESSION_RUNNING:
    return segment_is_work(view->session.form->kind) ? FACE_WORK : FACE_BETWEEN;
  case SESSION_SETTLING:
    return FACE_SETTLING;
  case SESSION_WAITING:
    return FACE_WAITING;
  case SESSION_HURT:
    return FACE_HURT;
  case SESSION_READY:
    return segment_is_work(view->session.form->kind) ? FACE_SETTLING : FACE_BETWEEN;
  case SESSION_PAUSED:
  case SESSION_FINISHED:
  case SESSION_STOPPED:
    break;
  }
  return FACE_PAUSED;
}

int player_figure_percent(const struct player_view *view) {
  return player_face(view) == FACE_WORK ? 100 : panel_counts_in(view) ? 75 : 42;
}

static bool is_asking(const struct player_view *view) {
  enum player_face face = player_face(view);
  return face == FACE_STOP || face == FACE_HURT;
}

static struct player_layout layout_of(const struct player_view *view, int rows, int columns) {
  return player_layout(rows, columns, panel_slots(view), is_asking(view), view->emphasis);
}

struct rect player_figure_area(const struct player_view *view, int rows, int columns) {
  return layout_of(view, rows, columns).figure;
}

static void draw_header(struct cells *cells, const struct player_layout *layout, const struct player_view *view,
                        const struct screen_style *style) {
  char text[PLAYER_TEXT];
  if (layout->routine.rows > 0) {
    text_sanitize(text, sizeof text, view->session.timeline->routine->title);
    widget_text(cells, layout->routine.row, layout->routine.column, layout->routine.columns, pen_of(ROLE_SOFT), text, style);
  }
  if (layout->exercise.rows > 0) {
    words_exercise(view, layout->exercise.columns, text);
    struct pen pen = layout->tier <= TIER_SMALL ? pen_of(ROLE_SOFT) : pen_bold(ROLE_TEXT);
    widget_text(cells, layout->exercise.row, layout->exercise.column, layout->exercise.columns, pen, text, style);
  }
}

/* `♪ voice    3 of 9`: the step keeps the room of its widest value, so the sound never moves. */
static void draw_status(struct cells *cells, const struct player_layout *layout, const struct player_view *view,
                        const struct screen_style *style) {
  enum { GAP = 4 };
  char step[PLAYER_TEXT], widest[PLAYER_TEXT], sound[PLAYER_TEXT];
  int count = view->session.timeline->exercise_count;
  if (layout->status.rows == 0) {
    return;
  }
  words_step(view, step);
  if (layout->tier == TIER_SMALL) {
    widget_text(cells, layout->status.row, layout->status.column, layout->status.columns, pen_of(ROLE_HINT), step, style);
    return;
  }
  widget_right(cells, layout->status, pen_of(ROLE_SOFT), step, style);
  if (layout->tier < TIER_USUAL) {
    return;
  }
  words_sound(view, style, sound);
  struct rect rest = layout->status;
  rest.columns -= snprintf(widest, sizeof widest, "%d of %d", count, count) + GAP;
  widget_right(cells, rest, pen_of(view->sound_is_lost && !view->muted ? ROLE_WARN : ROLE_HINT), sound, style);
}

/* What the key line offers, by what is going on; each list ends with ACTION_NONE. */
static const struct key_hint working[] = {{ACTION_PAUSE, NULL}, {ACTION_NEXT, NULL}, {ACTION_BACK, NULL},
                                          {ACTION_EASE, NULL},  {ACTION_HELP, NULL}, {ACTION_NONE, NULL}};
static const struct key_hint eased[] = {{ACTION_PAUSE, NULL},        {ACTION_NEXT, NULL}, {ACTION_BACK, NULL},
                                        {ACTION_EASE, "full again"}, {ACTION_HELP, NULL}, {ACTION_NONE, NULL}};
static const struct key_hint readying[] = {{ACTION_PAUSE, NULL},     {ACTION_NEXT, "go now"}, {ACTION_BACK, NULL},
                                           {ACTION_LEAVE_OUT, NULL}, {ACTION_HELP, NULL},     {ACTION_NONE, NULL}};
static const struct key_hint resting[] = {{ACTION_PAUSE, NULL},  {ACTION_NEXT, "go now"}, {ACTION_BACK, NULL},
                                          {ACTION_LONGER, NULL}, {ACTION_HELP, NULL},     {ACTION_NONE, NULL}};
static const struct key_hint paused[] = {{ACTION_PAUSE, "resume"}, {ACTION_NEXT, NULL}, {ACTION_BACK, NULL},
                                         {ACTION_STOP, NULL},      {ACTION_HELP, NULL}, {ACTION_NONE, NULL}};
static const struct key_hint over[] = {{ACTION_NONE, NULL}};
static const struct key_hint waiting[] = {{ACTION_PAUSE, "go on"}, {ACTION_NEXT, NULL}, {ACTION_BACK, NULL},
                                          {ACTION_STOP, NULL},     {ACTION_HELP, NULL}, {ACTION_NONE, NULL}};
static const struct key_hint stopping[] = {
    {ACTION_STOP_YES, NULL}, {ACTION_HURTS, NULL}, {ACTION_STOP_NO, NULL}, {ACTION_NONE, NULL}};
static const struct key_hint hurting[] = {
    {ACTION_TAKE_EASIER, NULL}, {ACTION_SKIP_IT, NULL}, {ACTION_DO_IT, NULL}, {ACTION_NONE, NULL}};

/* Where there is little room; the way back stands before the rarer answer. */
static const struct key_hint stopping_briefly[] = {
    {ACTION_STOP_YES, NULL}, {ACTION_STOP_NO, NULL}, {ACTION_HURTS, "it hurts"}, {ACTION_NONE, NULL}};
static const struct key_hint hurting_briefly[] = {
    {ACTION_TAKE_EASIER, "easier"}, {ACTION_SKIP_IT, "leave out"}, {ACTION_DO_IT, NULL}, {ACTION_NONE, NULL}};

/* Where its strength can be told: what is offered goes by it, and above 5 going on is not. */
static const struct key_hint *hints_of_rated_hurt(const struct player_view *view, bool briefly,
                                                  struct key_hint hints[HURT_HINTS]) {
  int count = 0;
  if (view->hurt_says == NULL) {
    hints[count++] = (struct key_hint){ACTION_HURT_RATE, briefly ? "to 9" : NULL};
  }
  if (view->session.can_go_easier) {
    hints[count++] = (struct key_hint){ACTION_TAKE_EASIER, briefly ? "easier" : NULL};
  }
  hints[count++] = (struct key_hint){ACTION_SKIP_IT, briefly ? "leave out" : NULL};
  if (!view->hurt_ends && view->hurt_says != NULL) {
    hints[count++] = (struct key_hint){ACTION_DO_IT, NULL};
  }
  if (view->hurt_signs != NULL) {
    hints[count++] = (struct key_hint){ACTION_HURT_SIGNS, view->hurt_signs};
  }
  hints[count++] = (struct key_hint){ACTION_HURT_STOP, NULL};
  hints[count] = (struct key_hint){ACTION_NONE, NULL};
  return hints;
}

static const struct key_hint *hints_of(const struct player_view *view, int columns, struct key_hint room[HURT_HINTS]) {
  enum { ROOMY_COLUMNS = 46 };
  bool briefly = columns < ROOMY_COLUMNS;
  switch (player_face(view)) {
  case FACE_STOP:
    return briefly ? stopping_briefly : stopping;
  case FACE_HURT:
    if (view->hurt_is_rated) {
      return hints_of_rated_hurt(view, briefly, room);
    }
    return (briefly ? hurting_briefly : hurting) + (view->session.can_go_easier ? 0 : 1);
  case FACE_PAUSED:
    return view->session.state == SESSION_PAUSED ? paused : over;
  case FACE_WAITING:
    return waiting;
  default:
    break;
  }
  switch (view->session.form->kind) {
  case SEGMENT_TRANSITION:
    return readying;
  case SEGMENT_REST:
    return resting;
  default:
    return view->session.eased ? eased : working;
  }
}

static void draw_footer(struct cells *cells, const struct player_layout *layout, const struct player_view *view,
                        const struct screen_style *style) {
  char label[PLAYER_TEXT], text[PLAYER_TEXT];
  struct rect next = layout->next;
  if (next.rows > 0) {
    words_next(view, label, text);
    enum role role = view->session.next_announced && text[0] != '\0' ? ROLE_TEXT : ROLE_HINT;
    int used = widget_text(cells, next.row, next.column, next.columns, pen_of(ROLE_HINT), label, style) + 2;
    if (text[0] != '\0') {
      widget_text(cells, next.row, next.column + used, next.columns - used, pen_of(role), text, style);
    }
  }
  if (layout->clock.rows > 0) {
    time_format_clock(text, sizeof text, view->session.total_left_ns);
    strncat(text, layout->tier >= TIER_USUAL ? " left" : "", sizeof text - strlen(text) - 1);
    widget_right(cells, layout->clock, pen_of(ROLE_SOFT), text, style);
  }
  if (layout->keys.rows > 0 && (!view->keys_hidden || is_asking(view))) {
    struct key_hint room[HURT_HINTS];
    widget_keys(cells, layout->keys, hints_of(view, layout->keys.columns, room), style);
  }
}

/* What to fetch must not be cut: in a wait the figure's place is empty, and holds more. */
static void draw_caption(struct cells *cells, const struct player_layout *layout, const struct player_view *view,
                         const struct screen_style *style) {
  char text[PLAYER_TEXT];
  struct rect area = layout->caption;
  if (area.rows == 0) {
    return;
  }
  words_caption(view, area.columns * area.rows, text);
  if (player_face(view) == FACE_WAITING && layout->figure.rows > area.rows && text_width(text) > area.columns * area.rows) {
    area = layout->figure;
    area.row++;
    area.rows--;
  }
  widget_paragraph(cells, area, pen_of(ROLE_TEXT), text, style);
}

void player_draw(struct cells *cells, const struct player_view *view, const struct screen_style *style) {
  struct player_layout layout = layout_of(view, cells_rows(cells), cells_columns(cells));
  cells_clear(cells);
  draw_header(cells, &layout, view, style);
  draw_status(cells, &layout, view, style);
  if (view->figure != NULL) {
    cells_blit(cells, layout.figure, view->figure);
  }
  panel_draw(cells, &layout, view, style);
  draw_caption(cells, &layout, view, style);
  if (layout.timeline.rows > 0) {
    player_timeline_draw(cells, layout.timeline, &view->session, style);
  }
  if (layout.names.rows > 0) {
    player_timeline_names(cells, layout.names, &view->session, style);
  }
  draw_footer(cells, &layout, view, style);
}

/* Until `span_ns`, which falls, shows another whole number of seconds. */
static int64_t to_next_second(int64_t span_ns) {
  int64_t past_ns = span_ns % NS_PER_S;
  return past_ns > 0 ? past_ns : NS_PER_S;
}

int64_t player_next_change_ns(const struct player_view *view) {
  const struct session_view *session = &view->session;
  if (view->mode != PLAYER_RUNNING) {
    return INT64_MAX;
  }
  switch (session->state) {
  case SESSION_SETTLING:
    return to_next_second(session->settling_left_ns);
  case SESSION_WAITING:
    return NS_PER_S - session->waited_ns % NS_PER_S;
  case SESSION_RUNNING:
    if (panel_counts_repetitions(view)) {
      return to_next_second(session->tempo.phase_length_ns - session->tempo.phase_elapsed_ns);
    }
    return to_next_second(session->left_ns);
  default:
    return INT64_MAX;
  }
}

enum keymap_mode player_keymap_mode(const struct player_view *view) {
  if (view->mode == PLAYER_HELP) {
    return MODE_HELP;
  }
  switch (player_face(view)) {
  case FACE_STOP:
    return MODE_STOP;
  case FACE_HURT:
    return MODE_HURT;
  default:
    return MODE_PLAYER;
  }
}
