#ifndef APP_BELL_H
#define APP_BELL_H

#include "base/cue_sound.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The terminal's bell has one voice; what it means is told by how often it rings, and how fast: once for a beginning, twice
 * slowly for an end, three times slowly for a rest, twice fast for a change of sides, three times fast for a warning, and slow,
 * fast, fast, slow when all is done. Pure: times are given, in ns of one clock. {0}: silent.
 */
struct bell {
  const int *pattern_ms; /* from the first ring; ends with -1; NULL: nothing rings */
  int64_t start_ns;
};

/* Begins what `sound` rings like, in place of what may still be ringing. */
void bell_begin(struct bell *bell, enum cue_sound sound, int64_t now_ns);

/* Whether it rings now: once for each ring that is due. */
bool bell_rings(struct bell *bell, int64_t now_ns);

/* When it rings next; INT64_MAX: not again. */
int64_t bell_deadline(const struct bell *bell);

#endif
