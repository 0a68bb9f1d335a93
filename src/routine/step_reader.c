#include "routine/step_reader.h"

#include "base/arena.h"
#include "base/timespan.h"
#include "routine/dose_reader.h"
#include "routine/routine_reader.h"

#include <string.h>

#define PHRASE_CHARACTERS 300
#define ROUNDS_MAX 20

enum exercise_key {
  STEP_KEY_EXERCISE,
  STEP_KEY_HOLD,
  STEP_KEY_REPS,
  STEP_KEY_TIME,
  STEP_KEY_TEMPO,
  STEP_KEY_SETS,
  STEP_KEY_REST,
  STEP_KEY_EASIER,
  STEP_KEY_SAY,
  STEP_KEY_COUNT
};

static const struct reader_key exercise_keys[STEP_KEY_COUNT] = {
    [STEP_KEY_EXERCISE] = {"exercise", true, "glute-bridge"},
    [STEP_KEY_HOLD] = {"hold", false, "30s"},
    [STEP_KEY_REPS] = {"reps", false, "10"},
    [STEP_KEY_TIME] = {"time", false, "60s"},
    [STEP_KEY_TEMPO] = {"tempo", false, "2-2-3"},
    [STEP_KEY_SETS] = {"sets", false, "2"},
    [STEP_KEY_REST] = {"rest", false, "20s"},
    [STEP_KEY_EASIER] = {"easier", false, "glute-squeeze"},
    [STEP_KEY_SAY] = {"say", false, "Keep breathing."},
};

/* The exercise called `id`, which stands in `length` bytes at the start of `node`; NULL after adding an error. */
static const struct exercise *look_up(const struct step_reader *steps, const struct node *node, const char *id, size_t length) {
  const struct exercise *exercise = NULL;
  switch (library_find(steps->library, id, &exercise)) {
  case LIBRARY_FOUND:
    return exercise;
  case LIBRARY_BROKEN:
    return NULL; /* its own file has been complained about */
  case LIBRARY_UNKNOWN:
    break;
  }
  const char *message = arena_format(steps->reader->arena, "unknown exercise \"%.64s\"", id);
  const char *help = library_did_you_mean(steps->library, id);
  reader_error_within(steps->reader, node, 0, length, help != NULL ? help : library_help, message);
  return NULL;
}

static struct written_dose dose_of_shorthand(const struct shorthand *shorthand, const struct exercise *exercise) {
  struct written_dose written = {
      .has_amount = shorthand->has_amount,
      .kind = shorthand->reps > 0                ? DOSE_REPS
              : exercise->dose.kind == DOSE_HOLD ? DOSE_HOLD
                                                 : DOSE_TIME,
      .reps = shorthand->reps,
      .length_ns = shorthand->length_ns,
      .has_tempo = shorthand->has_tempo,
      .tempo = shorthand->tempo,
      .has_sets = shorthand->has_amount,
      .sets = {shorthand->sets, exercise->sides == SIDES_EACH ? shorthand->sets : 0},
  };
  return written;
}

static bool check_side(const struct step_reader *steps, const struct node *node, size_t offset,
                       const struct shorthand *shorthand, const struct exercise *exercise) {
  if (!shorthand->per_side || exercise->sides == SIDES_EACH) {
    return true;
  }
  const char *message = exercise->sides == SIDES_ALTERNATE ? "\"%s\" alternates: its repetitions count both sides together"
                                                           : "\"%s\" has no sides";
  return reader_error_within(steps->reader, node, offset + shorthand->side_offset, 5, "leave /side away",
                             arena_format(steps->reader->arena, message, exercise->id));
}

/* `offset`: where in the node's text the shorthand begins, behind the exercise. */
static bool apply_shorthand(const struct step_reader *steps, const struct node *node, size_t offset, struct step *step) {
  const struct exercise *exercise = step->exercise.exercise;
  struct shorthand shorthand;
  struct fault fault;
  if (!dose_parse(node->text + offset, &shorthand, &fault)) {
    return reader_error_within(steps->reader, node, offset + fault.offset, fault.length,
                               fault.help[0] == '\0' ? NULL : fault.help, fault.message);
  }
  if (exercise == NULL || !check_side(steps, node, offset, &shorthand, exercise)) {
    return false;
  }
  struct written_dose written = dose_of_shorthand(&shorthand, exercise);
  struct dose_complaint complaint;
  if (!dose_of_step(exercise, &written, &step->exercise.dose, &complaint)) {
    size_t at = complaint.about_tempo ? shorthand.tempo_offset : shorthand.amount_offset;
    size_t length = complaint.about_tempo ? shorthand.tempo_length : shorthand.amount_length;
    return reader_error_within(steps->reader, node, offset + at, length, complaint.help, complaint.message);
  }
  step->exercise.rest_ns = shorthand.rest_ns;
  return true;
}

