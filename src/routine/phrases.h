#ifndef ROUTINE_PHRASES_H
#define ROUTINE_PHRASES_H

#include "routine/model.h"

/*
 * The words of the coach, as phrases.yaml gives them: for each moment some variants, which take turns. Columns: enumerator, key
 * in the file, the slots it may have, and what is said where no file gives it.
 */
#define PHRASE_LIST(X) \
  X(WELCOME, "welcome", "exercises minutes", "Welcome. {exercises}, about {minutes}.") \
  X(WELCOME_SHORT, "welcome-short", "", "Welcome.") \
  X(BEGIN, "begin", "name short", "Let's begin with {name}.") \
  X(BEGIN_SHORT, "begin-short", "name short", "First: {short}.") \
  X(NEXT, "next", "name short", "Next: {name}.") \
  X(NEXT_PLACE, "next-place", "name short place", "Next: {name}, {place}.") \
  X(NEXT_TOOL, "next-tool", "name short tool", "Coming up: {name}. You'll need {tool}.") \
  X(NEXT_SHORT, "next-short", "name short", "Next: {short}.") \
  X(EASIER, "easier", "name short", "An easier one: {name}.") \
  X(EASIER_SIDE, "easier-side", "name short side", "An easier one: {name}, {side}.") \
  X(NO_HURRY, "no-hurry", "", "Take your time.") \
  X(HOLD, "hold", "", "Hold here.") \
  X(HOLD_SHORT, "hold-short", "", "Hold.") \
  X(GO, "go", "", "Begin.") \
  X(BREATHE, "breathe", "", "Keep breathing.") \
  X(BREATHE_SHORT, "breathe-short", "", "Breathe.") \
  X(HALFWAY, "halfway", "", "Halfway.") \
  X(HALFWAY_SHORT, "halfway-short", "", "Halfway.") \
  X(EASE, "ease", "", "If it hurts, ease back.") \
  X(PRESSURE, "pressure", "", "Keep it under six out of ten.") \
  X(TEN_SECONDS, "ten-seconds", "", "Ten seconds.") \
  X(LAST_THREE, "last-three", "", "Last three.") \
  X(LAST_ONE, "last-one", "", "Last one, slow.") \
  X(BREATH_IN, "breath-in", "", "In.") \
  X(BREATH_HOLD, "breath-hold", "", "Hold.") \
  X(BREATH_OUT, "breath-out", "", "Out.") \
  X(RELEASE, "release", "", "And release.") \
  X(AND_REST, "and-rest", "", "And rest.") \
  X(SWITCH, "switch", "side", "Other side: {side}.") \
  X(SWITCH_SHORT, "switch-short", "", "Switch.") \
  X(REST, "rest", "seconds", "Rest {seconds}. Shake it out.") \
  X(REST_SHORT, "rest-short", "seconds", "Rest {seconds}.") \
  X(DONE, "done", "", "That's it. Notice how your back feels.") \
  X(DONE_SHORT, "done-short", "", "That's it.") \
  X(TIP, "tip", "", "Little and often beats long and rare.")

#define X(id, key, slots, usual) PHRASE_##id,
enum phrase_moment { PHRASE_LIST(X) PHRASE_COUNT };
#undef X

#define PHRASE_VARIANTS_MAX 16
#define PHRASE_CHARACTERS_MAX 120

/* All that is said. A moment without variants has its usual words; all zeros is the usual words throughout. */
struct phrases {
  struct strings variants[PHRASE_COUNT];
};

/* The key of a moment in the file. */
extern const char *const phrase_keys[PHRASE_COUNT];

/* The slots that a moment's words may have, with blanks between them. */
extern const char *const phrase_slots[PHRASE_COUNT];

/* What is said at `moment` the `turn`th time, slots and all; `phrases` NULL: the usual words. Borrowed from `phrases`. */
const char *phrases_variant(const struct phrases *phrases, enum phrase_moment moment, size_t turn);

/* Whether `moment` may have the slot of that name, which is `length` bytes long. */
bool phrase_has_slot(enum phrase_moment moment, const char *name, size_t length);

#endif
