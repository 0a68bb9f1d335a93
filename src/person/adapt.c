#include "person/adapt.h"

#include "base/macros.h"
#include "person/adapt_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PACE_USUAL = 100, PACE_SLOW = 150, LEVEL_MOST = 3, CHANGE_TEXT = 240 };

static bool key_equal(struct change_key a, struct change_key b) {
  return a.kind == b.kind && a.step == b.step;
}

size_t change_switch(struct change_key *switched, size_t count, struct change_key key) {
  for (size_t i = 0; i < count; i++) {
    if (key_equal(switched[i], key)) {
      switched[i] = switched[count - 1];
      return count - 1;
    }
  }
  switched[count] = key;
  return count + 1;
}

static bool is_switched(const struct adapt_input *input, struct change_key key) {
  for (size_t i = 0; i < input->switched_count; i++) {
    if (key_equal(input->switched[i], key)) {
      return true;
    }
  }
  return false;
}

static struct change *add_change(struct adapting *adapting) {
  if (adapting->change_count == adapting->change_capacity) {
    size_t capacity = adapting->change_capacity * 2 + 16;
    struct change *changes = arena_array(adapting->arena, capacity, sizeof *changes);
    if (adapting->change_count > 0) {
      memcpy(changes, adapting->changes, adapting->change_count * sizeof *changes);
    }
    adapting->changes = changes;
    adapting->change_capacity = capacity;
  }
  return &adapting->changes[adapting->change_count++];
}

bool adapting_change(struct adapting *adapting, enum change_kind kind, int step, bool offered, const char *why,
                     const char *format, ...) {
  char what[CHANGE_TEXT];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  struct change_key key = {kind, step};
  struct change *change = add_change(adapting);
  *change = (struct change){
      .key = key,
      .what = arena_string(adapting->arena, what),
      .why = why,
      .on = is_switched(adapting->input, key) == offered,
      .offered = offered,
  };
  return change->on;
}

static size_t count_steps(const struct step *steps, size_t count) {
  size_t total = count;
  for (size_t i = 0; i < count; i++) {
    total += steps[i].kind == STEP_CIRCUIT ? count_steps(steps[i].circuit.steps, steps[i].circuit.count) : 0;
  }
  return total;
}

static void list_steps(struct adapting *adapting, const struct step *steps, size_t count, int parent) {
  for (size_t i = 0; i < count; i++) {
    size_t at = adapting->step_count++;
    adapting->steps[at] = (struct work_step){.from = &steps[i], .step = steps[i], .number = (int)at + 1, .parent = parent};
    if (steps[i].kind == STEP_CIRCUIT) {
      list_steps(adapting, steps[i].circuit.steps, steps[i].circuit.count, (int)at);
    }
  }
}

void adapting_list_steps(struct adapting *adapting) {
  const struct routine *routine = adapting->input->routine;
  adapting->steps = arena_array(adapting->arena, count_steps(routine->steps, routine->step_count), sizeof *adapting->steps);
  list_steps(adapting, routine->steps, routine->step_count, -1);
}

/* The steps of `parent` that are left, into `arena`. */
static size_t gather(const struct adapting *adapting, int parent, struct arena *arena, const struct step **out) {
  struct step *steps = arena_array(arena, adapting->step_count, sizeof *steps);
  size_t count = 0;
  for (size_t i = 0; i < adapting->step_count; i++) {
    const struct work_step *step = &adapting->steps[i];
    if (step->parent != parent || step->dropped) {
      continue;
    }
    steps[count] = step->step;
    if (step->step.kind == STEP_CIRCUIT) {
      steps[count].circuit.count = gather(adapting, (int)i, arena, &steps[count].circuit.steps);
      if (steps[count].circuit.count == 0) {
        continue;
      }
    }
    count++;
  }
  *out = steps;
  return count;
}

struct routine *adapting_routine(struct adapting *adapting, struct arena *arena) {
  struct routine *routine = arena_alloc(arena, sizeof *routine);
  *routine = *adapting->input->routine;
  routine->arena = arena;
  routine->step_count = gather(adapting, -1, arena, &routine->steps);
  routine->level = adapting->level;
  routine->gentle = routine->gentle || adapting->gentle;
  return routine;
}

