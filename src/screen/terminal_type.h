#ifndef SCREEN_TERMINAL_TYPE_H
#define SCREEN_TERMINAL_TYPE_H

#include <stddef.h>

/*
 * What to try in place of a terminal type that has no description here, the nearest first: `index` from 0 on, NULL when there
 * is no more. Nearly every terminal of today understands what xterm does; one that says nothing is taken for the oldest.
 */
const char *terminal_type_instead(const char *term, size_t index);

#endif
