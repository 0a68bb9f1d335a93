#ifndef SCREEN_CHECKIN_H
#define SCREEN_CHECKIN_H

#include "person/checkin.h"
#include "screen/cells.h"
#include "screen/keymap.h"
#include "screen/style.h"

#include <stdbool.h>
#include <stddef.h>

/* The questions before a session, and the words that lead to help: one page of the check-in at a time. */

struct checkin_view {
  const struct checkin *checkin;
  size_t selected;    /* of the rows to tick */
  int first;          /* the first row of advice shown */
  bool more;          /* the second page of advice */
  bool can_write;     /* advice to a file of the person's own */
  const char *notice; /* such as where the advice was written to; or NULL */
};

/* The mode whose keys count on this page. */
enum keymap_mode checkin_keymap_mode(const struct checkin_view *view);

/* Draws the page on the whole of `cells`. Returns the greatest `first` that means anything. */
int checkin_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style);

/* Whether every list of `safety` fits on a screen of this size, so that none needs to be asked one by one. */
bool checkin_lists_fit(const struct safety *safety, int rows, int columns);

#endif