bool adapting_has_exercise(const struct adapting *adapting) {
  for (size_t i = 0; i < adapting->step_count; i++) {
    const struct work_step *step = &adapting->steps[i];
    bool dropped = step->dropped;
    for (int outer = step->parent; outer >= 0; outer = adapting->steps[outer].parent) {
      dropped = dropped || adapting->steps[outer].dropped;
    }
    if (step->step.kind == STEP_EXERCISE && !dropped) {
      return true;
    }
  }
  return false;
}

static const struct rating_band *band_of(const struct adapt_input *input) {
  return input->today->rating >= 0 ? rating_band_of(input->safety->before, input->today->rating) : NULL;
}

static void choose_gentle(struct adapting *adapting) {
  const struct adapt_input *input = adapting->input;
  const struct rating_band *band = band_of(input);
  const char *why = adapting->ratings.gentle != NULL ? adapting->ratings.gentle->say
                    : band != NULL && band->gentle   ? band->say
                                                     : input->safety->gentle.why;
  bool asked = input->today->gentle || adapting->ratings.gentle != NULL || (band != NULL && band->gentle);
  if (asked && !input->routine->gentle) {
    adapting->gentle = adapting_change(adapting, CHANGE_GENTLE, 0, false, why, "Gentle movement only");
  }
  adapting->gentle_why = input->safety->gentle.why;
  if (adapting->gentle) {
    adapting->tags |= WORD_BIT(AVOID_ACUTE);
  }
}

/* Whether an exercise of the routine has a harder form, up to `level`. */
static bool has_harder_forms(const struct adapting *adapting, int level) {
  for (size_t i = 0; i < adapting->step_count; i++) {
    const struct step *step = adapting->steps[i].from;
    if (step->kind == STEP_EXERCISE && swap_harder(adapting, step->exercise.exercise, level) != NULL) {
      return true;
    }
  }
  return false;
}

/* What was asked for, else the routine's own; down by what ratings say, or up where it is offered and taken. */
static void choose_level(struct adapting *adapting) {
  const struct adapt_input *input = adapting->input;
  const struct rating_band *band = band_of(input);
  int own = input->routine->level, from = input->level > 0 ? input->level : own;
  const char *why = input->level > 0 ? arena_format(adapting->arena, "You asked for level %d.", input->level) : "";
  int down = band != NULL ? band->levels_down : 0;
  if (adapting->ratings.levels_down >= down && adapting->ratings.levels_down > 0) {
    down = adapting->ratings.levels_down;
    why = adapting->ratings.easier->say;
  } else if (down > 0) {
    why = band->say;
  }
  int level = from - down > 1 ? from - down : 1;
  bool offered = false;
  if (adapting->ratings.more == MORE_LEVEL && level == own && down == 0 && own < LEVEL_MOST) {
    const struct rating_rule *rule = &input->safety->rules[RULE_PROGRESS];
    level = own + rule->levels < LEVEL_MOST ? own + rule->levels : LEVEL_MOST;
    why = rule->say;
    offered = true;
  }
  adapting->level_most = LEVEL_MOST;
  if (level > own && !has_harder_forms(adapting, level)) {
    why = "Nothing in this routine has a harder form.";
    level = offered ? own : level;
  }
  adapting->level = own;
  if (level != own &&
      adapting_change(adapting, offered ? CHANGE_MORE : CHANGE_LEVEL, 0, offered, why, "Level %d instead of %d", level, own)) {
    adapting->level = level;
    adapting->raises = level > own;
    adapting->level_most = level < own ? level : LEVEL_MOST;
  }
}

static void choose_pace(struct adapting *adapting) {
  const struct adapt_input *input = adapting->input;
  const struct rating_band *band = band_of(input);
  bool by_rating = band != NULL && band->slow;
  adapting->pace_percent = PACE_USUAL;
  if (!input->slow && !input->profile->slow && !by_rating) {
    return;
  }
  const char *why = input->slow ? "You asked for it." : input->profile->slow ? "Your profile says so." : band->say;
  if (adapting_change(adapting, CHANGE_PACE, 0, false, why, "More time to get ready and to rest")) {
    adapting->pace_percent = PACE_SLOW;
  }
}

