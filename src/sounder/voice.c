#include "sounder/voice.h"

#include "base/memory.h"
#include "base/timespan.h"
#include "sounder/device.h"
#include "sounder/voice_cache.h"
#include "sounder/voice_clean.h"
#include "sounder/voice_engine.h"
#include "sounder/voice_shape.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PHRASES_MAX 512

enum phrase_state { PHRASE_WANTED, PHRASE_WANTED_SOON, PHRASE_BEING_MADE, PHRASE_READY, PHRASE_FAILED };

struct phrase {
  char *text;
  int rate;
  enum phrase_state state;
  struct speech *speech; /* READY; of `samples` */
  float *samples;
  int64_t used; /* counts up; of the phrase asked for last it is the highest */
};

struct voice {
  char *wanted;
  struct voice_cache *cache; /* the thread's own; NULL: none */
  int64_t memory_bytes;
  atomic_bool quit;
  pthread_t thread;
  pthread_mutex_t mutex; /* of all below */
  pthread_cond_t changed;
  struct phrase *phrases[PHRASES_MAX];
  size_t count;
  int64_t bytes, uses;
  int rate;
  bool ended;
  struct voice_state state;
  int told[2]; /* a pipe: a byte in it says that there is news */
};

static void tell(struct voice *voice) {
  /* A full pipe says the same. */
  ssize_t written = write(voice->told[1], "", 1);
  (void)written;
  pthread_cond_broadcast(&voice->changed);
}

/* --- the thread --- */

/* The next phrase to make: what is wanted soon first, then in the order of asking. */
static struct phrase *next_phrase(const struct voice *voice) {
  struct phrase *next = NULL;
  for (size_t i = 0; i < voice->count; i++) {
    struct phrase *phrase = voice->phrases[i];
    bool waits = phrase->state == PHRASE_WANTED || phrase->state == PHRASE_WANTED_SOON;
    if (waits && (!next || phrase->state > next->state || (phrase->state == next->state && phrase->used < next->used))) {
      next = phrase;
    }
  }
  return next;
}

static bool make(const struct voice *voice, struct voice_engine *engine, const char *text, int rate,
                 struct voice_samples *out) {
  struct error err;
  if (voice->cache && voice_cache_load(voice->cache, engine->name, text, rate, out)) {
    return true;
  }
  struct voice_samples made = {0};
  if (!engine->class->speak(engine, text, &made, &err)) {
    return false;
  }
  clean_speech(&made);
  bool well = shape_trim(&made);
  if (well) {
    shape_level(&made);
    well = shape_resample(&made, rate, &err);
  }
  if (!well) {
    free(made.samples);
    return false;
  }
  if (voice->cache) {
    voice_cache_store(voice->cache, engine->name, text, &made);
  }
  *out = made;
  return true;
}

static void set_ready(struct voice *voice, struct phrase *phrase, const struct voice_samples *made) {
  phrase->speech = memory_alloc(1, sizeof *phrase->speech);
  phrase->speech->clip = (struct clip){.samples = made->samples, .length = made->length};
  atomic_init(&phrase->speech->users, 0);
  phrase->samples = made->samples;
  phrase->state = PHRASE_READY;
  voice->bytes += (int64_t)(made->length * sizeof *made->samples);
}

/* Makes one phrase after the other. Called and left with the mutex locked. */
static void make_all(struct voice *voice, struct voice_engine *engine) {
  while (!atomic_load(&voice->quit)) {
    struct phrase *phrase = next_phrase(voice);
    if (!phrase) {
      pthread_cond_wait(&voice->changed, &voice->mutex);
      continue;
    }
    phrase->state = PHRASE_BEING_MADE; /* and so it stays where it is */
    pthread_mutex_unlock(&voice->mutex);
    struct voice_samples made = {0};
    bool well = make(voice, engine, phrase->text, phrase->rate, &made);
    pthread_mutex_lock(&voice->mutex);
    if (well) {
      set_ready(voice, phrase, &made);
    } else {
      phrase->state = PHRASE_FAILED;
    }
    tell(voice);
  }
}

