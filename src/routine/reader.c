#include "routine/reader.h"

#include "base/arena.h"
#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MESSAGE_BYTES 256

static void add_at(const struct reader *reader, enum severity severity, const struct node *node, const char *help,
                   const char *message) {
  source_add(reader->source, reader->diagnostics, severity, node->line, node->column, node->length, help, message);
}

bool reader_error(const struct reader *reader, const struct node *node, const char *help, const char *format, ...) {
  char message[MESSAGE_BYTES];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  add_at(reader, SEVERITY_ERROR, node, help, message);
  return false;
}

void reader_warning(const struct reader *reader, const struct node *node, const char *help, const char *format, ...) {
  char message[MESSAGE_BYTES];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  add_at(reader, SEVERITY_WARNING, node, help, message);
}

static int count_characters(const char *text, size_t bytes) {
  size_t plain = text_plain_length(text, bytes);
  int characters = (int)plain;
  for (size_t at = plain; at < bytes; characters++) {
    uint32_t codepoint;
    at += text_decode(text + at, bytes - at, &codepoint);
  }
  return characters;
}

/* Whether the text stands in the line as it is: no escapes, no doubled quotes, nothing folded. */
static bool stands_as_written(const struct reader *reader, const struct node *node) {
  const char *line;
  size_t length = source_line(reader->source, node->line, &line), at = 0;
  for (int column = 1; column < node->text_column && at < length; column++) {
    uint32_t codepoint;
    at += text_decode(line + at, length - at, &codepoint);
  }
  size_t text_length = strlen(node->text);
  return node->text_column > 0 && at + text_length <= length && memcmp(line + at, node->text, text_length) == 0;
}

bool reader_error_within(const struct reader *reader, const struct node *node, size_t offset, size_t length, const char *help,
                         const char *message) {
  size_t whole = strlen(node->text);
  if (offset + length > whole || !stands_as_written(reader, node)) {
    return reader_error(reader, node, help, "%s", message);
  }
  int column = node->text_column + count_characters(node->text, offset);
  source_add(reader->source, reader->diagnostics, SEVERITY_ERROR, node->line, column,
             count_characters(node->text + offset, length), help, message);
  return false;
}

struct place reader_place(const struct reader *reader, const struct node *node) {
  return (struct place){reader->source->file, node->line, node->column};
}

const char *reader_did_you_mean(const struct reader *reader, const char *word, const char *const *words, size_t count) {
  const char *nearest = text_nearest(word, words, count);
  return nearest == NULL ? NULL : arena_format(reader->arena, "did you mean \"%s\"?", nearest);
}

static const char *kind_name(const struct node *node) {
  switch (node->kind) {
  case NODE_SCALAR:
    return "a single value";
  case NODE_SEQUENCE:
    return "a list";
  case NODE_MAPPING:
    return "a mapping";
  }
  return "";
}

/* The names of keys or words as one line, so that a message can offer them all. */
static const char *join_names(const struct reader *reader, const char *before, const char *const *names, size_t count) {
  const char *line = before;
  for (size_t i = 0; i < count; i++) {
    line = arena_format(reader->arena, "%s%s%s", line, i == 0 ? " " : i + 1 == count ? " and " : ", ", names[i]);
  }
  return line;
}

#define KEYS_MAX 96

static const char *help_for_key(const struct reader *reader, const char *word, const struct reader_key *keys, size_t count) {
  const char *names[KEYS_MAX] = {NULL};
  assert(count <= KEYS_MAX);
  for (size_t i = 0; i < count; i++) {
    names[i] = keys[i].name;
  }
  const char *nearest = text_nearest(word, names, count);
  if (nearest == NULL) {
    return join_names(reader, count == 1 ? "the only key here is" : "the keys here are", names, count);
  }
  size_t at = 0;
  while (keys[at].name != nearest) {
    at++;
  }
  return arena_format(reader->arena, "did you mean \"%s\"? For example %s: %s", nearest, nearest, keys[at].example);
}

static bool take_pair(const struct reader *reader, const struct node_pair *pair, const struct reader_key *keys, size_t count,
                      const struct node **values) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(pair->key->text, keys[i].name) == 0) {
      values[i] = values[i] == NULL ? pair->value : values[i]; /* a doubled key is an error already */
      return true;
    }
  }
  return reader_error(reader, pair->key, help_for_key(reader, pair->key->text, keys, count), "unknown key \"%.60s\"",
                      pair->key->text);
}

bool read_mapping(const struct reader *reader, const struct node *node, const struct reader_key *keys, size_t count,
                  const struct node **values) {
  assert(count <= KEYS_MAX);
  for (size_t i = 0; i < count; i++) {
    values[i] = NULL;
  }
  if (node->kind != NODE_MAPPING) {
    return reader_error(reader, node, arena_format(reader->arena, "for example %s: %s", keys[0].name, keys[0].example),
                        "keys and values are expected here, this is %s", kind_name(node));
  }
  for (size_t i = 0; i < node->count && !source_is_full(reader->source); i++) {
    take_pair(reader, &node->pairs[i], keys, count, values);
  }
  bool complete = true;
  for (size_t i = 0; i < count; i++) {
    if (keys[i].required && values[i] == NULL) {
      complete = reader_error(reader, node, arena_format(reader->arena, "for example %s: %s", keys[i].name, keys[i].example),
                              "the key \"%s\" is missing", keys[i].name);
    }
  }
  return complete;
}

