#include "sounder/voice_engine.h"

#include "base/memory.h"

#include <ctype.h>
#include <string.h>

/* What stands behind `name` and a colon in `wanted`; `usual` where `wanted` is `name` alone; NULL: it is something else. */
static const char *detail(const char *wanted, const char *name, const char *usual) {
  size_t length = strlen(name);
  if (strncmp(wanted, name, length) != 0) {
    return NULL;
  }
  if (wanted[length] == '\0') {
    return usual;
  }
  return wanted[length] == ':' && wanted[length + 1] != '\0' ? wanted + length + 1 : NULL;
}

/* Names of voices become names of libraries and files: letters, digits and dashes only. */
static bool is_plain(const char *word) {
  size_t length = strlen(word);
  for (size_t i = 0; i < length; i++) {
    if (!isalnum((unsigned char)word[i]) && word[i] != '-') {
      return false;
    }
  }
  return length <= 16;
}

static bool check(const char *wanted, struct error *err) {
  const char *flite = detail(wanted, "flite", "rms");
  const char *espeak = detail(wanted, "espeak-ng", "en");
  if (strcmp(wanted, "auto") == 0 || detail(wanted, "command", NULL) || (flite && is_plain(flite)) ||
      (espeak && is_plain(espeak))) {
    return true;
  }
  return error_set(err, ERROR_USAGE, "there is no voice of the name %s", wanted);
}

static struct voice_engine *open_best(struct error *err) {
  struct error why = {0};
  struct voice_engine *engine = voice_flite_open("rms", &why);
  engine = engine ? engine : voice_espeak_open("en", &why);
  if (!engine) {
    error_set(err, ERROR_MACHINE, "no voice is installed (flite or espeak-ng)");
  }
  return engine;
}

struct voice_engine *voice_engine_open(const char *wanted, const atomic_bool *stop, struct error *err) {
  if (!check(wanted, err)) {
    return NULL;
  }
  const char *word = detail(wanted, "flite", "rms");
  if (word) {
    return voice_flite_open(word, err);
  }
  word = detail(wanted, "espeak-ng", "en");
  if (word) {
    return voice_espeak_open(word, err);
  }
  word = detail(wanted, "command", NULL);
  return word ? voice_command_open(word, stop, err) : open_best(err);
}

void voice_engine_close(struct voice_engine *engine) {
  if (engine) {
    engine->class->close(engine);
  }
}

float *voice_from_16_bit(const short *samples, size_t count) {
  float *out = memory_alloc(count, sizeof *out);
  for (size_t i = 0; i < count; i++) {
    out[i] = (float)samples[i] / 32768.0F;
  }
  return out;
}
