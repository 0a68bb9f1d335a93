#ifndef SCREEN_PROFILE_H
#define SCREEN_PROFILE_H

#include "routine/profile.h"
#include "routine/safety.h"
#include "screen/cells.h"
#include "screen/style.h"

#include <stddef.h>

/* What limber knows about the person, on one screen, a line to change each. */

struct profile_view {
  const struct safety *safety;
  const struct profile *profile;
  size_t selected;
  const char *notice; /* such as that it cannot be kept; or NULL */
};

/* How many lines there are. */
size_t profile_lines(const struct safety *safety);

/* Changes line `index` of the profile. */
void profile_change(const struct safety *safety, struct profile *profile, size_t index);

/* Draws the page on the whole of `cells`. */
void profile_draw(struct cells *cells, const struct profile_view *view, const struct screen_style *style);

#endif
