#ifndef SOUNDER_FAR_SOUNDS_H
#define SOUNDER_FAR_SOUNDS_H

#include "base/error.h"
#include "sounder/bank.h"
#include "sounder/mixer.h"
#include "wire/link.h"

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Sounds that a player on another machine offers in place of cue sounds: fetched once, kept by their digest, read by a process
 * of its own, and heard from then on. Until then, and where anything about one is not right, the built-in sound is heard. What
 * the person has chosen here goes before what is offered.
 */
struct far_sounds;

struct far_sounds_options {
  const char *program; /* limber-sounder, for reading them */
  const char *folder;  /* where they are kept; NULL: none is wanted */
  struct wire_link *link;
  struct mixer *mixer;
};

/* Strings, link and mixer are borrowed. Those in `own` are not replaced. Caller destroys, after the mixer is at rest. */
struct far_sounds *far_sounds_create(const struct far_sounds_options *options, const struct bank_source *own);

/* NULL is fine. */
void far_sounds_destroy(struct far_sounds *far);

/* Takes an offer in. False and `err`: the player is gone. */
bool far_sounds_offered(struct far_sounds *far, const struct wire_message *offer, struct error *err);

/* Takes a piece in; `round_trip_ns`: the shortest lately. False and `err`: it was not asked for, or the player is gone. */
bool far_sounds_chunk(struct far_sounds *far, const struct wire_message *chunk, int64_t round_trip_ns, int64_t now_ns,
                      struct error *err);

/* Asks for what is to be asked for; reads what is here for a stream of `rate` (0: none runs). False and `err`: it is gone. */
bool far_sounds_turn(struct far_sounds *far, int rate, int64_t now_ns, struct error *err);

/* When it wants a turn by itself; INT64_MAX: not. */
int64_t far_sounds_deadline(const struct far_sounds *far);

/* What to wait for besides; below 0, which poll() passes over: nothing. */
int far_sounds_fd(const struct far_sounds *far);

#endif
