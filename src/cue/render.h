#ifndef CUE_RENDER_H
#define CUE_RENDER_H

#include "base/error.h"
#include "cue/words.h"
#include "timeline/timeline.h"

#include <stdbool.h>
#include <stdint.h>

/* A whole routine as a sound file: every sound and all words of a timeline, written by the sounder. */

struct render_options {
  const char *sounder, *sounds;
  const char *voice;                         /* as the sounder's --voice takes it */
  const char *const *own_sounds;             /* as process.h has it */
  const char *path;                          /* of the sound file, in one of the formats of base/sound_format.h */
  const char *log;                           /* where what the sound libraries print goes; NULL: nowhere */
  const struct pronunciation *pronunciation; /* how words are given to the voice; NULL: as they are written */
  bool breathing;                            /* whether the breath is heard */
  enum verbosity verbosity;                  /* TONES, SILENT: no words */
  int stop_fd;                               /* something that may end it; -1: nothing */
  bool (*is_stop)(void *context);            /* asked when `stop_fd` is readable; takes what made it so */
  /* Told how far it is; `total_ns` is the routine's length. NULL: nobody. */
  void (*progress)(void *context, int64_t at_ns, int64_t total_ns);
  void (*notice)(void *context, const char *text); /* told what a person should know of; NULL: nobody */
  void *context;
};

struct render_result {
  bool stopped;           /* by `stop_fd`: there is no file, and no error either */
  char voice[32];         /* that speaks; empty: none */
  char voice_reason[256]; /* why none does, where one was wanted */
};

/*
 * Renders `timeline` into `options->path`, which is there whole afterwards, or, with false and `err` or `result->stopped`, as
 * it was before. A sound begins round(at_s × 48000) frames after the file's start; each wait passes at once. The file holds
 * a mark where each exercise begins.
 */
bool render_timeline(const struct timeline *timeline, const struct render_options *options, struct render_result *result,
                     struct error *err);

#endif
