#ifndef ROUTINE_DOSE_READER_H
#define ROUTINE_DOSE_READER_H

#include "routine/dose.h"
#include "routine/reader.h"

#include <stdbool.h>

/* How a dose is read, of an exercise or of a step: its keys, and what a written dose makes of the exercise's own. */

/* The values of the keys that a dose is written with; NULL where a key is missing. */
struct dose_nodes {
  const struct node *hold, *reps, *time, *tempo, *sets;
};

/* A dose as written, in either form, before the exercise's own fills the gaps. */
struct written_dose {
  bool has_amount;
  enum dose_kind kind;
  int reps;
  int64_t length_ns;
  bool has_tempo;
  struct tempo tempo;
  bool has_sets;
  int sets[2];
};

/* Reads the keys; `sides` decides what `sets` may be. False after adding errors. */
bool written_dose_read(const struct reader *reader, const struct dose_nodes *nodes, enum sidedness sides,
                       struct written_dose *written);

/* What a written dose and its exercise cannot be together, and which part is to blame. */
struct dose_complaint {
  bool about_tempo; /* else about the amount */
  const char *message, *help;
};

/*
 * What `written` makes of the dose that `exercise` has itself: an amount replaces the whole dose, sets that are not written
 * are then 1, a tempo that is not written stays. False with `complaint` filled when the two do not go together.
 */
bool dose_of_step(const struct exercise *exercise, const struct written_dose *written, struct dose *dose,
                  struct dose_complaint *complaint);

/* The dose of an exercise itself, from keys that must make it whole. False after adding errors about them or `whole`. */
bool dose_of_exercise(const struct reader *reader, const struct node *whole, const struct dose_nodes *nodes,
                      enum exercise_type type, enum sidedness sides, struct dose *dose);

#endif
