#include "base/memory.h"
#include "sounder/voice_engine.h"

#include <dlfcn.h>
#include <pthread.h>
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

/* The library, begun once for the life of the process: ended, it neither gives all its memory back nor can begin anew. */
struct espeak_library {
  void *handle;
  int rate; /* 0: it is not there, or lacks its data */
  int (*set_voice)(const char *name);
  int (*synth)(const void *text, size_t size, unsigned int position, int position_type, unsigned int end_position,
               unsigned int flags, unsigned int *id, void *user_data);
  int (*synchronize)(void);
};

static struct espeak_library library;
static pthread_once_t begun = PTHREAD_ONCE_INIT;

struct espeak {
  struct voice_engine head;
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
  if (spoken->length + added > (size_t)library.rate * VOICE_SECONDS_MAX) {
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
  espeak->spoken = (struct voice_samples){.rate = library.rate};
  espeak->room = 0;
  int fault = library.synth(text, strlen(text) + 1, 0, POS_CHARACTER, 0, CHARS_UTF8, NULL, espeak);
  library.synchronize();
  if (fault != 0 || espeak->spoken.length == 0) {
    free(espeak->spoken.samples);
    return error_set(err, ERROR_MACHINE, "espeak-ng cannot say it");
  }
  *out = espeak->spoken;
  return true;
}

static void close_espeak(struct voice_engine *engine) {
  free(engine);
}

/* dlsym() hands functions out as data pointers; this is the way POSIX has for turning them back. */
static bool find(const char *name, void *function) {
  void *found = dlsym(library.handle, name);
  memcpy(function, &found, sizeof found);
  return found != NULL;
}

static void begin(void) {
  int (*initialize)(int output, int buffer_ms, const char *path, int options) = NULL;
  void (*set_callback)(espeak_callback_fn callback) = NULL;
  library.handle = dlopen("libespeak-ng.so.1", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!library.handle || !find("espeak_Initialize", &initialize) || !find("espeak_SetSynthCallback", &set_callback) ||
      !find("espeak_SetVoiceByName", &library.set_voice) || !find("espeak_Synth", &library.synth) ||
      !find("espeak_Synchronize", &library.synchronize)) {
    return;
  }
  /* Without its data the library says so here, and would end the process otherwise. */
  int rate = initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, NULL, INITIALIZE_DONT_EXIT);
  library.rate = rate > 0 ? rate : 0;
  set_callback(take_piece);
}

struct voice_engine *voice_espeak_open(const char *language, struct error *err) {
  static const struct voice_engine_class class = {.speak = speak, .close = close_espeak};
  struct espeak *espeak = memory_alloc(1, sizeof *espeak);
  espeak->head.class = &class;
  snprintf(espeak->head.name, sizeof espeak->head.name, "espeak-ng:%s", language);
  pthread_once(&begun, begin);
  if (library.rate == 0 || library.set_voice(language) != 0) {
    close_espeak(&espeak->head);
    error_set(err, ERROR_MACHINE, "the voice espeak-ng:%s is not installed", language);
    return NULL;
  }
  return &espeak->head;
}
