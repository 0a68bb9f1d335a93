#include "routine/phrases.h"

#include "base/macros.h"

#include <stdio.h>
#include <string.h>

#define X(id, key, slots, usual) [PHRASE_##id] = (key),
const char *const phrase_keys[PHRASE_COUNT] = {PHRASE_LIST(X)};
#undef X

#define X(id, key, slots, usual) [PHRASE_##id] = (slots),
const char *const phrase_slots[PHRASE_COUNT] = {PHRASE_LIST(X)};
#undef X

#define X(id, key, usual) [COUNTED_##id] = (key),
const char *const counted_keys[COUNTED_COUNT] = {COUNTED_LIST(X)};
#undef X

const char *phrases_variant(const struct phrases *phrases, enum phrase_moment moment, size_t turn) {
#define X(id, key, slots, usual) [PHRASE_##id] = (usual),
  static const char *const usual_words[PHRASE_COUNT] = {PHRASE_LIST(X)};
#undef X
  if (phrases == NULL || phrases->variants[moment].count == 0) {
    return usual_words[moment];
  }
  const struct strings *variants = &phrases->variants[moment];
  return variants->items[turn % variants->count];
}

bool phrase_has_slot(enum phrase_moment moment, const char *name, size_t length) {
  const char *slots = phrase_slots[moment];
  while (*slots != '\0') {
    size_t here = strcspn(slots, " ");
    if (here == length && strncmp(slots, name, length) == 0) {
      return true;
    }
    slots += here + strspn(slots + here, " ");
  }
  return false;
}

/* Text that grows up to a bound. */
struct said {
  char *out;
  size_t size, length;
};

/* Adds the first `length` bytes of `text`, all of them or none. */
static void add(struct said *said, const char *text, size_t length) {
  if (said->length + length < said->size) {
    memcpy(said->out + said->length, text, length);
    said->length += length;
  }
  said->out[said->length] = '\0';
}

static void add_number(struct said *said, int number) {
  char digits[16];
  snprintf(digits, sizeof digits, "%d", number);
  add(said, digits, strlen(digits));
}

/* How `number` of `thing` are said; NULL: as usual. */
static const char *counted_form(const struct phrases *phrases, enum counted thing, int number) {
  const struct counted_forms *forms = phrases != NULL ? &phrases->counted[thing] : &(struct counted_forms){0};
  for (size_t i = 0; i < forms->count; i++) {
    if (number >= forms->items[i].from && number <= forms->items[i].to) {
      return forms->items[i].text;
    }
  }
  return NULL;
}

/* A number with its word, such as "1 exercise". */
static void add_counted(struct said *said, const struct phrases *phrases, enum counted thing, int number) {
#define X(id, key, usual) [COUNTED_##id] = (usual),
  static const char *const usual_words[COUNTED_COUNT] = {COUNTED_LIST(X)};
#undef X
  const char *form = counted_form(phrases, thing, number);
  if (form == NULL) {
    add_number(said, number);
    add(said, " ", 1);
    add(said, usual_words[thing], strlen(usual_words[thing]));
    add(said, "s", number == 1 ? 0 : 1);
    return;
  }
  const char *slot = strstr(form, "{number}");
  add(said, form, slot != NULL ? (size_t)(slot - form) : strlen(form));
  if (slot != NULL) {
    add_number(said, number);
    add(said, slot + strlen("{number}"), strlen(slot + strlen("{number}")));
  }
}

static bool is_slot(const char *name, size_t length, const char *wanted) {
  return strlen(wanted) == length && strncmp(name, wanted, length) == 0;
}

