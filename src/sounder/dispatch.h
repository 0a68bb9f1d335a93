#ifndef SOUNDER_DISPATCH_H
#define SOUNDER_DISPATCH_H

#include "base/error.h"
#include "sounder/hand_over.h"
#include "wire/clock.h"
#include "wire/link.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * What the player has asked for on its way to the mixer and back: kept until it has begun, handed over once that can be done,
 * and the player told what has begun and what was missed. Every function is false, with `err`, when the link has ended.
 */
struct dispatch {
  struct schedule schedule;
  struct wire_link *link; /* borrowed, like all below */
  struct mixer *mixer;
  struct voice *voice;
  struct wire_clock clock; /* the player's */
};

/* Hands over all that the mixer does not have yet to a stream of `rate`; nothing before the clocks are compared. */
bool dispatch_push(struct dispatch *dispatch, int rate, struct error *err);

/* The same for a stream that begins anew and knows nothing. */
bool dispatch_push_anew(struct dispatch *dispatch, int rate, struct error *err);

/* Tells the player that `item` will not be heard. */
bool dispatch_tell_lost(struct dispatch *dispatch, const struct scheduled *item, struct error *err);

/* Tells the player what the mixer has begun or missed. */
bool dispatch_tell_begun(struct dispatch *dispatch, struct error *err);

/* What is long past at `now_ns` and was never mixed, as when there was no device, is missed. */
bool dispatch_tell_missed(struct dispatch *dispatch, int64_t now_ns, struct error *err);

#endif
