#ifndef REPORT_SETTINGS_H
#define REPORT_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A person's settings, as text and as JSON. */

/* A setting: its name, what counts, where that is from, what it would be otherwise, what it is about. Strings are borrowed. */
struct listed_setting {
  const char *name, *value, *origin, *usual, *about;
};

/* As a table; `file` is where the configuration is looked for, `there` whether there is one. */
void report_settings_text(FILE *out, const struct listed_setting *settings, size_t count, const char *file, bool there);

void report_settings_json(FILE *out, const struct listed_setting *settings, size_t count);

#endif
