#ifndef ROUTINE_DOSE_H
#define ROUTINE_DOSE_H

#include "routine/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The short ways of writing how long and how often, and of saying it. Pure: text in, values out. */

#define REPS_MAX 1000
#define SETS_MAX 20
#define WORK_MAX_S 3600 /* of one hold or one timed set */
#define REST_MAX_S 600
#define TEMPO_PHASE_MAX_S 60

/* What is wrong with a piece of text and where in it, in bytes. */
struct fault {
  size_t offset, length;
  char message[160];
  char help[160]; /* empty: none */
};

/*
 * Reads all of `text` (`length` bytes) as a duration: 45s, 2m, 1m30s, or plain seconds (a number beyond a million counts as a
 * million). On failure fills
 * `fault` and leaves `*duration_ns` alone.
 */
bool duration_parse(const char *text, size_t length, int64_t *duration_ns, struct fault *fault);

/* Reads all of `text` as a tempo: three numbers of seconds joined by -, 0 to 60 each, at least 1 in all. */
bool tempo_parse(const char *text, size_t length, struct tempo *tempo, struct fault *fault);

/* A step's shorthand after the exercise: [SETSx]REPS|TIME[/side] [@IN-HOLD-OUT] [rest TIME]; each part may be missing. */
struct shorthand {
  bool has_amount;   /* REPS or TIME is written */
  int reps;          /* 0: TIME is written */
  int64_t length_ns; /* of TIME */
  int sets;          /* 1 where none are written */
  bool per_side;
  bool has_tempo;
  struct tempo tempo;
  int64_t rest_ns;                   /* -1: none written */
  size_t side_offset;                /* of "/side" in the text, for messages about it */
  size_t amount_offset;              /* of the word with REPS or TIME */
  size_t amount_length;              /* … "/side" included */
  size_t tempo_offset, tempo_length; /* of "@…" */
};

/* Reads all of `text`, within the bounds above. On failure fills `fault`; `*shorthand` is then not to be used. */
bool dose_parse(const char *text, struct shorthand *shorthand, struct fault *fault);

/* Writes `dose` for people, such as "2 x 30 s each side" or "10 reps at 2-2-3". Cuts what does not fit. Returns `out`. */
char *dose_format(char *out, size_t size, const struct dose *dose, enum sidedness sides);

/* Writes a length such as "45 s", "2 min" or "1 min 30 s". Returns `out`. */
char *duration_format(char *out, size_t size, int64_t duration_ns);

#endif
