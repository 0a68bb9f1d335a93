/*
 * Makes the cue sounds: `make_sounds FOLDER` writes FOLDER/NAME.flac, `make_sounds --check FOLDER` compares what is there
 * with what it would write. Modal synthesis: a struck thing rings in a few partials, each dying away at its own pace; which
 * partials, and how long they last, is what makes it bell or wood. Nothing is sampled, so the sounds are our own.
 */
#include "base/macros.h"

#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000
#define LENGTH_MAX (6 * RATE)
#define PARTIALS 5
#define NOTES 6
#define AUDIBLE_DB 40.0
#define PEAK_DB (-3.0)
#define TOLERANCE 1 /* in steps of 16 bits: libm may round otherwise elsewhere */

enum { FADE_FRAMES = RATE / 25, WINDOW = RATE / 50 };

static const double pi = 3.14159265358979323846;

/* A partial: its frequency as a multiple of the note's, its strength, and the seconds in which it falls by 60 dB. */
struct partial {
  double ratio, strength, decay_s;
};

struct timbre {
  double attack_s;
  struct partial partials[PARTIALS];
};

/* Struck softly: what begins in less than 5 ms has an edge to it. Bowls and bars: free bars ring at 1 : 2.76 : 5.4; marimba
 * makers tune the second to 4. Doublets beat and so sound warm. */
static const struct timbre bell = {
    .attack_s = 0.008,
    .partials = {{1.0, 1.0, 1.5}, {1.0025, 0.45, 1.3}, {2.0, 0.16, 0.7}, {2.76, 0.22, 0.45}, {5.4, 0.05, 0.16}}};
static const struct timbre low_bell = {
    .attack_s = 0.010, .partials = {{1.0, 1.0, 1.7}, {1.004, 0.5, 1.6}, {2.0, 0.3, 1.0}, {2.76, 0.16, 0.6}, {5.4, 0.03, 0.2}}};
static const struct timbre wood_bell = {
    .attack_s = 0.006,
    .partials = {{1.0, 1.0, 0.5}, {1.003, 0.3, 0.45}, {2.76, 0.3, 0.22}, {4.0, 0.12, 0.12}, {5.4, 0.06, 0.06}}};
static const struct timbre marimba = {.attack_s = 0.006, .partials = {{1.0, 1.0, 0.32}, {4.0, 0.14, 0.09}, {9.2, 0.03, 0.03}}};
static const struct timbre wood = {.attack_s = 0.005, .partials = {{1.0, 1.0, 0.11}, {2.57, 0.4, 0.06}, {4.9, 0.14, 0.03}}};
static const struct timbre muted = {.attack_s = 0.008,
                                    .partials = {{1.0, 1.0, 0.16}, {1.51, 0.5, 0.12}, {2.3, 0.28, 0.07}, {3.6, 0.08, 0.04}}};

/* A stroke: when, how high, how strong against the others of its sound. */
struct note {
  double at_s, hertz, strength;
};

struct recipe {
  const char *name;
  const struct timbre *timbre; /* NULL: nothing is struck, it swells from the first note's pitch to the second's */
  double length_s;
  double level_db; /* RMS over the audible part, against full scale */
  struct note notes[NOTES];
};

#define A3 220.00
#define C4 261.63
#define E4 329.63
#define A4 440.00
#define C5 523.25
#define D5 587.33
#define E5 659.26
#define G5 783.99
#define C6 1046.50

static const struct recipe recipes[] = {
    {"start", &bell, 1.3, -20, {{0, C5, 0.8}, {0.17, G5, 1.0}}},
    {"end", &bell, 1.4, -20, {{0, G5, 0.9}, {0.19, C5, 1.0}}},
    {"halfway", &bell, 1.1, -20, {{0, E5, 1.0}}},
    {"switch", &wood_bell, 0.9, -20, {{0, D5, 1.0}, {0.15, A4, 1.0}, {0.30, D5, 0.9}, {0.45, A4, 0.9}}},
    {"rest", &low_bell, 1.5, -20, {{0, C4, 1.0}}},
    {"count", &wood, 0.15, -21, {{0, E5, 1.0}}},
    {"rep-in", &marimba, 0.36, -27, {{0, A4, 0.8}, {0.09, D5, 1.0}}},
    {"rep-hold", &marimba, 0.30, -28, {{0, D5, 1.0}}},
    {"rep-out", &marimba, 0.36, -27, {{0, D5, 0.9}, {0.09, A4, 1.0}}},
    {"breath-in", NULL, 4.0, -36, {{0, A3, 1.0}, {0, E4, 1.0}}},
    {"breath-out", NULL, 5.0, -36, {{0, E4, 1.0}, {0, A3, 1.0}}},
    {"finish", &bell, 2.8, -20, {{0, C5, 0.8}, {0.22, E5, 0.8}, {0.44, G5, 0.9}, {0.80, C5, 0.8}, {0.80, C6, 0.7}}},
    {"warning", &muted, 0.45, -20, {{0, A3, 1.0}, {0.16, A3, 0.8}}},
};

/* Adds one partial of a struck note to `out` from its frame `from` on. */
static void strike(double *out, size_t from, size_t length, const struct note *note, const struct timbre *timbre,
                   const struct partial *partial) {
  double pace = log(1000.0) / partial->decay_s;
  for (size_t i = from; i < length; i++) {
    double t = (double)(i - from) / RATE;
    double attack = t < timbre->attack_s ? 0.5 - 0.5 * cos(pi * t / timbre->attack_s) : 1.0;
    out[i] += note->strength * partial->strength * attack * exp(-pace * t) * sin(2 * pi * note->hertz * partial->ratio * t);
  }
}

