#ifndef SCREEN_LIBRARY_FILTER_H
#define SCREEN_LIBRARY_FILTER_H

#include "screen/library.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What of the library is shown: by words that are typed, by area, by length. {0} lets everything through. */

enum { LIBRARY_SEARCH_SIZE = 64 };

struct library_filter {
  char search[LIBRARY_SEARCH_SIZE]; /* words that all must occur in what is known of the routine; capitals do not matter */
  bool typing;                      /* the words are being written: keys are letters */
  bool has_area;
  enum area area;
  int most_minutes; /* 0: any length */
};

/* Whether nothing is held back. */
bool library_filter_is_open(const struct library_filter *filter);

/* Whether `item` is shown. */
bool library_filter_lets_through(const struct library_filter *filter, const struct library_item *item);

/*
 * Copies those of all `view->all` `items` that are shown into `shown` (with room for all), and has `view` show them; what was
 * selected stays so where it is among them.
 */
void library_filter_apply(const struct library_filter *filter, const struct library_item *items, struct library_item *shown,
                          struct library_view *view);

/* Takes a key while typing; true: the words have changed. Enter ends the typing, escape takes the words back as well. */
bool library_filter_type(struct library_filter *filter, uint32_t key);

/* Turns to the next of the areas that occur among `items`, sorted; past the last to all of them. */
void library_filter_next_area(struct library_filter *filter, const struct library_item *items, size_t count);

/* Turns to the next bound of the length: 5, 10, 15, 20 minutes, any. */
void library_filter_next_length(struct library_filter *filter);

/* Draws `/ search   a all areas   t any length` into `area`, on its first row; the length where `has_lengths`. */
void library_filter_draw(struct cells *cells, struct rect area, const struct library_filter *filter, bool has_lengths,
                         const struct screen_style *style);

#endif
