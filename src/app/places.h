#ifndef APP_PLACES_H
#define APP_PLACES_H

#include "base/error.h"

#include <stdbool.h>

/*
 * Where the program's own files are: routines/, sounds/ and the sounder. Looked for beside the binary's folder as installed
 * (../share/limber, ../libexec/limber), then where it was built (the source tree, the build folder), so that a tree works
 * wherever it is moved to.
 */
struct places {
  const char *routines, *sounds, *sounder; /* empty where there is none; they last as long as the program */
};

/* They are looked for once. Fails, naming what is missing, where no built-in routines can be found. */
bool places_find(struct places *places, struct error *err);

#endif
