#ifndef TESTS_SUPPORT_SCREEN_VIEWS_H
#define TESTS_SUPPORT_SCREEN_VIEWS_H

#include "screen/player.h"

/* Moments of a session, made by hand: what the player shows in each of its states. */

/* Columns: enumerator, name. */
#define SCENE_LIST(X) \
  X(HOLD, "hold") \
  X(HOLD_EASED, "hold-eased") \
  X(REPS, "reps") \
  X(SIDED_REPS, "sided-reps") \
  X(BREATHE, "breathe") \
  X(MOVE, "move") \
  X(GET_READY, "get-ready") \
  X(COUNT_IN, "count-in") \
  X(SWITCH, "switch") \
  X(REST, "rest") \
  X(WAIT, "wait") \
  X(PAUSED, "paused") \
  X(STALLED, "stalled") \
  X(SETTLING, "settling") \
  X(STOP, "stop") \
  X(HURT, "hurt") \
  X(LONG_HOLD, "long-hold") \
  X(LAST, "last") \
  X(FINISHED, "finished")

#define X(id, name) SCENE_##id,
enum scene { SCENE_LIST(X) SCENE_COUNT };
#undef X

extern const char *const scene_names[SCENE_COUNT];

/* The view of `scene`. Its timeline lives as long as the program. */
struct player_view scene_view(enum scene scene);

/* The same, played on for `seconds`, at most to the end of its segment. */
struct player_view scene_view_later(enum scene scene, int seconds);

/* The same with every name and text of the routine replaced by `name`, until the next call of a scene function. */
struct player_view scene_view_named(enum scene scene, const char *name);

/* A grid as text, a line a row, without the blanks at the ends of lines. Caller frees. */
char *cells_as_text(const struct cells *cells);

/* The role of every cell's foreground as a letter under its text: for golden files that show colour. Caller frees. */
char *cells_as_roles(const struct cells *cells);

#endif
