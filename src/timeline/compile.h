#ifndef TIMELINE_COMPILE_H
#define TIMELINE_COMPILE_H

#include "base/arena.h"
#include "timeline/timeline.h"

/*
 * The work of timeline_compile(), a file a stage: flatten.c unrolls the steps, layout.c gives them segments and lengths,
 * script.c and script_work.c give the segments their cues, placing.c keeps the cues apart, phrases.c has the words.
 */

/* A step on its way into the timeline. */
struct flat_step {
  struct timeline_step step;
  int64_t rest_before_ns; /* between the rounds of a circuit; 0: none */
};

struct compiler {
  struct arena *arena;
  const struct routine *routine;
  const struct phrases *phrases; /* NULL: the usual words */
  speech_length_fn speech_length;
  void *context;
  int pace_percent;
  struct flat_step *steps;
  size_t step_count;
  int exercise_count;
  struct segment *segments;
  size_t segment_count, segment_capacity;
};

/* Unrolls circuits into compiler->steps (in the arena) and numbers the exercises. */
void flatten_steps(struct compiler *compiler);

/* Fills compiler->segments (heap, grown; the caller copies and frees) with everything but the cues. */
void layout_segments(struct compiler *compiler);

/* Gives every segment its cues, in every form. */
void script_segments(struct compiler *compiler);

/* Work shorter than this does not announce what comes next: the transition does. */
#define ANNOUNCING_WORK_NS (20 * NS_PER_S)

/* What is said in a transition besides the set-up words. */
struct ready_words {
  const char *say; /* NULL: nothing */
  bool named;      /* the exercise is named here, since nobody has named it yet */
};

/*
 * How long getting ready takes, in whole seconds before the pace: by positions, never shorter than the words at 150 a
 * minute plus 4 s, and 5 s more to fetch a tool. `before` NULL: the first exercise. The floor-standing figure is
 * generous beside the 4.1 s (SD 1.1) that healthy people of 50-90 need (Bohannon and Lusardi 2004).
 */
int64_t transition_length_ns(enum position from, const struct exercise *before, const struct exercise *exercise,
                             struct ready_words words);

/* Whether going from `from` to `to` means getting down to the floor or up from it. */
bool position_crosses_floor(enum position from, enum position to);

/* Whether `exercise` needs something that has to be fetched and was not at hand for `before` (may be NULL). */
bool exercise_needs_fetching(const struct exercise *before, const struct exercise *exercise);

/* The position one is in after step `index`: `any` keeps the one before. POSITION_ANY: not known yet. */
enum position position_after(const struct compiler *compiler, size_t index);

/* The last exercise before step `index`, or NULL. */
const struct exercise *exercise_before(const struct compiler *compiler, size_t index);

#endif
