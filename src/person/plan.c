#include "person/adapt_private.h"

#include "base/timespan.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * How a routine was adapted, in words that a journal can keep, so that a session that was interrupted goes on as it was,
 * whatever the ratings and the profile say since: `l2` the level, and by the number of the step `d5` dropped, `x5=ID` another
 * exercise, `n5` with a hold, `s5=1,1` sets left and right, `r5=12` repetitions, `h5=45000` a length in ms, `c5=2` rounds.
 */

enum { WORD_SIZE = 96 };

static void add_word(struct arena *arena, const char **plan, const char *format, ...) PRINTF_LIKE(3, 4);

static void add_word(struct arena *arena, const char **plan, const char *format, ...) {
  char word[WORD_SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(word, sizeof word, format, arguments);
  va_end(arguments);
  *plan = arena_format(arena, "%s%s%s", *plan, (*plan)[0] != '\0' ? " " : "", word);
}

static void add_exercise(const struct adapting *adapting, const struct work_step *step, const char **plan) {
  const struct exercise *exercise = step->step.exercise.exercise;
  const struct dose *dose = &step->step.exercise.dose, *before = &step->from->exercise.dose;
  int number = step->number;
  if (exercise != step->from->exercise.exercise) {
    add_word(adapting->arena, plan, "x%d=%s", number, exercise->id);
    before = &exercise->dose;
  }
  if (step->step.exercise.say != step->from->exercise.say && step->step.exercise.say != NULL) {
    add_word(adapting->arena, plan, "n%d", number);
  }
  if (dose->sets[0] != before->sets[0] || dose->sets[1] != before->sets[1]) {
    add_word(adapting->arena, plan, "s%d=%d,%d", number, dose->sets[0], dose->sets[1]);
  }
  if (dose->reps != before->reps) {
    add_word(adapting->arena, plan, "r%d=%d", number, dose->reps);
  }
  if (dose->length_ns != before->length_ns) {
    add_word(adapting->arena, plan, "h%d=%ld", number, (long)(dose->length_ns / NS_PER_MS));
  }
}

const char *plan_write(const struct adapting *adapting) {
  const char *plan = "";
  if (adapting->level != adapting->input->routine->level) {
    add_word(adapting->arena, &plan, "l%d", adapting->level);
  }
  for (size_t i = 0; i < adapting->step_count; i++) {
    const struct work_step *step = &adapting->steps[i];
    if (step->dropped) {
      add_word(adapting->arena, &plan, "d%d", step->number);
    } else if (step->step.kind == STEP_EXERCISE) {
      add_exercise(adapting, step, &plan);
    } else if (step->step.kind == STEP_CIRCUIT && step->step.circuit.rounds != step->from->circuit.rounds) {
      add_word(adapting->arena, &plan, "c%d=%d", step->number, step->step.circuit.rounds);
    }
  }
  return plan;
}

static bool take_exercise(struct adapting *adapting, struct work_step *step, const char *id) {
  const struct exercise *exercise = catalogue_exercise(adapting->input, id);
  if (exercise == NULL && step->from->exercise.easier != NULL && strcmp(step->from->exercise.easier->id, id) == 0) {
    exercise = step->from->exercise.easier;
  }
  if (exercise != NULL) {
    step_take(step, exercise);
  }
  return exercise != NULL;
}

/* `value` is what stands behind the =, or an empty text. False: the word does not fit this routine. */
static bool apply_to_exercise(struct adapting *adapting, struct work_step *step, char kind, const char *value) {
  struct dose *dose = &step->step.exercise.dose;
  switch (kind) {
  case 'x':
    return take_exercise(adapting, step, value);
  case 'n':
    step_hold_on(step, adapting->input->safety);
    return true;
  case 's':
    return sscanf(value, "%d,%d", &dose->sets[0], &dose->sets[1]) == 2 && dose->sets[0] >= 0 && dose->sets[1] >= 0 &&
           dose->sets[0] + dose->sets[1] > 0 && dose->sets[0] + dose->sets[1] <= 40;
  case 'r':
    dose->reps = atoi(value);
    return dose->reps > 0 && dose->reps <= 1100;
  case 'h':
    dose->length_ns = atol(value) * NS_PER_MS;
    return dose->length_ns > 0 && dose->length_ns <= SECONDS(3600);
  default:
    return false;
  }
}

static bool apply_word(struct adapting *adapting, const char *word) {
  char *end;
  long number = strtol(word + 1, &end, 10);
  const char *value = *end == '=' ? end + 1 : "";
  if (word[0] == 'l') {
    adapting->level = (int)number;
    return number >= 1 && number <= 3;
  }
  if (number < 1 || (size_t)number > adapting->step_count) {
    return false;
  }
  struct work_step *step = &adapting->steps[number - 1];
  if (word[0] == 'd') {
    step->dropped = true;
    return true;
  }
  if (word[0] == 'c' && step->step.kind == STEP_CIRCUIT) {
    step->step.circuit.rounds = atoi(value);
    return step->step.circuit.rounds >= 1 && step->step.circuit.rounds <= step->from->circuit.rounds;
  }
  return step->step.kind == STEP_EXERCISE && apply_to_exercise(adapting, step, word[0], value);
}

struct routine *adapt_by_plan(const struct adapt_input *input, const char *plan) {
  struct arena *arena = arena_create();
  struct adapting adapting = {.input = input, .arena = arena, .level = input->routine->level};
  adapting_list_steps(&adapting);
  bool fits = true;
  char word[WORD_SIZE];
  while (fits && *plan != '\0') {
    size_t length = strcspn(plan, " ");
    fits = length < sizeof word;
    snprintf(word, sizeof word, "%.*s", (int)length, plan);
    fits = fits && apply_word(&adapting, word);
    plan += length + strspn(plan + length, " ");
  }
  if (!fits || !adapting_has_exercise(&adapting)) {
    arena_destroy(arena);
    return NULL;
  }
  return adapting_routine(&adapting, arena);
}
