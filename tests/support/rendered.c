/*
 * Looks at a rendered sound file, sample by sample, without the code that made it.
 *
 *   rendered tones SOUNDS FILE SCHEDULE   lines `at_s sound`: FILE is the plain sum of SOUNDS/SOUND.flac, each begun at
 *                                         round(at_s × rate); tells how many are at their very sample
 *   rendered words CLIPS FILE SCHEDULE    lines `at_s clip`: where in FILE each CLIPS/CLIP.wav is, up to 300 ms later
 *   rendered make FILE RATE CHANNELS SECONDS HERTZ   writes a tone, in the format that the name stands for
 *
 * One line of JSON: figures, and for words a list of [begun_s, length_s, likeness, likeness of the last 0.25 s].
 */
#include <math.h>
#include <sndfile.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000
#define KNEE 0.8F /* what is louder is bent */
#define LATE (RATE * 3 / 10)
#define SHIFTS 3
#define ALIKE 0.6
#define HEAD (RATE / 20)
#define CLIPS_MAX 1000

struct clip {
  char name[64];
  float *samples;
  long length;
};

static struct clip clips[CLIPS_MAX];
static size_t clip_count;

static float *read_all(const char *path, long *length) {
  SF_INFO info = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  if (!file || info.samplerate != RATE || info.channels != 1) {
    fprintf(stderr, "%s: %s\n", path, file ? "is not 48 kHz mono" : sf_strerror(NULL));
    exit(2);
  }
  float *samples = calloc((size_t)info.frames + 1, sizeof *samples);
  *length = (long)sf_readf_float(file, samples, info.frames);
  sf_close(file);
  return samples;
}

static const struct clip *clip_of(const char *folder, const char *name, const char *suffix) {
  for (size_t i = 0; i < clip_count; i++) {
    if (strcmp(clips[i].name, name) == 0) {
      return &clips[i];
    }
  }
  char path[4096];
  struct clip *clip = &clips[clip_count++];
  snprintf(clip->name, sizeof clip->name, "%s", name);
  snprintf(path, sizeof path, "%s/%s%s", folder, name, suffix);
  clip->samples = read_all(path, &clip->length);
  return clip;
}

struct heard {
  const struct clip *clip;
  long at;
};

static struct heard *read_schedule(const char *path, const char *folder, const char *suffix, size_t *count) {
  FILE *file = fopen(path, "r");
  struct heard *heard = calloc(1000000, sizeof *heard);
  double at_s = 0;
  char name[64];
  *count = 0;
  while (file && fscanf(file, "%lf %63s", &at_s, name) == 2 && clip_count < CLIPS_MAX) {
    heard[(*count)++] = (struct heard){clip_of(folder, name, suffix), lround(at_s * RATE)};
  }
  if (file) {
    fclose(file);
  }
  return heard;
}

/* By how many samples `heard` is off, told by which shift leaves least of it; the sum of all the others is taken away. */
static int shift_of(const struct heard *heard, const float *file, const float *sum, long length) {
  double least = 0;
  int best = SHIFTS + 1;
  const struct clip *clip = heard->clip;
  for (int shift = -SHIFTS; shift <= SHIFTS; shift++) {
    double left = 0;
    for (long i = -SHIFTS; i < HEAD; i++) {
      long at = heard->at + i, from = i - shift;
      if (at < 0 || at >= length || i >= clip->length) {
        continue;
      }
      float own = i >= 0 ? clip->samples[i] : 0;
      float moved = from >= 0 && from < clip->length ? clip->samples[from] : 0;
      double off = (double)(file[at] - (sum[at] - own) - moved);
      left += off * off;
    }
    if (best > SHIFTS || left < least) {
      least = left;
      best = shift;
    }
  }
  return best;
}

static int check_tones(const float *file, long length, const struct heard *heard, size_t count) {
  float *sum = calloc((size_t)length + 1, sizeof *sum);
  long lost = 0, bent = 0, worst = 0, off = 0;
  size_t exact = 0;
  for (size_t i = 0; i < count; i++) {
    for (long j = 0; j < heard[i].clip->length; j++) {
      if (heard[i].at + j < length) {
        sum[heard[i].at + j] += heard[i].clip->samples[j];
      } else {
        lost++;
      }
    }
  }
  for (long i = 0; i < length; i++) {
    long steps = labs(lroundf(file[i] * 32768) - lroundf(sum[i] * 32767));
    bool loud = fabsf(sum[i]) > KNEE;
    bent += loud;
    worst = !loud && steps > worst ? steps : worst;
    off += !loud && steps > 1;
  }
  for (size_t i = 0; i < count; i++) {
    exact += shift_of(&heard[i], file, sum, length) == 0;
  }
  printf("{\"sounds\": %zu, \"at_their_sample\": %zu, \"frames\": %ld, \"worst_steps\": %ld, \"frames_off\": %ld, "
         "\"frames_bent\": %ld, \"frames_cut\": %ld}\n",
         count, exact, length, worst, off, bent, lost);
  free(sum);
  return 0;
}