static void *run(void *context) {
  struct voice *voice = context;
  struct error err = {0};
  struct voice_engine *engine = voice_engine_open(voice->wanted, &voice->quit, &err);
  pthread_mutex_lock(&voice->mutex);
  voice->state.settled = true;
  snprintf(voice->state.name, sizeof voice->state.name, "%s", engine ? engine->name : "");
  snprintf(voice->state.reason, sizeof voice->state.reason, "%.*s", WIRE_REASON_SIZE - 1, engine ? "" : err.message);
  tell(voice);
  if (engine) {
    make_all(voice, engine);
  }
  pthread_mutex_unlock(&voice->mutex);
  voice_engine_close(engine);
  pthread_mutex_lock(&voice->mutex);
  voice->ended = true;
  tell(voice);
  pthread_mutex_unlock(&voice->mutex);
  return NULL;
}

/* --- the other one --- */

static void start(struct voice *voice) {
  pthread_condattr_t monotonic;
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init(&voice->changed, &monotonic);
  pthread_condattr_destroy(&monotonic);
  pthread_mutex_init(&voice->mutex, NULL);
  if (pipe(voice->told) != 0) {
    memory_exhausted();
  }
  for (int i = 0; i < 2; i++) {
    fcntl(voice->told[i], F_SETFL, O_NONBLOCK);
    fcntl(voice->told[i], F_SETFD, FD_CLOEXEC);
  }
  if (strcmp(voice->wanted, "none") == 0) {
    voice->state.settled = true;
    voice->ended = true;
    tell(voice);
  } else if (pthread_create(&voice->thread, NULL, run, voice) != 0) {
    memory_exhausted();
  }
}

struct voice *voice_create(const struct voice_options *options) {
  struct voice *voice = memory_alloc(1, sizeof *voice);
  voice->wanted = memory_string(options->wanted);
  voice->cache = options->folder ? voice_cache_open(options->folder, VOICE_CACHE_BYTES_MAX) : NULL;
  voice->memory_bytes = options->memory_bytes;
  voice->rate = options->rate;
  start(voice);
  return voice;
}

int voice_fd(const struct voice *voice) {
  return voice->told[0];
}

void voice_settle(struct voice *voice, struct voice_state *state) {
  char bytes[64];
  while (read(voice->told[0], bytes, sizeof bytes) > 0) {
    ;
  }
  pthread_mutex_lock(&voice->mutex);
  *state = voice->state;
  pthread_mutex_unlock(&voice->mutex);
}

static void free_phrase(struct phrase *phrase) {
  free(phrase->speech);
  free(phrase->samples);
  free(phrase->text);
  free(phrase);
}

static bool is_idle(const struct phrase *phrase) {
  bool settled = phrase->state == PHRASE_FAILED || (phrase->state == PHRASE_READY && atomic_load(&phrase->speech->users) == 0);
  return settled || phrase->state == PHRASE_WANTED;
}

static void forget(struct voice *voice, size_t index) {
  struct phrase *phrase = voice->phrases[index];
  if (phrase->speech) {
    voice->bytes -= (int64_t)(phrase->speech->clip.length * sizeof(float));
  }
  free_phrase(phrase);
  voice->phrases[index] = voice->phrases[--voice->count];
}

/* Forgets what was not asked for for longest, of what nobody uses, until the bounds are kept. False: all is in use. */
static bool make_room(struct voice *voice) {
  while (voice->count == PHRASES_MAX || voice->bytes > voice->memory_bytes) {
    size_t oldest = voice->count;
    for (size_t i = 0; i < voice->count; i++) {
      if (is_idle(voice->phrases[i]) && (oldest == voice->count || voice->phrases[i]->used < voice->phrases[oldest]->used)) {
        oldest = i;
      }
    }
    if (oldest == voice->count) {
      return voice->count < PHRASES_MAX;
    }
    forget(voice, oldest);
  }
  return true;
}

void voice_set_rate(struct voice *voice, int rate) {
  pthread_mutex_lock(&voice->mutex);
  voice->rate = rate;
  for (size_t i = voice->count; i-- > 0;) {
    if (voice->phrases[i]->rate != rate && is_idle(voice->phrases[i])) {
      forget(voice, i);
    }
  }
  pthread_mutex_unlock(&voice->mutex);
}

