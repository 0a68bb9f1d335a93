#ifndef SOUNDER_BANK_H
#define SOUNDER_BANK_H

#include "base/cue_sound.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* The cue sounds in memory, mono, at the output's rate. Const once loaded. */
struct bank;

struct clip {
  const float *samples;
  size_t length; /* in frames */
};

#define BANK_CLIP_SECONDS_MAX 30
#define BANK_BYTES_MAX (16 << 20)

#define BANK_OWN_CHANNELS_MAX 2

/* Where the cue sounds are. */
struct bank_source {
  const char *folder;                  /* NAME.flac of every one */
  const char *own[CUE_SOUND_COUNT_OF]; /* a person's own files in place of some; NULL: none */
};

/*
 * Reads every cue sound from `source`, mixed down to mono and resampled to `rate` Hz; those of one's own
 * without silence around them and as loud as the others. Where one of one's own cannot be used, the one in the folder. NULL and
 * `err` (ERROR_MACHINE) when one of the folder is missing, is not a sound, or all of them together pass the bounds above.
 * Caller destroys.
 */
struct bank *bank_load(const struct bank_source *source, int rate, struct error *err);

/*
 * Whether the file at `path` can take a cue sound's place: a regular file in a format that libsndfile reads, mono or stereo, of
 * any usual rate, whole, not silent, at most BANK_CLIP_SECONDS_MAX long and BANK_BYTES_MAX decoded. False and `err`, which
 * names the file, when not. Reads all of it.
 */
bool bank_check_own(const char *path, struct error *err);

/*
 * The file at `path`, within the same bounds, as it is heard in the place of `sound` at `rate`: `*clip`, of which the caller
 * frees the samples. False and `err`.
 */
bool bank_read_own(const char *path, enum cue_sound sound, int rate, struct clip *clip, struct error *err);

/* NULL is fine. */
void bank_destroy(struct bank *bank);

/* The rate asked for. */
int bank_rate(const struct bank *bank);

/* The samples of `sound`; borrowed until the bank is destroyed. */
struct clip bank_clip(const struct bank *bank, enum cue_sound sound);

#endif
