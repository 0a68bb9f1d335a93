#include "timeline/phrases.h"

#include "base/arena.h"
#include "base/macros.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* A piece of what is said: some bytes of a text. */
struct piece {
  const char *text;
  size_t length;
};

static struct piece piece_of(const char *text) {
  return (struct piece){text, strlen(text)};
}

/* A number with its word, such as "1 exercise". */
static struct piece counted(struct arena *arena, int number, const char *word) {
  return piece_of(arena_format(arena, "%d %s%s", number, word, number == 1 ? "" : "s"));
}

static bool is_called(struct piece slot, const char *name) {
  return strlen(name) == slot.length && memcmp(name, slot.text, slot.length) == 0;
}

/* What stands for the slot called `slot`; its own name where nothing does. */
static struct piece slot_text(struct arena *arena, struct piece slot, const struct phrase_slots *slots) {
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
  };
  const struct {
    const char *name, *word;
    int number;
  } counts[] = {{"exercises", "exercise", filled->exercises},
                {"minutes", "minute", filled->minutes},
                {"seconds", "second", filled->seconds}};
  for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
    if (texts[i].text != NULL && is_called(slot, texts[i].name)) {
      return piece_of(texts[i].text);
    }
  }
  for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
    if (is_called(slot, counts[i].name)) {
      return counted(arena, counts[i].number, counts[i].word);
    }
  }
  return slot;
}

static const char *join(struct arena *arena, const struct piece *pieces, size_t count) {
  size_t length = 0;
  for (size_t i = 0; i < count; i++) {
    length += pieces[i].length;
  }
  char *joined = arena_alloc(arena, length + 1), *end = joined;
  for (size_t i = 0; i < count; i++) {
    memcpy(end, pieces[i].text, pieces[i].length);
    end += pieces[i].length;
  }
  return joined;
}

/* So many slots and so much between them are joined at once; what comes behind is joined to that. */
enum { PIECES = 16 };

const char *phrase_say(const struct compiler *compiler, enum phrase_moment moment, size_t turn,
                       const struct phrase_slots *slots) {
  struct arena *arena = compiler->arena;
  const char *rest = phrases_variant(compiler->phrases, moment, turn);
  struct piece pieces[PIECES];
  size_t count = 0;
  while (*rest != '\0') {
    size_t plain = strcspn(rest, "{");
    size_t slot = strcspn(rest + plain, "}");
    bool has_slot = rest[plain] == '{' && rest[plain + slot] == '}';
    pieces[count++] = (struct piece){rest, plain};
    if (has_slot) {
      pieces[count++] = slot_text(arena, (struct piece){rest + plain + 1, slot - 1}, slots);
    }
    if (count + 2 > PIECES) {
      pieces[0] = piece_of(join(arena, pieces, count));
      count = 1;
    }
    rest += has_slot ? plain + slot + 1 : plain + slot;
  }
  return join(arena, pieces, count);
}

const char *phrase_both(struct arena *arena, const char *first, const char *second) {
  return join(arena, (struct piece[]){piece_of(first), {" ", 1}, piece_of(second)}, 3);
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
  size_t length = strlen(word);
  char *sentence = arena_alloc(arena, length + 2);
  memcpy(sentence, word, length);
  sentence[length] = '.';
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

const char *phrase_announce(const struct compiler *compiler, size_t turn, const struct exercise *before, enum position from,
                            const struct exercise *next) {
  const char *thing = before != NULL ? thing_to_fetch(before, next) : NULL;
  bool moves = next->position != POSITION_ANY && next->position != from;
  struct phrase_slots slots = {.exercise = next};
  if (thing != NULL) {
    bool plural = thing[strlen(thing) - 1] == 's';
    slots.tool = arena_format(compiler->arena, "%s%s", plural ? "the " : "a ", thing);
    return phrase_say(compiler, PHRASE_NEXT_TOOL, turn, &slots);
  }
  if (moves) {
    slots.place = position_phrases[next->position];
    return phrase_say(compiler, PHRASE_NEXT_PLACE, turn, &slots);
  }
  return phrase_say(compiler, PHRASE_NEXT, turn, &slots);
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
