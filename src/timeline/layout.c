#include "timeline/compile.h"

#include "base/macros.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/timespan.h"

#include <string.h>

/* Seconds, before the pace. Positions and rests: the catalogue's timing model. */
enum {
  FIRST_TRANSITION_S = 15,
  SAME_POSITION_S = 10,
  FLOOR_TO_FLOOR_S = 12,
  CHAIR_AND_STANDING_S = 10,
  FLOOR_AND_STANDING_S = 20,
  FETCH_S = 5,
  SETUP_MARGIN_MS = 4000, /* the countdown, and the last word of what went before */
  NAMING_GAP_MS = 800,    /* names take longer to say than words do */
  MS_PER_WORD = 400,
  SIDE_WORDS = 3,    /* "Left side first." */
  NEXT_WORDS = 1,    /* "Next: …" */
  WELCOME_WORDS = 6, /* "Welcome. 8 exercises, about 12 minutes." */
  BEGIN_WORDS = 3,   /* "Let's begin with …" */
  PLACE_WORDS = 4,   /* "…, lying on your back." */
  SWITCH_S = 5,
  SLOW_SWITCH_S = 8,
  SHORT_REST_S = 5,
  EASY_REST_S = 20,
  STRONG_REST_S = 30,
};

static bool position_is_floor(enum position position) {
  switch (position) {
  case POSITION_SEATED_FLOOR:
  case POSITION_SUPINE:
  case POSITION_PRONE:
  case POSITION_SIDE_LYING:
  case POSITION_QUADRUPED:
  case POSITION_KNEELING:
    return true;
  default:
    return false;
  }
}

bool position_crosses_floor(enum position from, enum position to) {
  return from != POSITION_ANY && to != POSITION_ANY && position_is_floor(from) != position_is_floor(to);
}

/* Whether `length` bytes of a text name it, alone or as its last word: "sturdy chair". */
static bool names(const char *text, size_t length, const char *thing) {
  size_t thing_length = strlen(thing);
  if (length < thing_length || memcmp(text + length - thing_length, thing, thing_length) != 0) {
    return false;
  }
  return length == thing_length || text[length - thing_length - 1] == ' ';
}

/* Mats, chairs, walls and desks are where one is. */
static bool is_one_fixture(const char *text, size_t length) {
  static const char *const fixtures[] = {"mat", "chair", "wall", "desk", "floor"};
  for (size_t i = 0; i < ARRAY_LEN(fixtures); i++) {
    if (names(text, length, fixtures[i])) {
      return true;
    }
  }
  return false;
}

/* Of a choice, "sofa or wall", every one: a person may have to go to the other. */
static bool is_fixture(const char *equipment) {
  static const char between[] = " or ";
  for (const char *end; (end = strstr(equipment, between)) != NULL; equipment = end + strlen(between)) {
    if (!is_one_fixture(equipment, (size_t)(end - equipment))) {
      return false;
    }
  }
  return is_one_fixture(equipment, strlen(equipment));
}

/* Down on the floor there is no chair yet. */
static bool has_to_be_got(const char *equipment, enum position position) {
  bool is_there = is_fixture(equipment) && !(position_is_floor(position) && names(equipment, strlen(equipment), "chair"));
  return !is_there && !equipment_is_optional(equipment);
}

static bool has_equipment(const struct exercise *exercise, const char *equipment) {
  for (size_t i = 0; exercise != NULL && i < exercise->equipment.count; i++) {
    if (strcmp(exercise->equipment.items[i], equipment) == 0) {
      return true;
    }
  }
  return false;
}

bool exercise_needs_fetching(const struct exercise *before, const struct exercise *exercise) {
  for (size_t i = 0; i < exercise->equipment.count; i++) {
    const char *equipment = exercise->equipment.items[i];
    if (has_to_be_got(equipment, exercise->position) && !has_equipment(before, equipment)) {
      return true;
    }
  }
  return false;
}

