#ifndef JOURNAL_RECALL_H
#define JOURNAL_RECALL_H

#include "journal/database.h"
#include "journal/journal.h"

/*
 * Fills `*memory` from an open database: what journal_recall() promises. `routine` NULL: of none in particular. `folder`: where
 * running sessions have their locks. On failure `*memory` says why.
 */
bool recall_read(sqlite3 *database, const char *folder, const char *routine, struct journal_memory *memory,
                 struct fault *fault);

/* Sessions that say they are running though nobody runs them are written down as interrupted. Within its own transaction. */
bool recall_settle(sqlite3 *database, const char *folder, struct fault *fault);

#endif
