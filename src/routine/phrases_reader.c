#include "routine/phrases_reader.h"

#include "base/arena.h"
#include "routine/exercise_reader.h"
#include "routine/phrase_words_reader.h"

#include <stdlib.h>
#include <string.h>

#define WORD_CHARACTERS_MAX 40

/* Adds an error where a variant has a slot that its moment does not know, or a brace that is none. */
static bool check_slots(const struct reader *reader, const struct node *node, enum phrase_moment moment, const char *text) {
  while (*(text += strcspn(text, "{}")) != '\0') {
    size_t length = *text == '{' ? strcspn(text + 1, "{}") : 0;
    if (*text == '}' || text[1 + length] != '}') {
      return reader_error(reader, node, "a slot is a word between { and }", "this brace has no other half");
    }
    if (!phrase_has_slot(moment, text + 1, length)) {
      const char *slots = phrase_slots[moment];
      const char *help = slots[0] == '\0' ? "these words have no slots" : arena_format(reader->arena, "slots here: %s", slots);
      return reader_error(reader, node, help, "there is no slot {%.*s} here", (int)length, text + 1);
    }
    text += length + 2;
  }
  return true;
}

static bool read_moment(const struct reader *reader, const struct node *node, enum phrase_moment moment,
                        struct phrases *phrases) {
  struct strings variants;
  if (node == NULL) {
    return true;
  }
  if (!read_strings(reader, node, PHRASE_VARIANTS_MAX, PHRASE_CHARACTERS_MAX, &variants)) {
    return false;
  }
  if (variants.count == 0) {
    return reader_error(reader, node, "leave the key out for the usual words", "a variant at least is expected here");
  }
  for (size_t i = 0; i < variants.count; i++) {
    const struct node *item = node->kind == NODE_SEQUENCE ? node->items[i] : node;
    if (!check_slots(reader, item, moment, variants.items[i])) {
      return false;
    }
  }
  phrases->variants[moment] = variants;
  return true;
}

static bool read_moments(const struct reader *reader, const struct node *node, struct phrases *phrases) {
  struct reader_key keys[PHRASE_COUNT];
  const struct node *values[PHRASE_COUNT];
  for (int i = 0; i < PHRASE_COUNT; i++) {
    keys[i] = (struct reader_key){phrase_keys[i], false, "[Halfway.]"};
  }
  if (node == NULL) {
    return true;
  }
  bool good = read_mapping(reader, node, keys, PHRASE_COUNT, values);
  for (int i = 0; i < PHRASE_COUNT; i++) {
    good = read_moment(reader, values[i], (enum phrase_moment)i, phrases) && good;
  }
  return good;
}

/* One spelling for all engines, or one for each that needs it. */
static bool read_word_of_table(const struct reader *reader, const struct node_pair *pair, struct pronounced_word *word) {
  struct reader_key keys[ENGINE_COUNT];
  const struct node *values[ENGINE_COUNT];
  const char *all = NULL;
  bool good = read_string(reader, pair->key, WORD_CHARACTERS_MAX, &word->word);
  if (pair->value->kind == NODE_SCALAR) {
    good = read_string(reader, pair->value, PHRASE_CHARACTERS_MAX, &all) && good;
    for (int i = 0; i < ENGINE_COUNT; i++) {
      word->say[i] = all;
    }
    return good;
  }
  for (int i = 0; i < ENGINE_COUNT; i++) {
    keys[i] = (struct reader_key){engine_names[i], false, "ninety ninety"};
  }
  good = read_mapping(reader, pair->value, keys, ENGINE_COUNT, values) && good;
  for (int i = 0; i < ENGINE_COUNT; i++) {
    good = read_string(reader, values[i], PHRASE_CHARACTERS_MAX, &word->say[i]) && good;
  }
  return good;
}

static int longest_first(const void *left, const void *right) {
  const struct pronounced_word *a = left, *b = right;
  size_t a_length = strlen(a->word), b_length = strlen(b->word);
  return a_length != b_length ? (a_length < b_length) - (a_length > b_length) : strcmp(a->word, b->word);
}

static bool is_new(const struct pronounced_word *words, size_t count, const char *word) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(words[i].word, word) == 0) {
      return false;
    }
  }
  return true;
}

/* The file's words before those that are there already. */
static bool read_pronunciation(const struct reader *reader, const struct node *node, struct pronunciation *pronunciation) {
  bool good = true;
  if (node == NULL) {
    return true;
  }
  if (node->kind != NODE_MAPPING || node->count > PRONOUNCED_WORDS_MAX) {
    return reader_error(reader, node, "for example ITB: eye tee bee", "up to %d words and how to say them are expected here",
                        PRONOUNCED_WORDS_MAX);
  }
  struct pronounced_word *words = arena_array(reader->arena, node->count + pronunciation->count + 1, sizeof *words);
  size_t count = 0;
  for (size_t i = 0; i < node->count; i++) {
    struct pronounced_word word = {0};
    if (read_word_of_table(reader, &node->pairs[i], &word)) {
      words[count++] = word;
    } else {
      good = false;
    }
  }
  for (size_t i = 0; i < pronunciation->count; i++) {
    if (is_new(words, count, pronunciation->words[i].word)) {
      words[count++] = pronunciation->words[i];
    }
  }
  qsort(words, count, sizeof *words, longest_first);
  pronunciation->words = words;
  pronunciation->count = count;
  return good;
}

bool phrases_read(const struct reader *reader, const struct node *node, struct phrases *phrases,
                  struct pronunciation *pronunciation) {
  static const struct reader_key keys[] = {{"limber", true, "1"},
                                           {"phrases", false, "{halfway: [Halfway.]}"},
                                           {"words", false, "{numbers: [One., Two., Three.]}"},
                                           {"pronunciation", false, "{ITB: eye tee bee}"}};
  const struct node *values[ARRAY_LEN(keys)];
  bool good = read_mapping(reader, node, keys, ARRAY_LEN(keys), values);
  good = format_version_read(reader, values[0]) && good;
  good = read_moments(reader, values[1], phrases) && good;
  good = phrase_words_read(reader, values[2], phrases, pronunciation) && good;
  return read_pronunciation(reader, values[3], pronunciation) && good;
}