static int position_change_s(enum position from, enum position to) {
  if (to == POSITION_ANY || from == POSITION_ANY || from == to) {
    return SAME_POSITION_S;
  }
  if (position_is_floor(from) && position_is_floor(to)) {
    return FLOOR_TO_FLOOR_S;
  }
  return position_crosses_floor(from, to) ? FLOOR_AND_STANDING_S : CHAIR_AND_STANDING_S;
}

/* The words that name an exercise where nobody has named it yet. */
static int naming_words(enum position from, const struct exercise *before, const struct exercise *exercise) {
  bool moves = exercise->position != POSITION_ANY && exercise->position != from;
  bool stands = before == NULL && exercise->position == POSITION_STANDING;
  int around = before == NULL ? WELCOME_WORDS + BEGIN_WORDS : NEXT_WORDS;
  return around + text_count_words(exercise->name) + (moves && !stands ? PLACE_WORDS : 0);
}

/* How long the words of a transition and its countdown take at the least, in whole seconds. */
static int words_length_s(enum position from, const struct exercise *before, const struct exercise *exercise,
                          struct ready_words ready) {
  const char *say = ready.say != NULL ? ready.say : exercise->say;
  int words = text_count_words(exercise->setup) + (say != NULL ? text_count_words(say) : 0);
  words += exercise->sides == SIDES_EACH ? SIDE_WORDS : 0;
  words += ready.named ? naming_words(from, before, exercise) : 0;
  int margin_ms = SETUP_MARGIN_MS + (ready.named ? NAMING_GAP_MS : 0);
  return (words * MS_PER_WORD + margin_ms + 999) / 1000;
}

int64_t transition_length_ns(enum position from, const struct exercise *before, const struct exercise *exercise,
                             struct ready_words words) {
  int words_s = words_length_s(from, before, exercise, words);
  int base_s = before == NULL ? FIRST_TRANSITION_S : position_change_s(from, exercise->position);
  int fetch_s = exercise_needs_fetching(before, exercise) ? FETCH_S : 0;
  return SECONDS((words_s > base_s ? words_s : base_s) + fetch_s);
}

enum position position_after(const struct compiler *compiler, size_t index) {
  for (size_t i = index + 1; i-- > 0;) {
    const struct exercise *exercise = compiler->steps[i].step.exercise;
    if (exercise != NULL && exercise->position != POSITION_ANY) {
      return exercise->position;
    }
  }
  return POSITION_ANY;
}

const struct exercise *exercise_before(const struct compiler *compiler, size_t index) {
  while (index-- > 0) {
    if (compiler->steps[index].step.exercise != NULL) {
      return compiler->steps[index].step.exercise;
    }
  }
  return NULL;
}

static int64_t paced(const struct compiler *compiler, int64_t length_ns) {
  return length_ns / 100 * compiler->pace_percent;
}

static int64_t rest_length_ns(const struct compiler *compiler, const struct step *step) {
  const struct exercise *exercise = step->exercise.exercise;
  if (step->exercise.rest_ns >= 0) {
    return step->exercise.rest_ns;
  }
  if (compiler->routine->timing.rest_ns >= 0) {
    return compiler->routine->timing.rest_ns;
  }
  bool recovers = exercise->type == TYPE_STRENGTH && step->exercise.dose.kind == DOSE_REPS;
  int rest_s = !recovers ? SHORT_REST_S : exercise->level <= 1 ? EASY_REST_S : STRONG_REST_S;
  return paced(compiler, SECONDS(rest_s));
}

/* Whether a thing goes over to the other side with the person, such as a strap from foot to foot. */
static bool has_thing_to_move(const struct exercise *exercise) {
  return exercise_needs_fetching(NULL, exercise);
}

static int64_t switch_length_ns(const struct compiler *compiler, const struct exercise *exercise) {
  if (compiler->routine->timing.switch_ns >= 0) {
    return compiler->routine->timing.switch_ns;
  }
  enum position position = exercise->position;
  bool turns = position == POSITION_SIDE_LYING || position == POSITION_KNEELING || position == POSITION_PRONE;
  bool slow = turns || has_thing_to_move(exercise);
  return paced(compiler, SECONDS(slow ? SLOW_SWITCH_S : SWITCH_S));
}

