#ifndef TIMELINE_PHRASES_H
#define TIMELINE_PHRASES_H

#include "routine/phrases.h"
#include "timeline/compile.h"

/* The words of the coach, their slots filled. All in the compiler's arena. */

/* What is said at `moment` the `turn`th time; `slots` NULL: it has none. */
const char *phrase_say(const struct compiler *compiler, enum phrase_moment moment, size_t turn,
                       const struct phrase_slots *slots);

/* The same as a sentence of its own, its first letter (ASCII) upper-case: "{side} side first." becomes "Left side first." */
const char *phrase_sentence(const struct compiler *compiler, enum phrase_moment moment, size_t turn,
                            const struct phrase_slots *slots);

/* What is said when counting to `number`: "Three." for 3. */
const char *phrase_number(const struct compiler *compiler, int number);

/* The slots that `exercise` fills. */
struct phrase_slots phrase_slots_of(const struct exercise *exercise);

/* The word for `side` as a slot has it; NULL for SIDE_NONE. */
const char *phrase_side(const struct compiler *compiler, enum side side);

/* What is said as `exercise` goes into the phase `phase` of its tempo: its own word, or the usual one of its type. */
const char *phrase_phase(const struct compiler *compiler, const struct exercise *exercise, int phase);

/* Names the very first exercise, with what it needs or the position that it is done in, if that is not standing. */
const char *phrase_begin(const struct compiler *compiler, size_t turn, const struct exercise *first);

/* Announces `next` as fits: names what to fetch, or the new position. */
const char *phrase_announce(const struct compiler *compiler, size_t turn, const struct exercise *before, enum position from,
                            const struct exercise *next);

/* The same, shortly. */
const char *phrase_announce_briefly(const struct compiler *compiler, size_t turn, const struct exercise *next);

/* `text` up to its last comma, semicolon, colon or full stop but the closing one, ended with a full stop; NULL: no such place.
 */
const char *phrase_cut(struct arena *arena, const char *text);

#endif
