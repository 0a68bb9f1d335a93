#ifndef APP_RESUME_H
#define APP_RESUME_H

#include "app/play.h"
#include "journal/journal.h"

#include <stdbool.h>
#include <stddef.h>

/* Going on with a session that ended by a hang-up, a kill or a power cut. */

enum { RESUME_WAIT_MS = 1500 };

/* `Pigeon, left, 0:22 left`: where it stands, safe for a terminal. Returns `out`. */
char *resume_describe(const struct session_record *session, char *out, size_t size);

/* Asks on the terminal whether to go on with it; a no is not asked again. Needs someone there to answer. */
bool resume_ask(struct journal *journal, const struct session_record *session);

/*
 * Goes on with it, as it was adapted and with the pace it had; after some hours the person is asked first how they are. Where
 * its routine has changed since, or does not suit the answers, says so and asks whether to begin anew, or fails where nobody
 * can be asked. Returns the exit status; `*ended` (NULL: nobody asks) as of prepare_and_play(). `options` as for
 * play_routine(), with a journal.
 */
int resume_play(const struct session_record *session, const struct play_options *options, bool *ended);

#endif
