#ifndef CUE_MEASURE_H
#define CUE_MEASURE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How long words take with the real voice: asked of the sounder, started for that alone. */
struct measure_request {
  const char *sounder;      /* the program */
  const char *voice;        /* as its --voice takes it */
  const char *const *texts; /* printable, as the voice shall be given them */
  size_t count;
};

/*
 * Fills `lengths_ns` (one for each text; 0: it cannot be said) and `voice`, who would say it: empty where nobody would, all
 * lengths then 0. False and `err` when the sounder cannot be run or does not answer.
 */
bool measure_words(const struct measure_request *request, int64_t *lengths_ns, char *voice, size_t voice_size,
                   struct error *err);

#endif
