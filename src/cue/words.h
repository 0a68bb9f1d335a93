#ifndef CUE_WORDS_H
#define CUE_WORDS_H

#include "timeline/timeline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How much is said. Columns: enumerator, what a notice says of it. */
#define VERBOSITY_LIST(X) \
  X(ALL, "Everything is said.") \
  X(ESSENTIAL, "Only what you need is said.") \
  X(TONES, "Tones only.") \
  X(SILENT, "Silent.")

#define X(id, notice) VERBOSITY_##id,
enum verbosity { VERBOSITY_LIST(X) VERBOSITY_COUNT };
#undef X

/* What a notice says of it; static. */
const char *verbosity_notice(enum verbosity verbosity);

/* Whether the words of `cue` are said: it has some, and `verbosity` leaves them. Essential is all that moves the body on. */
bool words_are_said(const struct cue *cue, enum verbosity verbosity);

/*
 * A shorter way to say `text` into `out`: up to its last comma, semicolon, colon or full stop but the closing one, ended with
 * a full stop; empty where there is no such place. Returns `out`.
 */
char *words_shorten(const char *text, char *out, size_t size);

/* Tells texts apart; never 0. */
uint64_t words_key(const char *text);

#endif
