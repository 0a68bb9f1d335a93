#ifndef ROUTINE_EXERCISE_READER_H
#define ROUTINE_EXERCISE_READER_H

#include "routine/reader.h"

#include <stdbool.h>

/* Reads exercises, from files of their own or from the `exercises:` of a routine. */

/* Where an exercise names others; they are looked up and checked only when they are needed. NULL where it names none. */
struct exercise_links {
  const struct node *easier, *harder, *figure;
};

/*
 * The exercise that `node` describes, in the reader's arena; `id` is copied. `in_file`: it is a file of its own, which begins
 * with `limber: 1`. NULL after adding errors.
 */
const struct exercise *exercise_read(const struct reader *reader, const struct node *node, const char *id, bool in_file,
                                     struct exercise_links *links);

/* Checks the value of `limber:`, the format's version; NULL (missing) is fine here. */
bool format_version_read(const struct reader *reader, const struct node *node);

/* A list of tools, each of lower-case words: "mat", "wall or chair", "stick optional". */
bool equipment_read(const struct reader *reader, const struct node *node, struct strings *out);

#endif
