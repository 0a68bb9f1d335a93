#include "sounder/bank.h"

#include "base/memory.h"
#include "sounder/voice_shape.h"

#include <assert.h>
#include <errno.h>
#include <math.h>
#include <samplerate.h>
#include <sndfile.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define RATE_MIN 8000
#define RATE_MAX 192000
#define CHANNELS_MAX 8
#define PATH_SIZE 4096
#define TICK_FACTOR 0.447F   /* -7 dB */
#define BREATH_FACTOR 0.158F /* -16 dB */

struct bank {
  int rate;
  size_t bytes;
  float *samples[CUE_SOUND_COUNT_OF];
  size_t lengths[CUE_SOUND_COUNT_OF];
};

static bool check_format(const SF_INFO *info, const char *path, struct error *err) {
  if (info->samplerate < RATE_MIN || info->samplerate > RATE_MAX) {
    return error_set(err, ERROR_MACHINE, "%s: a rate of %d Hz is not between %d and %d", path, info->samplerate, RATE_MIN,
                     RATE_MAX);
  }
  if (info->channels < 1 || info->channels > CHANNELS_MAX) {
    return error_set(err, ERROR_MACHINE, "%s: has %d channels, at most %d are read", path, info->channels, CHANNELS_MAX);
  }
  if (info->frames < 1) {
    return error_set(err, ERROR_MACHINE, "%s: is empty", path);
  }
  if (info->frames > (sf_count_t)BANK_CLIP_SECONDS_MAX * info->samplerate) {
    return error_set(err, ERROR_MACHINE, "%s: is longer than %d seconds", path, BANK_CLIP_SECONDS_MAX);
  }
  return true;
}

/* Reads `info->frames` frames and mixes them down; a sound that is not a number would deafen the mixer, so it fails. */
static float *read_mono(SNDFILE *file, const SF_INFO *info, const char *path, struct error *err) {
  size_t frames = (size_t)info->frames;
  size_t channels = (size_t)info->channels;
  float *all = memory_alloc(frames * channels, sizeof *all);
  if (sf_readf_float(file, all, info->frames) != info->frames) {
    error_set(err, ERROR_MACHINE, "%s: breaks off early", path);
    free(all);
    return NULL;
  }
  for (size_t i = 0; i < frames; i++) {
    float sum = 0;
    for (size_t channel = 0; channel < channels; channel++) {
      sum += all[i * channels + channel];
    }
    all[i] = isfinite(sum) ? sum / (float)channels : 0.0F;
  }
  return all;
}

/* Takes `*samples` over and gives back the resampled ones. */
static bool resample(float **samples, size_t *length, int from, int to, const char *path, struct error *err) {
  if (from == to) {
    return true;
  }
  double ratio = (double)to / from;
  size_t room = (size_t)ceil((double)*length * ratio) + 1;
  float *out = memory_alloc(room, sizeof *out);
  SRC_DATA data = {
      .data_in = *samples, .data_out = out, .input_frames = (long)*length, .output_frames = (long)room, .src_ratio = ratio};
  int fault = src_simple(&data, SRC_SINC_MEDIUM_QUALITY, 1);
  free(*samples);
  *samples = out;
  *length = (size_t)data.output_frames_gen;
  return fault == 0 || error_set(err, ERROR_MACHINE, "%s: cannot be resampled (%s)", path, src_strerror(fault));
}

/* What a FIFO or a device would do to whoever opens it. */
static bool is_regular(const char *path, struct error *err) {
  struct stat status;
  if (stat(path, &status) != 0) {
    return error_set(err, ERROR_MACHINE, "%s: cannot be read (%s)", path, strerror(errno));
  }
  return S_ISREG(status.st_mode) || error_set(err, ERROR_MACHINE, "%s: is no file", path);
}

static bool check_own_format(const SF_INFO *info, const char *path, struct error *err) {
  if (info->channels > BANK_OWN_CHANNELS_MAX) {
    return error_set(err, ERROR_MACHINE, "%s: has %d channels, not one or two", path, info->channels);
  }
  if (info->frames * info->channels * (sf_count_t)sizeof(float) > BANK_BYTES_MAX) {
    return error_set(err, ERROR_MACHINE, "%s: is larger than %d MiB decoded", path, BANK_BYTES_MAX >> 20);
  }
  return true;
}

/* The samples of the file at `path` and what they are; NULL and `err` when it cannot be used. `own`: by its bounds. */
static float *read_file(const char *path, bool own, SF_INFO *info, struct error *err) {
  SNDFILE *file = is_regular(path, err) ? sf_open(path, SFM_READ, info) : NULL;
  if (!file) {
    if (err == NULL || err->code == ERROR_NONE) {
      error_set(err, ERROR_MACHINE, "%s: cannot be read as a sound (%s)", path, sf_strerror(NULL));
    }
    return NULL;
  }
  bool well = check_format(info, path, err) && (!own || check_own_format(info, path, err));
  float *samples = well ? read_mono(file, info, path, err) : NULL;
  sf_close(file);
  return samples;
}

