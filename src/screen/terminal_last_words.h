#ifndef SCREEN_TERMINAL_LAST_WORDS_H
#define SCREEN_TERMINAL_LAST_WORDS_H

#include "screen/window.h"

#include <termios.h>

/*
 * Makes ready what screen_terminal_last_words() does: write to `terminal` what puts the present ncurses terminal back, and
 * what `window` shows beside it, and give the terminal behind `input` the settings `before`.
 */
void terminal_last_words_prepare(int terminal, int input, const struct termios *before, const struct window *window);

/* Has them write `bytes` as well, after all else; said twice in a row it counts once. */
void terminal_last_words_add(const char *bytes);

/* While the terminal is back as it was there is nothing to do. */
void terminal_last_words_disarm(void);
void terminal_last_words_arm(void);

#endif
