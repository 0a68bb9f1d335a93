#ifndef APP_PREPARE_H
#define APP_PREPARE_H

#include "app/play.h"

#include <stdbool.h>

/* What comes before a session: the person is asked, and the routine fitted to the answers. */

struct prepare_options {
  bool yes;    /* nothing is asked, and nothing that would be an answer is kept */
  int level;   /* 1 to 3; 0: the routine's own */
  int minutes; /* at hand; 0: as many as it takes */
  bool slow;
};

/*
 * Asks the person, shows what is different about `routine` (borrowed), and plays it. Returns the exit status; 130 also where
 * the person left, or was led to someone who can help: no session was started then. `*ended` (NULL: nobody asks): the person
 * was led there, so that no other routine is to be offered.
 */
int prepare_and_play(struct routine *routine, const struct play_options *play, const struct prepare_options *options,
                     bool *ended);

#endif
