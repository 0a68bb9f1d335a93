#ifndef SOUNDER_OWN_SOUNDS_H
#define SOUNDER_OWN_SOUNDS_H

#include "sounder/bank.h"
#include "wire/link.h"

#include <stdbool.h>

/*
 * A person's own files in place of cue sounds. They are named on the command line alone: nothing that comes over the wire,
 * which may be another machine's, opens a file.
 */

/* Reads `NAME=PATH` (borrowed) into `source`; false and `err` (ERROR_USAGE) when it is not that. */
bool own_sounds_name(struct bank_source *source, const char *text, struct error *err);

/* Takes those out of `source` that cannot be used, and gives the player a notice of each. False and `err`: it is gone. */
bool own_sounds_check(struct bank_source *source, struct wire_link *link, struct error *err);

#endif
