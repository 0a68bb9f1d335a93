#ifndef SCREEN_LIBRARY_H
#define SCREEN_LIBRARY_H

#include "screen/cells.h"
#include "screen/keymap.h"
#include "screen/style.h"

#include "routine/model.h"

#include <stddef.h>
#include <stdint.h>

/* The library: all routines, grouped by area, with what one needs to know to choose. */

/* One routine. Texts are borrowed and may come from files: they are made safe when drawn. */
struct library_item {
  const char *id; /* what the caller knows it by; not shown */
  const char *title;
  const char *goal; /* or NULL */
  enum area area;
  int level; /* 1 to 3 */
  int64_t total_ns;
  int exercise_count;
  struct strings equipment;
  const char *last; /* when it was last done, and the ratings: `Tue 17 Nov, 4 → 2`; NULL: never, or not known yet */
};

/* An exercise of the routine that is selected. */
struct library_step {
  const char *name;
  const char *dose; /* `2 x 30 s each side` */
};

/* What is shown of it beside the list. */
struct library_preview {
  const struct library_step *steps;
  size_t count, now;          /* which of them the figure does */
  const struct cells *figure; /* of library_figure_area()'s size, or NULL */
};

struct library_view {
  const struct library_item *items; /* as library_sort() leaves them */
  size_t count;
  size_t selected;                       /* below count, or 0 when there are none */
  const struct library_preview *preview; /* of the selected one; NULL: not known yet */
  const char *offer;                     /* the interrupted session: `Pigeon, left, 0:22 left`; NULL: none */
};

/* Brings `items` into the order in which they are shown: by area, level, length, title. */
void library_sort(struct library_item *items, size_t count);

/* What is selected after `action` (of MODE_LIBRARY) on a screen of `rows`. */
size_t library_move(const struct library_view *view, enum action action, int rows);

/* Where the figure of the preview goes on `rows` x `columns`; 0 rows: nowhere. */
struct rect library_figure_area(int rows, int columns);

/* Draws the library on the whole of `cells`; the selected routine is always on it. */
void library_draw(struct cells *cells, const struct library_view *view, const struct screen_style *style);

#endif
