#ifndef SCREEN_PAINTER_WAY_H
#define SCREEN_PAINTER_WAY_H

#include "screen/capabilities.h"

#include <stdbool.h>
#include <stddef.h>

/* Where the cursor is, counted from 0; row -1: anywhere. */
struct cursor {
  int row, column;
};

enum { WAY_SIZE = 64, WAY_STEPS_MOST = 16 };

/* How long the text of a capability is, so that ways can be compared without being written. */
struct way_length {
  const char *capability; /* NULL: there is none */
  size_t fixed;           /* bytes beside the decimals */
  bool is_decimal;        /* its numbers are written as decimals */
  int first;              /* what its counting starts with */
};

/* The ways in which the cursor can be moved on one terminal. */
struct ways {
  struct way_length place, row, column;    /* to there */
  struct way_length up, down, left, right; /* so far */
  const char *up_one, *down_one, *left_one, *right_one;
};

/* The ways that `can` names, which stays borrowed. */
void ways_init(struct ways *ways, const struct capabilities *can);

/* The bytes that the shortest way takes; SIZE_MAX: there is none. */
size_t ways_bytes(const struct ways *ways, struct cursor from, struct cursor to);

/* Writes the shortest way into `out`, not terminated; returns its length. */
size_t ways_write(const struct ways *ways, struct cursor from, struct cursor to, char out[WAY_SIZE]);

#endif