static bool read_shorthand(struct step_reader *steps, const struct node *node, struct step *step) {
  if (node_is_null(node) || node->text[strspn(node->text, " ")] == '\0') {
    return reader_error(steps->reader, node, "for example - glute-bridge 2x10", "a step is missing here");
  }
  steps->written++;
  step->kind = STEP_EXERCISE;
  size_t length = strcspn(node->text, " ");
  const char *id = arena_copy(steps->reader->arena, node->text, length);
  step->exercise.exercise = look_up(steps, node, id, length);
  if (!apply_shorthand(steps, node, length, step)) {
    return false;
  }
  step->exercise.easier = library_easier(steps->library, step->exercise.exercise);
  return true;
}

static bool read_easier(const struct step_reader *steps, const struct node *node, struct step *step) {
  const struct exercise *exercise = step->exercise.exercise;
  const char *id = NULL;
  if (node == NULL) {
    step->exercise.easier = library_easier(steps->library, exercise);
    return true;
  }
  if (!read_id(steps->reader, node, &id)) {
    return false;
  }
  const struct exercise *easier = look_up(steps, node, id, strlen(id));
  if (easier == NULL) {
    return false;
  }
  if (easier == exercise) {
    return reader_error(steps->reader, node, "name another, or leave the key out", "this is the exercise itself");
  }
  if (!easier_fits(exercise, easier)) {
    return reader_error(steps->reader, node, "name one that counts its sides in the same way",
                        "\"%s\" has sides: %s, \"%s\" has sides: %s", exercise->id, sidedness_names[exercise->sides],
                        easier->id, sidedness_names[easier->sides]);
  }
  step->exercise.easier = easier;
  return true;
}

static bool read_dose(const struct step_reader *steps, const struct node *const *values, struct step *step) {
  const struct exercise *exercise = step->exercise.exercise;
  const struct dose_nodes nodes = {values[STEP_KEY_HOLD], values[STEP_KEY_REPS], values[STEP_KEY_TIME], values[STEP_KEY_TEMPO],
                                   values[STEP_KEY_SETS]};
  struct written_dose written;
  struct dose_complaint complaint;
  if (!written_dose_read(steps->reader, &nodes, exercise == NULL ? SIDES_EACH : exercise->sides, &written) ||
      exercise == NULL) {
    return false;
  }
  if (dose_of_step(exercise, &written, &step->exercise.dose, &complaint)) {
    return true;
  }
  const struct node *amount = nodes.hold != NULL ? nodes.hold : nodes.reps != NULL ? nodes.reps : nodes.time;
  return reader_error(steps->reader, complaint.about_tempo ? nodes.tempo : amount, complaint.help, "%s", complaint.message);
}

static bool read_long_form(struct step_reader *steps, const struct node *node, struct step *step) {
  const struct reader *reader = steps->reader;
  const struct node *values[STEP_KEY_COUNT];
  steps->written++;
  step->kind = STEP_EXERCISE;
  step->exercise.rest_ns = -1;
  bool good = read_mapping(reader, node, exercise_keys, STEP_KEY_COUNT, values);
  const char *id = NULL;
  if (good && read_id(reader, values[STEP_KEY_EXERCISE], &id)) {
    step->exercise.exercise = look_up(steps, values[STEP_KEY_EXERCISE], id, strlen(id));
  }
  good = read_dose(steps, values, step) && good;
  good = read_duration(reader, values[STEP_KEY_REST], 0, REST_MAX_S, &step->exercise.rest_ns) && good;
  good = read_string(reader, values[STEP_KEY_SAY], PHRASE_CHARACTERS, &step->exercise.say) && good;
  if (values[STEP_KEY_SAY] != NULL) {
    step->exercise.say_place = reader_place(reader, values[STEP_KEY_SAY]);
  }
  if (step->exercise.exercise == NULL) {
    return false;
  }
  return read_easier(steps, values[STEP_KEY_EASIER], step) && good;
}

static bool read_circuit(struct step_reader *steps, const struct node *node, int depth, struct step *step) {
  static const struct reader_key keys[] = {
      {"circuit", true, "3"}, {"rest", false, "30s"}, {"steps", true, "[dead-bug 8, clamshell 12/side]"}};
  const struct reader *reader = steps->reader;
  const struct node *values[3];
  if (depth >= CIRCUIT_DEPTH_MAX) {
    return reader_error(reader, node, NULL, "circuits lie %d deep in each other at most", CIRCUIT_DEPTH_MAX);
  }
  step->kind = STEP_CIRCUIT;
  bool good = read_mapping(reader, node, keys, 3, values);
  good = read_integer(reader, values[0], 1, ROUNDS_MAX, &step->circuit.rounds) && good;
  good = read_duration(reader, values[1], 0, REST_MAX_S, &step->circuit.rest_ns) && good;
  if (values[2] == NULL) {
    return false;
  }
  struct step_list list;
  good = steps_read(steps, values[2], depth + 1, &list) && good;
  step->circuit.steps = list.steps;
  step->circuit.count = list.count;
  return good;
}

