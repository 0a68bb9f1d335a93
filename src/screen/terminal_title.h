#ifndef SCREEN_TERMINAL_TITLE_H
#define SCREEN_TERMINAL_TITLE_H

#include "screen/outlet.h"

enum { TERMINAL_TITLE_SIZE = 160 };

/* Gives the window `title`, where the terminal has one; `now` is the title we gave it before, empty for the person's own. */
void terminal_title_set(struct outlet *outlet, char now[TERMINAL_TITLE_SIZE], const char *title);

/* Gives back the title that was there before all of ours. */
void terminal_title_give_back(struct outlet *outlet, char now[TERMINAL_TITLE_SIZE]);

#endif
