#ifndef SCREEN_TABS_H
#define SCREEN_TABS_H

#include "screen/cells.h"
#include "screen/style.h"

/* The views one may turn to by a number, named at the head of each of them. */

/* Columns: enumerator, the key, the word. */
#define TAB_LIST(X) \
  X(ROUTINES, "1", "routines") \
  X(EXERCISES, "2", "exercises") \
  X(HISTORY, "4", "history")

#define X(id, key, word) TAB_##id,
enum tab { TAB_LIST(X) TAB_COUNT };
#undef X

/* Draws `limber    1 routines   2 exercises   4 history` into `area`, on its first row, `now` bright; narrow, `now` alone. */
void tabs_draw(struct cells *cells, struct rect area, enum tab now, const struct screen_style *style);

#endif