static bool read_wait(struct step_reader *steps, const struct node *node, struct step *step) {
  static const struct reader_key keys[] = {{"wait", true, "Fetch the roller, then press a key."}};
  const struct node *value;
  steps->written++;
  step->kind = STEP_WAIT;
  return read_mapping(steps->reader, node, keys, 1, &value) &&
         read_string(steps->reader, value, PHRASE_CHARACTERS, &step->wait.text);
}

/* A mapping that is no kind of step: what was meant is told from its first key. */
static bool refuse_mapping(const struct step_reader *steps, const struct node *node) {
  static const char *const kinds[] = {"exercise", "circuit", "wait"};
  static const char usual[] = "for example - glute-bridge 2x10, or - exercise: glute-bridge, or - circuit: 3";
  if (node->count == 0) {
    return reader_error(steps->reader, node, usual, "a step is missing here");
  }
  const struct node *key = node->pairs[0].key, *value = node->pairs[0].value;
  const struct exercise *exercise = NULL;
  const char *help = reader_did_you_mean(steps->reader, key->text, kinds, ARRAY_LEN(kinds));
  if (help == NULL && node->count == 1 && value->kind == NODE_SCALAR &&
      library_find(steps->library, key->text, &exercise) != LIBRARY_UNKNOWN) {
    help = arena_format(steps->reader->arena, "without the colon: - %.64s %.40s", key->text, value->text);
  }
  return reader_error(steps->reader, key, help == NULL ? usual : help,
                      "a step has the key exercise, circuit or wait; \"%.60s\" is none of them", key->text);
}

static bool read_step(struct step_reader *steps, const struct node *node, int depth, struct step *step) {
  step->place = reader_place(steps->reader, node);
  if (node->kind == NODE_SCALAR) {
    return read_shorthand(steps, node, step);
  }
  if (node->kind == NODE_SEQUENCE) {
    return reader_error(steps->reader, node, "indent it like the steps around it, with one - each",
                        "a step is expected here, this is a list");
  }
  if (node_get(node, "exercise") != NULL) {
    return read_long_form(steps, node, step);
  }
  if (node_get(node, "circuit") != NULL) {
    return read_circuit(steps, node, depth, step);
  }
  if (node_get(node, "wait") != NULL) {
    return read_wait(steps, node, step);
  }
  return refuse_mapping(steps, node);
}

bool steps_read(struct step_reader *steps, const struct node *node, int depth, struct step_list *list) {
  *list = (struct step_list){0};
  if (node->kind != NODE_SEQUENCE) {
    return reader_error(steps->reader, node, "for example - glute-bridge 2x10", "a list of steps is expected here");
  }
  if (node->count == 0) {
    return reader_error(steps->reader, node, "for example - glute-bridge 2x10", "there is no step here");
  }
  if (node->count > ROUTINE_STEPS_MAX) {
    return reader_error(steps->reader, node, NULL, "these are %zu steps, %d are possible", node->count, ROUTINE_STEPS_MAX);
  }
  struct step *read = arena_array(steps->reader->arena, node->count, sizeof *read);
  bool good = true;
  for (size_t i = 0; i < node->count; i++) {
    good = read_step(steps, node->items[i], depth, &read[i]) && good;
  }
  *list = (struct step_list){read, node->count};
  return good;
}

/* What the rules give a step at most, for a bound that need not be exact. */
#define TRANSITION_ABOUT_S 25
#define REST_ABOUT_S 30
#define SWITCH_ABOUT_S 8

static int64_t seconds_or(int64_t length_ns, int64_t otherwise_s) {
  return length_ns < 0 ? otherwise_s : time_ceil_seconds(length_ns);
}

static int64_t exercise_length_s(const struct step *step, const struct timing *timing) {
  const struct dose *dose = &step->exercise.dose;
  int sets = dose->sets[0] + dose->sets[1];
  int64_t rest_s = seconds_or(step->exercise.rest_ns, seconds_or(timing->rest_ns, REST_ABOUT_S));
  return seconds_or(timing->transition_ns, TRANSITION_ABOUT_S) + seconds_or(timing->switch_ns, SWITCH_ABOUT_S) +
         sets * time_ceil_seconds(dose_set_length_ns(dose)) + (sets - 1) * rest_s;
}

struct step_sum steps_sum(const struct step *steps, size_t count, const struct timing *timing) {
  struct step_sum sum = {0};
  for (size_t i = 0; i < count; i++) {
    const struct step *step = &steps[i];
    if (step->kind == STEP_CIRCUIT) {
      struct step_sum round = steps_sum(step->circuit.steps, step->circuit.count, timing);
      sum.steps += step->circuit.rounds * round.steps;
      sum.exercises += round.exercises;
      sum.length_s +=
          step->circuit.rounds * round.length_s + (step->circuit.rounds - 1) * time_ceil_seconds(step->circuit.rest_ns);
    } else {
      sum.steps++;
      sum.exercises += step->kind == STEP_EXERCISE;
      sum.length_s += step->kind == STEP_EXERCISE ? exercise_length_s(step, timing) : 0;
    }
  }
  return sum;
}
