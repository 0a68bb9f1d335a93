/*
 * Finds where known sounds begin in a recording: `onsets [--list] SOUNDS RECORDING SCHEDULE`.
 *
 * SOUNDS is the folder of the cue sounds, RECORDING a sound file or, ending in .raw, bare 16-bit mono at 48 kHz, SCHEDULE
 * lines of `AT_S SOUND` in order of time. Where the schedule begins in the recording is where its loudness as a whole agrees
 * best, so that no one sound need be there. Each sound is looked for around its moment by correlation and taken out once
 * found, so that the tail of one does not blur the onset of the next. An onset's error is its place in the recording less
 * its moment, less the run's median (how long the recorder ran before, and the device's own latency). Prints one JSON
 * object; with --list also a line for each sound. All figures are in ms.
 */
#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000
#define SOUNDS_MAX 128
#define CUES_MAX 20000
#define NAME_SIZE 32
#define PATH_SIZE 4096
#define PART_S 0.005          /* the loudness is compared in parts this long */
#define PART (RATE / 200)     /* in samples */
#define PART_SAMPLES 240.0F   /* the same to divide by */
#define ALIGNED 12000L        /* parts of the schedule that are compared: its first minute */
#define LOUD 0.1F             /* louder than this counts as this: no sound outweighs the others */
#define REACH (RATE * 3 / 20) /* how far around its moment a sound is looked for */
#define COMPARED (RATE / 4)   /* how much of a sound is compared: enough for two notes to be told from one */
#define COARSE 4
#define ALIKE 0.6
#define AS_GOOD 0.02

struct recording {
  float *samples;
  long length;
};

struct sound {
  char name[NAME_SIZE];
  struct recording clip;
};

struct cue {
  double at_s;
  const struct sound *sound;
  bool found;
  double error_ms;
};

static void fail(const char *what, const char *about) {
  fprintf(stderr, "onsets: %s: %s\n", about, what);
  exit(2);
}

static struct recording read_sound(const char *path) {
  SF_INFO info = {0};
  size_t length = strlen(path);
  if (length > 4 && strcmp(path + length - 4, ".raw") == 0) {
    info = (SF_INFO){.samplerate = RATE, .channels = 1, .format = SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE};
  }
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  if (!file || info.samplerate != RATE || info.channels != 1) {
    fail("is no mono sound at 48 kHz", path);
  }
  struct recording sound = {.samples = calloc((size_t)info.frames + 1, sizeof(float)), .length = (long)info.frames};
  if (!sound.samples || sf_read_float(file, sound.samples, info.frames) != info.frames) {
    fail("cannot be read", path);
  }
  sf_close(file);
  return sound;
}

static const struct sound *sound_named(struct sound *sounds, size_t *count, const char *folder, const char *name) {
  for (size_t i = 0; i < *count; i++) {
    if (strcmp(sounds[i].name, name) == 0) {
      return &sounds[i];
    }
  }
  if (*count == SOUNDS_MAX) {
    fail("too many different sounds", name);
  }
  char path[PATH_SIZE];
  snprintf(path, sizeof path, "%s/%s.flac", folder, name);
  struct sound *sound = &sounds[(*count)++];
  snprintf(sound->name, sizeof sound->name, "%s", name);
  sound->clip = read_sound(path);
  return sound;
}

static size_t read_schedule(const char *path, const char *folder, struct cue *cues) {
  static struct sound sounds[SOUNDS_MAX];
  static size_t sound_count = 0;
  char name[NAME_SIZE];
  double at_s = 0;
  size_t count = 0;
  FILE *file = fopen(path, "r");
  if (!file) {
    fail("cannot be read", path);
  }
  while (count < CUES_MAX && fscanf(file, "%lf %31s", &at_s, name) == 2) {
    cues[count++] = (struct cue){.at_s = at_s, .sound = sound_named(sounds, &sound_count, folder, name)};
  }
  fclose(file);
  return count;
}

/* How well the beginning of `clip` fits into the recording at `at`, 1 being perfectly; `*gain`: how loud it is there. */
static double likeness(const struct recording *recording, const struct recording *clip, long at, long step, double *gain) {
  double both = 0, here = 0, there = 0;
  long compared = clip->length < COMPARED ? clip->length : COMPARED;
  *gain = 0;
  if (at < 0 || at + compared > recording->length) {
    return -1;
  }
  for (long i = 0; i < compared; i += step) {
    double a = clip->samples[i], b = recording->samples[at + i];
    both += a * b;
    here += a * a;
    there += b * b;
  }
  *gain = both / here;
  return there > 0 ? both / sqrt(here * there) : 0;
}

/*
 * The place between `from` and `to` where `clip` fits best, looking at each `step`th; of those as good as the best the one
 * where it is loudest, since a tone that dies away fits as well a few periods after it has begun. `*best`: how well.
 */
static long best_place(const struct recording *recording, const struct recording *clip, long from, long to, long step,
                       double *best) {
  static double fits[2 * REACH + 1], gains[2 * REACH + 1];
  long place = from;
  double loudest = -INFINITY;
  *best = -1;
  for (long at = from; at <= to; at += step) {
    fits[at - from] = likeness(recording, clip, at, step, &gains[at - from]);
    *best = fmax(*best, fits[at - from]);
  }
  for (long at = from; at <= to; at += step) {
    if (fits[at - from] >= *best - AS_GOOD && gains[at - from] > loudest) {
      loudest = gains[at - from];
      place = at;
    }
  }
  return place;
}

