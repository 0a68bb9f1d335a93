#ifndef SOUNDER_HAND_OVER_H
#define SOUNDER_HAND_OVER_H

#include "sounder/mixer.h"
#include "sounder/schedule.h"
#include "sounder/voice.h"

/* Gives the mixer what is scheduled: sounds as they are, words once they have been made and if they fit. */

enum handed {
  HANDED,       /* the mixer has it */
  HANDED_LATER, /* its words are being made, or the mixer is full */
  HANDED_NEVER, /* there is no voice for its words, or they take too long and have no short form that does not */
};

/*
 * Hands `item` over, to be heard at `at_ns` on the scale of the mixer's frame clock, whose stream has `rate` frames a second.
 * `wait`: until words have been made; then LATER means that the mixer is full. The `handed` of `item` is the caller's to set.
 */
enum handed hand_over(struct mixer *mixer, struct voice *voice, const struct scheduled *item, int64_t at_ns, int rate,
                      bool wait);

#endif
