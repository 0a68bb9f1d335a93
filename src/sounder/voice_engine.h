#ifndef SOUNDER_VOICE_ENGINE_H
#define SOUNDER_VOICE_ENGINE_H

#include "base/error.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * What turns words into samples. The libraries are loaded at run time, so that nobody needs to have them. An engine is used
 * on one thread only, that which opened it: they are not made for more.
 */
struct voice_engine;

#define VOICE_SECONDS_MAX 30

/* Mono samples; all zeros is none. */
struct voice_samples {
  float *samples; /* to be freed with free() */
  size_t length;
  int rate;
};

struct voice_engine_class {
  /* Speaks `text` (printable, at most a few hundred bytes) into `*out`. False and `err`, `*out` untouched, when it cannot. */
  bool (*speak)(struct voice_engine *engine, const char *text, struct voice_samples *out, struct error *err);
  void (*close)(struct voice_engine *engine);
};

/* The head of every engine. */
struct voice_engine {
  const struct voice_engine_class *class;
  char name[32]; /* of engine and voice; with the words it is what a recording is kept under */
};

/*
 * Opens the engine that `wanted` names: "auto" (the best one there is), "flite" or "flite:VOICE" (rms, slt), "espeak-ng" or
 * "espeak-ng:LANGUAGE", "command:COMMAND". NULL and `err` when it is not there. `*stop`, once true, ends a command early.
 * Caller closes.
 */
struct voice_engine *voice_engine_open(const char *wanted, const atomic_bool *stop, struct error *err);

/* NULL is fine. */
void voice_engine_close(struct voice_engine *engine);

/* Each engine by itself; the same rules. */
struct voice_engine *voice_flite_open(const char *voice, struct error *err);
struct voice_engine *voice_espeak_open(const char *language, struct error *err);
struct voice_engine *voice_command_open(const char *line, const atomic_bool *stop, struct error *err);

/* `count` 16-bit samples as floats. Caller frees. */
float *voice_from_16_bit(const short *samples, size_t count);

#endif
