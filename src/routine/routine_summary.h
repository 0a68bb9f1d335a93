#ifndef ROUTINE_ROUTINE_SUMMARY_H
#define ROUTINE_ROUTINE_SUMMARY_H

#include "routine/model.h"

#include <stdbool.h>

struct arena;

/* What a routine's file says itself; the rest follows from its exercises. */
struct routine_given {
  bool areas, level, equipment, gentle, desk;
};

/*
 * Fills what is not `given` from the exercises of the routine's steps: the areas worked on (breathing aside), the highest
 * level, every tool once (optional ones left out, and a choice of which one tool is there anyhow), whether all are gentle and
 * whether all work at a desk.
 */
void routine_sum_up(struct routine *routine, struct arena *arena, struct routine_given given);

#endif