/* Whether the work before the segment that comes next has room to announce it. */
static bool is_announced(const struct compiler *compiler) {
  size_t last = compiler->segment_count;
  while (last > 0 && compiler->segments[last - 1].forms[FORM_FULL].kind == SEGMENT_REST) {
    last--;
  }
  const struct segment_form *form = last > 0 ? &compiler->segments[last - 1].forms[FORM_FULL] : NULL;
  return form != NULL && segment_is_work(form->kind) && form->length_ns >= ANNOUNCING_WORK_NS;
}

static int64_t ready_length_ns(const struct compiler *compiler, size_t index, const struct exercise *before,
                               const struct exercise *exercise, const char *say) {
  if (compiler->routine->timing.transition_ns >= 0) {
    return compiler->routine->timing.transition_ns;
  }
  enum position from = index == 0 ? POSITION_ANY : position_after(compiler, index - 1);
  struct ready_words words = {say, !is_announced(compiler)};
  return paced(compiler, transition_length_ns(from, before, exercise, words));
}

static struct segment_form work_form(const struct exercise *exercise, const struct dose *dose) {
  static const enum segment_kind kinds[] = {
      [DOSE_HOLD] = SEGMENT_HOLD, [DOSE_REPS] = SEGMENT_REPS, [DOSE_TIME] = SEGMENT_TIMED};
  bool paced_breath = dose->kind == DOSE_TIME && exercise->type == TYPE_BREATHING;
  return (struct segment_form){
      .kind = kinds[dose->kind],
      .length_ns = dose_set_length_ns(dose),
      .exercise = exercise,
      .reps = dose->kind == DOSE_REPS ? dose->reps : 0,
      .tempo = dose->kind == DOSE_REPS || paced_breath ? dose->tempo : (struct tempo){0},
  };
}

static struct dose half_dose(struct dose dose) {
  dose.reps = (dose.reps + 1) / 2;
  dose.length_ns = (dose.length_ns / 2 + NS_PER_S - 1) / NS_PER_S * NS_PER_S;
  return dose;
}

static struct segment *add_segment(struct compiler *compiler, size_t step, enum side side, int set, int sets,
                                   struct segment_form form) {
  if (compiler->segment_count == compiler->segment_capacity) {
    compiler->segment_capacity = compiler->segment_capacity == 0 ? 64 : compiler->segment_capacity * 2;
    compiler->segments = memory_resize(compiler->segments, compiler->segment_capacity, sizeof *compiler->segments);
  }
  struct segment *segment = &compiler->segments[compiler->segment_count++];
  *segment = (struct segment){.step = step, .side = side, .set = set, .sets = sets};
  for (int i = 0; i < FORM_COUNT; i++) {
    segment->forms[i] = form;
  }
  return segment;
}

static void add_work(struct compiler *compiler, size_t index, enum side side, int set, int sets) {
  const struct step *step = compiler->steps[index].step.step;
  const struct exercise *exercise = step->exercise.exercise;
  const struct exercise *easier = step->exercise.easier;
  struct dose half = half_dose(step->exercise.dose);
  struct segment *segment = add_segment(compiler, index, side, set, sets, work_form(exercise, &step->exercise.dose));
  segment->forms[FORM_HALF] = work_form(exercise, &half);
  segment->forms[FORM_EASIER] = easier != NULL ? work_form(easier, &easier->dose) : segment->forms[FORM_HALF];
  segment->forms[FORM_INTRODUCE] = segment->forms[FORM_EASIER];
}

