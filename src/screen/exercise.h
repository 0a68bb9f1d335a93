#ifndef SCREEN_EXERCISE_H
#define SCREEN_EXERCISE_H

#include "screen/cells.h"
#include "screen/style.h"

#include "routine/model.h"

#include <stdbool.h>

/* One exercise: what it looks like, how it is done, and for whom it is not. */
struct exercise_view {
  const struct exercise *exercise; /* texts may come from files: they are made safe when drawn */
  const char *where;               /* `glutes, 8 of 19`, or NULL */
  const char *easier, *harder;     /* names; NULL: none */
  const char *routines;            /* the titles of those that hold it, joined; NULL: none */
  const struct cells *figure;      /* of the size that the area below has, or NULL */
  bool is_still;                   /* the figure is held still */
  bool may_practise;
};

/* Where the figure goes on a screen of its own; 0 rows: nowhere. */
struct rect exercise_figure_area(int rows, int columns);

/* Draws the exercise on the whole of `cells`. */
void exercise_draw(struct cells *cells, const struct exercise_view *view, const struct screen_style *style);

/* Where the figure goes where the exercise is shown in `area`, beside a list; 0 rows: nowhere. */
struct rect exercise_beside_figure(struct rect area);

/* Draws as much of the exercise as there is room for into `area`, beside a list. */
void exercise_beside_draw(struct cells *cells, struct rect area, const struct exercise_view *view,
                          const struct screen_style *style);

#endif
