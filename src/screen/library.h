#ifndef SCREEN_LIBRARY_H
#define SCREEN_LIBRARY_H

#include "screen/cells.h"
#include "screen/exercise.h"
#include "screen/keymap.h"
#include "screen/style.h"
#include "screen/tabs.h"

#include "routine/model.h"

#include <stddef.h>
#include <stdint.h>

/* The library: all routines, or all exercises, grouped by area, with what one needs to know to choose. */

/* One routine, or one exercise. Texts are borrowed and may come from files: they are made safe when drawn. */
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

struct library_filter;

struct library_view {
  enum tab tab; /* TAB_ROUTINES, or TAB_EXERCISES: then no lengths are told, and `exercise` takes the place of `preview` */
  const struct library_item *items; /* as library_sort() leaves them */
  size_t count;
  size_t selected;                       /* below count, or 0 when there are none */
  const struct library_preview *preview; /* of the selected one; NULL: not known yet */
  const struct library_filter *filter;   /* through which `items` have come; NULL: there is none */
  size_t all;                            /* how many there are, shown or not */
  const struct exercise_view *exercise;  /* the selected one; NULL: not known yet */
  const char *offer;                     /* the interrupted session: `Pigeon, left, 0:22 left`; NULL: none */
};

/* Brings `items` into the order in which they are shown: by area, level, length, title. */
void library_sort(struct library_item *items, size_t count);

/* Whole minutes, at least one. */
int64_t library_minutes(int64_t span_ns);

/* `11 min`, into `out`. */
void library_format_minutes(int64_t span_ns, char *out, size_t size);

/* `lower back`, into `out`. Returns `out`. */
const char *library_area_words(enum area area, char *out, size_t size);

/* What is selected after `action` (of MODE_LIBRARY) on a screen of `rows`. */
size_t library_move(const struct library_view *view, enum action action, int rows);

/* Where the figure of the preview goes on `rows` x `columns`; 0 rows: nowhere. */
struct rect library_figure_area(int rows, int columns, enum tab tab);

/* Draws the library on the whole of `cells`; the selected routine is always on it. */
void library_draw(struct cells *cells, const struct library_view *view, const struct screen_style *style);

#endif
