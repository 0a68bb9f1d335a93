#include "person/adapt_private.h"

#include <string.h>

word_set exercise_tags(const struct safety *safety, const struct exercise *exercise) {
  word_set tags = exercise->avoid;
  for (size_t i = 0; i < safety->carries.count; i++) {
    const struct safety_carry *carry = &safety->carries.items[i];
    if ((carry->positions & WORD_BIT(exercise->position)) || (carry->types & WORD_BIT(exercise->type))) {
      tags |= carry->tags;
    }
  }
  return tags;
}

static bool is_on_floor(const struct safety *safety, const struct exercise *exercise) {
  for (size_t i = 0; i < exercise->equipment.count; i++) {
    for (size_t j = 0; j < safety->floor.except_with.count; j++) {
      if (strcmp(exercise->equipment.items[i], safety->floor.except_with.items[j]) == 0) {
        return false;
      }
    }
  }
  return (safety->floor.positions & WORD_BIT(exercise->position)) != 0;
}

static bool hurt_last_time(const struct adapt_input *input, const struct exercise *exercise) {
  for (size_t i = 0; i < input->hurt_count; i++) {
    if (strcmp(input->hurt[i], exercise->id) == 0) {
      return true;
    }
  }
  return false;
}

static const char *blocking_tag(const struct safety *safety, word_set tags) {
  for (int tag = 0; tag < AVOID_COUNT; tag++) {
    if (tags & WORD_BIT(tag)) {
      return safety->tags[tag].why;
    }
  }
  return NULL;
}

const char *exercise_blocked(const struct adapting *adapting, const struct exercise *exercise) {
  const struct safety *safety = adapting->input->safety;
  word_set tags = exercise_tags(safety, exercise) & adapting->tags;
  if (exercise->level <= safety->support.level) {
    tags &= ~safety->support.tags; /* holding on to something is enough */
  }
  if (hurt_last_time(adapting->input, exercise)) {
    return "It hurt last time.";
  }
  if (tags != 0) {
    return blocking_tag(safety, tags);
  }
  if (adapting->types & WORD_BIT(exercise->type)) {
    return "You left this kind out for today.";
  }
  if (adapting->floor_is_hard && is_on_floor(safety, exercise)) {
    return safety->floor.why;
  }
  if (adapting->gentle && !exercise->gentle) {
    return adapting->gentle_why;
  }
  if (exercise->level > adapting->level_most) {
    return arena_format(adapting->arena, "It is level %d; level %d is the most today.", exercise->level, adapting->level_most);
  }
  return NULL;
}

enum exercise_type swap_type(const struct adapting *adapting, const struct exercise *exercise) {
  const struct safety_swap *swap = &adapting->input->safety->swap;
  if (!adapting->softer_massage) {
    return exercise->type;
  }
  if (swap->soften_first & WORD_BIT(exercise->type)) {
    return (enum exercise_type)swap->softer_type;
  }
  return exercise->type == (enum exercise_type)swap->softer_type ? (enum exercise_type)swap->soft_type : exercise->type;
}

const struct exercise *catalogue_exercise(const struct adapt_input *input, const char *id) {
  for (size_t i = 0; id != NULL && i < input->catalogue_count; i++) {
    if (strcmp(input->catalogue[i]->id, id) == 0) {
      return input->catalogue[i];
    }
  }
  return NULL;
}

static bool is_in_routine(const struct adapting *adapting, const struct exercise *exercise) {
  for (size_t i = 0; i < adapting->step_count; i++) {
    const struct work_step *step = &adapting->steps[i];
    if (step->from->kind == STEP_EXERCISE && (strcmp(step->from->exercise.exercise->id, exercise->id) == 0 ||
                                              strcmp(step->step.exercise.exercise->id, exercise->id) == 0)) {
      return true;
    }
  }
  return false;
}

