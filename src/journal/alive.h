#ifndef JOURNAL_ALIVE_H
#define JOURNAL_ALIVE_H

#include "journal/record.h"

#include <stdbool.h>

/*
 * Which sessions are running: each holds a lock on a small file of its own, which the system lets go of when the process ends,
 * however it ends. A session that is `running` in the database and holds none was interrupted.
 */

/* Takes the lock of session `id`. Returns what alive_end() takes, or -1 where no file can be made: nobody will know. */
int alive_begin(const char *folder, const struct journal_id *id);

/* Lets go, and removes the file. -1 is fine. */
void alive_end(const char *folder, const struct journal_id *id, int fd);

/* Whether a process is running session `id`. Removes the file of one that is not. */
bool alive_check(const char *folder, const struct journal_id *id);

/* Removes the files of all that run no more: of those, too, that were killed before anything was written. */
void alive_sweep(const char *folder);

#endif
