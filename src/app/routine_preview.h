#ifndef APP_ROUTINE_PREVIEW_H
#define APP_ROUTINE_PREVIEW_H

#include "screen/library.h"
#include "screen/style.h"
#include "screen/theme.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The routine that is selected in the library, walked through: four seconds an exercise, each shown on its way into the
 * position. It is read only once the selection rests, and the walk ends with its last exercise, so that a library that nobody
 * touches sleeps.
 */
struct routine_preview;

/* `is_calm`: figures are shown in their positions, not on the way there. Caller destroys. */
struct routine_preview *routine_preview_create(bool is_calm);

/* NULL is fine. */
void routine_preview_destroy(struct routine_preview *preview);

/* Turns to the routine called `id`, from its first exercise on; the same one as before goes on. */
void routine_preview_select(struct routine_preview *preview, const char *id, int64_t now_ns);

/* How the screen is to be drawn on. */
struct routine_preview_place {
  int rows, columns; /* of the screen */
  const struct screen_style *style;
  const struct theme *theme;
};

/* What to show at `now_ns`, borrowed until the next call; NULL: the selection has not rested yet. */
const struct library_preview *routine_preview_draw(struct routine_preview *preview, const struct routine_preview_place *place,
                                                   int64_t now_ns);

/* When it will look different by itself, in real ns; INT64_MAX: no more. */
int64_t routine_preview_deadline_ns(const struct routine_preview *preview, int64_t now_ns);

#endif
