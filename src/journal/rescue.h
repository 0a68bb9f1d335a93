#ifndef JOURNAL_RESCUE_H
#define JOURNAL_RESCUE_H

#include "journal/fault.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Puts the damaged database at `path` aside as `PATH.damaged-N`, and in its place one with everything in it that can still be
 * read and makes sense. `notice` (size bytes) says so, with the name and how much came across. On failure the damaged one is
 * where it was. Nobody else may be opening it meanwhile.
 */
bool rescue_database(const char *path, char *notice, size_t size, struct fault *fault);

#endif
