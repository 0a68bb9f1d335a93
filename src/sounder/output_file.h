#ifndef SOUNDER_OUTPUT_FILE_H
#define SOUNDER_OUTPUT_FILE_H

#include "base/error.h"
#include "base/sound_format.h"
#include "sounder/mixer.h"
#include "sounder/schedule.h"
#include "sounder/voice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define OUTPUT_FILE_RATE 48000
#define OUTPUT_FILE_MARKS_MAX 2400 /* what libsndfile reads back */

/*
 * Whether a sound file called `path` can be written here: its name ends in .wav (16-bit PCM), .flac, .ogg, .opus or .mp3
 * (else `err` is ERROR_USAGE), and this libsndfile can make it (else ERROR_MACHINE, naming what it can make).
 */
bool output_file_check(const char *path, struct error *err);

/* Whether this libsndfile can make such files. */
bool output_file_can_make(enum sound_format format);

struct output_file {
  const char *path;
  int64_t until_ns;            /* it lasts until then, or to the end of its last sound, whichever is later */
  const char *title, *comment; /* its tags; NULL or empty: none */
  const int64_t *marks_ns;     /* where its parts begin: cue points of a .wav, which alone can hold them */
  size_t mark_count;           /* of which OUTPUT_FILE_MARKS_MAX are kept */
  /* Told now and then how far it is; false (and `err`) abandons the file. NULL: nobody is told. */
  bool (*progress)(void *context, int64_t at_ns, struct error *err);
  void *context;
  size_t *unsaid; /* gets how many words the voice could not make; NULL: nobody asks */
};

/*
 * Writes all of `schedule` (moments counted from 0; it is sorted on the way) to `file->path`, 48 kHz mono. Every sound begins
 * at exactly round(at_s × 48000). It is written as PATH.part-PID and renamed: it appears whole or, with false and `err`, not
 * at all. The mixer must have its sounds, at that rate. Waits for `voice` to make the words; those without room are left out.
 * Those
 * that it cannot make are counted; a voice that makes none at all ends it. NULL: there are no words.
 */
bool output_file_write(const struct output_file *file, struct schedule *schedule, struct mixer *mixer, struct voice *voice,
                       struct error *err);

#endif
