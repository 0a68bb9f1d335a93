#ifndef APP_PREPARE_H
#define APP_PREPARE_H

#include "app/person.h"
#include "app/play.h"

#include <stdbool.h>

/* What comes before a session: the person is asked, and the routine fitted to the answers. */

/*
 * Asks the person, shows what is different about `routine` (borrowed), and plays it. Returns the exit status; 130 also where
 * the person left, or was led to someone who can help: no session was started then. `*ended` (NULL: nobody asks): the person
 * was led there, so that no other routine is to be offered.
 */
int prepare_and_play(struct routine *routine, const struct play_options *play, bool *ended);

/*
 * Asks the person alone, for a session that goes on as it was. True: it may; else `*status` is the exit status.
 */
bool prepare_ask(const struct play_options *play, int *status);

/*
 * `routine` (borrowed) adapted as `plan` of an earlier session says, for going on with it. NULL: the plan does not fit it any
 * more. Caller frees before `routine`; `*person` holds what it is made of, and is to be finished after it.
 */
struct routine *prepare_again(struct routine *routine, const char *plan, struct person *person);

#endif
