#include "sounder/levels.h"

#include <math.h>

#define RAMP_S 0.01F
#define LIMIT_KNEE 0.8F
#define DUCK 0.4F         /* of sounds while words are said: 8 dB less */
#define DUCK_RAMP_S 0.05F /* from one to the other */
#define HUSH 0.35F        /* of the breath while anything else is heard: 9 dB less */

void levels_reset(struct levels *levels, float volume) {
  *levels = (struct levels){.volume = volume, .duck = 1.0F, .hush = 1.0F};
}

void levels_duck(struct levels *levels, int rate, size_t from, size_t to, float *ducks, size_t count) {
  float step = (1.0F - DUCK) / (DUCK_RAMP_S * (float)rate);
  if (from == to && levels->duck >= 1.0F) {
    for (size_t i = 0; i < count; i++) {
      ducks[i] = 1.0F;
    }
    return;
  }
  for (size_t i = 0; i < count; i++) {
    bool said = i >= from && i < to;
    levels->duck = said ? fmaxf(DUCK, levels->duck - step) : fminf(1.0F, levels->duck + step);
    ducks[i] = levels->duck;
  }
}

void levels_hush(struct levels *levels, int rate, bool others, const float *ducks, float *hushes, size_t count) {
  float step = (1.0F - HUSH) / (LEVELS_HUSH_RAMP_S * (float)rate);
  if (others ? levels->hush <= HUSH : levels->hush >= 1.0F) {
    for (size_t i = 0; i < count; i++) {
      hushes[i] = levels->hush * ducks[i];
    }
    return;
  }
  for (size_t i = 0; i < count; i++) {
    levels->hush = others ? fmaxf(HUSH, levels->hush - step) : fminf(1.0F, levels->hush + step);
    hushes[i] = levels->hush * ducks[i];
  }
}

/* Bends what is over the knee towards 1, which it never passes. */
static float limit(float sample) {
  float over = fabsf(sample) - LIMIT_KNEE;
  if (over <= 0) {
    return sample;
  }
  float room = 1.0F - LIMIT_KNEE;
  return copysignf(LIMIT_KNEE + room * tanhf(over / room), sample);
}

void levels_scale(struct levels *levels, int rate, float volume, float *out, size_t count) {
  float step = 1.0F / (RAMP_S * (float)rate);
  if (levels->volume == volume) {
    for (size_t i = 0; i < count; i++) {
      out[i] = limit(volume * out[i]);
    }
    return;
  }
  for (size_t i = 0; i < count; i++) {
    float off = volume - levels->volume;
    levels->volume = fabsf(off) <= step ? volume : levels->volume + copysignf(step, off);
    out[i] = limit(levels->volume * out[i]);
  }
}
