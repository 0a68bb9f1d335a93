#include "routine/phrase_words_reader.h"

#include "base/arena.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_CHARACTERS_MAX 40
#define COUNT_DIGITS_MAX 5

static const char forms_help[] = "for example {one: '{number} minute', more: '{number} minutes'}";

/* A number of a few digits at `*text`, which moves behind it. */
static bool take_number(const char **text, int *number) {
  size_t digits = strspn(*text, "0123456789");
  if (digits == 0 || digits > COUNT_DIGITS_MAX) {
    return false;
  }
  *number = atoi(*text);
  *text += digits;
  return true;
}

/* Which numbers a form is for: one, 2-4 or more. */
static bool read_range(const char *text, struct counted_form *form) {
  if (strcmp(text, "more") == 0) {
    form->from = 0;
    form->to = INT_MAX;
    return true;
  }
  if (strcmp(text, "one") == 0) {
    form->from = form->to = 1;
    return true;
  }
  return take_number(&text, &form->from) && *text++ == '-' && take_number(&text, &form->to) && *text == '\0' &&
         form->from <= form->to;
}

/* {number} once at most, and no other brace. */
static bool has_good_slot(const char *text) {
  const char *slot = strstr(text, "{number}");
  size_t before = strcspn(text, "{}");
  return slot == NULL ? text[before] == '\0'
                      : before == (size_t)(slot - text) && strpbrk(slot + strlen("{number}"), "{}") == NULL;
}

static bool read_form(const struct reader *reader, const struct node_pair *pair, struct counted_form *form) {
  if (!read_range(pair->key->text, form)) {
    return reader_error(reader, pair->key, forms_help, "one, a range such as 2-4, or more is expected here");
  }
  if (!read_string(reader, pair->value, PHRASE_CHARACTERS_MAX, &form->text)) {
    return false;
  }
  return has_good_slot(form->text) ||
         reader_error(reader, pair->value, "the slot here: number", "the only slot here is {number}");
}

/* The forms in the order of the file, but the one for all the others behind them. */
static bool read_forms(const struct reader *reader, const struct node *node, struct counted_forms *forms) {
  if (node == NULL) {
    return true;
  }
  if (node->kind != NODE_MAPPING || node->count == 0 || node->count > PHRASE_FORMS_MAX) {
    return reader_error(reader, node, forms_help, "how one and how more of them are said is expected here");
  }
  struct counted_form *items = arena_array(reader->arena, node->count, sizeof *items);
  struct counted_form more = {.text = NULL};
  size_t count = 0;
  for (size_t i = 0; i < node->count; i++) {
    struct counted_form form = {.text = NULL};
    if (!read_form(reader, &node->pairs[i], &form)) {
      return false;
    }
    if (form.to == INT_MAX) {
      more = form;
    } else {
      items[count++] = form;
    }
  }
  if (more.text == NULL) {
    return reader_error(reader, node, forms_help, "more, for all other numbers, is missing");
  }
  items[count++] = more;
  *forms = (struct counted_forms){items, count};
  return true;
}

static bool read_numbers(const struct reader *reader, const struct node *node, struct phrases *phrases) {
  struct strings numbers;
  if (node == NULL) {
    return true;
  }
  if (!read_strings(reader, node, PHRASE_NUMBERS_MAX, NUMBER_CHARACTERS_MAX, &numbers)) {
    return false;
  }
  if (numbers.count == 0) {
    return reader_error(reader, node, "leave the key out for the usual words", "a number at least is expected here");
  }
  phrases->numbers = numbers;
  return true;
}

bool phrase_words_read(const struct reader *reader, const struct node *node, struct phrases *phrases,
                       struct pronunciation *pronunciation) {
  enum { KEY_NUMBERS = COUNTED_COUNT, KEY_TO, KEY_COUNT };
  struct reader_key keys[KEY_COUNT] = {
      [KEY_NUMBERS] = {"numbers", false, "[One., Two., Three.]"}, [KEY_TO] = {"to", false, "to"}};
  const struct node *values[KEY_COUNT];
  for (int i = 0; i < COUNTED_COUNT; i++) {
    keys[i] = (struct reader_key){counted_keys[i], false, "{one: one, more: '{number}'}"};
  }
  if (node == NULL) {
    return true;
  }
  bool good = read_mapping(reader, node, keys, KEY_COUNT, values);
  for (int i = 0; i < COUNTED_COUNT; i++) {
    good = read_forms(reader, values[i], &phrases->counted[i]) && good;
  }
  good = read_numbers(reader, values[KEY_NUMBERS], phrases) && good;
  return read_string(reader, values[KEY_TO], NUMBER_CHARACTERS_MAX, &pronunciation->to) && good;
}
