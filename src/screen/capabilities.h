#ifndef SCREEN_CAPABILITIES_H
#define SCREEN_CAPABILITIES_H

#include <stdbool.h>
#include <stddef.h>

/* What the description of the present ncurses terminal says. Apart, because <term.h> takes words like `columns` away. */

bool capabilities_can_place_text(void);
bool capabilities_have_reverse(void);

/* Writes what puts the terminal back (own colours, main screen, cursor shown) into `out`; returns its length. */
size_t capabilities_farewell(char *out, size_t size);

/*
 * What is known of terminals of type `term`, without one being opened: how many colours (-1: none), and whether text can be
 * placed. False where the type is not known.
 */
bool capabilities_look_up(const char *term, int *colours, bool *can_place_text);

#endif
