#include "sounder/device.h"

#include "base/memory.h"
#include "base/timespan.h"
#include "sounder/output_stream.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define WATCH_MS 250
#define TRIAL_MS 60 /* a device that swallows sound shows it by then */
#define BACKOFF_FIRST_MS 500
#define BACKOFF_MOST_MS 30000
#define BACKOFF_HOPEFUL_MS 1000 /* at most this while the device was there lately: it may come back at any moment */
#define HOPEFUL_NS SECONDS(120)
#define PROVEN_NS SECONDS(5) /* a device that was open for this long has been there */

struct device {
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t changed; /* `wanted`, `quit` or `ended` */
  bool wanted, quit, ended;
  struct device_state state;
  int told[2]; /* a pipe: a byte in it says that the state has changed */
  /* The device thread's own: */
  struct output_stream stream;
  bool proven; /* the last opening ended well */
};

int64_t device_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

static void tell(struct device *device) {
  /* A full pipe says the same. */
  ssize_t written = write(device->told[1], "", 1);
  (void)written;
}

static void set_state(struct device *device, enum wire_path path, bool running, const char *reason) {
  pthread_mutex_lock(&device->mutex);
  device->state.settled = true;
  device->state.path = path;
  device->state.running = running;
  device->state.runs += running;
  device->state.rate = device->stream.rate;
  snprintf(device->state.reason, sizeof device->state.reason, "%s", reason);
  device->state.latency_ms = running ? (int64_t)(device->stream.latency_s * 1e3) : 0;
  pthread_mutex_unlock(&device->mutex);
  tell(device);
}

/* Waits until told of a change, at most `wait_ms` (below 0: without end). Called and left with the mutex locked. */
static void wait_change(struct device *device, int wait_ms) {
  if (wait_ms < 0) {
    pthread_cond_wait(&device->changed, &device->mutex);
    return;
  }
  int64_t until_ns = device_now() + wait_ms * NS_PER_MS;
  struct timespec until = {.tv_sec = (time_t)(until_ns / NS_PER_S), .tv_nsec = (long)(until_ns % NS_PER_S)};
  pthread_cond_timedwait(&device->changed, &device->mutex, &until);
}

/* Watches a running stream until nobody wants it, or it fails: then false, with the reason. */
static bool watch(struct device *device, char reason[WIRE_REASON_SIZE]) {
  const char *fault = NULL;
  pthread_mutex_lock(&device->mutex);
  while (device->wanted && !device->quit && !fault) {
    wait_change(device, WATCH_MS);
    fault = output_stream_fault(&device->stream);
    device->state.underruns = output_stream_underruns(&device->stream);
  }
  pthread_mutex_unlock(&device->mutex);
  if (fault) {
    snprintf(reason, WIRE_REASON_SIZE, "%s", fault);
  }
  return !fault;
}

/* Waits, with nothing open that could wake the process, until sound is wanted; false when it never will be again. */
static bool rest(struct device *device) {
  pthread_mutex_lock(&device->mutex);
  while (!device->wanted && !device->quit) {
    wait_change(device, -1);
  }
  bool quit = device->quit;
  pthread_mutex_unlock(&device->mutex);
  return !quit;
}

/* A stream just opened is not yet said to be there: most of those that only swallow sound are found out here. */
static void try_out(struct device *device) {
  pthread_mutex_lock(&device->mutex);
  if (!device->quit) {
    wait_change(device, TRIAL_MS);
  }
  pthread_mutex_unlock(&device->mutex);
}

/* An open stream's life, until nobody wants it. False with the reason when it fails. */
static bool live(struct device *device, const char *name, char reason[WIRE_REASON_SIZE]) {
  if (!output_stream_start(&device->stream, reason)) {
    return false;
  }
  if (!device->proven) {
    try_out(device);
  }
  if (!output_stream_fault(&device->stream)) {
    set_state(device, WIRE_PATH_PORTAUDIO, true, name);
  }
  if (!watch(device, reason)) {
    return false;
  }
  set_state(device, WIRE_PATH_PORTAUDIO, false, name);
  output_stream_stop(&device->stream);
  return true;
}

static void back_off(struct device *device, int wait_ms) {
  int64_t until_ns = device_now() + wait_ms * NS_PER_MS;
  pthread_mutex_lock(&device->mutex);
  for (int64_t now_ns = device_now(); !device->quit && now_ns < until_ns; now_ns = device_now()) {
    wait_change(device, (int)((until_ns - now_ns) / NS_PER_MS) + 1);
  }
  pthread_mutex_unlock(&device->mutex);
}

