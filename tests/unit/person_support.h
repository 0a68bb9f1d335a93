#ifndef TESTS_PERSON_SUPPORT_H
#define TESTS_PERSON_SUPPORT_H

#include "person/adapt.h"
#include "routine/safety_load.h"

/* The built-in rules, routines and exercises, read once for a whole test program. */
struct built_in {
  struct arena *arena;
  struct catalogue *catalogue;
  struct diagnostics *diagnostics;
  const struct safety *safety;
  struct exercise_list exercises;
};

/* Group set-up and tear-down; the tests find a struct built_in in their state. */
int built_in_open(void **state);
int built_in_close(void **state);

/* The built-in routine `id`; the test fails where it cannot be loaded. Caller frees. */
struct routine *built_in_routine(struct built_in *built_in, const char *id);

/* A routine of the steps in `steps` (YAML, the list alone). Caller frees. */
struct routine *routine_of_steps(struct built_in *built_in, const char *steps);

/* The length by the timeline, as the program measures it. */
int64_t timeline_length(const struct routine *routine, int pace_percent, void *context);

#endif
