#include "sounder/device.h"

#include "base/memory.h"
#include "base/timespan.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <portaudio.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define RATE 48000
#define LATENCY_S 0.15
#define LATENCY_S_MAX 5.0
#define WATCH_MS 250
#define SILENCE_NS (500 * NS_PER_MS)
#define TRIAL_MS 60 /* a device that swallows sound shows it by then */
#define BACKOFF_FIRST_MS 500
#define BACKOFF_MOST_MS 30000
#define BACKOFF_HOPEFUL_MS 1000 /* at most this while the device was there lately: it may come back at any moment */
#define HOPEFUL_NS SECONDS(120)
#define RUNAWAY_RATIO 1.1
#define RUNAWAY_SLACK_S 0.5
#define PROVEN_NS SECONDS(5) /* a device that was open for this long has been there */
#define LOG_BYTES_MAX 262144

struct device {
  struct mixer *mixer;
  struct bank_source sounds;
  struct bank *bank;
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t changed; /* `wanted`, `quit` or `ended` */
  bool wanted, quit, ended;
  struct device_state state;
  int told[2]; /* a pipe: a byte in it says that the state has changed */
  /* The device thread's own: */
  PaStream *stream;
  int rate, channels;
  bool proven; /* the last opening ended well */
  /* The callback's own: */
  struct frame_clock clock;
  int64_t frame;
  int64_t started_ns;
  double reported_latency_s;
  /* Of the callback, watched by the device thread: */
  _Atomic int64_t last_block_ns, underruns;
  atomic_bool runaway;
};

int64_t device_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

/* From now to when this block is heard; where the host reports nonsense, what it said when the stream was opened. */
static int64_t latency_ns(const struct device *device, const PaStreamCallbackTimeInfo *times) {
  double latency_s = times->outputBufferDacTime - times->currentTime;
  if (!isfinite(latency_s) || latency_s < 0 || latency_s > LATENCY_S_MAX) {
    latency_s = device->reported_latency_s;
  }
  return (int64_t)(latency_s * (double)NS_PER_S);
}

/* A device without a clock takes any amount at once: what it swallows nobody hears. */
static bool runs_away(const struct device *device, int64_t now_ns) {
  double passed_s = (double)(now_ns - device->started_ns) / (double)NS_PER_S;
  double slack_s = RUNAWAY_SLACK_S + 2 * device->reported_latency_s;
  return (double)device->frame / device->rate > RUNAWAY_RATIO * passed_s + slack_s;
}

