#ifndef APP_PREPARE_PRIVATE_H
#define APP_PREPARE_PRIVATE_H

#include "app/person.h"
#include "app/prepare.h"

#include <stdio.h>

/* What the ways to a session share. */

struct preparation {
  struct person person;
  struct journal *journal;
  const struct play_options *play;
  struct person_today today;
  bool on_screen;
  bool led_to_help; /* no other routine is to be offered */
  FILE *out;        /* where lines go; NULL on a screen */
};

/*
 * Everything known of the person, and where they are asked. False after saying what is wrong; `*status` is then set. Else to be
 * finished with person_finish().
 */
bool prepare_open(struct preparation *preparation, const struct play_options *play, const char *routine, int *status);

/* Asks. True: a session may start. Else `*status` is set, and `led_to_help` where the answers led there. */
bool prepare_check_in(struct preparation *preparation, int *status);

/* The routine as the person has it today: shown, undone where they wish, and played. Returns the exit status. */
int prepare_adapt_and_play(struct preparation *preparation, const struct routine *routine);

/* What `adapt()` is to know for `routine`; both borrowed. */
struct adapt_input prepare_input(struct preparation *preparation, const struct routine *routine);

/* Plays, and does what follows from how it ended: the words that lead to help, or slow breathing. `before`: the rating. */
int prepare_play(struct preparation *preparation, struct routine *routine, const struct play_options *options, int before);

#endif
