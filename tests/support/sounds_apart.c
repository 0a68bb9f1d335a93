/*
 * Whether the cue sounds can be told apart by ear: `sounds_apart FOLDER` measures FOLDER/NAME.flac and prints a table, the
 * distance of the two that are most alike, and ends with 1 when that is less than 1.
 *
 * Measured is what an ear goes by: how long it sounds (to 30 dB below its loudest), how bright it is (the centre of its
 * spectrum), how many strokes it has, and the pitch of each (the frequency that grew most when it was struck; of what swells,
 * the loudest at the beginning and at the end). A distance of 1 is twice as long, an octave brighter, one stroke more, or a
 * step from the first stroke to the last that is half an octave another.
 */
#include "base/cue_sound.h"

#include <complex.h>
#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE = 48000, POINTS = 4096, HOP = 240, STROKES_MAX = 16, FRAMES_MAX = 6 * RATE + 4 * POINTS };

#define LEAST_DISTANCE 1.0
#define AUDIBLE 0.001 /* of the loudest, in power */
#define STROKE 0.25   /* of the greatest growth */
#define APART_S 0.06  /* two strokes, at least */
#define SWELL_S 0.3

struct sound {
  double length_s, centre_hz;
  int strokes, pitches;
  double hertz[STROKES_MAX];
};

static void transform(double complex *values, int count) {
  if (count == 1) {
    return;
  }
  double complex even[POINTS / 2], odd[POINTS / 2];
  for (int i = 0; i < count / 2; i++) {
    even[i] = values[2L * i];
    odd[i] = values[2L * i + 1];
  }
  transform(even, count / 2);
  transform(odd, count / 2);
  for (int i = 0; i < count / 2; i++) {
    double complex turned = cexp(-6.283185307179586 * I * i / count) * odd[i];
    values[i] = even[i] + turned;
    values[i + count / 2] = even[i] - turned;
  }
}

/* The magnitudes of `length` samples from `from` on, as seen through a bell-shaped window. */
static void spectrum(const float *samples, long from, int length, double *magnitudes) {
  static double complex values[POINTS];
  for (int i = 0; i < POINTS; i++) {
    double shape = i < length ? 0.5 - 0.5 * cos(6.283185307179586 * i / length) : 0;
    values[i] = from + i >= 0 ? shape * (double)samples[from + i] : 0;
  }
  transform(values, POINTS);
  for (int i = 0; i < POINTS / 2; i++) {
    magnitudes[i] = cabs(values[i]);
  }
}

static double hertz_of(double bin) {
  return bin * RATE / POINTS;
}

static double length_of(const float *samples, long frames) {
  double loudest = 0, powers[FRAMES_MAX / HOP + 1] = {0};
  long last = 0;
  for (long i = 0; i < frames; i++) {
    powers[i / HOP] += (double)samples[i] * (double)samples[i];
  }
  for (long i = 0; i <= frames / HOP; i++) {
    loudest = fmax(loudest, powers[i]);
  }
  for (long i = 0; i <= frames / HOP; i++) {
    last = powers[i] >= AUDIBLE * loudest ? i : last;
  }
  return (double)(last + 1) * HOP / RATE;
}

static double centre_of(const float *samples, long frames) {
  double magnitudes[POINTS / 2], weighted = 0, all = 0;
  for (long from = -POINTS / 2; from < frames; from += POINTS / 2) {
    spectrum(samples, from, POINTS, magnitudes);
    for (int i = 1; i < POINTS / 2; i++) {
      weighted += hertz_of(i) * magnitudes[i] * magnitudes[i];
      all += magnitudes[i] * magnitudes[i];
    }
  }
  return weighted / all;
}

/* The frequency that has grown most from before `at` to after it. */
static double struck_hertz(const float *samples, long at) {
  double before[POINTS / 2], after[POINTS / 2];
  int most = 1;
  spectrum(samples, at - RATE / 25, RATE / 25, before);
  spectrum(samples, at, RATE / 12, after);
  for (int i = 1; i < POINTS / 2; i++) {
    most = after[i] * 0.48 - before[i] > after[most] * 0.48 - before[most] ? i : most;
  }
  return hertz_of(most);
}

/* Whether it swells in place of being struck: most of its strength comes later than SWELL_S. */
static bool swells(const float *samples) {
  double early = 0, later = 0;
  for (long i = 0; i < 2 * SWELL_S * RATE; i++) {
    *(i < SWELL_S * RATE ? &early : &later) += (double)samples[i] * (double)samples[i];
  }
  return later > 4 * early;
}

/* A swell has no stroke, and the pitches that it glides from and to. */
static void find_glide(const float *samples, const struct sound *sound, double hertz[2]) {
  double magnitudes[POINTS / 2];
  for (int end = 0; end < 2; end++) {
    int most = 1;
    spectrum(samples, (long)(sound->length_s * RATE * (end == 0 ? 0.2 : 0.8)), POINTS, magnitudes);
    for (int i = 1; i < POINTS / 2; i++) {
      most = magnitudes[i] > magnitudes[most] ? i : most;
    }
    hertz[end] = hertz_of(most);
  }
}

