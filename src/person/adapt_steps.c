#include "person/adapt_private.h"

#include "base/timespan.h"

#include <inttypes.h>
#include <stdio.h>

enum { TOTAL_SETS_MAX = 20 };

static const char *name_of(const struct work_step *step) {
  return step->step.exercise.exercise->name;
}

void step_take(struct work_step *step, const struct exercise *exercise) {
  step->step.exercise.exercise = exercise;
  step->step.exercise.dose = exercise->dose;
  step->step.exercise.easier = NULL;
  step->step.exercise.say = NULL;
}

void step_hold_on(struct work_step *step, const struct safety *safety) {
  step->step.exercise.say = safety->support.say;
  step->step.exercise.say_place = (struct place){0};
}

/* What cannot stay as it is: another one of the kind, else nothing. */
static void swap_or_drop(struct adapting *adapting, struct work_step *step, const char *why) {
  const struct exercise *other = swap_find(adapting, step);
  adapting->blocked++;
  if (other == NULL) {
    const char *both = arena_format(adapting->arena, "%s %s", why, adapting->input->safety->swap.none_left);
    step->dropped = adapting_change(adapting, CHANGE_DROP, step->number, false, both, "Left out: %s", name_of(step));
    return;
  }
  if (adapting_change(adapting, CHANGE_SWAP, step->number, false, why, "%s instead of %s", other->name, name_of(step))) {
    step_take(step, other);
  }
}

/* The exercise's harder form, where a higher level was asked for and the form is there. */
static void raise_level(struct adapting *adapting, struct work_step *step) {
  const struct exercise *harder = swap_harder(adapting, step->step.exercise.exercise, adapting->level);
  const char *why = arena_format(adapting->arena, "Level %d.", adapting->level);
  if (harder != NULL &&
      adapting_change(adapting, CHANGE_SWAP, step->number, false, why, "%s instead of %s", harder->name, name_of(step))) {
    step_take(step, harder);
  }
}

static void adapt_exercise(struct adapting *adapting, struct work_step *step) {
  const struct safety *safety = adapting->input->safety;
  const struct exercise *exercise = step->step.exercise.exercise;
  const char *why = exercise_blocked(adapting, exercise);
  if (why == NULL && swap_type(adapting, exercise) != exercise->type) {
    why = "A softer kind of massage, until it has settled.";
  }
  if (why != NULL) {
    swap_or_drop(adapting, step, why);
  } else if (adapting->raises) {
    raise_level(adapting, step);
  }
  if (step->dropped) {
    return;
  }
  exercise = step->step.exercise.exercise;
  word_set held = exercise_tags(safety, exercise) & adapting->tags & safety->support.tags;
  if (held != 0 && exercise->level <= safety->support.level &&
      adapting_change(adapting, CHANGE_SUPPORT, step->number, false, safety->support.say, "%s: with a hold", exercise->name)) {
    step_hold_on(step, safety);
  }
}

static bool is_strength(const struct work_step *step) {
  return step->step.kind == STEP_EXERCISE && !step->dropped && step->step.exercise.exercise->type == TYPE_STRENGTH;
}

static int most_sets(const struct dose *dose) {
  return dose->sets[0] > dose->sets[1] ? dose->sets[0] : dose->sets[1];
}

static void limit_sets(struct dose *dose, int most) {
  for (int side = 0; side < 2; side++) {
    dose->sets[side] = dose->sets[side] > most ? most : dose->sets[side];
  }
}

/* Whether some step that counts has more than `most` sets. */
static bool has_more_sets(const struct adapting *adapting, bool strength_only, int most) {
  for (size_t i = 0; i < adapting->step_count; i++) {
    const struct work_step *step = &adapting->steps[i];
    bool counts = strength_only ? is_strength(step) : step->step.kind == STEP_EXERCISE && !step->dropped;
    if (counts && most_sets(&step->step.exercise.dose) > most) {
      return true;
    }
  }
  return false;
}

