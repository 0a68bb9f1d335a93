#ifndef SOUNDER_LEVELS_H
#define SOUNDER_LEVELS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How loud the parts of the mix are, from frame to frame, without a jump: sounds are softer under words, the breath softer
 * under all else, the volume is reached smoothly and what is too loud is bent. For the audio callback: nothing here waits or
 * allocates.
 */
struct levels {
  float volume; /* as ramped so far */
  float duck;   /* the factor on sounds, likewise */
  float hush;   /* the factor on the breath, likewise */
};

/* From hush to full, and how soon a breath that is called off has died away. */
#define LEVELS_HUSH_RAMP_S 0.15F

/* At `volume` at once, nothing softened. */
void levels_reset(struct levels *levels, float volume);

/* How soft sounds are at each of `count` frames into `ducks`, words being said from frame `from` up to `to`. */
void levels_duck(struct levels *levels, int rate, size_t from, size_t to, float *ducks, size_t count);

/* How soft the breath is, on top of `ducks`, into `hushes`; `others`: something else is heard. */
void levels_hush(struct levels *levels, int rate, bool others, const float *ducks, float *hushes, size_t count);

/* Brings `out` to `volume`, and never beyond ±1. */
void levels_scale(struct levels *levels, int rate, float volume, float *out, size_t count);

#endif
