#ifndef APP_PREPARE_H
#define APP_PREPARE_H

#include "app/play.h"

#include <stdbool.h>

/* What comes before a session: the person is asked, and the routine fitted to the answers. */

/*
 * Asks the person, shows what is different about `routine` (borrowed), and plays it. Returns the exit status; 130 also where
 * the person left, or was led to someone who can help: no session was started then. `*ended` (NULL: nobody asks): the person
 * was led there, so that no other routine is to be offered.
 */
int prepare_and_play(struct routine *routine, const struct play_options *play, bool *ended);

#endif
