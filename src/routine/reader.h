#ifndef ROUTINE_READER_H
#define ROUTINE_READER_H

#include "base/macros.h"
#include "routine/model.h"
#include "routine/node.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * From nodes to values, strictly: every kind of file (routines, exercises, settings, …) is decoded with these. Each read_…
 * function takes a node that may be NULL (the key was not there: nothing happens, true) and returns false after adding an
 * error, `*out` untouched, so that a caller can go on and find the next mistake. Results live in the reader's arena.
 */
struct reader {
  struct arena *arena;
  struct diagnostics *diagnostics;
  const struct source *source;
};

/* A key that a mapping may have. */
struct reader_key {
  const char *name;
  bool required;
  const char *example; /* of its value, as written behind the colon, for messages */
};

/* Adds an error about the whole of `node`; `help` may be NULL. Always false. */
bool reader_error(const struct reader *reader, const struct node *node, const char *help, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* Adds a warning about the whole of `node`; `help` may be NULL. */
void reader_warning(const struct reader *reader, const struct node *node, const char *help, const char *format, ...)
    PRINTF_LIKE(4, 5);

/* Adds an error about `length` bytes of a scalar's text from `offset` on; where that cannot be told, about the whole. */
bool reader_error_within(const struct reader *reader, const struct node *node, size_t offset, size_t length, const char *help,
                         const char *message);

/* Where `node` stands, for a model that remembers it. */
struct place reader_place(const struct reader *reader, const struct node *node);

/* Help that names the word meant, in the arena: `did you mean "hold"?`; NULL when nothing is near. */
const char *reader_did_you_mean(const struct reader *reader, const char *word, const char *const *words, size_t count);

/*
 * Splits a mapping into the values of `keys`: values[i] is that of keys[i], or NULL. Unknown and missing keys are errors, but
 * values are filled all the same. False when `node` is no mapping (values are then all NULL) or a required key is missing.
 */
bool read_mapping(const struct reader *reader, const struct node *node, const struct reader_key *keys, size_t count,
                  const struct node **values);

/* Whether the node stands for nothing: `key:`, ~ or null. */
bool node_is_null(const struct node *node);

/* A text of 1 to `most` characters; line breaks and tabs in it become blanks, blanks at its ends go. */
bool read_string(const struct reader *reader, const struct node *node, int most, const char **out);

/* A whole number from `least` to `most`. */
bool read_integer(const struct reader *reader, const struct node *node, int least, int most, int *out);

/* true or false. */
bool read_boolean(const struct reader *reader, const struct node *node, bool *out);

/* A duration from `least_s` to `most_s` seconds. */
bool read_duration(const struct reader *reader, const struct node *node, int least_s, int most_s, int64_t *out_ns);

/* One of `count` words, as its index; `what` names their kind in messages, such as "type". */
bool read_word(const struct reader *reader, const struct node *node, const char *what, const char *const *words, size_t count,
               int *out);

/* One of `count` words (32 at most) or a list of them, as bits. */
bool read_set(const struct reader *reader, const struct node *node, const char *what, const char *const *words, size_t count,
              word_set *out);

/* A text or a list of up to `most_items` texts, each as read_string() takes it. */
bool read_strings(const struct reader *reader, const struct node *node, size_t most_items, int most, struct strings *out);

/* Whether `text` is an id: lower-case words (letters and digits) joined by -, at most 64 bytes. */
bool id_is_valid(const char *text);

/* An id. */
bool read_id(const struct reader *reader, const struct node *node, const char **out);

#endif
