#ifndef APP_FIGURES_H
#define APP_FIGURES_H

#include "base/error.h"
#include "figure/figure.h"
#include "routine/diagnostic.h"

#include <stdio.h>

/* What is wrong with the figures of exercises, for people to read. */

/* Prints a line on `out` for each thing that no body does; returns how many. */
int figures_print_faults(FILE *out, const char *id, const struct figure *figure);

/*
 * Prints why a figure cannot be drawn, in lines of up to `columns` without colours: what was wrong with its files, or `err`
 * where nothing was.
 */
void figures_print_problems(FILE *out, const struct diagnostics *diagnostics, const struct error *err, int columns);

#endif