static struct phrase *find(const struct voice *voice, const char *text) {
  for (size_t i = 0; i < voice->count; i++) {
    if (voice->phrases[i]->rate == voice->rate && strcmp(voice->phrases[i]->text, text) == 0) {
      return voice->phrases[i];
    }
  }
  return NULL;
}

/* The phrase of `text`, a new one where there is none; NULL when there is no engine or no room. With the mutex locked. */
static struct phrase *want(struct voice *voice, const char *text, bool soon) {
  if (text[0] == '\0' || (voice->state.settled && voice->state.name[0] == '\0')) {
    return NULL;
  }
  struct phrase *phrase = find(voice, text);
  if (!phrase) {
    if (!make_room(voice)) {
      return NULL;
    }
    phrase = memory_alloc(1, sizeof *phrase);
    phrase->text = memory_string(text);
    phrase->rate = voice->rate;
    phrase->state = PHRASE_WANTED;
    voice->phrases[voice->count++] = phrase;
    pthread_cond_broadcast(&voice->changed);
  }
  if (soon && phrase->state == PHRASE_WANTED) {
    phrase->state = PHRASE_WANTED_SOON;
  }
  phrase->used = ++voice->uses;
  return phrase;
}

void voice_want(struct voice *voice, const char *text, bool soon) {
  pthread_mutex_lock(&voice->mutex);
  want(voice, text, soon);
  pthread_mutex_unlock(&voice->mutex);
}

static enum voice_answer answer(const struct phrase *phrase, struct speech **speech) {
  if (!phrase || phrase->state == PHRASE_FAILED) {
    return VOICE_CANNOT;
  }
  if (phrase->state != PHRASE_READY) {
    return VOICE_UNDER_WAY;
  }
  *speech = phrase->speech;
  return VOICE_READY;
}

enum voice_answer voice_find(struct voice *voice, const char *text, struct speech **speech) {
  pthread_mutex_lock(&voice->mutex);
  enum voice_answer found = answer(want(voice, text, true), speech);
  pthread_mutex_unlock(&voice->mutex);
  return found;
}

enum voice_answer voice_wait(struct voice *voice, const char *text, struct speech **speech) {
  pthread_mutex_lock(&voice->mutex);
  enum voice_answer found = answer(want(voice, text, true), speech);
  while (found == VOICE_UNDER_WAY) {
    pthread_cond_wait(&voice->changed, &voice->mutex);
    found = answer(want(voice, text, true), speech);
  }
  pthread_mutex_unlock(&voice->mutex);
  return found;
}

struct speech *voice_fitting(struct speech *spoken, struct speech *shorter, int64_t room_frames) {
  if ((int64_t)spoken->clip.length <= room_frames) {
    return spoken;
  }
  return shorter && (int64_t)shorter->clip.length <= room_frames ? shorter : NULL;
}

/* Waits for the thread's end until `until_ns`. Called and left with the mutex locked. */
static bool wait_for_end(struct voice *voice, int64_t until_ns) {
  struct timespec until = {.tv_sec = (time_t)(until_ns / NS_PER_S), .tv_nsec = (long)(until_ns % NS_PER_S)};
  while (!voice->ended && device_now() < until_ns) {
    pthread_cond_timedwait(&voice->changed, &voice->mutex, &until);
  }
  return voice->ended;
}

bool voice_close(struct voice *voice, int bound_ms) {
  atomic_store(&voice->quit, true);
  pthread_mutex_lock(&voice->mutex);
  pthread_cond_broadcast(&voice->changed);
  bool ended = wait_for_end(voice, device_now() + bound_ms * NS_PER_MS);
  pthread_mutex_unlock(&voice->mutex);
  if (!ended) {
    return false;
  }
  if (strcmp(voice->wanted, "none") != 0) {
    pthread_join(voice->thread, NULL);
  }
  pthread_cond_destroy(&voice->changed);
  pthread_mutex_destroy(&voice->mutex);
  for (size_t i = 0; i < voice->count; i++) {
    free_phrase(voice->phrases[i]);
  }
  close(voice->told[0]);
  close(voice->told[1]);
  voice_cache_close(voice->cache);
  free(voice->wanted);
  free(voice);
  return true;
}
