#ifndef ROUTINE_DIAGNOSTIC_H
#define ROUTINE_DIAGNOSTIC_H

#include "base/macros.h"
#include "routine/model.h"

#include <stdbool.h>
#include <stddef.h>

/* What reading files found wrong: collected in order, shown with the line and a caret. Nothing here prints. */

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/* "error", "warning". */
extern const char *const severity_names[2];

/* Columns and lengths count characters, not bytes. Strings are as found: diagnostic_format() makes them safe to print. */
struct diagnostic {
  const char *file;
  int line, column; /* from 1; line 0: the file as a whole */
  int length;       /* of what is wrong, at least 1 */
  enum severity severity;
  const char *message;
  const char *help;        /* the way out, or NULL */
  const char *source_line; /* without its newline; NULL: none to show */
};

struct diagnostics;

/* An empty list. Caller destroys. */
struct diagnostics *diagnostics_create(void);

/* NULL is fine. */
void diagnostics_destroy(struct diagnostics *diagnostics);

/*
 * Adds one. `source_line` (`source_length` bytes; NULL: none), `place.file`, `help` (NULL: none) and the message are copied.
 * The same message at the same place is kept once; false when it was there already.
 */
bool diagnostics_add(struct diagnostics *diagnostics, enum severity severity, struct place place, int length,
                     const char *source_line, size_t source_length, const char *help, const char *message);

/* Adds copies of all that `from` holds. */
void diagnostics_append(struct diagnostics *diagnostics, const struct diagnostics *from);

/* How many there are, of any severity. */
size_t diagnostics_count(const struct diagnostics *diagnostics);

/* How many there are of one severity. */
size_t diagnostics_count_of(const struct diagnostics *diagnostics, enum severity severity);

/* How many errors were added, repeated ones counted again: whether it has grown tells whether a reading went wrong. */
size_t diagnostics_errors_reported(const struct diagnostics *diagnostics);

/* The one at `index`, below diagnostics_count(); borrowed until the list is destroyed. */
const struct diagnostic *diagnostics_at(const struct diagnostics *diagnostics, size_t index);

/* The parts that a shown diagnostic is made of, for colours. */
enum diagnostic_part {
  DIAGNOSTIC_PLAIN,
  DIAGNOSTIC_HEAD, /* place and message */
  DIAGNOSTIC_ERROR,
  DIAGNOSTIC_WARNING,
  DIAGNOSTIC_QUIET,  /* line number, bar, the line around what is wrong */
  DIAGNOSTIC_MARKED, /* what is wrong, in the line */
  DIAGNOSTIC_HELP,   /* the word "help:" */
  DIAGNOSTIC_PART_COUNT
};

struct diagnostic_style {
  bool utf8;                                /* else ASCII alone */
  int columns;                              /* lines longer than this are cut around the caret; 0: 80 */
  const char *paint[DIAGNOSTIC_PART_COUNT]; /* what switches to each part's colours; NULL: nothing */
};

/*
 * `diagnostic` as text for a terminal, ending in a newline: place and message, the line with its number, a caret under what is
 * wrong, the help. Whatever the file held, no control character comes through. Caller frees.
 */
char *diagnostic_format(const struct diagnostic *diagnostic, const struct diagnostic_style *style);

/* Writes what all came to, such as "3 errors, 1 warning in 1 file, 9 steps. Nothing was changed.". Returns `out`. */
char *diagnostics_summary(char *out, size_t size, const struct diagnostics *diagnostics, size_t files, size_t steps);

#endif
