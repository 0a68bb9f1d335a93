#ifndef APP_KEEP_H
#define APP_KEEP_H

#include "journal/journal.h"

#include <stdbool.h>

/* The person's journal, as the commands open and close it. */

/* Where it is kept. Caller frees. */
char *keep_folder(void);

/* From now on, for the whole program: nothing is kept. */
void keep_nothing(void);

/* Whether that is so. */
bool keep_is_off(void);

/* From now on: a guest is served, who has no files of their own here. */
void keep_for_guests(void);

/* Whether that is so. */
bool keep_is_for_guests(void);

/* Begins opening it; returns at once. Caller closes with keep_close(). */
struct journal *keep_open(void);

/*
 * Waits for what is still to be written, `wait_ms` at most, and lets go. Says on stderr what happened to the history that the
 * person should know, and that something could not be saved, with the reason. NULL is fine.
 */
void keep_close(struct journal *journal, int wait_ms);

/* Gives `session` the present moment, and how the person's clock differs from UTC. */
void keep_stamp(struct session_record *session);

/* A routine's name as it can be loaded again from anywhere: a path becomes absolute, an id stays. */
void keep_source(char source[JOURNAL_PATH_SIZE], const char *name);

#endif