/* A pause in the work: a rest or a side change, which may become the way into the easier exercise. */
static void add_break(struct compiler *compiler, size_t index, enum segment_kind kind, int64_t length_ns, enum side side,
                      int set, int sets) {
  const struct step *step = compiler->steps[index].step.step;
  const struct exercise *exercise = step->exercise.exercise;
  const struct exercise *easier = step->exercise.easier;
  struct segment_form form = {.kind = kind, .length_ns = length_ns, .exercise = exercise};
  struct segment *segment = add_segment(compiler, index, side, set, sets, form);
  if (easier == NULL) {
    return;
  }
  segment->forms[FORM_EASIER].exercise = easier;
  struct segment_form *introduce = &segment->forms[FORM_INTRODUCE];
  struct ready_words words = {NULL, false};
  int64_t ready_ns = paced(compiler, transition_length_ns(position_after(compiler, index), exercise, easier, words));
  introduce->exercise = easier;
  introduce->length_ns = ready_ns > length_ns ? ready_ns : length_ns;
}

static void add_transition(struct compiler *compiler, size_t index, enum side side, int sets) {
  const struct step *step = compiler->steps[index].step.step;
  const struct exercise *before = exercise_before(compiler, index);
  struct segment_form form = {.kind = SEGMENT_TRANSITION, .exercise = step->exercise.exercise};
  form.length_ns = ready_length_ns(compiler, index, before, form.exercise, step->exercise.say);
  struct segment *segment = add_segment(compiler, index, side, 1, sets, form);
  if (step->exercise.easier != NULL) {
    struct segment_form *introduce = &segment->forms[FORM_INTRODUCE];
    introduce->exercise = step->exercise.easier;
    introduce->length_ns = ready_length_ns(compiler, index, before, introduce->exercise, NULL);
    segment->forms[FORM_EASIER] = *introduce;
  }
}

static void layout_exercise(struct compiler *compiler, size_t index) {
  const struct step *step = compiler->steps[index].step.step;
  const struct exercise *exercise = step->exercise.exercise;
  const struct dose *dose = &step->exercise.dose;
  bool sided = exercise->sides == SIDES_EACH;
  enum side first = !sided ? SIDE_NONE : dose->sets[0] > 0 ? SIDE_LEFT : SIDE_RIGHT;
  int64_t rest_ns = rest_length_ns(compiler, step);
  if (compiler->steps[index].rest_before_ns > 0) {
    struct segment_form rest = {.kind = SEGMENT_REST, .length_ns = compiler->steps[index].rest_before_ns, .exercise = exercise};
    add_segment(compiler, index, first, 1, dose->sets[first == SIDE_RIGHT], rest);
  }
  add_transition(compiler, index, first, dose->sets[first == SIDE_RIGHT]);
  for (int slot = 0; slot < (sided ? 2 : 1); slot++) {
    enum side side = !sided ? SIDE_NONE : slot == 0 ? SIDE_LEFT : SIDE_RIGHT;
    int sets = dose->sets[slot];
    if (slot == 1 && sets > 0 && dose->sets[0] > 0) {
      add_break(compiler, index, SEGMENT_SWITCH, switch_length_ns(compiler, exercise), side, 1, sets);
    }
    for (int set = 1; set <= sets; set++) {
      if (set > 1) {
        add_break(compiler, index, SEGMENT_REST, rest_ns, side, set, sets);
      }
      add_work(compiler, index, side, set, sets);
    }
  }
}

void layout_segments(struct compiler *compiler) {
  int64_t start_ns = 0;
  for (size_t index = 0; index < compiler->step_count; index++) {
    struct timeline_step *step = &compiler->steps[index].step;
    step->first_segment = compiler->segment_count;
    step->start_ns = start_ns;
    if (step->exercise != NULL) {
      layout_exercise(compiler, index);
    } else {
      add_segment(compiler, index, SIDE_NONE, 0, 0, (struct segment_form){.kind = SEGMENT_WAIT});
    }
    step->segment_count = compiler->segment_count - step->first_segment;
    for (size_t i = step->first_segment; i < compiler->segment_count; i++) {
      compiler->segments[i].start_ns = start_ns;
      start_ns = time_add(start_ns, compiler->segments[i].forms[FORM_FULL].length_ns);
    }
    step->length_ns = start_ns - step->start_ns;
  }
}
