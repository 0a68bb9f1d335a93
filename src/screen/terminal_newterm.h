#ifndef SCREEN_TERMINAL_NEWTERM_H
#define SCREEN_TERMINAL_NEWTERM_H

#include "screen/terminal.h"

#include <stdio.h>

struct screen; /* ncurses calls it SCREEN */

/* How wide ncurses believes every terminal to be: it draws nothing here, and windows of its own would be memory for nothing. */
enum { TERMINAL_NEWTERM_COLUMNS = 8 };

/*
 * newterm() with the private 24-bit description of terminal type `term` where the terminal has such colours, else as it is
 * described. A type that is not known here is taken for the nearest that is. The handling of signals and the environment are
 * left as they were. NULL where there is no description at all.
 */
struct screen *terminal_newterm(const char *term, enum screen_colours colours, FILE *output, FILE *input);

#endif
