#include "sounder/voice_clean.h"

#include "sounder/voice_shape.h"

#include <math.h>
#include <stdbool.h>

#define RUMBLE_HZ 60.0  /* below the deepest voice */
#define ATTACK_S 0.003  /* in which the sharpness is noticed */
#define RELEASE_S 0.030 /* and forgotten */

/* A filter of the second order (Butterworth), by the bilinear transform. */
struct filter {
  double feed[3], feedback[2];
  double in[2], out[2];
};

static struct filter make_filter(double hertz, int rate, bool high) {
  double turn = tan(acos(-1.0) * hertz / rate);
  double scale = 1 / (1 + sqrt(2.0) * turn + turn * turn);
  double gain = high ? scale : turn * turn * scale;
  return (struct filter){.feed = {gain, high ? -2 * gain : 2 * gain, gain},
                         .feedback = {2 * (turn * turn - 1) * scale, (1 - sqrt(2.0) * turn + turn * turn) * scale}};
}

static double pass(struct filter *filter, double in) {
  double out = filter->feed[0] * in + filter->feed[1] * filter->in[0] + filter->feed[2] * filter->in[1] -
               filter->feedback[0] * filter->out[0] - filter->feedback[1] * filter->out[1];
  filter->in[1] = filter->in[0];
  filter->in[0] = in;
  filter->out[1] = filter->out[0];
  filter->out[0] = out;
  return out;
}

static void take_rumble(struct voice_samples *speech) {
  struct filter filter = make_filter(RUMBLE_HZ, speech->rate, true);
  for (size_t i = 0; i < speech->length; i++) {
    speech->samples[i] = (float)pass(&filter, (double)speech->samples[i]);
  }
}

/*
 * Where what is above CLEAN_HISS_HZ is stronger than `most` (a mean square), it is brought down to that. Both halves go through
 * two filters, as Linkwitz and Riley have it: then they are in phase, and add up to what there was.
 */
static void soften_hiss(struct voice_samples *speech, double most) {
  struct filter highs[2], lows[2];
  for (int i = 0; i < 2; i++) {
    highs[i] = make_filter(CLEAN_HISS_HZ, speech->rate, true);
    lows[i] = make_filter(CLEAN_HISS_HZ, speech->rate, false);
  }
  double attack = exp(-1 / (ATTACK_S * speech->rate)), release = exp(-1 / (RELEASE_S * speech->rate));
  double square = 0;
  for (size_t i = 0; i < speech->length; i++) {
    double sample = (double)speech->samples[i];
    double rest = pass(&lows[1], pass(&lows[0], sample));
    double hiss = pass(&highs[1], pass(&highs[0], sample));
    double keep = hiss * hiss > square ? attack : release;
    square = keep * square + (1 - keep) * hiss * hiss;
    speech->samples[i] = (float)(rest + (square > most ? sqrt(most / square) : 1.0) * hiss);
  }
}

void clean_speech(struct voice_samples *speech) {
  take_rumble(speech);
  if (CLEAN_HISS_HZ < speech->rate / 2.0) {
    soften_hiss(speech, pow(10, (shape_level_db(speech) + CLEAN_HISS_DB) / 10));
  }
}
