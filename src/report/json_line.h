#ifndef REPORT_JSON_LINE_H
#define REPORT_JSON_LINE_H

#include "routine/model.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>

/* Building JSON values; every function that makes one hands its reference to the caller. */

/* Nanoseconds as seconds. */
json_t *json_seconds(int64_t span_ns);

/* A string, or null for NULL; bytes that are not UTF-8 cannot come out of the reader. */
json_t *json_text(const char *text);

/* [in, hold, out] in seconds, or null when all are 0. */
json_t *json_tempo(struct tempo tempo);

/* "left", "right" or null. */
json_t *json_side(enum side side);

json_t *json_strings(struct strings strings);

/* The words of a set, in the order of `names`. */
json_t *json_words(word_set set, const char *const *names, size_t count);

/* Adds `value` under `key`, taking its reference. */
void json_put(json_t *object, const char *key, json_t *value);

/* Prints `value` without a newline and drops it. */
void json_print_value(FILE *out, json_t *value);

/* Prints `value` on one line and drops it. */
void json_print_line(FILE *out, json_t *value);

/* Prints `value` indented and drops it. */
void json_print(FILE *out, json_t *value);

#endif