/* How alike `count` samples are: 1 for the same but for their loudness. */
static double likeness(const float *a, const float *b, long count) {
  double ab = 0, aa = 0, bb = 0;
  for (long i = 0; i < count; i++) {
    ab += (double)a[i] * (double)b[i];
    aa += (double)a[i] * (double)a[i];
    bb += (double)b[i] * (double)b[i];
  }
  return aa > 0 && bb > 0 ? ab / sqrt(aa * bb) : 0;
}

/* Where `heard` begins: at its moment, where it is much like it (tones go on under words); else where it is most alike. */
static long find(const struct heard *heard, const float *file, long length) {
  const struct clip *clip = heard->clip;
  long best = heard->at, count = clip->length < RATE / 2 ? clip->length : RATE / 2;
  double most = 0;
  if (best + clip->length <= length && likeness(file + best, clip->samples, clip->length) > ALIKE) {
    return best;
  }
  for (long at = heard->at; at <= heard->at + LATE && at + clip->length <= length; at++) {
    double alike = likeness(file + at, clip->samples, count);
    if (alike > most) {
      most = alike;
      best = at;
    }
  }
  return best;
}

static int find_words(const float *file, long length, const struct heard *heard, size_t count) {
  float peak = 0;
  long full = 0;
  for (long i = 0; i < length; i++) {
    peak = fmaxf(peak, fabsf(file[i]));
    full += fabsf(file[i]) >= 32767.0F / 32768;
  }
  printf("{\"frames\": %ld, \"peak\": %.4f, \"frames_at_full\": %ld, \"words\": [", length, (double)peak, full);
  for (size_t i = 0; i < count; i++) {
    const struct clip *clip = heard[i].clip;
    long at = find(&heard[i], file, length), tail = clip->length < RATE / 4 ? clip->length : RATE / 4;
    bool inside = at + clip->length <= length;
    long from = at + clip->length - tail;
    printf("%s[%.6f, %.6f, %.3f, %.3f]", i > 0 ? ", " : "", (double)at / RATE, (double)clip->length / RATE,
           inside ? likeness(file + at, clip->samples, clip->length) : 0,
           inside ? likeness(file + from, clip->samples + clip->length - tail, tail) : 0);
  }
  printf("]}\n");
  return 0;
}

static int format_of(const char *path) {
  const char *suffix = strrchr(path, '.');
  return strcmp(suffix, ".flac") == 0   ? SF_FORMAT_FLAC | SF_FORMAT_PCM_16
         : strcmp(suffix, ".ogg") == 0  ? SF_FORMAT_OGG | SF_FORMAT_VORBIS
         : strcmp(suffix, ".opus") == 0 ? SF_FORMAT_OGG | SF_FORMAT_OPUS
         : strcmp(suffix, ".mp3") == 0  ? SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III
                                        : SF_FORMAT_WAV | SF_FORMAT_PCM_16;
}

static int make(char **values) {
  SF_INFO info = {.samplerate = atoi(values[3]), .channels = atoi(values[4]), .format = format_of(values[2])};
  SNDFILE *file = sf_open(values[2], SFM_WRITE, &info);
  long frames = lround(atof(values[5]) * info.samplerate);
  if (!file) {
    fprintf(stderr, "%s: %s\n", values[2], sf_strerror(NULL));
    return 2;
  }
  for (long i = 0; i < frames; i++) {
    float frame[8];
    for (int j = 0; j < info.channels && j < 8; j++) {
      frame[j] = 0.3F * (float)sin(6.283185307179586 * atof(values[6]) * (double)i / info.samplerate);
    }
    sf_writef_float(file, frame, 1);
  }
  return sf_close(file);
}

int main(int count, char **values) {
  if (count == 7 && strcmp(values[1], "make") == 0) {
    return make(values);
  }
  bool words = count == 5 && strcmp(values[1], "words") == 0;
  if (count != 5 || (!words && strcmp(values[1], "tones") != 0)) {
    fprintf(stderr, "usage: rendered tones|words FOLDER FILE SCHEDULE\n");
    return 2;
  }
  long length = 0;
  size_t heard_count = 0;
  float *file = read_all(values[3], &length);
  struct heard *heard = read_schedule(values[4], values[2], words ? ".wav" : ".flac", &heard_count);
  int status = words ? find_words(file, length, heard, heard_count) : check_tones(file, length, heard, heard_count);
  for (size_t i = 0; i < clip_count; i++) {
    free(clips[i].samples);
  }
  free(heard);
  free(file);
  return status;
}
