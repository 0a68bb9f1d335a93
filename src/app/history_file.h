#ifndef APP_HISTORY_FILE_H
#define APP_HISTORY_FILE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* The history in files of the person's own: 0600, and whole or not there. */

enum history_file_form {
  HISTORY_FILE_ALL,   /* lines of JSON, which `limber history import` takes */
  HISTORY_FILE_TABLE, /* CSV, a row for each session */
};

/* How much was written. */
struct history_written {
  size_t sessions, checkins;
};

/* Puts all of it on `out`. Whether `out` took it is for the caller to look at. */
bool history_file_put(FILE *out, enum history_file_form form, struct history_written *written, struct error *err);

/* Writes it to `path`, in place of what is there. */
bool history_file_replace(const char *path, enum history_file_form form, struct history_written *written, struct error *err);

/*
 * Writes it to a file of a new name, `limber-history-2026-11-23.csv` or with a number behind the date, in the folder that the
 * program was started in, or at home where that takes no files. `*path` (`size` bytes): where.
 */
bool history_file_add(enum history_file_form form, char *path, size_t size, struct history_written *written, struct error *err);

#endif
