#ifndef ROUTINE_CONFIG_READER_H
#define ROUTINE_CONFIG_READER_H

#include "base/error.h"
#include "routine/config.h"
#include "routine/reader.h"

#include <stdbool.h>

/* Reads the file of a person's settings, as strictly as a routine. */

/* The name that tells such a file from others. */
#define CONFIG_FILE_NAME "config.yaml"

/*
 * The settings that the reader's source holds into `config`, in the reader's arena; files named in it are looked for beside the
 * file, or, with ~/ at their beginning, in the home folder. False after adding errors.
 */
bool config_read(const struct reader *reader, struct config *config);

/*
 * Those of the file at `path`; one that is not there says nothing. False after adding errors to `diagnostics`, or with `err`
 * (ERROR_INPUT) when it cannot be read.
 */
bool config_load(const char *path, struct arena *arena, struct diagnostics *diagnostics, struct config *config,
                 struct error *err);

#endif
