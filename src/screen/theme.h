#ifndef SCREEN_THEME_H
#define SCREEN_THEME_H

#include "screen/cells.h"

#include <stdbool.h>
#include <stdint.h>

/* The palette: what each role looks like, by how many colours the terminal has. Pure. */

enum theme_depth { THEME_MONO, THEME_8, THEME_16, THEME_256, THEME_TRUE };

struct theme {
  enum theme_depth depth;
  bool light; /* dark ink on a light background */
};

/* How a terminal is to show a pen. */
struct theme_paint {
  int32_t foreground, background; /* a colour's number, of THEME_TRUE 0xRRGGBB; -1: the terminal's own */
  bool bold, reverse;
};

/* What `pen` looks like under `theme`. */
struct theme_paint theme_paint(struct theme theme, struct pen pen);

/* The number, 16 to 255, of the xterm palette's colour nearest to 0xRRGGBB. */
int theme_nearest_256(uint32_t rgb);

#endif
