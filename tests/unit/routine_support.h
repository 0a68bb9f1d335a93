#ifndef TESTS_ROUTINE_SUPPORT_H
#define TESTS_ROUTINE_SUPPORT_H

#include "routine/diagnostic.h"
#include "routine/model.h"

#include <stddef.h>

struct arena;

/* A file read from memory, with the built-in exercises at hand. */
struct reading {
  struct arena *arena;
  struct diagnostics *diagnostics;
  const struct routine *routine;   /* NULL: wrong, or an exercise was asked for */
  const struct exercise *exercise; /* likewise */
  size_t steps;                    /* written in the routine */
};

/* Reads `length` bytes as the routine own.yaml. */
struct reading read_routine(const char *text, size_t length);

/* Reads `length` bytes as the exercise own.yaml. */
struct reading read_exercise(const char *text, size_t length);

/* Reads a string as a routine and fails the test, printing what is wrong, unless all is well. */
struct reading read_good_routine(const char *text);

void reading_finish(struct reading *reading);

/* All that was found, as a person would see it, for messages of tests. Caller frees. */
char *show_diagnostics(const struct diagnostics *diagnostics);

#endif
