#ifndef SCREEN_CHANGES_H
#define SCREEN_CHANGES_H

#include "person/adapt.h"
#include "screen/cells.h"
#include "screen/style.h"

#include <stddef.h>
#include <stdint.h>

/* What is different about today's session, each change with its reason, before it starts. */

struct changes_view {
  const struct adaptation *adaptation;
  const char *const *suggestions; /* titles of routines that fit better */
  size_t suggestion_count;
  int64_t total_ns; /* of the session as it is now */
  int exercise_count;
  size_t selected;
};

/* Draws the page on the whole of `cells`. */
void changes_draw(struct cells *cells, const struct changes_view *view, const struct screen_style *style);

#endif