static int render(const void *in, void *out, unsigned long count, const PaStreamCallbackTimeInfo *times,
                  PaStreamCallbackFlags flags, void *context) {
  (void)in;
  struct device *device = context;
  int64_t now_ns = device_now();
  atomic_store(&device->last_block_ns, now_ns);
  if (flags & paOutputUnderflow) {
    atomic_fetch_add(&device->underruns, 1);
  }
  if (runs_away(device, now_ns)) {
    atomic_store(&device->runaway, true);
    memset(out, 0, count * (size_t)device->channels * sizeof(float));
    return paComplete;
  }
  float *samples = out;
  frame_clock_report(&device->clock, device->frame, now_ns + latency_ns(device, times));
  mixer_render(device->mixer, &device->clock, device->frame, samples, count);
  device->frame += (int64_t)count;
  if (device->channels == 2) {
    for (size_t i = count; i-- > 0;) {
      samples[2 * i] = samples[2 * i + 1] = samples[i];
    }
  }
  return paContinue;
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
  device->state.rate = device->rate;
  snprintf(device->state.reason, sizeof device->state.reason, "%s", reason);
  device->state.latency_ms = running ? (int64_t)(device->reported_latency_s * 1e3) : 0;
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

static bool fail(char reason[WIRE_REASON_SIZE], const char *what, PaError fault) {
  snprintf(reason, WIRE_REASON_SIZE, "%s (%s)", what, Pa_GetErrorText(fault));
  return false;
}

static bool take_sounds(struct device *device, char reason[WIRE_REASON_SIZE]) {
  if (device->bank && bank_rate(device->bank) == device->rate) {
    return true;
  }
  struct error err = {0};
  struct bank *bank = bank_load(&device->sounds, device->rate, &err);
  if (!bank) {
    snprintf(reason, WIRE_REASON_SIZE, "%.*s", WIRE_REASON_SIZE - 1, err.message);
    return false;
  }
  mixer_reset(device->mixer, bank);
  bank_destroy(device->bank);
  device->bank = bank;
  return true;
}

static bool open_stream(struct device *device, char reason[WIRE_REASON_SIZE]) {
  PaDeviceIndex index = Pa_GetDefaultOutputDevice();
  const PaDeviceInfo *info = index == paNoDevice ? NULL : Pa_GetDeviceInfo(index);
  if (!info || info->maxOutputChannels < 1) {
    snprintf(reason, WIRE_REASON_SIZE, "no sound device");
    return false;
  }
  device->channels = info->maxOutputChannels >= 2 ? 2 : 1;
  device->rate = RATE;
  PaStreamParameters wanted = {
      .device = index, .channelCount = device->channels, .sampleFormat = paFloat32, .suggestedLatency = LATENCY_S};
  if (Pa_IsFormatSupported(NULL, &wanted, RATE) == paInvalidSampleRate) {
    device->rate = (int)info->defaultSampleRate;
  }
  if (!take_sounds(device, reason)) {
    return false;
  }
  PaError fault =
      Pa_OpenStream(&device->stream, NULL, &wanted, device->rate, paFramesPerBufferUnspecified, paNoFlag, render, device);
  if (fault != paNoError) {
    device->stream = NULL;
    return fail(reason, "the sound device cannot be opened", fault);
  }
  const PaStreamInfo *opened = Pa_GetStreamInfo(device->stream);
  device->reported_latency_s = opened ? opened->outputLatency : LATENCY_S;
  snprintf(reason, WIRE_REASON_SIZE, "%s", info->name ? info->name : "");
  return true;
}

static void close_all(struct device *device) {
  if (device->stream) {
    Pa_AbortStream(device->stream);
    Pa_CloseStream(device->stream);
  }
  device->stream = NULL;
  Pa_Terminate();
}

/* The libraries below write on stderr whatever they like: what goes to a file is kept from growing without end. */
static void bound_log(void) {
  if (lseek(STDERR_FILENO, 0, SEEK_END) > LOG_BYTES_MAX && ftruncate(STDERR_FILENO, 0) != 0) {
    return;
  }
}

static bool open_all(struct device *device, char reason[WIRE_REASON_SIZE]) {
  bound_log();
  PaError fault = Pa_Initialize();
  if (fault != paNoError) {
    return fail(reason, "the sound system cannot be reached", fault);
  }
  if (open_stream(device, reason)) {
    return true;
  }
  close_all(device);
  return false;
}

static bool start(struct device *device, char reason[WIRE_REASON_SIZE]) {
  mixer_reset(device->mixer, device->bank);
  frame_clock_init(&device->clock, device->rate);
  device->frame = 0;
  device->started_ns = device_now();
  atomic_store(&device->last_block_ns, device->started_ns);
  atomic_store(&device->runaway, false);
  PaError fault = Pa_StartStream(device->stream);
  return fault == paNoError || fail(reason, "the sound device cannot be started", fault);
}

/* Watches a running stream until nobody wants it, or it fails: then false, with the reason. */
static bool watch(struct device *device, char reason[WIRE_REASON_SIZE]) {
  bool well = true;
  pthread_mutex_lock(&device->mutex);
  while (device->wanted && !device->quit && well) {
    wait_change(device, WATCH_MS);
    well = !atomic_load(&device->runaway) && device_now() - atomic_load(&device->last_block_ns) < SILENCE_NS;
    device->state.underruns = atomic_load(&device->underruns);
  }
  pthread_mutex_unlock(&device->mutex);
  if (!well) {
    snprintf(reason, WIRE_REASON_SIZE, "%s",
             atomic_load(&device->runaway) ? "the sound device swallows sound faster than it can be heard"
                                           : "the sound device has stopped taking sound");
  }
  return well;
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
  if (!start(device, reason)) {
    return false;
  }
  if (!device->proven) {
    try_out(device);
  }
  if (!atomic_load(&device->runaway)) {
    set_state(device, WIRE_PATH_PORTAUDIO, true, name);
  }
  if (!watch(device, reason)) {
    return false;
  }
  set_state(device, WIRE_PATH_PORTAUDIO, false, name);
  Pa_StopStream(device->stream);
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
  if (!open_all(device, name)) {
    set_state(device, WIRE_PATH_NONE, false, name);
    return false;
  }
  bool well = live(device, name, reason);
  if (!well) {
    /* Told before closing, which may block for as long as the sound server is frozen. */
    set_state(device, WIRE_PATH_NONE, false, reason);
  }
  close_all(device);
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
  device->mixer = mixer;
  device->sounds = *sounds;
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
  device->state.underruns = atomic_load(&device->underruns);
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
  bank_destroy(device->bank);
  free(device);
  return true;
}
