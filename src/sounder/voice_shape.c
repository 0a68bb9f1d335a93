#include "sounder/voice_shape.h"

#include "base/memory.h"

#include <math.h>
#include <samplerate.h>
#include <stdlib.h>
#include <string.h>

#define PART_S 0.005
#define AUDIBLE_DB (-38.0)    /* against the loudest part */
#define AUDIBLE_LEAST 0.0005F /* and at least this much: silence has no loudest part */
#define LOUD_PART_S 0.020
#define LOUD_DB (-25.0)
#define FADE_S 0.003
#define ATTACK_S 0.005  /* for the limiter's gain to sink from 1 to 0 ahead of a peak */
#define RELEASE_S 0.150 /* and to rise again */
#define GAIN_MAX 30.0

static size_t frames(const struct voice_samples *speech, double span_s) {
  size_t count = (size_t)(span_s * speech->rate);
  return count > 0 ? count : 1;
}

static double power(const float *samples, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) {
    sum += (double)samples[i] * samples[i];
  }
  return count > 0 ? sum / (double)count : 0;
}

static double part_power(const struct voice_samples *speech, size_t part, size_t size) {
  size_t from = part * size;
  size_t left = speech->length - from;
  return power(speech->samples + from, left < size ? left : size);
}

static size_t count_parts(const struct voice_samples *speech, size_t size) {
  return (speech->length + size - 1) / size;
}

static double loudest_part(const struct voice_samples *speech, size_t size) {
  double most = 0;
  for (size_t part = 0; part < count_parts(speech, size); part++) {
    most = fmax(most, part_power(speech, part, size));
  }
  return most;
}

static void fade(struct voice_samples *speech) {
  size_t count = frames(speech, FADE_S);
  count = count < speech->length / 2 ? count : speech->length / 2;
  for (size_t i = 0; i < count; i++) {
    float share = (float)i / (float)count;
    speech->samples[i] *= share;
    speech->samples[speech->length - 1 - i] *= share;
  }
}

bool shape_trim(struct voice_samples *speech) {
  size_t size = frames(speech, PART_S);
  size_t parts = count_parts(speech, size);
  double least = fmax(loudest_part(speech, size) * pow(10, AUDIBLE_DB / 10), (double)AUDIBLE_LEAST * AUDIBLE_LEAST);
  size_t first = 0;
  while (first < parts && part_power(speech, first, size) < least) {
    first++;
  }
  if (first == parts) {
    return false;
  }
  size_t last = parts - 1;
  while (part_power(speech, last, size) < least) {
    last--;
  }
  size_t lead = frames(speech, SHAPE_LEAD_S);
  size_t from = first * size > lead ? first * size - lead : 0;
  size_t to = (last + 1) * size + frames(speech, SHAPE_TAIL_S);
  to = to < speech->length ? to : speech->length;
  memmove(speech->samples, speech->samples + from, (to - from) * sizeof *speech->samples);
  speech->length = to - from;
  fade(speech);
  return true;
}

/* The mean power of the loud parts. */
static double loud_power(const struct voice_samples *speech) {
  size_t size = frames(speech, LOUD_PART_S);
  double least = loudest_part(speech, size) * pow(10, LOUD_DB / 10);
  double sum = 0;
  size_t count = 0;
  for (size_t part = 0; part < count_parts(speech, size); part++) {
    double here = part_power(speech, part, size);
    sum += here >= least ? here : 0;
    count += here >= least;
  }
  return count > 0 ? sum / (double)count : 0;
}

double shape_level_db(const struct voice_samples *speech) {
  return 10 * log10(fmax(loud_power(speech), 1e-12));
}

/*
 * The gain that each sample needs to stay under the ceiling, made smooth: forwards it may rise only slowly, backwards (that
 * is, ahead of a peak) it may sink only slowly. Both only lower it, so no sample passes.
 */
static void limit(struct voice_samples *speech) {
  size_t length = speech->length;
  float *gains = memory_alloc(length, sizeof *gains);
  float rise = (float)(1 / (RELEASE_S * speech->rate));
  float sink = (float)(1 / (ATTACK_S * speech->rate));
  for (size_t i = 0; i < length; i++) {
    float size = fabsf(speech->samples[i]);
    float needed = size > SHAPE_CEILING ? SHAPE_CEILING / size : 1.0F;
    gains[i] = i > 0 ? fminf(needed, gains[i - 1] + rise) : needed;
  }
  for (size_t i = length; i-- > 1;) {
    gains[i - 1] = fminf(gains[i - 1], gains[i] + sink);
  }
  for (size_t i = 0; i < length; i++) {
    speech->samples[i] *= gains[i];
  }
  free(gains);
}

void shape_level(struct voice_samples *speech) {
  /* What the limiter takes away is missing from the loudness: twice is near enough. */
  for (int pass = 0; pass < 2; pass++) {
    double gain = fmin(pow(10, (SHAPE_LEVEL_DB - shape_level_db(speech)) / 20), GAIN_MAX);
    for (size_t i = 0; i < speech->length; i++) {
      speech->samples[i] *= (float)gain;
    }
    limit(speech);
  }
}

bool shape_resample(struct voice_samples *speech, int rate, struct error *err) {
  if (speech->rate == rate) {
    return true;
  }
  double ratio = (double)rate / speech->rate;
  size_t room = (size_t)ceil((double)speech->length * ratio) + 1;
  float *out = memory_alloc(room, sizeof *out);
  SRC_DATA data = {.data_in = speech->samples,
                   .data_out = out,
                   .input_frames = (long)speech->length,
                   .output_frames = (long)room,
                   .src_ratio = ratio};
  int fault = src_simple(&data, SRC_SINC_FASTEST, 1);
  free(speech->samples);
  *speech = (struct voice_samples){.samples = out, .length = (size_t)data.output_frames_gen, .rate = rate};
  if (fault == 0 && speech->length > 0) {
    return true;
  }
  free(out);
  *speech = (struct voice_samples){0};
  return error_set(err, ERROR_MACHINE, "speech cannot be resampled (%s)", src_strerror(fault));
}