/* Finds the strokes: where the spectrum grows most, by turns of 5 ms. */
static void find_strokes(const float *samples, long frames, struct sound *sound) {
  static double growth[FRAMES_MAX / HOP + 2];
  double before[POINTS / 2] = {0}, after[POINTS / 2], greatest = 0;
  long turns = frames / HOP, last = -RATE;
  for (long turn = 0; turn < turns; turn++) {
    growth[turn] = 0;
    spectrum(samples, turn * HOP - HOP, 4 * HOP, after);
    for (int i = 1; i < POINTS / 2; i++) {
      growth[turn] += fmax(0, after[i] - before[i]);
      before[i] = after[i];
    }
    greatest = fmax(greatest, growth[turn]);
  }
  for (long turn = 0; turn < turns && sound->strokes < STROKES_MAX; turn++) {
    bool peak = (turn == 0 || growth[turn] >= growth[turn - 1]) && (turn + 1 == turns || growth[turn] > growth[turn + 1]);
    if (peak && growth[turn] >= STROKE * greatest && (double)((turn * HOP - last)) >= APART_S * RATE) {
      last = turn * HOP;
      sound->hertz[sound->strokes++] = struck_hertz(samples, last > HOP ? last : 0);
    }
  }
}

static bool measure(const char *folder, enum cue_sound which, struct sound *sound) {
  static float samples[FRAMES_MAX];
  char path[4096];
  SF_INFO info = {0};
  snprintf(path, sizeof path, "%s/%s.flac", folder, cue_sound_name(which));
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  if (!file || info.samplerate != RATE || info.channels != 1 || info.frames > 6L * RATE) {
    fprintf(stderr, "%s: cannot be measured\n", path);
    return false;
  }
  memset(samples, 0, sizeof samples);
  long frames = (long)sf_readf_float(file, samples, info.frames);
  sf_close(file);
  *sound = (struct sound){.length_s = length_of(samples, frames), .centre_hz = centre_of(samples, frames)};
  if (swells(samples)) {
    find_glide(samples, sound, sound->hertz);
    sound->pitches = 2;
    return true;
  }
  find_strokes(samples, frames, sound);
  sound->pitches = sound->strokes;
  return sound->strokes > 0;
}

static double semitones(double from_hz, double to_hz) {
  return 12 * log2(to_hz / from_hz);
}

static double contour(const struct sound *sound) {
  return semitones(sound->hertz[0], sound->hertz[sound->pitches - 1]);
}

static double distance(const struct sound *a, const struct sound *b) {
  double longer = log2(a->length_s / b->length_s), brighter = semitones(a->centre_hz, b->centre_hz) / 12;
  double strokes = abs(a->strokes - b->strokes), turn = (contour(a) - contour(b)) / 6;
  return sqrt(longer * longer + brighter * brighter + strokes * strokes + turn * turn);
}

static void print_row(enum cue_sound which, const struct sound *sound, const char *nearest, double apart) {
  printf("| `%s` | %.2f s | %.0f Hz | %d | ", cue_sound_name(which), sound->length_s, sound->centre_hz, sound->strokes);
  for (int i = 0; i < sound->pitches; i++) {
    printf("%s%.0f", i > 0 ? " " : "", sound->hertz[i]);
  }
  printf(" Hz | %+.0f | `%s`, %.1f |\n", round(contour(sound)) + 0.0, nearest, apart);
}

int main(int count, char **values) {
  static struct sound sounds[CUE_SOUND_COUNT_OF];
  double least = INFINITY;
  if (count != 2) {
    fprintf(stderr, "usage: sounds_apart FOLDER\n");
    return 2;
  }
  for (enum cue_sound i = CUE_SOUND_NONE + 1; i < CUE_SOUND_COUNT_OF; i++) {
    if (!measure(values[1], i, &sounds[i])) {
      return 2;
    }
  }
  for (enum cue_sound i = CUE_SOUND_NONE + 1; i < CUE_SOUND_COUNT_OF; i++) {
    enum cue_sound nearest = i;
    double apart = INFINITY;
    for (enum cue_sound j = CUE_SOUND_NONE + 1; j < CUE_SOUND_COUNT_OF; j++) {
      if (j != i && distance(&sounds[i], &sounds[j]) < apart) {
        apart = distance(&sounds[i], &sounds[j]);
        nearest = j;
      }
    }
    print_row(i, &sounds[i], cue_sound_name(nearest), apart);
    least = fmin(least, apart);
  }
  printf("the least distance is %.2f\n", least);
  return least >= LEAST_DISTANCE ? 0 : 1;
}
