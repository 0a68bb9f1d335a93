#include "sounder/bank.h"

#include "base/memory.h"

#include <assert.h>
#include <math.h>
#include <samplerate.h>
#include <sndfile.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE_MIN 8000
#define RATE_MAX 192000
#define CHANNELS_MAX 8
#define PATH_SIZE 4096

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

static bool load_clip(struct bank *bank, enum cue_sound sound, const char *path, struct error *err) {
  SF_INFO info = {0};
  SNDFILE *file = sf_open(path, SFM_READ, &info);
  if (!file) {
    return error_set(err, ERROR_MACHINE, "%s: cannot be read as a sound (%s)", path, sf_strerror(NULL));
  }
  float *samples = check_format(&info, path, err) ? read_mono(file, &info, path, err) : NULL;
  sf_close(file);
  if (!samples) {
    return false;
  }
  bank->samples[sound] = samples;
  bank->lengths[sound] = (size_t)info.frames;
  if (!resample(&bank->samples[sound], &bank->lengths[sound], info.samplerate, bank->rate, path, err)) {
    return false;
  }
  bank->bytes += bank->lengths[sound] * sizeof *samples;
  return bank->bytes <= BANK_BYTES_MAX ||
         error_set(err, ERROR_MACHINE, "%s: the sounds together take more than %d MiB", path, BANK_BYTES_MAX >> 20);
}

struct bank *bank_load(const char *folder, int rate, struct error *err) {
  struct bank *bank = memory_alloc(1, sizeof *bank);
  bank->rate = rate;
  for (enum cue_sound sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF; sound++) {
    char path[PATH_SIZE];
    int length = snprintf(path, sizeof path, "%s/%s.flac", folder, cue_sound_name(sound));
    bool fits = length > 0 && (size_t)length < sizeof path;
    if (!fits) {
      error_set(err, ERROR_MACHINE, "the path of the sounds is too long");
    }
    if (!fits || !load_clip(bank, sound, path, err)) {
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
