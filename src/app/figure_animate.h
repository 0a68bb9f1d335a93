#ifndef APP_FIGURE_ANIMATE_H
#define APP_FIGURE_ANIMATE_H

#include "app/places.h"
#include "screen/terminal.h"

#include <stdbool.h>

/* A figure that moves in the terminal, drawn anew whenever its file is saved: the author's view. */

struct figure_animation {
  const char *file, *id; /* as figure_source_read() takes them */
  bool mirrored;         /* begins on the left side */
  struct screen_terminal_options screen;
};

/* Shows it until the person leaves; returns the exit status, after saying on stderr what went wrong if anything did. */
int figure_animate(const struct figure_animation *wanted, const struct places *places);

#endif
