#ifndef SCREEN_STYLE_H
#define SCREEN_STYLE_H

#include <stdbool.h>

/* How the person wishes the figure. */
enum screen_figure {
  SCREEN_FIGURE_BRAILLE,
  SCREEN_FIGURE_SOLID, /* full cells on a ground of their own, for fonts with thin dots */
  SCREEN_FIGURE_ASCII,
  SCREEN_FIGURE_OFF,
};

/* What the screens may use of the terminal; the colours are the theme's. */
struct screen_style {
  bool ascii;   /* the Linux console, or a locale other than UTF-8: no character beyond ASCII of our own */
  bool reverse; /* reverse video is there (and tells a block from a blank) */
  enum screen_figure figure;
};

#endif
