#include "routine/pronunciation.h"

#include "base/arena.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define X(id, name) [ENGINE_##id] = (name),
const char *const engine_names[ENGINE_COUNT] = {ENGINE_LIST(X)};
#undef X

/* Which engine the voice belongs to; what nobody knows is given what a command is. */
static enum engine engine_of(const char *voice) {
  for (int i = 0; voice != NULL && i < ENGINE_COUNT; i++) {
    size_t length = strlen(engine_names[i]);
    if (strncmp(voice, engine_names[i], length) == 0 && (voice[length] == ':' || voice[length] == '\0')) {
      return (enum engine)i;
    }
  }
  return ENGINE_COMMAND;
}

/* Letters and digits, and all bytes of characters beyond ASCII. */
static bool is_word_byte(char byte) {
  return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

/* Whether `text` begins with `word`, whose ASCII letters may be capital or not. */
static bool begins_with(const char *text, const char *word) {
  while (*word != '\0' && tolower((unsigned char)*text) == tolower((unsigned char)*word)) {
    text++;
    word++;
  }
  return *word == '\0';
}

/* The entry whose word stands at the beginning of `text` and ends there; NULL: none. */
static const struct pronounced_word *word_at(const struct pronunciation *pronunciation, const char *text) {
  for (size_t i = 0; i < pronunciation->count; i++) {
    const char *word = pronunciation->words[i].word;
    size_t length = strlen(word);
    if (begins_with(text, word) && !is_word_byte(text[length])) {
      return &pronunciation->words[i];
    }
  }
  return NULL;
}

static bool is_digit(char byte) {
  return isdigit((unsigned char)byte);
}

/* What joins two numbers at `text`, in words, `to` between two that are all; NULL: nothing does. */
static const char *joint(const char *text, size_t dashes, const char *to) {
  if (!is_digit(text[1])) {
    return NULL;
  }
  return text[0] == '/' ? " " : text[0] != '-' ? NULL : dashes == 1 ? to : ", ";
}

/* How many dashes join the numbers that begin at `text`. */
static size_t count_dashes(const char *text) {
  size_t dashes = 0;
  for (; is_digit(*text) || (*text == '-' && is_digit(text[1])); text++) {
    dashes += *text == '-';
  }
  return dashes;
}

/* The numbers at `text` and what joins them, added to `said`. Returns where they end. */
static const char *say_numbers(struct arena *arena, const char *text, const char *to, const char **said) {
  size_t dashes = count_dashes(text);
  const char *joined;
  while (is_digit(*text)) {
    size_t length = strspn(text, "0123456789");
    *said = arena_format(arena, "%s%.*s", *said, (int)length, text);
    text += length;
    if ((joined = joint(text, dashes, to)) != NULL) {
      *said = arena_format(arena, "%s%s", *said, joined);
      text++;
    }
  }
  return text;
}

const char *pronounce(struct arena *arena, const struct pronunciation *pronunciation, const char *voice, const char *text) {
  enum engine engine = engine_of(voice);
  const char *to = pronunciation != NULL && pronunciation->to != NULL ? arena_format(arena, " %s ", pronunciation->to) : " to ";
  const char *said = "";
  while (*text != '\0') {
    const struct pronounced_word *entry = pronunciation != NULL ? word_at(pronunciation, text) : NULL;
    if (entry != NULL && entry->say[engine] != NULL) {
      said = arena_format(arena, "%s%s", said, entry->say[engine]);
      text += strlen(entry->word);
      continue;
    }
    if (is_digit(*text)) {
      text = say_numbers(arena, text, to, &said);
      continue;
    }
    size_t length = 1;
    while (is_word_byte(text[length - 1]) && is_word_byte(text[length])) {
      length++;
    }
    said = arena_format(arena, "%s%.*s", said, (int)length, text);
    text += length;
  }
  return said;
}
