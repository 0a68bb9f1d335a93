#ifndef TIMELINE_PHRASES_H
#define TIMELINE_PHRASES_H

#include "timeline/compile.h"

/* The words of the coach. Variants rotate with `turn`, so that the same moment is not always said the same way. */

enum phrase_set {
  PHRASES_HOLD_START,
  PHRASES_BREATHE,
  PHRASES_HALFWAY,
  PHRASES_EASE,
  PHRASES_PRESSURE,
  PHRASES_SET_COUNT,
};

/* A variant of the set; static. */
const char *phrase_variant(enum phrase_set set, size_t turn);

/* "Three." for 3; up to 20, digits beyond. In the arena. */
const char *phrase_number(struct arena *arena, int number);

/* `word` with its first letter (ASCII) upper-case and a full stop: "Lift." In the arena. */
const char *phrase_sentence(struct arena *arena, const char *word);

/* "Next: NAME, PLACE." as fits: names what to fetch, the new position, the side that comes first. In the arena. */
const char *phrase_announce(struct arena *arena, const struct exercise *before, enum position from,
                            const struct exercise *next);

/* "Next: SHORT NAME." In the arena. */
const char *phrase_announce_briefly(struct arena *arena, const struct exercise *next);

/* `text` up to its last comma, semicolon, colon or full stop but the closing one, ended with a full stop; NULL: no such place.
 */
const char *phrase_cut(struct arena *arena, const char *text);

#endif
