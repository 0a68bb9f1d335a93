#include "timeline/phrases.h"

#include "base/arena.h"
#include "base/macros.h"

#include <ctype.h>
#include <string.h>

struct variants {
  const char *const *texts;
  size_t count;
};

#define VARIANTS(...) \
  { .texts = (const char *const[]){__VA_ARGS__}, .count = ARRAY_LEN(((const char *const[]){__VA_ARGS__})) }

/* Never "push through", "fix", "weak": nothing that promises, judges or frightens. */
static const struct variants phrases[PHRASES_SET_COUNT] = {
    [PHRASES_HOLD_START] = VARIANTS("Hold here.", "Stay there.", "And hold."),
    [PHRASES_BREATHE] = VARIANTS("Slow breath out.", "Keep breathing.", "Soften your jaw and shoulders."),
    [PHRASES_HALFWAY] = VARIANTS("Halfway.", "Halfway there, stay soft."),
    [PHRASES_EASE] = VARIANTS("If it hurts, ease back.", "Stretch, not pain.", "Less is fine today."),
    [PHRASES_PRESSURE] = VARIANTS("Keep it under six out of ten.", "Wait for it to soften, don't push."),
};

const char *phrase_variant(enum phrase_set set, size_t turn) {
  return phrases[set].texts[turn % phrases[set].count];
}

const char *phrase_number(struct arena *arena, int number) {
  static const char *const words[] = {"Zero.",     "One.",     "Two.",     "Three.",     "Four.",     "Five.",     "Six.",
                                      "Seven.",    "Eight.",   "Nine.",    "Ten.",       "Eleven.",   "Twelve.",   "Thirteen.",
                                      "Fourteen.", "Fifteen.", "Sixteen.", "Seventeen.", "Eighteen.", "Nineteen.", "Twenty."};
  if (number >= 0 && (size_t)number < ARRAY_LEN(words)) {
    return words[number];
  }
  return arena_format(arena, "%d.", number);
}

const char *phrase_sentence(struct arena *arena, const char *word) {
  char *sentence = arena_format(arena, "%s.", word);
  sentence[0] = (char)toupper((unsigned char)sentence[0]);
  return sentence;
}

/* The first thing to fetch for `next` that was not at hand before, or NULL. */
static const char *thing_to_fetch(const struct exercise *before, const struct exercise *next) {
  for (size_t i = 0; i < next->equipment.count; i++) {
    struct exercise only_this = {.equipment = {&next->equipment.items[i], 1}};
    if (!equipment_is_optional(next->equipment.items[i]) && exercise_needs_fetching(before, &only_this)) {
      return next->equipment.items[i];
    }
  }
  return NULL;
}

const char *phrase_announce(struct arena *arena, const struct exercise *before, enum position from,
                            const struct exercise *next) {
  const char *thing = before != NULL ? thing_to_fetch(before, next) : NULL;
  bool moves = next->position != POSITION_ANY && next->position != from;
  if (thing != NULL) {
    bool plural = thing[strlen(thing) - 1] == 's';
    return arena_format(arena, "Coming up: %s. You'll need %s%s.", next->name, plural ? "the " : "a ", thing);
  }
  if (moves) {
    return arena_format(arena, "Next: %s, %s.", next->name, position_phrases[next->position]);
  }
  return arena_format(arena, "Next: %s.", next->name);
}

const char *phrase_announce_briefly(struct arena *arena, const struct exercise *next) {
  return arena_format(arena, "Next: %s.", next->short_name);
}

const char *phrase_cut(struct arena *arena, const char *text) {
  size_t length = strlen(text);
  while (length > 0 && strchr(".,;: ", text[length - 1]) != NULL) {
    length--;
  }
  while (length > 0 && strchr(",;:.", text[length - 1]) == NULL) {
    length--;
  }
  return length > 1 ? arena_format(arena, "%.*s.", (int)length - 1, text) : NULL;
}