static void add_note(struct adaptation *result, const char *note) {
  if (note != NULL && result->note_count < ARRAY_LEN(result->notes)) {
    result->notes[result->note_count++] = note;
  }
}

static void suggest(struct adaptation *result, const struct adapting *adapting, struct strings ids) {
  for (size_t i = 0; i < ids.count && result->suggestion_count < ADAPT_SUGGESTIONS_MOST; i++) {
    bool known = strcmp(ids.items[i], adapting->input->routine->id) == 0;
    for (size_t j = 0; j < result->suggestion_count; j++) {
      known = known || strcmp(result->suggestions[j], ids.items[i]) == 0;
    }
    if (!known) {
      result->suggestions[result->suggestion_count++] = ids.items[i];
    }
  }
}

/* Where half of the exercises cannot stay as they are, another routine serves better. */
static void suggest_others(struct adaptation *result, const struct adapting *adapting) {
  const struct safety *safety = adapting->input->safety;
  int exercises = 0;
  for (size_t i = 0; i < adapting->step_count; i++) {
    exercises += adapting->steps[i].from->kind == STEP_EXERCISE;
  }
  if (2 * adapting->blocked < exercises && !result->is_empty) {
    return;
  }
  if (adapting->gentle) {
    suggest(result, adapting, safety->gentle.routines);
  }
  for (int tag = 0; tag < AVOID_COUNT; tag++) {
    if (adapting->tags & WORD_BIT(tag)) {
      suggest(result, adapting, safety->tags[tag].routines);
    }
  }
  if (adapting->floor_is_hard) {
    suggest(result, adapting, safety->floor.routines);
  }
}

bool adapt_may_swap(const struct adapt_input *input) {
  const struct profile *profile = input->profile;
  const struct person_today *today = input->today;
  const struct rating_band *band = band_of(input);
  return profile->tags != 0 || profile->floor_is_hard || profile->standing_count > 0 || today->tags != 0 || today->types != 0 ||
         today->floor_is_hard || today->softer_massage || today->gentle ||
         (band != NULL && (band->gentle || band->levels_down > 0)) || input->past_count > 0 || input->hurt_count > 0 ||
         input->level > 0;
}

struct adaptation adapt(const struct adapt_input *input) {
  struct arena *arena = arena_create();
  struct adapting adapting = {
      .input = input,
      .arena = arena,
      .ratings = ratings_advise(input->safety, input->past, input->past_count, input->now_s, input->today->rating),
      .tags = input->profile->tags | input->today->tags,
      .types = input->today->types,
      .floor_is_hard = input->profile->floor_is_hard || input->today->floor_is_hard,
      .softer_massage = input->today->softer_massage,
  };
  adapting_list_steps(&adapting);
  choose_gentle(&adapting);
  choose_level(&adapting);
  choose_pace(&adapting);
  adapt_steps(&adapting);
  struct adaptation result = {.is_empty = !adapting_has_exercise(&adapting), .pace_percent = adapting.pace_percent};
  if (input->minutes > 0 && !result.is_empty) {
    fit_minutes(&adapting);
  }
  result.routine = adapting_routine(&adapting, arena);
  result.plan = plan_write(&adapting);
  result.changes = adapting.changes;
  result.change_count = adapting.change_count;
  for (size_t i = 0; i < input->today->note_count; i++) {
    add_note(&result, input->today->notes[i]);
  }
  if (adapting.ratings.professional != NULL && (adapting.ratings.professional_now || input->today->all_asked)) {
    add_note(&result, adapting.ratings.professional->say);
  }
  if (input->past_is_lost) {
    add_note(&result,
             "Your history could not be read, so how the last sessions went is not counted. If one made it worse, go easy.");
  }
  suggest_others(&result, &adapting);
  return result;
}
