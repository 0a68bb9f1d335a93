#ifndef APP_HISTORY_COMMAND_H
#define APP_HISTORY_COMMAND_H

#include <stdbool.h>

/* The parts of `limber history` that take the history elsewhere or away. Each returns the exit status. */

/* Writes all of it to `path` as lines of JSON; "-": standard output. */
int history_export(const char *path);

/* Adds the lines of `path` ("-": standard input) that are not known yet; all of them or none. */
int history_import(const char *path);

/* Says what there is, asks unless `yes`, and removes it. */
int history_forget(bool yes);

#endif
