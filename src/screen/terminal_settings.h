#ifndef SCREEN_TERMINAL_SETTINGS_H
#define SCREEN_TERMINAL_SETTINGS_H

#include <stdbool.h>
#include <termios.h>

/* What ncurses would find out and set on a terminal; it writes to a pipe. */

/* The size of the terminal `input`, within bounds; where it is not known (0x0) 80x24. */
void terminal_size(int input, int *rows, int *columns);

/* The settings `before` for a full screen: keys one by one and unseen, and output that goes out as it is. */
struct termios terminal_settings(struct termios before);

/* Whether the settings of the terminal `output` let a line feed go straight down. */
bool terminal_feeds_lines(int output);

#endif