static void take_out(const struct recording *recording, const struct recording *clip, long at) {
  double gain = 0;
  likeness(recording, clip, at, 1, &gain);
  for (long i = 0; i < clip->length && at + i < recording->length; i++) {
    recording->samples[at + i] -= (float)gain * clip->samples[i];
  }
}

/* How loud each part of `sound` is, added to `parts` from its `first` on, as far as there are `count`. */
static void add_loudness(const struct recording *sound, float *parts, long first, long count) {
  for (long part = 0; (part + 1) * PART <= sound->length && first + part < count; part++) {
    float sum = 0;
    for (long i = 0; i < PART; i++) {
      sum += sound->samples[part * PART + i] * sound->samples[part * PART + i];
    }
    parts[first + part] = fminf(LOUD, parts[first + part] + sqrtf(sum / PART_SAMPLES));
  }
}

static float *loudness(long count) {
  float *parts = calloc((size_t)count + 1, sizeof *parts);
  if (!parts) {
    fail("out of memory", "loudness");
  }
  return parts;
}

static void take_mean_off(float *parts, long count) {
  double mean = 0;
  for (long i = 0; i < count; i++) {
    mean += parts[i] / (double)count;
  }
  for (long i = 0; i < count; i++) {
    parts[i] -= (float)mean;
  }
}

/* The sample of the recording at which the first cue is due, were all at their moments. */
static long find_beginning(const struct recording *recording, const struct cue *cues, size_t count) {
  long heard_count = recording->length / PART;
  long expected_count = ALIGNED;
  float *heard = loudness(heard_count);
  float *expected = loudness(expected_count);
  double best = -INFINITY;
  long beginning = 0;
  add_loudness(recording, heard, 0, heard_count);
  for (size_t i = 0; i < count; i++) {
    add_loudness(&cues[i].sound->clip, expected, lround((cues[i].at_s - cues[0].at_s) / PART_S), expected_count);
  }
  take_mean_off(expected, expected_count);
  for (long from = 0; from < heard_count; from++) {
    double fits = 0;
    for (long i = 0; i < expected_count && from + i < heard_count; i++) {
      fits += heard[from + i] * expected[i];
    }
    if (fits > best) {
      best = fits;
      beginning = from * PART;
    }
  }
  free(heard);
  free(expected);
  return beginning;
}

/* Returns how many were found; `error_ms` is still without the median taken off. */
static size_t find_all(const struct recording *recording, struct cue *cues, size_t count) {
  long first = find_beginning(recording, cues, count);
  size_t found = 0;
  for (size_t i = 0; i < count; i++) {
    long expected = first + lround((cues[i].at_s - cues[0].at_s) * RATE);
    double best = 0;
    long place = best_place(recording, &cues[i].sound->clip, expected - REACH, expected + REACH, COARSE, &best);
    place = best_place(recording, &cues[i].sound->clip, place - COARSE, place + COARSE, 1, &best);
    cues[i].found = best > ALIKE;
    cues[i].error_ms = ((double)place / RATE - cues[i].at_s) * 1e3;
    found += cues[i].found;
    if (cues[i].found) {
      take_out(recording, &cues[i].sound->clip, place);
    }
  }
  return found;
}

static int ascending(const void *a, const void *b) {
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

static double at_share(double *sorted, size_t count, double share) {
  return count == 0 ? NAN : sorted[(size_t)ceil(share * (double)count) - (share > 0)];
}

static void report(struct cue *cues, size_t count, size_t found, bool list) {
  double *errors = calloc(found + 1, sizeof *errors);
  if (!errors) {
    fail("out of memory", "report");
  }
  size_t at = 0;
  for (size_t i = 0; i < count; i++) {
    if (cues[i].found) {
      errors[at++] = cues[i].error_ms;
    }
  }
  qsort(errors, found, sizeof *errors, ascending);
  double median = at_share(errors, found, 0.5);
  for (size_t i = 0; list && i < count; i++) {
    printf("%10.4f %-9s %s%+.3f\n", cues[i].at_s, cues[i].sound->name, cues[i].found ? "" : "NOT FOUND ",
           cues[i].error_ms - median);
  }
  for (size_t i = 0; i < found; i++) {
    errors[i] = fabs(errors[i] - median);
  }
  qsort(errors, found, sizeof *errors, ascending);
  if (found == 0) {
    printf("{\"cues\":%zu,\"found\":0}\n", count);
  } else {
    printf("{\"cues\":%zu,\"found\":%zu,\"p50_ms\":%.4f,\"p99_ms\":%.4f,\"max_ms\":%.4f,\"median_offset_ms\":%.3f}\n", count,
           found, at_share(errors, found, 0.5), at_share(errors, found, 0.99), errors[found - 1], median);
  }
  free(errors);
}

int main(int count, char **values) {
  static struct cue cues[CUES_MAX];
  bool list = count == 5 && strcmp(values[1], "--list") == 0;
  if (count != 4 && !list) {
    fail("usage: onsets [--list] SOUNDS RECORDING SCHEDULE", "arguments");
  }
  char **paths = values + count - 3;
  struct recording recording = read_sound(paths[1]);
  size_t cue_count = read_schedule(paths[2], paths[0], cues);
  size_t found = find_all(&recording, cues, cue_count);
  report(cues, cue_count, found, list);
  free(recording.samples);
  return 0;
}
