#ifndef TIMELINE_SCRIPT_H
#define TIMELINE_SCRIPT_H

#include "timeline/placing.h"

/* What the cues of one segment depend on besides its form. */
struct scene {
  struct compiler *compiler;
  const struct segment *segment;
  const struct timeline_step *step;
  size_t step_index;
  const size_t *turns;    /* by kind of cue: how often such words have been said, which rotates their variants */
  bool last_work_of_step; /* the next exercise is announced here */
  bool last_of_routine;
  const struct exercise *next; /* the exercise of the next step; NULL: none, or a wait comes first */
};

/* Seconds of a countdown: `count`, …, "One.", each before the segment's end and none before `from_ns`. */
void script_countdown(struct script *script, int count, int64_t from_ns);

/* The cues of work, in the form that `script` was begun with. Returns whether the next exercise was announced. */
bool script_work(struct script *script, const struct scene *scene);

#endif
