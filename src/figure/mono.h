#ifndef FIGURE_MONO_H
#define FIGURE_MONO_H

#include "figure/raster.h"

#include <stdbool.h>

/* Which dots are shown where there are no colours to tell things apart: by textures and outlines instead. */

struct mono {
  bool is_far[PART_COUNT]; /* an arm or a leg behind the other one: an outline only */
};

/* Looks through the whole picture; what is far and what is not stays so until it clearly changes. */
void mono_look(struct mono *mono, const struct raster *picture);

/* Whether the dot at (x, y), which is on, is shown. */
bool mono_shows(const struct mono *mono, const struct raster *picture, int x, int y);

#endif
