#ifndef SCREEN_DIGITS_H
#define SCREEN_DIGITS_H

#include "screen/cells.h"
#include "screen/style.h"

/*
 * Big type: what is read from two metres. Digits come in 11, 7, 5 and 3 rows, words in 3 rows, of block elements; without
 * them digits are made of reverse spaces (or `#`) and a word is a plate. Values are right-aligned in a fixed number of
 * slots, so that the units never move.
 */

enum { WORD_ROWS = 3 };

/* The columns that `slots` digits of `rows` rows (11, 7, 5 or 3) take. */
int digits_width(int rows, int slots);

/* The largest of 11, 7, 5 and 3 rows in which `slots` digits fit into `rows` x `columns`; 0: none does. */
int digits_fit(int rows, int columns, int slots);

/* Writes `value` (cut to its last `slots` digits) with its top left corner at (row, column). */
void digits_draw(struct cells *cells, int row, int column, int rows, int slots, int value, struct pen pen,
                 const struct screen_style *style);

/*
 * The columns of a big word; 0 when it cannot be written big. A word is A to Z and `?`, with `<` before or `>` behind it for
 * an arrow to a side.
 */
int word_width(const char *word, const struct screen_style *style);

/* Writes a big word with its top left corner at (row, column); needs word_width() > 0. */
void word_draw(struct cells *cells, int row, int column, const char *word, struct pen pen, const struct screen_style *style);

#endif
