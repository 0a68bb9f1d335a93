#ifndef SCREEN_PAINTER_H
#define SCREEN_PAINTER_H

#include "screen/capabilities.h"
#include "screen/cells.h"
#include "screen/painter_way.h"
#include "screen/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What has to be written for a terminal to show one grid of cells after another. ncurses could; it changes colours along every
 * row, where a figure has many, and goes back to the terminal's own before each blank. Here what changes is written colour by
 * colour, and a blank is written in whatever colour is at hand: measured, about half the bytes. Pure but for the bytes it
 * keeps.
 */
struct painter {
  struct capabilities capabilities;
  struct ways ways;
  bool utf8; /* else what this locale cannot show becomes `?` */
  struct theme_paint now;
  struct cursor at; /* where it is */
  char *bytes;      /* what is to be written */
  size_t length, capacity;
  struct painter_change *changes;
  struct run *runs; /* as many as changes have room */
  size_t change_count, change_capacity;
};

/*
 * A painter with the present ncurses terminal's description. `feeds_lines`: the line settings let a line feed go straight
 * down. Caller finishes.
 */
void painter_init(struct painter *painter, bool utf8, bool feeds_lines);

void painter_finish(struct painter *painter);

/*
 * Adds what takes all of a screen of `rows` rows, which has been cleared: ncurses has left as many of them to scroll as it once
 * believed there to be, and no step down leaves those.
 */
void painter_begin(struct painter *painter, int rows);

/*
 * Adds to `bytes` what makes a terminal that shows `shown` show `cells`, as far as they are of one size: rows x columns, the
 * terminal's.
 */
void painter_draw(struct painter *painter, const struct cells *shown, const struct cells *cells, struct theme theme);

/* Adds what gives the terminal its own colours back, for whoever writes to it next. */
void painter_rest(struct painter *painter);

#endif
