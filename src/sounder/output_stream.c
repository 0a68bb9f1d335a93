#include "sounder/output_stream.h"

#include "base/timespan.h"
#include "sounder/device.h"

#include <math.h>
#include <portaudio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define RATE 48000
#define LATENCY_S 0.15
#define LATENCY_S_MAX 5.0
#define SILENCE_NS (500 * NS_PER_MS)
#define RUNAWAY_RATIO 1.1
#define RUNAWAY_SLACK_S 0.5
#define LOG_BYTES_MAX 262144

/* From now to when this block is heard; where the host reports nonsense, what it said when the stream was opened. */
static int64_t latency_ns(const struct output_stream *stream, const PaStreamCallbackTimeInfo *times) {
  double latency_s = times->outputBufferDacTime - times->currentTime;
  if (!isfinite(latency_s) || latency_s < 0 || latency_s > LATENCY_S_MAX) {
    latency_s = stream->latency_s;
  }
  return (int64_t)(latency_s * (double)NS_PER_S);
}

/* A device without a clock takes any amount at once: what it swallows nobody hears. */
static bool runs_away(const struct output_stream *stream, int64_t now_ns) {
  double passed_s = (double)(now_ns - stream->started_ns) / (double)NS_PER_S;
  double slack_s = RUNAWAY_SLACK_S + 2 * stream->latency_s;
  return (double)stream->frame / stream->rate > RUNAWAY_RATIO * passed_s + slack_s;
}

static int render(const void *in, void *out, unsigned long count, const PaStreamCallbackTimeInfo *times,
                  PaStreamCallbackFlags flags, void *context) {
  (void)in;
  struct output_stream *stream = context;
  int64_t now_ns = device_now();
  atomic_store(&stream->last_block_ns, now_ns);
  if (flags & paOutputUnderflow) {
    atomic_fetch_add(&stream->underruns, 1);
  }
  if (runs_away(stream, now_ns)) {
    atomic_store(&stream->runaway, true);
    memset(out, 0, count * (size_t)stream->channels * sizeof(float));
    return paComplete;
  }
  float *samples = out;
  frame_clock_report(&stream->clock, stream->frame, now_ns + latency_ns(stream, times));
  mixer_render(stream->mixer, &stream->clock, stream->frame, samples, count);
  stream->frame += (int64_t)count;
  if (stream->channels == 2) {
    for (size_t i = count; i-- > 0;) {
      samples[2 * i] = samples[2 * i + 1] = samples[i];
    }
  }
  return paContinue;
}

static bool fail(char reason[WIRE_REASON_SIZE], const char *what, PaError fault) {
  snprintf(reason, WIRE_REASON_SIZE, "%s (%s)", what, Pa_GetErrorText(fault));
  return false;
}

static bool take_sounds(struct output_stream *stream, char reason[WIRE_REASON_SIZE]) {
  if (stream->bank && bank_rate(stream->bank) == stream->rate) {
    return true;
  }
  struct error err = {0};
  struct bank *bank = bank_load(&stream->sounds, stream->rate, &err);
  if (!bank) {
    snprintf(reason, WIRE_REASON_SIZE, "%.*s", WIRE_REASON_SIZE - 1, err.message);
    return false;
  }
  mixer_reset(stream->mixer, bank);
  bank_destroy(stream->bank);
  stream->bank = bank;
  return true;
}

static bool open_stream(struct output_stream *stream, char reason[WIRE_REASON_SIZE]) {
  PaDeviceIndex index = Pa_GetDefaultOutputDevice();
  const PaDeviceInfo *info = index == paNoDevice ? NULL : Pa_GetDeviceInfo(index);
  if (!info || info->maxOutputChannels < 1) {
    snprintf(reason, WIRE_REASON_SIZE, "no sound device");
    return false;
  }
  stream->channels = info->maxOutputChannels >= 2 ? 2 : 1;
  stream->rate = RATE;
  PaStreamParameters wanted = {
      .device = index, .channelCount = stream->channels, .sampleFormat = paFloat32, .suggestedLatency = LATENCY_S};
  if (Pa_IsFormatSupported(NULL, &wanted, RATE) == paInvalidSampleRate) {
    stream->rate = (int)info->defaultSampleRate;
  }
  if (!take_sounds(stream, reason)) {
    return false;
  }
  PaStream *handle = NULL;
  PaError fault = Pa_OpenStream(&handle, NULL, &wanted, stream->rate, paFramesPerBufferUnspecified, paNoFlag, render, stream);
  if (fault != paNoError) {
    return fail(reason, "the sound device cannot be opened", fault);
  }
  stream->handle = handle;
  const PaStreamInfo *opened = Pa_GetStreamInfo(stream->handle);
  stream->latency_s = opened ? opened->outputLatency : LATENCY_S;
  snprintf(reason, WIRE_REASON_SIZE, "%s", info->name ? info->name : "");
  return true;
}

void output_stream_close(struct output_stream *stream) {
  if (stream->handle) {
    Pa_AbortStream(stream->handle);
    Pa_CloseStream(stream->handle);
  }
  stream->handle = NULL;
  Pa_Terminate();
}

/* The libraries below write on stderr whatever they like: what goes to a file is kept from growing without end. */
static void bound_log(void) {
  if (lseek(STDERR_FILENO, 0, SEEK_END) > LOG_BYTES_MAX && ftruncate(STDERR_FILENO, 0) != 0) {
    return;
  }
}

bool output_stream_open(struct output_stream *stream, char reason[WIRE_REASON_SIZE]) {
  bound_log();
  PaError fault = Pa_Initialize();
  if (fault != paNoError) {
    return fail(reason, "the sound system cannot be reached", fault);
  }
  if (open_stream(stream, reason)) {
    return true;
  }
  output_stream_close(stream);
  return false;
}

bool output_stream_start(struct output_stream *stream, char reason[WIRE_REASON_SIZE]) {
  mixer_reset(stream->mixer, stream->bank);
  frame_clock_init(&stream->clock, stream->rate);
  stream->frame = 0;
  stream->started_ns = device_now();
  atomic_store(&stream->last_block_ns, stream->started_ns);
  atomic_store(&stream->runaway, false);
  PaError fault = Pa_StartStream(stream->handle);
  return fault == paNoError || fail(reason, "the sound device cannot be started", fault);
}

void output_stream_stop(struct output_stream *stream) {
  Pa_StopStream(stream->handle);
}

const char *output_stream_fault(const struct output_stream *stream) {
  if (atomic_load(&stream->runaway)) {
    return "the sound device swallows sound faster than it can be heard";
  }
  bool silent = device_now() - atomic_load(&stream->last_block_ns) >= SILENCE_NS;
  return silent ? "the sound device has stopped taking sound" : NULL;
}

int64_t output_stream_underruns(const struct output_stream *stream) {
  return atomic_load(&stream->underruns);
}

void output_stream_finish(struct output_stream *stream) {
  bank_destroy(stream->bank);
  stream->bank = NULL;
}
