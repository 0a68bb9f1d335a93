#ifndef ROUTINE_ROUTINE_READER_H
#define ROUTINE_ROUTINE_READER_H

#include "routine/library.h"

#include <stdint.h>

/* Reads routines. */

#define ROUTINE_STEPS_MAX 2000 /* with every circuit written out */
#define ROUTINE_LENGTH_MAX_S INT64_C(86400)
#define CIRCUIT_DEPTH_MAX 4
#define OWN_EXERCISES_MAX 200

/*
 * The routine that `node` describes; `id` and all that is read go into the reader's arena, which the result then owns
 * (routine.arena). Exercises are looked up in `library`, to which those of the routine itself are added first. NULL after
 * adding errors, and then the arena is still the caller's. `*step_count`: the steps written, also in a routine that is wrong.
 */
struct routine *routine_read(const struct reader *reader, const struct node *node, const char *id, struct library *library,
                             size_t *step_count);

#endif
