#ifndef TIMELINE_PHRASES_H
#define TIMELINE_PHRASES_H

#include "routine/phrases.h"
#include "timeline/compile.h"

/* The words of the coach, their slots filled. All in the compiler's arena. */

/* What fills the slots; NULL or 0 where the moment has no such slot. */
struct phrase_slots {
  const struct exercise *exercise; /* {name}, {short} */
  const char *place, *tool, *side;
  int exercises, minutes, seconds; /* with their word: "1 exercise", "2 minutes" */
};

/* What is said at `moment` the `turn`th time; `slots` NULL: it has none. */
const char *phrase_say(const struct compiler *compiler, enum phrase_moment moment, size_t turn,
                       const struct phrase_slots *slots);

/* One after the other, with a space between. In the arena. */
const char *phrase_both(struct arena *arena, const char *first, const char *second);

/* "Three." for 3; up to 20, digits beyond. */
const char *phrase_number(struct arena *arena, int number);

/* `word` with its first letter (ASCII) upper-case and a full stop: "Lift." */
const char *phrase_sentence(struct arena *arena, const char *word);

/* Announces `next` as fits: names what to fetch, the new position, the side that comes first. */
const char *phrase_announce(const struct compiler *compiler, size_t turn, const struct exercise *before, enum position from,
                            const struct exercise *next);

/* The same, shortly. */
const char *phrase_announce_briefly(const struct compiler *compiler, size_t turn, const struct exercise *next);

/* `text` up to its last comma, semicolon, colon or full stop but the closing one, ended with a full stop; NULL: no such place.
 */
const char *phrase_cut(struct arena *arena, const char *text);

#endif
