#include "timeline/phrases.h"

#include "base/arena.h"
#include "base/macros.h"

#include <ctype.h>
#include <string.h>

/* A number with its word, such as "1 exercise". */
static const char *counted(struct arena *arena, int number, const char *word) {
  return arena_format(arena, "%d %s%s", number, word, number == 1 ? "" : "s");
}

/* What stands for the slot `name`, `length` bytes long; its own name where nothing does. */
static const char *slot_text(struct arena *arena, const char *name, size_t length, const struct phrase_slots *slots) {
  static const struct phrase_slots none = {0};
  const struct phrase_slots *filled = slots != NULL ? slots : &none;
  const struct {
    const char *name, *text;
  } texts[] = {
      {"name", filled->exercise != NULL ? filled->exercise->name : NULL},
      {"short", filled->exercise != NULL ? filled->exercise->short_name : NULL},
      {"place", filled->place},
      {"tool", filled->tool},
      {"side", filled->side},
      {"exercises", counted(arena, filled->exercises, "exercise")},
      {"minutes", counted(arena, filled->minutes, "minute")},
      {"seconds", counted(arena, filled->seconds, "second")},
  };
  for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
    if (texts[i].text != NULL && strlen(texts[i].name) == length && strncmp(texts[i].name, name, length) == 0) {
      return texts[i].text;
    }
  }
  return arena_format(arena, "%.*s", (int)length, name);
}

const char *phrase_say(const struct compiler *compiler, enum phrase_moment moment, size_t turn,
                       const struct phrase_slots *slots) {
  struct arena *arena = compiler->arena;
  const char *rest = phrases_variant(compiler->phrases, moment, turn);
  char *said = arena_format(arena, "%s", "");
  while (*rest != '\0') {
    size_t plain = strcspn(rest, "{");
    size_t slot = strcspn(rest + plain, "}");
    bool has_slot = rest[plain] == '{' && rest[plain + slot] == '}';
    const char *filled = has_slot ? slot_text(arena, rest + plain + 1, slot - 1, slots) : "";
    said = arena_format(arena, "%s%.*s%s", said, (int)plain, rest, filled);
    rest += has_slot ? plain + slot + 1 : plain + slot;
  }
  said[0] = (char)toupper((unsigned char)said[0]);
  return said;
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
    struct exercise only_this = {.position = next->position, .equipment = {&next->equipment.items[i], 1}};
    if (exercise_needs_fetching(before, &only_this)) {
      return next->equipment.items[i];
    }
  }
  return NULL;
}

/* The three ways to name an exercise: alone, in another position, with something to fetch. */
struct naming {
  enum phrase_moment alone, place, tool;
};

/* A letter as it counts when names are compared: small, and a hyphen is a blank. */
static int plain_letter(char letter) {
  return letter == '-' ? ' ' : tolower((unsigned char)letter);
}

/* Whether a name says the place already: "Standing hip circles", "Hands-and-knees leg reach". */
static bool says_place(const char *text, const char *place) {
  const char *words = strncmp(place, "on ", 3) == 0 ? place + 3 : place;
  for (; *text != '\0'; text++) {
    size_t same = 0;
    while (words[same] != '\0' && plain_letter(text[same]) == words[same]) {
      same++;
    }
    if (words[same] == '\0') {
      return true;
    }
  }
  return false;
}

static const char *name_exercise(const struct compiler *compiler, struct naming naming, size_t turn,
                                 const struct exercise *before, enum position from, const struct exercise *exercise) {
  const char *thing = thing_to_fetch(before, exercise);
  struct phrase_slots slots = {.exercise = exercise};
  if (thing != NULL) {
    bool plural = thing[strlen(thing) - 1] == 's';
    slots.tool = arena_format(compiler->arena, "%s%s", plural ? "the " : "a ", thing);
    return phrase_say(compiler, naming.tool, turn, &slots);
  }
  const char *place = position_phrases[exercise->position];
  if (exercise->position != POSITION_ANY && exercise->position != from && !says_place(exercise->name, place)) {
    slots.place = place;
    return phrase_say(compiler, naming.place, turn, &slots);
  }
  return phrase_say(compiler, naming.alone, turn, &slots);
}

const char *phrase_begin(const struct compiler *compiler, size_t turn, const struct exercise *first) {
  static const struct naming begin = {PHRASE_BEGIN, PHRASE_BEGIN_PLACE, PHRASE_BEGIN_TOOL};
  return name_exercise(compiler, begin, turn, NULL, POSITION_STANDING, first);
}

const char *phrase_announce(const struct compiler *compiler, size_t turn, const struct exercise *before, enum position from,
                            const struct exercise *next) {
  static const struct naming announce = {PHRASE_NEXT, PHRASE_NEXT_PLACE, PHRASE_NEXT_TOOL};
  return name_exercise(compiler, announce, turn, before, from, next);
}

const char *phrase_announce_briefly(const struct compiler *compiler, size_t turn, const struct exercise *next) {
  return phrase_say(compiler, PHRASE_NEXT_SHORT, turn, &(struct phrase_slots){.exercise = next});
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
