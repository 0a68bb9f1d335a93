#ifndef APP_LOAD_H
#define APP_LOAD_H

#include "routine/catalogue.h"
#include "timeline/timeline.h"

#include <stdio.h>

/* Loading a routine for a command, with what is wrong shown as people read it. */

/*
 * The routine called `name`; NULL after printing why on stderr, and `*status` is the exit status. Caller frees with
 * routine_destroy().
 */
struct routine *load_routine(const char *name, int *status);

/* Prints every diagnostic as text on `out`, in colours if that is a terminal which wants them. */
void load_print_diagnostics(FILE *out, const struct diagnostics *diagnostics);

/* The columns of the terminal that `fd` is; 0: it is none, or does not say. */
int load_columns(int fd);

#endif
