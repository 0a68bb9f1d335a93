#ifndef APP_KEYBOARD_H
#define APP_KEYBOARD_H

#include <stdbool.h>
#include <stdint.h>

/* Single keys from a terminal without a screen: for plain lines and JSON, where the output belongs to a reader. */

/*
 * Takes keys one by one, unechoed, from standard input if that is a terminal of which we are in the foreground. Returns
 * whether it is; otherwise standard input is left alone. ^C, ^Z and ^\ keep their meanings.
 */
bool keyboard_open(void);

/* Gives the terminal its settings back. May be called twice, and from a last-words handler. */
void keyboard_close(void);

/* The descriptor to poll, or -1. */
int keyboard_fd(void);

/* The next key (enum key of screen/keymap.h, or a character), 0: none now, -1: there will be none any more. */
int64_t keyboard_read(void);

#endif
