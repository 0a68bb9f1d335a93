#ifndef CUE_OFFERS_H
#define CUE_OFFERS_H

#include "wire/message.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The person's own files in place of cue sounds, for a sounder on another machine: offered by what they hold, handed over in
 * pieces. They are read once; nothing that the other end says names a file.
 */
struct offers;

/*
 * Reads the files `own_sounds` names (CUE_SOUND_COUNT_OF of them, NULL where there is none; NULL: none at all). One that is no
 * readable file, or larger than WIRE_SOUND_BYTES_MAX, or too much beside the others, is not offered. Caller destroys.
 */
struct offers *offers_create(const char *const *own_sounds);

/* NULL is fine. */
void offers_destroy(struct offers *offers);

/* The offer of the next file into `*message`; `*at`, 0 at first, counts them. False: that was the last. */
bool offers_next(const struct offers *offers, size_t *at, struct wire_message *message);

/* The piece that `want` asks for into `*chunk`; false where it is of nothing that was offered. */
bool offers_chunk(const struct offers *offers, const struct wire_message *want, struct wire_message *chunk);

/* What cannot travel, and why; empty: all can. Borrowed. */
const char *offers_notice(const struct offers *offers);

#endif