/* A breath: a soft tone and its fifth that rise and fall in strength once, the pitch gliding from one note to the other. */
static void swell(double *out, size_t length, const struct note *from, const struct note *to) {
  double phase = 0;
  for (size_t i = 0; i < length; i++) {
    double share = (double)i / (double)length;
    double glide = 0.5 - 0.5 * cos(pi * share);
    phase += 2 * pi * from->hertz * pow(to->hertz / from->hertz, glide) / RATE;
    double strength = sin(pi * share) * sin(pi * share);
    out[i] += strength * (sin(phase) + 0.3 * sin(1.5 * phase) + 0.1 * sin(2 * phase));
  }
}

/* The mean square over the audible part: the windows that are at most AUDIBLE_DB below the loudest. */
static double audible_mean_square(const double *samples, size_t length) {
  double squares[LENGTH_MAX / WINDOW + 1] = {0};
  double loudest = 0;
  for (size_t i = 0; i < length; i++) {
    squares[i / WINDOW] += samples[i] * samples[i] / WINDOW;
  }
  for (size_t window = 0; window < length / WINDOW; window++) {
    loudest = fmax(loudest, squares[window]);
  }
  double sum = 0;
  size_t audible = 0;
  for (size_t window = 0; window < length / WINDOW; window++) {
    if (squares[window] > loudest * pow(10, -AUDIBLE_DB / 10)) {
      sum += squares[window];
      audible++;
    }
  }
  return sum / (double)audible;
}

static void scale_to_level(double *samples, size_t length, double level_db) {
  double factor = pow(10, level_db / 20) / sqrt(audible_mean_square(samples, length));
  for (size_t i = 0; i < length; i++) {
    samples[i] *= factor;
  }
}

/* Makes `recipe` in 16-bit steps; its length, or 0 with a word on stderr when it would pass the peak allowed. */
static size_t make(const struct recipe *recipe, short *out) {
  static double samples[LENGTH_MAX];
  size_t length = (size_t)lround(recipe->length_s * RATE);
  memset(samples, 0, sizeof samples);
  if (recipe->timbre == NULL) {
    swell(samples, length, &recipe->notes[0], &recipe->notes[1]);
  }
  for (const struct note *note = recipe->notes; recipe->timbre != NULL && note < recipe->notes + NOTES && note->hertz > 0;
       note++) {
    for (size_t i = 0; i < PARTIALS && recipe->timbre->partials[i].ratio > 0; i++) {
      strike(samples, (size_t)lround(note->at_s * RATE), length, note, recipe->timbre, &recipe->timbre->partials[i]);
    }
  }
  for (size_t i = 0; i < FADE_FRAMES; i++) {
    samples[length - 1 - i] *= 0.5 - 0.5 * cos(pi * (double)i / FADE_FRAMES);
  }
  scale_to_level(samples, length, recipe->level_db);
  double peak = 0;
  for (size_t i = 0; i < length; i++) {
    peak = fmax(peak, fabs(samples[i]));
    out[i] = (short)lrint(32767.0 * fmax(-1.0, fmin(1.0, samples[i])));
  }
  if (20 * log10(peak) < PEAK_DB) {
    return length;
  }
  fprintf(stderr, "%s: its peak is at %.1f dBFS\n", recipe->name, 20 * log10(peak));
  return 0;
}

static bool write_sound(const char *path, const short *samples, size_t length) {
  SF_INFO info = {.samplerate = RATE, .channels = 1, .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_16};
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  bool written = file && sf_write_short(file, samples, (sf_count_t)length) == (sf_count_t)length;
  if (!file || sf_close(file) != 0 || !written) {
    fprintf(stderr, "%s: cannot be written\n", path);
    return false;
  }
  return true;
}

static bool check_sound(const char *path, const short *samples, size_t length) {
  static short there[LENGTH_MAX];
  SF_INFO info = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  bool same = file && info.samplerate == RATE && info.channels == 1 && info.frames == (sf_count_t)length &&
              info.format == (SF_FORMAT_FLAC | SF_FORMAT_PCM_16) && sf_read_short(file, there, info.frames) == info.frames;
  for (size_t i = 0; same && i < length; i++) {
    same = abs(there[i] - samples[i]) <= TOLERANCE;
  }
  if (file) {
    sf_close(file);
  }
  if (!same) {
    fprintf(stderr, "%s: is not what make_sounds makes\n", path);
  }
  return same;
}

int main(int count, char **values) {
  bool check = count == 3 && strcmp(values[1], "--check") == 0;
  if (count != 2 && !check) {
    fprintf(stderr, "usage: make_sounds [--check] FOLDER\n");
    return 2;
  }
  bool well = true;
  for (size_t i = 0; i < ARRAY_LEN(recipes); i++) {
    static short samples[LENGTH_MAX];
    char path[4096];
    size_t length = make(&recipes[i], samples);
    snprintf(path, sizeof path, "%s/%s.flac", values[count - 1], recipes[i].name);
    well = length > 0 && (check ? check_sound(path, samples, length) : write_sound(path, samples, length)) && well;
  }
  return well ? 0 : 1;
}
