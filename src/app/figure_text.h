#ifndef APP_FIGURE_TEXT_H
#define APP_FIGURE_TEXT_H

#include "figure/stage.h"

#include <stdbool.h>
#include <stdio.h>

/* Prints a drawn figure on `out` as lines of UTF-8, with SGR colours of `depth` where `coloured`. */
void figure_text_print(FILE *out, const struct figure_cell *cells, int rows, int columns, enum figure_depth depth,
                       bool coloured);

#endif
