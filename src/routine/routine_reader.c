#include "routine/routine_reader.h"

#include "base/arena.h"
#include "base/timespan.h"
#include "routine/dose.h"
#include "routine/routine_summary.h"
#include "routine/step_reader.h"

#include <inttypes.h>
#include <string.h>

#define TITLE_CHARACTERS 80
#define PHRASE_CHARACTERS 300
#define SOURCE_CHARACTERS 500
#define TRANSITION_LEAST_S 3 /* the count-in takes them */
#define SWITCH_MAX_S 120

enum key {
  KEY_LIMBER,
  KEY_TITLE,
  KEY_GOAL,
  KEY_AREA,
  KEY_LEVEL,
  KEY_TIMING,
  KEY_EQUIPMENT,
  KEY_GENTLE,
  KEY_DESK,
  KEY_SAY,
  KEY_SOURCE,
  KEY_STEPS,
  KEY_EXERCISES,
  KEY_COUNT
};

static const struct reader_key keys[KEY_COUNT] = {
    [KEY_LIMBER] = {"limber", true, "1"},
    [KEY_TITLE] = {"title", true, "After sitting all day"},
    [KEY_GOAL] = {"goal", false, "Open the hips."},
    [KEY_AREA] = {"area", false, "[hips, glutes]"},
    [KEY_LEVEL] = {"level", false, "1"},
    [KEY_TIMING] = {"timing", false, "{transition: 12s, rest: 5s, switch: 5s}"},
    [KEY_EQUIPMENT] = {"equipment", false, "[mat]"},
    [KEY_GENTLE] = {"gentle", false, "true"},
    [KEY_DESK] = {"desk", false, "true"},
    [KEY_SAY] = {"say", false, "Move slowly and breathe."},
    [KEY_SOURCE] = {"source", false, "general practice"},
    [KEY_STEPS] = {"steps", true, "[glute-bridge 2x10]"},
    [KEY_EXERCISES] = {"exercises", false, "{towel-scrunch: {name: Towel scrunch}}"},
};

static bool read_timing(const struct reader *reader, const struct node *node, struct timing *timing) {
  static const struct reader_key timing_keys[] = {{"transition", false, "12s"}, {"rest", false, "5s"}, {"switch", false, "5s"}};
  const struct node *values[3];
  *timing = (struct timing){-1, -1, -1};
  if (node == NULL) {
    return true;
  }
  bool good = read_mapping(reader, node, timing_keys, 3, values);
  good = read_duration(reader, values[0], TRANSITION_LEAST_S, REST_MAX_S, &timing->transition_ns) && good;
  good = read_duration(reader, values[1], 0, REST_MAX_S, &timing->rest_ns) && good;
  return read_duration(reader, values[2], 0, SWITCH_MAX_S, &timing->switch_ns) && good;
}

/* The exercises that the file brings along go into the library, right or wrong, so that steps find them. */
static bool read_own_exercises(const struct reader *reader, const struct node *node, struct library *library) {
  if (node == NULL) {
    return true;
  }
  if (node->kind != NODE_MAPPING) {
    return reader_error(reader, node, "indent each exercise below its id, as in towel-scrunch: and then name: Towel scrunch",
                        "exercises with their ids are expected here");
  }
  if (node->count > OWN_EXERCISES_MAX) {
    return reader_error(reader, node, "put them into files of their own", "these are %zu exercises, %d are possible",
                        node->count, OWN_EXERCISES_MAX);
  }
  bool good = true;
  for (size_t i = 0; i < node->count; i++) {
    const struct node_pair *pair = &node->pairs[i];
    const char *id = NULL;
    struct exercise_links links = {NULL, NULL, NULL};
    if (!read_id(reader, pair->key, &id)) {
      good = false;
      continue;
    }
    const struct exercise *exercise = exercise_read(reader, pair->value, id, false, &links);
    library_add(library, id, exercise, links, reader->source);
    good = good && exercise != NULL;
  }
  return good;
}

