#include "person/adapt_private.h"

#include "base/timespan.h"

#include <string.h>

/*
 * The time at hand: first second sets go, from the end of the routine to its start, then whole exercises, likewise; the first
 * and the last, a warm-up and a calm end as a rule, go last of all. Both sides always stay together.
 */

/* What one step can lose, one after the other: a set (or a round) at a time, then itself. */
struct cut {
  size_t step;
  bool drops;
};

static bool is_undone(const struct adapting *adapting, const struct work_step *step) {
  for (size_t i = 0; i < adapting->input->switched_count; i++) {
    const struct change_key *key = &adapting->input->switched[i];
    if (key->kind == CHANGE_SHORTER && key->step == step->number) {
      return true;
    }
  }
  return false;
}

/* Steps within a circuit go with it, waits stay. */
static bool can_be_cut(const struct adapting *adapting, const struct work_step *step) {
  return step->parent < 0 && !step->dropped && step->step.kind != STEP_WAIT && !is_undone(adapting, step);
}

static int *rounds_of(struct work_step *step, int side) {
  return step->step.kind == STEP_CIRCUIT ? &step->step.circuit.rounds : &step->step.exercise.dose.sets[side];
}

static int most_rounds(struct work_step *step) {
  int left = *rounds_of(step, 0), right = step->step.kind == STEP_CIRCUIT ? 0 : *rounds_of(step, 1);
  return left > right ? left : right;
}

/* All cuts there are, in the order in which they are made. */
static size_t list_cuts(struct adapting *adapting, struct cut *cuts) {
  size_t count = 0, able = 0;
  int most = 1;
  size_t *order = arena_array(adapting->arena, adapting->step_count + 1, sizeof *order);
  for (size_t i = adapting->step_count; i > 0; i--) {
    if (can_be_cut(adapting, &adapting->steps[i - 1])) {
      order[able++] = i - 1;
      int rounds = most_rounds(&adapting->steps[i - 1]);
      most = rounds > most ? rounds : most;
    }
  }
  for (int rounds = most; rounds > 1; rounds--) {
    for (size_t i = 0; i < able; i++) {
      if (most_rounds(&adapting->steps[order[i]]) >= rounds) {
        cuts[count++] = (struct cut){order[i], false};
      }
    }
  }
  for (size_t i = 1; i + 1 < able; i++) {
    cuts[count++] = (struct cut){order[i], true};
  }
  if (able > 1) {
    cuts[count++] = (struct cut){order[0], true};
  }
  return count;
}

static void make_cut(struct work_step *step, bool drops) {
  step->cuts++;
  if (drops) {
    step->dropped = true;
    return;
  }
  int left = most_rounds(step) - 1;
  for (int side = 0; side < (step->step.kind == STEP_CIRCUIT ? 1 : 2); side++) {
    int *rounds = rounds_of(step, side);
    *rounds = *rounds > left ? left : *rounds;
  }
}

/* The length with the first `count` cuts; the steps are as they were afterwards. */
static int64_t length_with(struct adapting *adapting, const struct cut *cuts, size_t count) {
  struct work_step *kept = arena_array(adapting->arena, adapting->step_count, sizeof *kept);
  memcpy(kept, adapting->steps, adapting->step_count * sizeof *kept);
  for (size_t i = 0; i < count; i++) {
    make_cut(&adapting->steps[cuts[i].step], cuts[i].drops);
  }
  struct arena *arena = arena_create();
  struct routine *routine = adapting_routine(adapting, arena);
  int64_t length_ns = adapting->input->length(routine, adapting->pace_percent, adapting->input->context);
  arena_destroy(arena);
  memcpy(adapting->steps, kept, adapting->step_count * sizeof *kept);
  return length_ns;
}

/* The fewest cuts that make it fit; all of them where even they do not. */
static size_t cuts_needed(struct adapting *adapting, const struct cut *cuts, size_t count, int64_t at_hand_ns) {
  size_t few = 0, many = count;
  while (few < many) {
    size_t middle = few + (many - few) / 2;
    if (length_with(adapting, cuts, middle) <= at_hand_ns) {
      many = middle;
    } else {
      few = middle + 1;
    }
  }
  return many;
}

static const char *step_name(const struct work_step *step) {
  return step->step.kind == STEP_CIRCUIT ? "The circuit" : step->step.exercise.exercise->name;
}

static void list_change(struct adapting *adapting, struct work_step *step, const char *why) {
  bool circuit = step->step.kind == STEP_CIRCUIT;
  int rounds = most_rounds(step);
  const char *what = circuit ? "round" : "set";
  if (step->dropped) {
    adapting_change(adapting, CHANGE_SHORTER, step->number, false, why, "Left out: %s", step_name(step));
  } else {
    adapting_change(adapting, CHANGE_SHORTER, step->number, false, why, "%s: %d %s%s instead of %d", step_name(step), rounds,
                    what, rounds == 1 ? "" : "s", rounds + step->cuts);
  }
}

/* What the person has undone is named still, so that it can be done again. */
static void list_undone(struct adapting *adapting, const char *why) {
  for (size_t i = 0; i < adapting->step_count; i++) {
    const struct work_step *step = &adapting->steps[i];
    if (!step->dropped && step->step.kind != STEP_WAIT && is_undone(adapting, step)) {
      adapting_change(adapting, CHANGE_SHORTER, step->number, false, why, "%s may be shortened", step_name(step));
    }
  }
}

void fit_minutes(struct adapting *adapting) {
  int minutes = adapting->input->minutes;
  size_t sets = 0;
  for (size_t i = 0; i < adapting->step_count; i++) {
    sets += adapting->steps[i].step.kind == STEP_WAIT ? 0 : (size_t)most_rounds(&adapting->steps[i]) + 1;
  }
  struct cut *cuts = arena_array(adapting->arena, sets + 1, sizeof *cuts);
  size_t count = list_cuts(adapting, cuts);
  size_t needed = cuts_needed(adapting, cuts, count, SECONDS(minutes * 60));
  for (size_t i = 0; i < needed; i++) {
    make_cut(&adapting->steps[cuts[i].step], cuts[i].drops);
  }
  const char *why = arena_format(adapting->arena, "You have %d minute%s.", minutes, minutes == 1 ? "" : "s");
  for (size_t i = 0; i < adapting->step_count; i++) {
    if (adapting->steps[i].cuts > 0) {
      list_change(adapting, &adapting->steps[i], why);
    }
  }
  list_undone(adapting, why);
}
