#ifndef SCREEN_FIGURE_VIEW_H
#define SCREEN_FIGURE_VIEW_H

#include "screen/cells.h"
#include "screen/style.h"

#include <stdbool.h>

/* A figure by itself, for whoever writes one: the moment by its name, what is wrong below. */

struct figure_view {
  const char *name;           /* of the exercise */
  const char *from, *to;      /* the moments of the description on either side, or NULL */
  double moment;              /* 0 to 2 */
  bool paused;                /* stepped through by hand */
  const char *problems;       /* lines of text, or NULL */
  const struct cells *figure; /* of the area's size; NULL: there is none to show */
};

/* Where the figure goes on a screen of that size; 0 rows: nowhere. */
struct rect figure_view_area(const struct figure_view *view, int rows, int columns);

void figure_view_draw(struct cells *cells, const struct figure_view *view, const struct screen_style *style);

#endif
