#ifndef SCREEN_PAINTER_TEXT_H
#define SCREEN_PAINTER_TEXT_H

#include "screen/cells.h"

#include <stdbool.h>
#include <stddef.h>

enum { PAINTER_TEXT_SIZE = 128 };

/*
 * What is written for `cell` in the present locale, not terminated; returns its length. What this locale cannot show, or
 * counts other columns for than we do, becomes `?`, for a line that is one column off is worse than a missing letter.
 */
size_t painter_text(const struct cell *cell, bool utf8, char out[PAINTER_TEXT_SIZE]);

#endif
