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

/*
 * Reads NAME.flac of every cue sound from `folder`, mixed down to mono and resampled to `rate` Hz. NULL and `err`
 * (ERROR_MACHINE) when one is missing, is not a sound, or all together pass the bounds above. Caller destroys.
 */
struct bank *bank_load(const char *folder, int rate, struct error *err);

/* NULL is fine. */
void bank_destroy(struct bank *bank);

/* The rate asked for. */
int bank_rate(const struct bank *bank);

/* The samples of `sound`; borrowed until the bank is destroyed. */
struct clip bank_clip(const struct bank *bank, enum cue_sound sound);

#endif