/* Own exercises may name each other, so that their links can be checked, and the exercises kept, only when all are there. */
static void settle_own(const struct reader *reader, const struct node *node, struct library *library, struct routine *routine) {
  size_t most = node != NULL && node->kind == NODE_MAPPING ? node->count : 0;
  const struct exercise **own = arena_array(reader->arena, most + 1, sizeof(const struct exercise *));
  routine->own_exercises = own;
  for (size_t i = 0; node != NULL && node->kind == NODE_MAPPING && node->count <= OWN_EXERCISES_MAX && i < node->count; i++) {
    const struct exercise *exercise;
    if (library_find(library, node->pairs[i].key->text, &exercise) == LIBRARY_FOUND) {
      library_check_links(library, exercise);
      own[routine->own_exercise_count++] = exercise;
    }
  }
}

static bool read_bounded_steps(const struct reader *reader, const struct node *node, struct library *library,
                               struct routine *routine, size_t *step_count) {
  if (node == NULL) {
    return false;
  }
  struct step_reader steps = {.reader = reader, .library = library};
  struct step_list list;
  bool good = steps_read(&steps, node, 0, &list);
  *step_count = steps.written;
  if (!good) {
    return false;
  }
  struct step_sum sum = steps_sum(list.steps, list.count, &routine->timing);
  if (sum.exercises == 0) {
    return reader_error(reader, node, "for example - glute-bridge 2x10", "a routine has an exercise at least");
  }
  if (sum.steps > ROUTINE_STEPS_MAX) {
    return reader_error(reader, node, NULL, "with its circuits written out this has %" PRId64 " steps, %d are possible",
                        sum.steps, ROUTINE_STEPS_MAX);
  }
  if (sum.length_s > ROUTINE_LENGTH_MAX_S) {
    return reader_error(reader, node, NULL, "this takes about %" PRId64 " hours, %" PRId64 " are possible", sum.length_s / 3600,
                        ROUTINE_LENGTH_MAX_S / 3600);
  }
  routine->steps = list.steps;
  routine->step_count = list.count;
  return true;
}

/* What the file says of the routine as a whole. */
static bool read_description(const struct reader *reader, const struct node *const *values, struct routine *routine) {
  bool good = format_version_read(reader, values[KEY_LIMBER]);
  good = read_string(reader, values[KEY_TITLE], TITLE_CHARACTERS, &routine->title) && good;
  good = read_string(reader, values[KEY_GOAL], PHRASE_CHARACTERS, &routine->goal) && good;
  good = read_set(reader, values[KEY_AREA], "area", area_names, AREA_COUNT, &routine->areas) && good;
  good = read_integer(reader, values[KEY_LEVEL], 1, 3, &routine->level) && good;
  good = equipment_read(reader, values[KEY_EQUIPMENT], &routine->equipment) && good;
  good = read_boolean(reader, values[KEY_GENTLE], &routine->gentle) && good;
  good = read_boolean(reader, values[KEY_DESK], &routine->desk) && good;
  good = read_string(reader, values[KEY_SAY], PHRASE_CHARACTERS, &routine->say) && good;
  return read_string(reader, values[KEY_SOURCE], SOURCE_CHARACTERS, &routine->source) && good;
}

struct routine *routine_read(const struct reader *reader, const struct node *node, const char *id, struct library *library,
                             size_t *step_count) {
  const struct node *values[KEY_COUNT];
  size_t errors_before = diagnostics_errors_reported(reader->diagnostics);
  *step_count = 0;
  bool good = read_mapping(reader, node, keys, KEY_COUNT, values);
  struct routine *routine = arena_alloc(reader->arena, sizeof *routine);
  routine->id = arena_string(reader->arena, id);
  routine->file = reader->source->file;
  good = read_description(reader, values, routine) && good;
  good = read_timing(reader, values[KEY_TIMING], &routine->timing) && good;
  good = read_own_exercises(reader, values[KEY_EXERCISES], library) && good;
  good = read_bounded_steps(reader, values[KEY_STEPS], library, routine, step_count) && good;
  settle_own(reader, values[KEY_EXERCISES], library, routine);
  /* Unknown and doubled keys, and what is wrong with an exercise's own file, are known only by their messages. */
  if (!good || diagnostics_errors_reported(reader->diagnostics) > errors_before) {
    return NULL;
  }
  routine_sum_up(routine, reader->arena,
                 (struct routine_given){
                     .areas = values[KEY_AREA] != NULL,
                     .level = values[KEY_LEVEL] != NULL,
                     .equipment = values[KEY_EQUIPMENT] != NULL,
                     .gentle = values[KEY_GENTLE] != NULL,
                     .desk = values[KEY_DESK] != NULL,
                 });
  routine->arena = reader->arena;
  return routine;
}
