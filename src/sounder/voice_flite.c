#include "base/memory.h"
#include "sounder/voice_engine.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RMS_STRETCH 0.88F

/* As in flite.h, of which nothing but these is needed. */
struct cst_features;
struct cst_voice {
  const char *name;
  struct cst_features *features;
};
struct cst_wave {
  const char *type;
  int sample_rate, num_samples, num_channels;
  short *samples;
};

struct flite {
  struct voice_engine head;
  void *library, *voice_library;
  struct cst_voice *voice;
  struct cst_wave *(*text_to_wave)(const char *text, struct cst_voice *voice);
  void (*delete_wave)(struct cst_wave *wave);
};

static bool speak(struct voice_engine *engine, const char *text, struct voice_samples *out, struct error *err) {
  struct flite *flite = (struct flite *)engine;
  struct cst_wave *wave = flite->text_to_wave(text, flite->voice);
  bool usable = wave && wave->num_channels == 1 && wave->num_samples > 0 && wave->sample_rate > 0 &&
                wave->num_samples / wave->sample_rate < VOICE_SECONDS_MAX;
  if (usable) {
    size_t length = (size_t)wave->num_samples;
    *out = (struct voice_samples){
        .samples = voice_from_16_bit(wave->samples, length), .length = length, .rate = wave->sample_rate};
  }
  if (wave) {
    flite->delete_wave(wave);
  }
  return usable || error_set(err, ERROR_MACHINE, "flite cannot say it");
}

static void close_flite(struct voice_engine *engine) {
  struct flite *flite = (struct flite *)engine;
  if (flite->voice_library) {
    dlclose(flite->voice_library);
  }
  if (flite->library) {
    dlclose(flite->library);
  }
  free(flite);
}

/* dlsym() hands functions out as data pointers; this is the way POSIX has for turning them back. */
static bool find(void *library, const char *name, void *function) {
  void *found = dlsym(library, name);
  memcpy(function, &found, sizeof found);
  return found != NULL;
}

/* rms speaks slower than the 0.4 s a word that routines are laid out by: a little faster it fits. */
static void set_pace(const struct flite *flite, const char *voice) {
  void (*set_float)(struct cst_features * features, const char *name, float value) = NULL;
  if (strcmp(voice, "rms") == 0 && find(flite->library, "feat_set_float", &set_float)) {
    set_float(flite->voice->features, "duration_stretch", RMS_STRETCH);
  }
}

static bool load(struct flite *flite, const char *voice) {
  char path[64];
  char symbol[64];
  int (*init)(void) = NULL;
  struct cst_voice *(*register_voice)(const char *folder) = NULL;
  snprintf(path, sizeof path, "libflite_cmu_us_%s.so.1", voice);
  snprintf(symbol, sizeof symbol, "register_cmu_us_%s", voice);
  /* NODELETE: it keeps its voices for good, and opening it again finds them. */
  flite->library = dlopen("libflite.so.1", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  flite->voice_library = flite->library ? dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) : NULL;
  if (!flite->voice_library || !find(flite->library, "flite_init", &init) ||
      !find(flite->library, "flite_text_to_wave", &flite->text_to_wave) ||
      !find(flite->library, "delete_wave", &flite->delete_wave) || !find(flite->voice_library, symbol, &register_voice)) {
    return false;
  }
  init();
  flite->voice = register_voice(NULL);
  if (flite->voice) {
    set_pace(flite, voice);
  }
  return flite->voice != NULL;
}

struct voice_engine *voice_flite_open(const char *voice, struct error *err) {
  static const struct voice_engine_class class = {.speak = speak, .close = close_flite};
  struct flite *flite = memory_alloc(1, sizeof *flite);
  flite->head.class = &class;
  snprintf(flite->head.name, sizeof flite->head.name, "flite:%s", voice);
  if (!load(flite, voice)) {
    close_flite(&flite->head);
    error_set(err, ERROR_MACHINE, "the voice flite:%s is not installed", voice);
    return NULL;
  }
  return &flite->head;
}
