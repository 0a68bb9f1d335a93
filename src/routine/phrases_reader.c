#include "routine/phrases_reader.h"

#include "base/arena.h"
#include "routine/exercise_reader.h"
#include "routine/phrase_words_reader.h"

#include <stdlib.h>
#include <string.h>

#define WORD_CHARACTERS_MAX 40
#define LANGUAGE_CHARACTERS_MAX 16

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

/* A code as espeak-ng names its voices: de, pt-br. */
static bool read_language(const struct reader *reader, const struct node *node, const char **language) {
  const char *code = NULL;
  if (node == NULL || !read_string(reader, node, LANGUAGE_CHARACTERS_MAX, &code)) {
    return node == NULL;
  }
  if (!id_is_valid(code)) {
    return reader_error(reader, node, "for example de, fr or pt-br", "the code of a language is expected here");
  }
  *language = code;
  return true;
}

bool phrases_read(const struct reader *reader, const struct node *node, struct phrases *phrases,
                  struct pronunciation *pronunciation) {
  enum { KEY_LIMBER, KEY_LANGUAGE, KEY_PHRASES, KEY_WORDS, KEY_PRONUNCIATION, KEY_COUNT };
  static const struct reader_key keys[KEY_COUNT] = {
      [KEY_LIMBER] = {"limber", true, "1"},
      [KEY_LANGUAGE] = {"language", false, "de"},
      [KEY_PHRASES] = {"phrases", false, "{halfway: [Halfway.]}"},
      [KEY_WORDS] = {"words", false, "{numbers: [One., Two., Three.]}"},
      [KEY_PRONUNCIATION] = {"pronunciation", false, "{ITB: eye tee bee}"},
  };
  const struct node *values[KEY_COUNT];
  bool good = read_mapping(reader, node, keys, KEY_COUNT, values);
  good = format_version_read(reader, values[KEY_LIMBER]) && good;
  good = read_language(reader, values[KEY_LANGUAGE], &pronunciation->language) && good;
  good = read_moments(reader, values[KEY_PHRASES], phrases) && good;
  good = phrase_words_read(reader, values[KEY_WORDS], phrases, pronunciation) && good;
  return read_pronunciation(reader, values[KEY_PRONUNCIATION], pronunciation) && good;
}

/* The keys that another language's file should have and has not, with commas between them; how many into `*count`. */
static const char *missing_keys(const struct reader *reader, const struct phrases *phrases, size_t *count) {
  const char *missing = "";
  *count = 0;
  for (int i = 0; i < PHRASE_COUNT; i++) {
    if (phrases->variants[i].count == 0) {
      missing = arena_format(reader->arena, "%s%s%s", missing, *count > 0 ? ", " : "", phrase_keys[i]);
      ++*count;
    }
  }
  for (int i = 0; i < COUNTED_COUNT; i++) {
    if (phrases->counted[i].count == 0) {
      missing = arena_format(reader->arena, "%s%swords: %s", missing, *count > 0 ? ", " : "", counted_keys[i]);
      ++*count;
    }
  }
  if (phrases->numbers.count == 0) {
    missing = arena_format(reader->arena, "%s%swords: numbers", missing, *count > 0 ? ", " : "");
    ++*count;
  }
  return missing;
}

void phrases_check(const struct reader *reader, const struct node *node) {
  struct phrases phrases = {0};
  struct pronunciation pronunciation = {0};
  size_t count = 0;
  phrases_read(reader, node, &phrases, &pronunciation);
  const char *language = pronunciation.language;
  if (language == NULL || strcmp(language, "en") == 0 || strncmp(language, "en-", 3) == 0) {
    return;
  }
  const char *missing = missing_keys(reader, &phrases, &count);
  if (count > 0) {
    reader_warning(reader, node_get(node, "language"), arena_format(reader->arena, "missing: %s", missing),
                   "%zu phrase%s English", count, count == 1 ? " is left" : "s are left");
  }
}
