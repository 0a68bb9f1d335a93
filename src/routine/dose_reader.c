#include "routine/dose_reader.h"

#include "base/timespan.h"

#include <string.h>

static bool read_tempo(const struct reader *reader, const struct node *node, struct written_dose *written) {
  if (node == NULL) {
    return true;
  }
  if (node->kind != NODE_SCALAR || node_is_null(node)) {
    return reader_error(reader, node, "write up-hold-down, such as 2-2-3", "a tempo is expected here");
  }
  struct fault fault;
  if (!tempo_parse(node->text, strlen(node->text), &written->tempo, &fault)) {
    return reader_error(reader, node, "write up-hold-down, such as 2-2-3", "%s", fault.message);
  }
  written->has_tempo = true;
  return true;
}

static bool read_sets_by_side(const struct reader *reader, const struct node *node, enum sidedness sides,
                              struct written_dose *written) {
  static const struct reader_key keys[] = {{"left", true, "2"}, {"right", true, "1"}};
  const struct node *values[2];
  if (sides != SIDES_EACH) {
    return reader_error(reader, node, "write one number", "this exercise has no sides to count apart");
  }
  bool good = read_mapping(reader, node, keys, 2, values);
  for (int side = 0; side < 2; side++) {
    good = read_integer(reader, values[side], 0, SETS_MAX, &written->sets[side]) && good;
  }
  if (good && written->sets[0] + written->sets[1] == 0) {
    return reader_error(reader, node, NULL, "one side at least has a set");
  }
  return good;
}

static bool read_sets(const struct reader *reader, const struct node *node, enum sidedness sides,
                      struct written_dose *written) {
  if (node == NULL) {
    return true;
  }
  written->has_sets = true;
  if (node->kind == NODE_MAPPING) {
    return read_sets_by_side(reader, node, sides, written);
  }
  if (!read_integer(reader, node, 1, SETS_MAX, &written->sets[0])) {
    return false;
  }
  written->sets[1] = sides == SIDES_EACH ? written->sets[0] : 0;
  return true;
}

/* At most one of hold, reps and time. */
static bool read_amount(const struct reader *reader, const struct dose_nodes *nodes, struct written_dose *written) {
  const struct node *const amounts[] = {[DOSE_HOLD] = nodes->hold, [DOSE_REPS] = nodes->reps, [DOSE_TIME] = nodes->time};
  for (int kind = DOSE_HOLD; kind <= DOSE_TIME; kind++) {
    if (amounts[kind] == NULL) {
      continue;
    }
    if (written->has_amount) {
      return reader_error(reader, amounts[kind], "keep one of them", "a dose is a hold, reps or a time, not two of them");
    }
    written->has_amount = true;
    written->kind = (enum dose_kind)kind;
  }
  return read_duration(reader, nodes->hold, 1, WORK_MAX_S, &written->length_ns) &&
         read_duration(reader, nodes->time, 1, WORK_MAX_S, &written->length_ns) &&
         read_integer(reader, nodes->reps, 1, REPS_MAX, &written->reps);
}

bool written_dose_read(const struct reader *reader, const struct dose_nodes *nodes, enum sidedness sides,
                       struct written_dose *written) {
  *written = (struct written_dose){0};
  bool amount = read_amount(reader, nodes, written);
  bool tempo = read_tempo(reader, nodes->tempo, written);
  bool sets = read_sets(reader, nodes->sets, sides, written);
  return amount && tempo && sets;
}

static bool complain(struct dose_complaint *complaint, bool about_tempo, const char *message, const char *help) {
  *complaint = (struct dose_complaint){about_tempo, message, help};
  return false;
}

/* Whether a dose makes sense; `tempo_written`: its tempo was asked for, not taken over. */
static bool dose_is_sound(const struct dose *dose, enum exercise_type type, enum sidedness sides, bool tempo_written,
                          struct dose_complaint *complaint) {
  bool paced = tempo_length_ns(dose->tempo) > 0;
  if (dose->kind == DOSE_REPS && !paced) {
    return complain(complaint, false, "repetitions need a tempo, and this exercise has none",
                    "add the seconds up-hold-down, such as 2-2-3");
  }
  if (dose->kind == DOSE_HOLD && sides == SIDES_ALTERNATE) {
    return complain(complaint, false, "an exercise that alternates cannot hold", "give repetitions or a time");
  }
  if (tempo_written && dose->kind == DOSE_HOLD) {
    return complain(complaint, true, "a hold has no tempo", "leave it out, or give repetitions");
  }
  if (tempo_written && dose->kind == DOSE_TIME && type != TYPE_BREATHING) {
    return complain(complaint, true, "only breathing has a tempo beside a time", "leave it out, or give repetitions");
  }
  return true;
}

bool dose_of_step(const struct exercise *exercise, const struct written_dose *written, struct dose *dose,
                  struct dose_complaint *complaint) {
  struct dose made = exercise->dose;
  if (written->has_amount) {
    made.kind = written->kind;
    made.reps = written->kind == DOSE_REPS ? written->reps : 0;
    made.length_ns = written->kind == DOSE_REPS ? 0 : written->length_ns;
    made.sets[0] = 1;
    made.sets[1] = exercise->sides == SIDES_EACH;
  }
  if (written->has_sets) {
    made.sets[0] = written->sets[0];
    made.sets[1] = written->sets[1];
  }
  if (written->has_tempo) {
    made.tempo = written->tempo;
  } else if (made.kind == DOSE_HOLD || (made.kind == DOSE_TIME && exercise->type != TYPE_BREATHING)) {
    made.tempo = (struct tempo){0, 0, 0}; /* that of its repetitions has no meaning here */
  }
  if (!dose_is_sound(&made, exercise->type, exercise->sides, written->has_tempo, complaint)) {
    return false;
  }
  *dose = made;
  return true;
}

bool dose_of_exercise(const struct reader *reader, const struct node *whole, const struct dose_nodes *nodes,
                      enum exercise_type type, enum sidedness sides, struct dose *dose) {
  struct written_dose written;
  if (!written_dose_read(reader, nodes, sides, &written)) {
    return false;
  }
  if (!written.has_amount) {
    return reader_error(reader, whole, "for example hold: 30s, or reps: 10 with tempo: 2-1-2",
                        "a dose is missing: one of hold, reps and time");
  }
  struct dose made = {
      .kind = written.kind,
      .reps = written.reps,
      .length_ns = written.length_ns,
      .tempo = written.tempo,
      .sets = {1, sides == SIDES_EACH},
  };
  if (written.has_sets) {
    memcpy(made.sets, written.sets, sizeof made.sets);
  }
  struct dose_complaint complaint;
  if (!dose_is_sound(&made, type, sides, written.has_tempo, &complaint)) {
    const struct node *amount = nodes->hold != NULL ? nodes->hold : nodes->reps != NULL ? nodes->reps : nodes->time;
    return reader_error(reader, complaint.about_tempo ? nodes->tempo : amount, complaint.help, "%s", complaint.message);
  }
  *dose = made;
  return true;
}
