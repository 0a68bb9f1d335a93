#ifndef SCREEN_HELP_H
#define SCREEN_HELP_H

#include "screen/cells.h"
#include "screen/keymap.h"
#include "screen/style.h"

/* The keys of a mode as a panel over the screen they belong to, drawn from the table of actions itself. */
struct help_view {
  enum keymap_mode mode; /* MODE_PLAYER or MODE_LIBRARY */
  const char *note;      /* at the top right, such as `paused while you read`; or NULL */
  int first;             /* the first row of the list shown, where it is longer than the screen */
};

/* Draws the panel over what `cells` holds, which steps back behind it. */
void help_draw(struct cells *cells, const struct help_view *view, const struct screen_style *style);

/* What a key of MODE_HELP does to the panel of `mode`: false, it closes; else `*first` has moved. */
bool help_turn(enum keymap_mode mode, enum action action, int rows, int *first);

/* The largest `first` that still fills a screen of `rows`. */
int help_last_first(enum keymap_mode mode, int rows);

#endif
