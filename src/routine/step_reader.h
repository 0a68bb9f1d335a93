#ifndef ROUTINE_STEP_READER_H
#define ROUTINE_STEP_READER_H

#include "routine/library.h"

#include <stdbool.h>
#include <stdint.h>

/* Reads the steps of a routine, in the shorthand and in the long form, and circuits of them. */

struct step_list {
  const struct step *steps;
  size_t count;
};

struct step_reader {
  const struct reader *reader;
  struct library *library;
  size_t written; /* exercises and waits read so far, each written one counted once */
};

/* How much a list of steps comes to with its circuits written out. */
struct step_sum {
  int64_t steps;
  int64_t exercises;
  int64_t length_s; /* about: work, rests, side changes and transitions */
};

/* Reads the list `node`, within `depth` circuits, into `*list`. False after adding errors; every step is looked at. */
bool steps_read(struct step_reader *steps, const struct node *node, int depth, struct step_list *list);

/* What the steps come to; `timing` as the routine sets it. */
struct step_sum steps_sum(const struct step *steps, size_t count, const struct timing *timing);

#endif