static bool is_one_of(const char *text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(text, words[i]) == 0) {
      return true;
    }
  }
  return false;
}

bool node_is_null(const struct node *node) {
  static const char *const words[] = {"", "~", "null", "Null", "NULL"};
  return node->kind == NODE_SCALAR && !node->quoted && is_one_of(node->text, words, ARRAY_LEN(words));
}

static bool is_boolean_word(const char *text) {
  static const char *const words[] = {"true", "True", "TRUE", "false", "False", "FALSE"};
  return is_one_of(text, words, ARRAY_LEN(words));
}

/* Whether YAML 1.2's core meaning of a plain scalar is a number. */
static bool is_number(const char *text) {
  static const char *const odd[] = {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"};
  const char *digits = text + (text[0] == '+' || text[0] == '-');
  if (is_one_of(digits, odd, ARRAY_LEN(odd))) {
    return true;
  }
  if (strncmp(text, "0x", 2) == 0) {
    return text[2] != '\0' && text[2 + strspn(text + 2, "0123456789abcdefABCDEF")] == '\0';
  }
  if (strncmp(text, "0o", 2) == 0) {
    return text[2] != '\0' && text[2 + strspn(text + 2, "01234567")] == '\0';
  }
  size_t whole = strspn(digits, "0123456789"), point = digits[whole] == '.';
  size_t part = point != 0 ? strspn(digits + whole + 1, "0123456789") : 0;
  const char *rest = digits + whole + point + part;
  if (whole + part == 0) {
    return false;
  }
  if (*rest == 'e' || *rest == 'E') {
    rest += 1 + (rest[1] == '+' || rest[1] == '-');
    size_t power = strspn(rest, "0123456789");
    return power > 0 && rest[power] == '\0';
  }
  return *rest == '\0';
}

static bool expect_scalar(const struct reader *reader, const struct node *node, const char *expected) {
  if (node->kind != NODE_SCALAR) {
    return reader_error(reader, node, NULL, "%s is expected here, this is %s", expected, kind_name(node));
  }
  if (node_is_null(node)) {
    return reader_error(reader, node, "write it behind the colon, or leave the key out", "%s is missing here", expected);
  }
  return true;
}

static bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

static char *trimmed(const struct reader *reader, const char *text) {
  size_t length = strlen(text);
  while (length > 0 && is_space(text[length - 1])) {
    length--;
  }
  while (length > 0 && is_space(*text)) {
    text++;
    length--;
  }
  char *copy = arena_copy(reader->arena, text, length);
  for (char *c = copy; *c != '\0'; c++) {
    *c = is_space(*c) ? ' ' : *c;
  }
  return copy;
}

bool read_string(const struct reader *reader, const struct node *node, int most, const char **out) {
  if (node == NULL) {
    return true;
  }
  if (!expect_scalar(reader, node, "a text")) {
    return false;
  }
  if (!node->quoted && (is_boolean_word(node->text) || is_number(node->text))) {
    return reader_error(reader, node, "put it in quotes", "a text is expected here, this is %s",
                        is_number(node->text) ? "a number" : "true or false");
  }
  const char *text = trimmed(reader, node->text);
  int characters = count_characters(text, strlen(text));
  if (characters == 0) {
    return reader_error(reader, node, NULL, "this text is empty");
  }
  if (characters > most) {
    return reader_error(reader, node, NULL, "this text has %d characters, %d are possible", characters, most);
  }
  *out = text;
  return true;
}

bool read_integer(const struct reader *reader, const struct node *node, int least, int most, int *out) {
  if (node == NULL) {
    return true;
  }
  if (!expect_scalar(reader, node, "a number")) {
    return false;
  }
  const char *digits = node->text + (node->text[0] == '+' || node->text[0] == '-');
  size_t count = strspn(digits, "0123456789");
  if (node->quoted || count == 0 || digits[count] != '\0') {
    return reader_error(reader, node, NULL, "a whole number from %d to %d is expected here", least, most);
  }
  int value = 0;
  for (size_t i = 0; i < count && value <= most; i++) {
    value = value * 10 + (digits[i] - '0');
  }
  if ((node->text[0] == '-' && value != 0) || value < least || value > most) {
    return reader_error(reader, node, NULL, "%.20s is out of range, %d to %d is possible", node->text, least, most);
  }
  *out = value;
  return true;
}

bool read_boolean(const struct reader *reader, const struct node *node, bool *out) {
  if (node == NULL) {
    return true;
  }
  if (!expect_scalar(reader, node, "true or false")) {
    return false;
  }
  if (node->quoted || !is_boolean_word(node->text)) {
    return reader_error(reader, node, NULL, "true or false is expected here");
  }
  *out = node->text[0] == 't' || node->text[0] == 'T';
  return true;
}
