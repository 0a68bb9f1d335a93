#ifndef PERSON_ADAPT_PRIVATE_H
#define PERSON_ADAPT_PRIVATE_H

#include "person/adapt.h"

#include "base/arena.h"

/* What the parts of adapting share: adapt.c (the whole), adapt_steps.c (step by step), swap.c (choosing another exercise),
 * fit.c (the time at hand), plan.c (kept for another time). */

/* A step being adapted. */
struct work_step {
  const struct step *from;
  struct step step; /* as it is now; of a circuit only its rounds and rest */
  int number;       /* its key */
  int parent;       /* index of the circuit it is in, or -1 */
  bool dropped;
  int cuts; /* what fitting took away already */
};

struct adapting {
  const struct adapt_input *input;
  struct arena *arena;
  struct ratings_advice ratings;
  word_set tags;
  word_set types;
  bool floor_is_hard, softer_massage, gentle;
  const char *gentle_why;
  int level;      /* of the session */
  int level_most; /* of its exercises; they are what they are where the level is the routine's own */
  bool raises;    /* to harder forms, where there are some */
  int pace_percent;
  struct work_step *steps;
  size_t step_count;
  struct change *changes;
  size_t change_count, change_capacity;
  int blocked; /* exercises that could not stay as they were */
};

/* Lists a change and says whether it is to be made: it is unless it was undone, or offered and not taken. */
bool adapting_change(struct adapting *adapting, enum change_kind kind, int step, bool offered, const char *why,
                     const char *format, ...) PRINTF_LIKE(6, 7);

/* The tags of an exercise: those of its file, and those that its position and type carry. */
word_set exercise_tags(const struct safety *safety, const struct exercise *exercise);

/* Why `exercise` cannot be done now, in words, or NULL: it can. */
const char *exercise_blocked(const struct adapting *adapting, const struct exercise *exercise);

/* Whether `exercise` may stand in the routine at all and does not yet; its kind is another matter. NULL: no. */
bool swap_is_free(const struct adapting *adapting, const struct exercise *exercise);

/* The type to look for in place of `exercise`, the softer one where massage is to be softer. */
enum exercise_type swap_type(const struct adapting *adapting, const struct exercise *exercise);

/* The exercise to do in place of that of `step`, or NULL: nothing is left. */
const struct exercise *swap_find(const struct adapting *adapting, const struct work_step *step);

/* The exercise `id` of the catalogue, or NULL. */
const struct exercise *catalogue_exercise(const struct adapt_input *input, const char *id);

/* Another exercise at its own dose; what was said of the old one goes with it. */
void step_take(struct work_step *step, const struct exercise *exercise);

/* The person is told to hold on to something. */
void step_hold_on(struct work_step *step, const struct safety *safety);

/* The steps of the input's routine, all of them, to work on. */
void adapting_list_steps(struct adapting *adapting);

/* How it differs from the input's routine, as a plan. */
const char *plan_write(const struct adapting *adapting);

/* The hardest form of `exercise` up to `level` that may be done, or NULL: there is none. */
const struct exercise *swap_harder(const struct adapting *adapting, const struct exercise *exercise, int level);

/* Goes through the steps: swaps, drops, doses. */
void adapt_steps(struct adapting *adapting);

/* Puts the steps together as a routine in `arena`; NULL steps: none is left. */
struct routine *adapting_routine(struct adapting *adapting, struct arena *arena);

/* Whether an exercise is left. */
bool adapting_has_exercise(const struct adapting *adapting);

/* Shortens until it fits the minutes at hand. */
void fit_minutes(struct adapting *adapting);

#endif
