#ifndef APP_FIGURES_H
#define APP_FIGURES_H

#include "figure/figure.h"

#include <stdio.h>

/* What is wrong with the figures of exercises, for people to read. */

/* Prints a line on `out` for each thing that no body does; returns how many. */
int figures_print_faults(FILE *out, const char *id, const struct figure *figure);

#endif
