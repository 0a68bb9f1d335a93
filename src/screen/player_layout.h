#ifndef SCREEN_PLAYER_LAYOUT_H
#define SCREEN_PLAYER_LAYOUT_H

#include "screen/cells.h"

#include <stdbool.h>

/*
 * Where the player's regions lie on a terminal of a given size. Pure arithmetic. A region that has no room has 0 rows; no
 * two regions overlap, and none leaves the terminal. As room goes, regions go in this order: keys, next, sound, dots, state,
 * timeline, caption, step, title, figure, side; the digits are the last.
 */
enum player_tier { TIER_TINY, TIER_SMALL, TIER_MEDIUM, TIER_TALL, TIER_USUAL, TIER_LARGE };

/* What the person wants to see larger. */
enum player_emphasis { EMPHASIS_NONE, EMPHASIS_FIGURE, EMPHASIS_DIGITS, EMPHASIS_COUNT };

struct player_layout {
  enum player_tier tier;
  struct rect routine;  /* what is played; the first to give way to the exercise's name */
  struct rect exercise; /* what is done now */
  struct rect status;   /* sound and step, right-aligned */
  struct rect figure;
  struct rect state; /* HOLD  set 1 of 2 */
  struct rect word;  /* 3 rows: big; 1 row: as text */
  struct rect digits;
  struct rect bar;
  struct rect dots; /* side dots or the phases' words */
  struct rect length;
  struct rect set; /* set 1/2: where there is no room for dots */
  struct rect caption;
  struct rect timeline;
  struct rect names; /* of the exercises, under the timeline */
  struct rect next;
  struct rect clock; /* time left */
  struct rect keys;
};

/*
 * The layout of `rows` x `columns` (at least 1 each) for digits of `slots` places (2 or 3). `asking`: a question is open,
 * whose keys must be seen even where there is no room for a key line otherwise. A larger figure takes the place of the timeline
 * and half the panel's, where there is room; larger digits that of the figure at any size, and there is none then.
 */
struct player_layout player_layout(int rows, int columns, int slots, bool asking, enum player_emphasis emphasis);

#endif