static void fewer_sets(struct adapting *adapting) {
  const struct rating_band *band = adapting->input->today->rating >= 0
                                       ? rating_band_of(adapting->input->safety->before, adapting->input->today->rating)
                                       : NULL;
  int most = band != NULL ? band->strength_sets : 0;
  bool strength =
      most > 0 && has_more_sets(adapting, true, most) &&
      adapting_change(adapting, CHANGE_SETS, 1, false, band->say, "Strength in %d set%s", most, most == 1 ? "" : "s");
  int down = adapting->ratings.sets_down;
  bool all = down > 0 && has_more_sets(adapting, false, 1) &&
             adapting_change(adapting, CHANGE_SETS, 2, false, adapting->ratings.easier->say, "%d set%s fewer of each exercise",
                             down, down == 1 ? "" : "s");
  for (size_t i = 0; i < adapting->step_count; i++) {
    struct work_step *step = &adapting->steps[i];
    if (step->step.kind != STEP_EXERCISE) {
      continue;
    }
    struct dose *dose = &step->step.exercise.dose;
    if (strength && is_strength(step)) {
      limit_sets(dose, most);
    }
    if (all) {
      int left = most_sets(dose) - down;
      limit_sets(dose, left > 1 ? left : 1);
    }
  }
}

/* Whether a stretch can be one hold from `least` to `most` in place of shorter ones. */
static bool can_hold_longer(const struct work_step *step, int64_t least_ns) {
  const struct dose *dose = &step->step.exercise.dose;
  return step->step.kind == STEP_EXERCISE && !step->dropped && step->step.exercise.exercise->type == TYPE_STRETCH &&
         dose->kind == DOSE_HOLD && dose->length_ns < least_ns;
}

static void longer_holds(struct adapting *adapting) {
  const struct safety *safety = adapting->input->safety;
  int64_t least_ns = safety->long_holds.least_ns, most_ns = safety->long_holds.most_ns;
  bool any = false;
  for (size_t i = 0; i < adapting->step_count; i++) {
    any = any || can_hold_longer(&adapting->steps[i], least_ns);
  }
  if (!adapting->input->profile->long_holds || !any ||
      !adapting_change(adapting, CHANGE_HOLDS, 0, false, safety->long_holds.why,
                       "Stretches in one hold of %" PRId64 " to %" PRId64 " s", least_ns / NS_PER_S, most_ns / NS_PER_S)) {
    return;
  }
  for (size_t i = 0; i < adapting->step_count; i++) {
    struct dose *dose = &adapting->steps[i].step.exercise.dose;
    if (can_hold_longer(&adapting->steps[i], least_ns)) {
      int64_t whole_ns = dose->length_ns * most_sets(dose);
      dose->length_ns = whole_ns < least_ns ? least_ns : whole_ns > most_ns ? most_ns : whole_ns;
      limit_sets(dose, 1);
    }
  }
}

/* Only ever offered, and one thing at a time. The level is adapt.c's. */
static void offer_more(struct adapting *adapting) {
  const struct rating_rule *rule = &adapting->input->safety->rules[RULE_PROGRESS];
  enum ratings_more more = adapting->ratings.more;
  if (more != MORE_REPS && more != MORE_SETS) {
    return;
  }
  int by = more == MORE_REPS ? rule->reps : rule->sets;
  const char *what = more == MORE_REPS ? "repetition" : "set";
  bool any = false;
  for (size_t i = 0; i < adapting->step_count; i++) {
    const struct work_step *step = &adapting->steps[i];
    any = any || (is_strength(step) && (more == MORE_SETS || step->step.exercise.dose.kind == DOSE_REPS));
  }
  if (!any ||
      !adapting_change(adapting, CHANGE_MORE, 0, true, rule->say, "Strength with %d %s%s more", by, what, by == 1 ? "" : "s")) {
    return;
  }
  for (size_t i = 0; i < adapting->step_count; i++) {
    struct dose *dose = &adapting->steps[i].step.exercise.dose;
    if (!is_strength(&adapting->steps[i])) {
      continue;
    }
    if (more == MORE_REPS && dose->kind == DOSE_REPS) {
      dose->reps += by;
    }
    for (int side = 0; more == MORE_SETS && side < 2; side++) {
      bool fits = dose->sets[side] > 0 && dose->sets[side] + by <= TOTAL_SETS_MAX;
      dose->sets[side] += fits ? by : 0;
    }
  }
}

void adapt_steps(struct adapting *adapting) {
  for (size_t i = 0; i < adapting->step_count; i++) {
    if (adapting->steps[i].step.kind == STEP_EXERCISE) {
      adapt_exercise(adapting, &adapting->steps[i]);
    }
  }
  fewer_sets(adapting);
  longer_holds(adapting);
  offer_more(adapting);
}
