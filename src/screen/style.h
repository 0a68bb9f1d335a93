#ifndef SCREEN_STYLE_H
#define SCREEN_STYLE_H

#include <stdbool.h>

/* What the screens may use of the terminal; the colours are the theme's. */
struct screen_style {
  bool ascii;   /* the Linux console, or a locale other than UTF-8: no character beyond ASCII of our own */
  bool reverse; /* reverse video is there (and tells a block from a blank) */
};

#endif
