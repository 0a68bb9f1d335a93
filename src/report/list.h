#ifndef REPORT_LIST_H
#define REPORT_LIST_H

#include "routine/diagnostic.h"
#include "routine/model.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Lists of what there is, and of what is wrong, as text and as JSON. */

/* A routine on the list, without its steps. Strings are borrowed. */
struct listed_routine {
  const char *id, *title, *goal; /* goal: or NULL */
  word_set areas, types;         /* of enum area, and of enum exercise_type among its exercises */
  int level;
  int64_t total_ns;
  int exercise_count;
  struct strings equipment;
  bool gentle, desk;
  const char *file, *shadows; /* shadows: the built-in file it hides, or NULL */
};

void report_routines_text(FILE *out, const struct listed_routine *routines, size_t count);
void report_routines_json(FILE *out, const struct listed_routine *routines, size_t count);

void report_exercises_text(FILE *out, const struct exercise *const *exercises, size_t count);
void report_exercises_json(FILE *out, const struct exercise *const *exercises, size_t count);

void report_diagnostics_json(FILE *out, const struct diagnostics *diagnostics);

/* Writes the items with commas between them into `text`, cut where it is full; returns `text`, "" for none. */
const char *report_join(char *text, size_t size, struct strings items);

#endif