/* A file of one's own begins at once and is as loud as the sounds beside it: encoders put silence first, and masters differ. */
static bool shape_own(struct voice_samples *sound, const char *path, struct error *err) {
  if (!shape_trim(sound)) {
    return error_set(err, ERROR_MACHINE, "%s: holds nothing but silence", path);
  }
  shape_level(sound);
  return true;
}

bool bank_check_own(const char *path, struct error *err) {
  SF_INFO info = {0};
  struct error fault = {.code = ERROR_NONE};
  struct voice_samples sound = {.samples = read_file(path, true, &info, &fault)};
  sound.length = (size_t)info.frames;
  sound.rate = info.samplerate;
  bool well = sound.samples && shape_own(&sound, path, &fault);
  free(sound.samples);
  return well || error_set(err, fault.code, "%s", fault.message);
}

/* Repetitions are many, and softer: docs/sounder.md. */
static bool is_tick(enum cue_sound sound) {
  return sound == CUE_SOUND_REP_IN || sound == CUE_SOUND_REP_HOLD || sound == CUE_SOUND_REP_OUT;
}

static bool fit_own(struct voice_samples *own, enum cue_sound sound, const char *path, struct error *err) {
  bool well = shape_own(own, path, err);
  float factor = is_tick(sound) ? TICK_FACTOR : cue_sound_is_breath(sound) ? BREATH_FACTOR : 1.0F;
  for (size_t i = 0; well && i < own->length; i++) {
    own->samples[i] *= factor;
  }
  return well;
}

/* The file at `path` as samples at `rate`, which the caller frees; NULL and `err`. `own`: within its bounds, and made fit. */
static float *read_sound(const char *path, enum cue_sound sound, bool own, int rate, size_t *length, struct error *err) {
  SF_INFO info = {0};
  struct voice_samples read = {.samples = read_file(path, own, &info, err), .rate = rate};
  read.length = (size_t)info.frames;
  bool well = read.samples && resample(&read.samples, &read.length, info.samplerate, rate, path, err) &&
              (!own || fit_own(&read, sound, path, err));
  if (!well) {
    free(read.samples);
    return NULL;
  }
  *length = read.length;
  return read.samples;
}

bool bank_read_own(const char *path, enum cue_sound sound, int rate, struct clip *clip, struct error *err) {
  struct error fault = {.code = ERROR_NONE};
  clip->samples = read_sound(path, sound, true, rate, &clip->length, &fault);
  return clip->samples || error_set(err, fault.code, "%s", fault.message);
}

static bool load_clip(struct bank *bank, enum cue_sound sound, const char *path, bool own, struct error *err) {
  bank->samples[sound] = read_sound(path, sound, own, bank->rate, &bank->lengths[sound], err);
  if (!bank->samples[sound] || own) {
    return bank->samples[sound] != NULL; /* each of one's own has bounds of its own */
  }
  bank->bytes += bank->lengths[sound] * sizeof *bank->samples[sound];
  return bank->bytes <= BANK_BYTES_MAX ||
         error_set(err, ERROR_MACHINE, "%s: the sounds together take more than %d MiB", path, BANK_BYTES_MAX >> 20);
}

static bool load_sound(struct bank *bank, const struct bank_source *source, enum cue_sound sound, struct error *err) {
  char path[PATH_SIZE];
  struct error fault = {.code = ERROR_NONE};
  if (source->own[sound] && load_clip(bank, sound, source->own[sound], true, &fault)) {
    return true;
  }
  int length = snprintf(path, sizeof path, "%s/%s.flac", source->folder, cue_sound_name(sound));
  if (length < 0 || (size_t)length >= sizeof path) {
    return error_set(err, ERROR_MACHINE, "the path of the sounds is too long");
  }
  fault = (struct error){.code = ERROR_NONE};
  return load_clip(bank, sound, path, false, &fault) || error_set(err, fault.code, "%s", fault.message);
}

struct bank *bank_load(const struct bank_source *source, int rate, struct error *err) {
  struct bank *bank = memory_alloc(1, sizeof *bank);
  bank->rate = rate;
  for (enum cue_sound sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF; sound++) {
    if (!load_sound(bank, source, sound, err)) {
      bank_destroy(bank);
      return NULL;
    }
  }
  return bank;
}

void bank_destroy(struct bank *bank) {
  if (!bank) {
    return;
  }
  for (size_t i = 0; i < CUE_SOUND_COUNT_OF; i++) {
    free(bank->samples[i]);
  }
  free(bank);
}

int bank_rate(const struct bank *bank) {
  return bank->rate;
}

struct clip bank_clip(const struct bank *bank, enum cue_sound sound) {
  assert(sound > CUE_SOUND_NONE && sound < CUE_SOUND_COUNT_OF);
  return (struct clip){.samples = bank->samples[sound], .length = bank->lengths[sound]};
}
