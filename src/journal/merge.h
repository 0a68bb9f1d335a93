#ifndef JOURNAL_MERGE_H
#define JOURNAL_MERGE_H

#include "journal/database.h"
#include "journal/record.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A union of two journals by id. Of two versions of a session the one with more changes counts, and among equally many the one
 * that sorts later: any order of merging, on any machine, ends in the same. Check-ins never change.
 */

enum merged { MERGED_NEW, MERGED_CHANGED, MERGED_KNOWN };

/* Adds a session with its steps within the caller's transaction. Where it can be gone on with stays this machine's matter. */
bool merge_session(sqlite3 *database, const struct session_record *session, const struct step_record *steps, size_t count,
                   enum merged *merged, struct fault *fault);

/* Adds a check-in likewise. */
bool merge_checkin(sqlite3 *database, const struct checkin_record *checkin, enum merged *merged, struct fault *fault);

/* Below, at, or above 0: which version counts. Only what is exported is looked at, to the microsecond. */
int merge_compare(const struct session_record *a, const struct step_record *a_steps, size_t a_count,
                  const struct session_record *b, const struct step_record *b_steps, size_t b_count);

#endif
