#ifndef ROUTINE_SAFETY_LOAD_H
#define ROUTINE_SAFETY_LOAD_H

#include "routine/catalogue.h"
#include "routine/profile.h"
#include "routine/safety.h"

/* The person's rules, profile and exercises to swap in, read from their files. */

/*
 * Reads safety.yaml, the user's before the built-in one, into `arena`. NULL and `err` (ERROR_INPUT) where there is none that
 * can be used; what is wrong with it is in `diagnostics`.
 */
const struct safety *safety_load(const struct catalogue *catalogue, struct arena *arena, struct diagnostics *diagnostics,
                                 struct error *err);

/* Reads the profile at `path` into `*out`; one that is not there is empty. False and `err` as above, `*out` untouched. */
bool profile_load(const char *path, struct diagnostics *diagnostics, struct profile *out, struct error *err);

/* Exercises by their ids, in order. */
struct exercise_list {
  const struct exercise *const *items;
  size_t count;
};

/* Every exercise of the catalogue that is well, into `arena`. */
struct exercise_list exercises_load(const struct catalogue *catalogue, struct arena *arena, struct diagnostics *diagnostics);

#endif
