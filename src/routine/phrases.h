#ifndef ROUTINE_PHRASES_H
#define ROUTINE_PHRASES_H

#include "base/arena.h"
#include "routine/model.h"

/*
 * The words of the coach, as phrases.yaml gives them: for each moment some variants, which take turns. Columns: enumerator, key
 * in the file, the slots it may have, and what is said where no file gives it.
 */
#define PHRASE_LIST(X) \
  X(WELCOME, "welcome", "exercises minutes", "Welcome. {exercises}, about {minutes}.") \
  X(WELCOME_SHORT, "welcome-short", "", "Welcome.") \
  X(BEGIN, "begin", "name short", "Let's begin with {name}.") \
  X(BEGIN_PLACE, "begin-place", "name short place", "Let's begin with {name}, {place}.") \
  X(BEGIN_TOOL, "begin-tool", "name short tool", "First: {name}. You'll need {tool}.") \
  X(BEGIN_SHORT, "begin-short", "name short", "First: {short}.") \
  X(NEXT, "next", "name short", "Next: {name}.") \
  X(NEXT_PLACE, "next-place", "name short place", "Next: {name}, {place}.") \
  X(NEXT_TOOL, "next-tool", "name short tool", "Coming up: {name}. You'll need {tool}.") \
  X(NEXT_SHORT, "next-short", "name short", "Next: {short}.") \
  X(EASIER, "easier", "name short", "An easier one: {name}.") \
  X(EASIER_SIDE, "easier-side", "name short side", "An easier one: {name}, {side}.") \
  X(TO_FLOOR, "to-floor", "", "Come down slowly.") \
  X(FROM_FLOOR, "from-floor", "", "Come up slowly.") \
  X(SIDE_FIRST, "side-first", "side", "{side} side first.") \
  X(SIDE_ONLY, "side-only", "side", "{side} side only.") \
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
  X(GO_ON, "go-on", "name short seconds", "{short}, {seconds} left.") \
  X(GO_ON_SIDE, "go-on-side", "name short side seconds", "{short}, {side}, {seconds} left.") \
  X(GO_ON_REST, "go-on-rest", "seconds", "Rest, {seconds} left.") \
  X(GO_ON_SWITCH, "go-on-switch", "side seconds", "Switch sides, {side}, {seconds} left.") \
  X(NUMBER, "number", "number", "{number}.") \
  X(REP_LEFT, "rep-left", "", "Left.") \
  X(REP_RIGHT, "rep-right", "", "Right.") \
  X(REP_LIFT, "rep-lift", "", "Lift.") \
  X(REP_LOWER, "rep-lower", "", "Lower.") \
  X(REP_MOVE, "rep-move", "", "Move.") \
  X(REP_BACK, "rep-back", "", "Back.") \
  X(REP_PRESS, "rep-press", "", "Press.") \
  X(REP_EASE, "rep-ease", "", "Ease.") \
  X(REP_HOLD, "rep-hold", "", "Hold.") \
  X(SIDE_LEFT, "side-left", "", "left") \
  X(SIDE_RIGHT, "side-right", "", "right") \
  X(PLACE_STANDING, "place-standing", "", "standing") \
  X(PLACE_SEATED_CHAIR, "place-seated-chair", "", "sitting on a chair") \
  X(PLACE_SEATED_FLOOR, "place-seated-floor", "", "sitting on the floor") \
  X(PLACE_SUPINE, "place-supine", "", "lying on your back") \
  X(PLACE_PRONE, "place-prone", "", "lying face down") \
  X(PLACE_SIDE_LYING, "place-side-lying", "", "lying on your side") \
  X(PLACE_QUADRUPED, "place-quadruped", "", "on hands and knees") \
  X(PLACE_KNEELING, "place-kneeling", "", "kneeling") \
  X(TOOL, "tool", "thing", "a {thing}") \
  X(TOOLS, "tools", "thing", "the {thing}") \
  X(TIP, "tip", "", "Little and often beats long and rare.")

#define X(id, key, slots, usual) PHRASE_##id,
enum phrase_moment { PHRASE_LIST(X) PHRASE_COUNT };
#undef X

/* What is counted, with the word for one and for more. Columns: enumerator, key in the file, the usual word for one. */
#define COUNTED_LIST(X) \
  X(EXERCISES, "exercises", "exercise") \
  X(MINUTES, "minutes", "minute") \
  X(SECONDS, "seconds", "second")

#define X(id, key, usual) COUNTED_##id,
enum counted { COUNTED_LIST(X) COUNTED_COUNT };
#undef X

#define PHRASE_VARIANTS_MAX 16
#define PHRASE_CHARACTERS_MAX 120
#define PHRASE_NUMBERS_MAX 100
#define PHRASE_FORMS_MAX 32
#define PHRASE_BYTES_MAX 1024 /* of what is said at once, its slots filled, with its NUL */

/* How so many of something are said, such as "{number} minutes". */
struct counted_form {
  int from, to;
  const char *text;
};

/* The forms of one thing that is counted, in the order of the file; the first that has the number is said. */
struct counted_forms {
  const struct counted_form *items;
  size_t count;
};

/* All that is said. A moment without variants has its usual words; all zeros is the usual words throughout. */
struct phrases {
  struct strings variants[PHRASE_COUNT];
  struct strings numbers; /* said when counting, from one on: "One.", "Two." */
  struct counted_forms counted[COUNTED_COUNT];
};

/* What fills the slots; NULL or 0 where the moment has no such slot. */
struct phrase_slots {
  const char *name, *short_name, *place, *tool, *thing, *side;
  int exercises, minutes, seconds; /* with their word: "1 exercise", "2 minutes" */
  int number;
};

/* The key of a moment in the file. */
extern const char *const phrase_keys[PHRASE_COUNT];

/* The slots that a moment's words may have, with blanks between them. */
extern const char *const phrase_slots[PHRASE_COUNT];

/* What is said at `moment` the `turn`th time, slots and all; `phrases` NULL: the usual words. Borrowed from `phrases`. */
const char *phrases_variant(const struct phrases *phrases, enum phrase_moment moment, size_t turn);

/*
 * Writes what is said at `moment` the `turn`th time, its slots filled, into `out`; what would not fit whole is left away.
 * `slots` NULL: there are none. Returns `out`.
 */
char *phrases_say(const struct phrases *phrases, enum phrase_moment moment, size_t turn, const struct phrase_slots *slots,
                  char *out, size_t size);

/* The same for what is said when counting to `number`: "Three."; beyond the words for numbers, as the moment `number` has it.
 */
char *phrases_say_number(const struct phrases *phrases, int number, char *out, size_t size);

/* A copy of all of `phrases` (NULL: of the usual ones) in `arena`. */
const struct phrases *phrases_copy(struct arena *arena, const struct phrases *phrases);

/* The keys of what is counted. */
extern const char *const counted_keys[COUNTED_COUNT];

/* Whether `moment` may have the slot of that name, which is `length` bytes long. */
bool phrase_has_slot(enum phrase_moment moment, const char *name, size_t length);

#endif
