#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "base/macros.h"

#include <stdbool.h>

/*
 * What went wrong in the world outside: a file, a terminal, a device. Functions that can fail so take a `struct error *`
 * last and return false; on success they leave it untouched. Mistakes of our own are assert()ed, not reported.
 */
enum error_code {
  ERROR_NONE,
  ERROR_INPUT,   /* the input or the run is at fault: exit status 1 */
  ERROR_USAGE,   /* the command line is: 2 */
  ERROR_MACHINE, /* the machine is: no terminal, no space, no device asked for by name: 3 */
};

struct error {
  enum error_code code;
  char message[512]; /* a whole sentence without its full stop; names the thing and, where there is one, the way out */
};

/* Fills `err` and returns false, so that a caller can `return error_set(…)`. A NULL `err` is fine. Cuts long messages. */
bool error_set(struct error *err, enum error_code code, const char *format, ...) PRINTF_LIKE(3, 4);

/* The exit status that design and manual page promise for `code`. */
int error_exit_status(enum error_code code);

#endif
