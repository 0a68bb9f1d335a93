#include "base/memory.h"
#include "sounder/voice_engine.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As in speak_lib.h, of which nothing but these is needed. */
#define AUDIO_OUTPUT_SYNCHRONOUS 2
#define INITIALIZE_DONT_EXIT 0x8000
#define CHARS_UTF8 1
#define POS_CHARACTER 1

struct espeak_event {
  int type;
  unsigned int unique_identifier;
  int text_position, length, audio_position, sample;
  void *user_data;
};

typedef int (*espeak_callback_fn)(short *samples, int count, struct espeak_event *events);

struct espeak {
  struct voice_engine head;
  void *library;
  int rate;
  bool open;
  int (*synth)(const void *text, size_t size, unsigned int position, int position_type, unsigned int end_position,
               unsigned int flags, unsigned int *id, void *user_data);
  int (*synchronize)(void);
  int (*terminate)(void);
  struct voice_samples spoken; /* of the text being said */
  size_t room;
};

/* Takes a piece of the speech; 1 ends it early. */
static int take_piece(short *samples, int count, struct espeak_event *events) {
  struct espeak *espeak = events->user_data;
  if (!samples || count <= 0) {
    return 0;
  }
  struct voice_samples *spoken = &espeak->spoken;
  size_t added = (size_t)count;
  if (spoken->length + added > (size_t)espeak->rate * VOICE_SECONDS_MAX) {
    return 1;
  }
  if (spoken->length + added > espeak->room) {
    espeak->room = 2 * (spoken->length + added);
    spoken->samples = memory_resize(spoken->samples, espeak->room, sizeof *spoken->samples);
  }
  for (size_t i = 0; i < added; i++) {
    spoken->samples[spoken->length + i] = (float)samples[i] / 32768.0F;
  }
  spoken->length += added;
  return 0;
}

static bool speak(struct voice_engine *engine, const char *text, struct voice_samples *out, struct error *err) {
  struct espeak *espeak = (struct espeak *)engine;
  espeak->spoken = (struct voice_samples){.rate = espeak->rate};
  espeak->room = 0;
  int fault = espeak->synth(text, strlen(text) + 1, 0, POS_CHARACTER, 0, CHARS_UTF8, NULL, espeak);
  espeak->synchronize();
  if (fault != 0 || espeak->spoken.length == 0) {
    free(espeak->spoken.samples);
    return error_set(err, ERROR_MACHINE, "espeak-ng cannot say it");
  }
  *out = espeak->spoken;
  return true;
}

static void close_espeak(struct voice_engine *engine) {
  struct espeak *espeak = (struct espeak *)engine;
  if (espeak->open) {
    espeak->terminate();
  }
  if (espeak->library) {
    dlclose(espeak->library);
  }
  free(espeak);
}

/* dlsym() hands functions out as data pointers; this is the way POSIX has for turning them back. */
static bool find(const struct espeak *espeak, const char *name, void *function) {
  void *found = dlsym(espeak->library, name);
  memcpy(function, &found, sizeof found);
  return found != NULL;
}

static bool load(struct espeak *espeak, const char *language) {
  int (*initialize)(int output, int buffer_ms, const char *path, int options) = NULL;
  int (*set_voice)(const char *name) = NULL;
  void (*set_callback)(espeak_callback_fn callback) = NULL;
  espeak->library = dlopen("libespeak-ng.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!espeak->library || !find(espeak, "espeak_Initialize", &initialize) ||
      !find(espeak, "espeak_SetVoiceByName", &set_voice) || !find(espeak, "espeak_SetSynthCallback", &set_callback) ||
      !find(espeak, "espeak_Synth", &espeak->synth) || !find(espeak, "espeak_Synchronize", &espeak->synchronize) ||
      !find(espeak, "espeak_Terminate", &espeak->terminate)) {
    return false;
  }
  espeak->rate = initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, INITIALIZE_DONT_EXIT);
  espeak->open = espeak->rate > 0; /* without its data the library says so here, and would end the process otherwise */
  if (!espeak->open || set_voice(language) != 0) {
    return false;
  }
  set_callback(take_piece);
  return true;
}

struct voice_engine *voice_espeak_open(const char *language, struct error *err) {
  static const struct voice_engine_class class = {.speak = speak, .close = close_espeak};
  struct espeak *espeak = memory_alloc(1, sizeof *espeak);
  espeak->head.class = &class;
  snprintf(espeak->head.name, sizeof espeak->head.name, "espeak-ng:%s", language);
  if (!load(espeak, language)) {
    close_espeak(&espeak->head);
    error_set(err, ERROR_MACHINE, "the voice espeak-ng:%s is not installed", language);
    return NULL;
  }
  return &espeak->head;
}