bool swap_is_free(const struct adapting *adapting, const struct exercise *exercise) {
  return exercise != NULL && exercise_blocked(adapting, exercise) == NULL && !is_in_routine(adapting, exercise);
}

static bool is_alike(const struct safety_swap *swap, enum exercise_type a, enum exercise_type b) {
  return a == b || ((swap->alike & WORD_BIT(a)) && (swap->alike & WORD_BIT(b)));
}

static bool is_at_hand(const struct routine *routine, const char *tool) {
  for (size_t i = 0; i < routine->equipment.count; i++) {
    if (strcmp(routine->equipment.items[i], tool) == 0) {
      return true;
    }
  }
  return equipment_is_optional(tool);
}

/* How far a candidate is from the best: the position first, then desk marks, tools that are not at hand, the very type. */
static int distance(const struct adapting *adapting, const struct exercise *from, const struct exercise *candidate) {
  const struct adapt_input *input = adapting->input;
  const struct safety_swap *swap = &input->safety->swap;
  int far = 0;
  if (swap->same_position_first && candidate->position != from->position) {
    far += 1000;
  }
  if (swap->desk_first && input->routine->desk && !candidate->desk) {
    far += 2000; /* inside a desk routine the desk counts for more */
  }
  for (size_t i = 0; i < candidate->equipment.count; i++) {
    far += is_at_hand(input->routine, candidate->equipment.items[i]) ? 0 : 100;
  }
  far += candidate->type != from->type ? 10 : 0;
  far += candidate->sides != from->sides ? 1 : 0;
  return far + 3 * (from->level - candidate->level);
}

static const struct exercise *nearest(const struct adapting *adapting, const struct exercise *from) {
  const struct adapt_input *input = adapting->input;
  enum exercise_type type = swap_type(adapting, from);
  const struct exercise *best = NULL;
  int best_distance = INT32_MAX;
  for (size_t i = 0; i < input->catalogue_count; i++) {
    const struct exercise *candidate = input->catalogue[i];
    bool kind = candidate->area == from->area && is_alike(&input->safety->swap, candidate->type, type);
    if (!kind || candidate->level > from->level || !swap_is_free(adapting, candidate)) {
      continue;
    }
    int far = distance(adapting, from, candidate);
    if (far < best_distance) {
      best = candidate;
      best_distance = far;
    }
  }
  return best;
}

const struct exercise *swap_find(const struct adapting *adapting, const struct work_step *step) {
  const struct exercise *from = step->from->exercise.exercise;
  bool same_type = swap_type(adapting, from) == from->type;
  const struct exercise *easier = step->from->exercise.easier;
  if (easier == NULL) {
    easier = catalogue_exercise(adapting->input, from->easier);
  }
  return same_type && swap_is_free(adapting, easier) ? easier : nearest(adapting, from);
}

/* One form harder than `exercise`, up to `level`: the one it names, else one that names it as easier. NULL: there is none. */
static const struct exercise *one_harder(const struct adapting *adapting, const struct exercise *exercise, int level) {
  const struct adapt_input *input = adapting->input;
  const struct exercise *named = catalogue_exercise(input, exercise->harder);
  if (named != NULL && named->level > exercise->level && named->level <= level && swap_is_free(adapting, named)) {
    return named;
  }
  for (size_t i = 0; i < input->catalogue_count; i++) {
    const struct exercise *other = input->catalogue[i];
    bool names_it = other->easier != NULL && strcmp(other->easier, exercise->id) == 0;
    if (names_it && other->area == exercise->area && other->level > exercise->level && other->level <= level &&
        swap_is_free(adapting, other)) {
      return other;
    }
  }
  return NULL;
}

const struct exercise *swap_harder(const struct adapting *adapting, const struct exercise *exercise, int level) {
  const struct exercise *found = NULL;
  for (const struct exercise *next = exercise; next != NULL; next = one_harder(adapting, next, level)) {
    found = next != exercise ? next : found; /* levels only go up, so this ends */
  }
  return found;
}
