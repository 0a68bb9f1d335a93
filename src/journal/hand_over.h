#ifndef JOURNAL_HAND_OVER_H
#define JOURNAL_HAND_OVER_H

#include "journal/thread.h"

#include <stdbool.h>

/*
 * The caller's side of the desk. A session never waits for the thread, which may be put aside by the system in the middle of
 * copying, with the lock held: what cannot be laid on the desk at once stays in the caller's hand until it can.
 */

/*
 * Takes the lock of `journal` where it is free. False: it is not; the thread then makes `news` readable when it has let go, so
 * that the caller comes back.
 */
bool journal_try_lock(struct journal *journal);

/* Lays on the desk all that is in hand. Needs the lock. */
void hand_over_all(struct journal *journal);

/* Drops what is in hand. */
void hand_over_free(struct journal *journal);

#endif
