#include "routine/reader.h"

#include "base/arena.h"
#include "base/timespan.h"
#include "routine/dose.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

/* The kinds of values that are words or lists of them; reader.c has the rest. */

static bool is_plain_scalar(const struct reader *reader, const struct node *node, const char *expected) {
  if (node->kind != NODE_SCALAR) {
    return reader_error(reader, node, NULL, "%s is expected here, this is %s", expected,
                        node->kind == NODE_SEQUENCE ? "a list" : "a mapping");
  }
  if (node_is_null(node)) {
    return reader_error(reader, node, "write it behind the colon, or leave the key out", "%s is missing here", expected);
  }
  return true;
}

static const char *seconds_in_words(const struct reader *reader, int seconds) {
  char text[48];
  return arena_string(reader->arena, duration_format(text, sizeof text, SECONDS(seconds)));
}

bool read_duration(const struct reader *reader, const struct node *node, int least_s, int most_s, int64_t *out_ns) {
  if (node == NULL) {
    return true;
  }
  if (!is_plain_scalar(reader, node, "a duration")) {
    return false;
  }
  struct fault fault;
  int64_t duration_ns;
  if (!duration_parse(node->text, strlen(node->text), &duration_ns, &fault)) {
    return reader_error(reader, node, fault.help, "%s", fault.message);
  }
  if (duration_ns < SECONDS(least_s) || duration_ns > SECONDS(most_s)) {
    return reader_error(reader, node, NULL, "%.20s is out of range, %s to %s is possible", node->text,
                        seconds_in_words(reader, least_s), seconds_in_words(reader, most_s));
  }
  *out_ns = duration_ns;
  return true;
}

static const char *words_in_a_row(const struct reader *reader, const char *const *words, size_t count) {
  const char *line = "possible are";
  for (size_t i = 0; i < count; i++) {
    line = arena_format(reader->arena, "%s%s%s", line, i == 0 ? " " : i + 1 == count ? " and " : ", ", words[i]);
  }
  return line;
}

bool read_word(const struct reader *reader, const struct node *node, const char *what, const char *const *words, size_t count,
               int *out) {
  if (node == NULL) {
    return true;
  }
  if (!is_plain_scalar(reader, node, "a word")) {
    return false;
  }
  for (size_t i = 0; i < count; i++) {
    if (strcmp(node->text, words[i]) == 0) {
      *out = (int)i;
      return true;
    }
  }
  const char *help = reader_did_you_mean(reader, node->text, words, count);
  return reader_error(reader, node, help != NULL ? help : words_in_a_row(reader, words, count), "unknown %s \"%.60s\"", what,
                      node->text);
}

/* The nodes of a list, or the one node that stands for a list of one. */
static const struct node *const *items_of(const struct node *const *node, size_t *count) {
  if ((*node)->kind == NODE_SEQUENCE) {
    *count = (*node)->count;
    return (*node)->items;
  }
  *count = 1;
  return node;
}

bool read_set(const struct reader *reader, const struct node *node, const char *what, const char *const *words, size_t count,
              word_set *out) {
  assert(count <= 32);
  if (node == NULL) {
    return true;
  }
  size_t item_count;
  const struct node *const *items = items_of(&node, &item_count);
  word_set set = 0;
  bool good = true;
  for (size_t i = 0; i < item_count; i++) {
    int word = 0;
    if (!read_word(reader, items[i], what, words, count, &word)) {
      good = false;
    } else if ((set & WORD_BIT(word)) != 0) {
      good = reader_error(reader, items[i], NULL, "%s stands here twice", words[word]);
    } else {
      set |= WORD_BIT(word);
    }
  }
  if (good) {
    *out = set;
  }
  return good;
}

bool read_strings(const struct reader *reader, const struct node *node, size_t most_items, int most, struct strings *out) {
  if (node == NULL) {
    return true;
  }
  size_t count;
  const struct node *const *items = items_of(&node, &count);
  if (count > most_items) {
    return reader_error(reader, node, NULL, "this list has %zu parts, %zu are possible", count, most_items);
  }
  const char **texts = arena_array(reader->arena, count, sizeof *texts);
  bool good = true;
  for (size_t i = 0; i < count; i++) {
    good = read_string(reader, items[i], most, &texts[i]) && good;
  }
  if (good) {
    *out = (struct strings){texts, count};
  }
  return good;
}

static bool is_id_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool id_is_valid(const char *text) {
  size_t length = strnlen(text, 65);
  for (size_t i = 0; i < length; i++) {
    bool joint = text[i] == '-' && i > 0 && i + 1 < length && text[i - 1] != '-';
    if (!is_id_letter(text[i]) && !joint) {
      return false;
    }
  }
  return length > 0 && length <= 64;
}

bool read_id(const struct reader *reader, const struct node *node, const char **out) {
  if (node == NULL) {
    return true;
  }
  if (!is_plain_scalar(reader, node, "an id")) {
    return false;
  }
  if (!id_is_valid(node->text)) {
    return reader_error(reader, node, "ids are lower-case words joined by -, such as glute-bridge", "\"%.60s\" is no id",
                        node->text);
  }
  *out = arena_string(reader->arena, node->text);
  return true;
}