/* What stands for the slot `name`, `length` bytes long; its own name where nothing does. */
static void add_slot(struct said *said, const struct phrases *phrases, const char *name, size_t length,
                     const struct phrase_slots *slots) {
  const struct {
    const char *name, *text;
  } texts[] = {{"name", slots->name}, {"short", slots->short_name}, {"place", slots->place},
               {"tool", slots->tool}, {"thing", slots->thing},      {"side", slots->side}};
  const int numbers[COUNTED_COUNT] = {slots->exercises, slots->minutes, slots->seconds};
  for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
    if (texts[i].text != NULL && is_slot(name, length, texts[i].name)) {
      add(said, texts[i].text, strlen(texts[i].text));
      return;
    }
  }
  for (enum counted thing = 0; thing < COUNTED_COUNT; thing++) {
    if (is_slot(name, length, counted_keys[thing])) {
      add_counted(said, phrases, thing, numbers[thing]);
      return;
    }
  }
  if (is_slot(name, length, "number")) {
    add_number(said, slots->number);
    return;
  }
  add(said, name, length);
}

char *phrases_say(const struct phrases *phrases, enum phrase_moment moment, size_t turn, const struct phrase_slots *slots,
                  char *out, size_t size) {
  static const struct phrase_slots none = {0};
  struct said said = {.out = out, .size = size};
  const char *rest = phrases_variant(phrases, moment, turn);
  out[0] = '\0';
  while (*rest != '\0') {
    size_t plain = strcspn(rest, "{");
    size_t slot = strcspn(rest + plain, "}");
    bool has_slot = rest[plain] == '{' && rest[plain + slot] == '}';
    add(&said, rest, plain);
    if (has_slot) {
      add_slot(&said, phrases, rest + plain + 1, slot - 1, slots != NULL ? slots : &none);
    }
    rest += has_slot ? plain + slot + 1 : plain + slot;
  }
  return out;
}

char *phrases_say_number(const struct phrases *phrases, int number, char *out, size_t size) {
  static const char *const usual[] = {"One.",     "Two.",     "Three.",     "Four.",     "Five.",     "Six.",      "Seven.",
                                      "Eight.",   "Nine.",    "Ten.",       "Eleven.",   "Twelve.",   "Thirteen.", "Fourteen.",
                                      "Fifteen.", "Sixteen.", "Seventeen.", "Eighteen.", "Nineteen.", "Twenty."};
  static const struct strings usual_numbers = {usual, ARRAY_LEN(usual)};
  const struct strings *numbers = phrases != NULL && phrases->numbers.count > 0 ? &phrases->numbers : &usual_numbers;
  if (number < 1 || (size_t)number > numbers->count) {
    return phrases_say(phrases, PHRASE_NUMBER, 0, &(struct phrase_slots){.number = number}, out, size);
  }
  struct said said = {.out = out, .size = size};
  out[0] = '\0';
  add(&said, numbers->items[number - 1], strlen(numbers->items[number - 1]));
  return out;
}

static struct strings copy_strings(struct arena *arena, const struct strings *strings) {
  const char **items = arena_array(arena, strings->count, sizeof *items);
  for (size_t i = 0; i < strings->count; i++) {
    items[i] = arena_string(arena, strings->items[i]);
  }
  return (struct strings){items, strings->count};
}

static struct counted_forms copy_forms(struct arena *arena, const struct counted_forms *forms) {
  struct counted_form *items = arena_array(arena, forms->count, sizeof *items);
  for (size_t i = 0; i < forms->count; i++) {
    items[i] = forms->items[i];
    items[i].text = arena_string(arena, items[i].text);
  }
  return (struct counted_forms){items, forms->count};
}

const struct phrases *phrases_copy(struct arena *arena, const struct phrases *phrases) {
  struct phrases *copy = arena_alloc(arena, sizeof *copy);
  for (int i = 0; phrases != NULL && i < PHRASE_COUNT; i++) {
    copy->variants[i] = copy_strings(arena, &phrases->variants[i]);
  }
  for (int i = 0; phrases != NULL && i < COUNTED_COUNT; i++) {
    copy->counted[i] = copy_forms(arena, &phrases->counted[i]);
  }
  copy->numbers = phrases != NULL ? copy_strings(arena, &phrases->numbers) : (struct strings){0};
  return copy;
}