/* Opens the device, plays through it as long as that is wanted, and closes it. False when it failed, the state saying why. */
static bool open_and_live(struct device *device) {
  char name[WIRE_REASON_SIZE] = "";
  char reason[WIRE_REASON_SIZE] = "";
  if (!output_stream_open(&device->stream, name)) {
    set_state(device, WIRE_PATH_NONE, false, name);
    return false;
  }
  bool well = live(device, name, reason);
  if (!well) {
    /* Told before closing, which may block for as long as the sound server is frozen. */
    set_state(device, WIRE_PATH_NONE, false, reason);
  }
  output_stream_close(&device->stream);
  return well;
}

/* The pause after one of `wait_ms`; `seen_ns`: when the device was last there, 0: never. */
static int longer_pause(int wait_ms, int64_t seen_ns) {
  bool hopeful = seen_ns != 0 && device_now() - seen_ns < HOPEFUL_NS;
  int most_ms = hopeful ? BACKOFF_HOPEFUL_MS : BACKOFF_MOST_MS;
  return 2 * wait_ms < most_ms ? 2 * wait_ms : most_ms;
}

static void *run(void *context) {
  struct device *device = context;
  int wait_ms = BACKOFF_FIRST_MS;
  int64_t seen_ns = 0;
  while (rest(device)) {
    int64_t opened_ns = device_now();
    device->proven = open_and_live(device);
    bool lived = device->proven || device_now() - opened_ns > PROVEN_NS;
    if (lived) {
      wait_ms = BACKOFF_FIRST_MS;
      seen_ns = device_now();
    }
    if (!device->proven) {
      back_off(device, wait_ms);
      wait_ms = longer_pause(wait_ms, seen_ns);
    }
  }
  pthread_mutex_lock(&device->mutex);
  device->ended = true;
  pthread_cond_broadcast(&device->changed);
  pthread_mutex_unlock(&device->mutex);
  return NULL;
}

struct device *device_create(struct mixer *mixer, const struct bank_source *sounds) {
  struct device *device = memory_alloc(1, sizeof *device);
  device->stream.mixer = mixer;
  device->stream.sounds = *sounds;
  device->wanted = true;
  pthread_condattr_t monotonic;
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init(&device->changed, &monotonic);
  pthread_condattr_destroy(&monotonic);
  pthread_mutex_init(&device->mutex, NULL);
  if (pipe(device->told) != 0) {
    memory_exhausted();
  }
  for (int i = 0; i < 2; i++) {
    fcntl(device->told[i], F_SETFL, O_NONBLOCK);
  }
  if (pthread_create(&device->thread, NULL, run, device) != 0) {
    memory_exhausted();
  }
  return device;
}

int device_fd(const struct device *device) {
  return device->told[0];
}

void device_read_state(struct device *device, struct device_state *state) {
  char bytes[64];
  while (read(device->told[0], bytes, sizeof bytes) > 0) {
    ;
  }
  pthread_mutex_lock(&device->mutex);
  device->state.underruns = output_stream_underruns(&device->stream);
  *state = device->state;
  pthread_mutex_unlock(&device->mutex);
}

void device_want(struct device *device, bool wanted) {
  pthread_mutex_lock(&device->mutex);
  if (device->wanted != wanted) {
    device->wanted = wanted;
    pthread_cond_broadcast(&device->changed);
  }
  pthread_mutex_unlock(&device->mutex);
}

bool device_close(struct device *device, int bound_ms) {
  int64_t until_ns = device_now() + bound_ms * NS_PER_MS;
  pthread_mutex_lock(&device->mutex);
  device->quit = true;
  pthread_cond_broadcast(&device->changed);
  for (int64_t now_ns = device_now(); !device->ended && now_ns < until_ns; now_ns = device_now()) {
    wait_change(device, (int)((until_ns - now_ns) / NS_PER_MS) + 1);
  }
  bool ended = device->ended;
  pthread_mutex_unlock(&device->mutex);
  if (!ended) {
    return false;
  }
  pthread_join(device->thread, NULL);
  pthread_cond_destroy(&device->changed);
  pthread_mutex_destroy(&device->mutex);
  close(device->told[0]);
  close(device->told[1]);
  output_stream_finish(&device->stream);
  free(device);
  return true;
}
