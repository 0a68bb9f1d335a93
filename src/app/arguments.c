#include "app/arguments.h"

#include "base/text.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 32 };

static const struct option_row *find_row(const struct option_row *rows, size_t count, const char *name, size_t length) {
  for (size_t i = 0; i < count; i++) {
    if (strlen(rows[i].name) == length && memcmp(rows[i].name, name, length) == 0) {
      return &rows[i];
    }
  }
  return NULL;
}

static bool unknown_option(const struct option_row *rows, size_t count, const char *argument, char *problem, size_t size) {
  const char *names[ROWS_MAX];
  char name[64];
  size_t known = count < ROWS_MAX ? count : ROWS_MAX;
  for (size_t i = 0; i < known; i++) {
    names[i] = rows[i].name;
  }
  snprintf(name, sizeof name, "%.*s", (int)strcspn(argument, "="), argument + strspn(argument, "-"));
  const char *nearest = text_nearest(name, names, known);
  if (nearest != NULL) {
    snprintf(problem, size, "unknown option %s; did you mean --%s?", argument, nearest);
  } else {
    snprintf(problem, size, "unknown option %s", argument);
  }
  return false;
}

bool arguments_parse(int argc, char **argv, const struct option_row *rows, size_t row_count, size_t *word_count, char *problem,
                     size_t size) {
  bool only_words = false;
  *word_count = 0;
  for (int i = 1; i < argc; i++) {
    char *argument = argv[i];
    if (only_words || argument[0] != '-' || argument[1] == '\0') {
      argv[++*word_count] = argument;
      continue;
    }
    if (strcmp(argument, "--") == 0) {
      only_words = true;
      continue;
    }
    const char *name = argument + strspn(argument, "-"), *equals = strchr(name, '=');
    const struct option_row *row = find_row(rows, row_count, name, strcspn(name, "="));
    if (row == NULL || name - argument != (row->name[1] == '\0' ? 1 : 2)) {
      return unknown_option(rows, row_count, argument, problem, size);
    }
    if (row->flag != NULL) {
      if (equals != NULL) {
        snprintf(problem, size, "--%s takes no value", row->name);
        return false;
      }
      *row->flag = true;
    } else if (equals != NULL) {
      *row->value = equals + 1;
    } else if (i + 1 < argc) {
      *row->value = argv[++i];
    } else {
      snprintf(problem, size, "%s%s needs a value", row->name[1] == '\0' ? "-" : "--", row->name);
      return false;
    }
  }
  return true;
}

bool arguments_integer(const char *text, long least, long most, long *number) {
  char *end = NULL;
  errno = 0;
  long value = strtol(text, &end, 10);
  if (errno != 0 || end == text || *end != '\0' || value < least || value > most) {
    return false;
  }
  *number = value;
  return true;
}

bool arguments_number(const char *text, double least, double most, double *number) {
  char *end = NULL;
  errno = 0;
  double value = strtod(text, &end);
  if (errno != 0 || end == text || *end != '\0' || !isfinite(value) || value < least || value > most) {
    return false;
  }
  *number = value;
  return true;
}
