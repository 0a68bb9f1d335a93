#ifndef APP_PLAY_LOOP_H
#define APP_PLAY_LOOP_H

#include "app/front.h"
#include "control/server.h"
#include "cue/player.h"
#include "journal/journal.h"
#include "journal/recorder.h"
#include "routine/safety.h"
#include "timeline/timeline.h"

#include <stdio.h>

/* The loop that owns the clock, poll() and everything a session is heard and seen through. */

struct play_setup {
  const struct timeline *timeline;
  struct front *front;            /* borrowed */
  struct cue_player *sound;       /* borrowed */
  struct control_server *control; /* borrowed; NULL: nobody else may command */
  bool sound_required;            /* a path was asked for by name: without it the run ends */
  double speed;                   /* of session time against real time */
  int volume;
  enum player_emphasis emphasis;    /* of the screen, to begin with */
  enum verbosity verbosity;         /* at first */
  const struct safety *safety;      /* borrowed; what hurting and ratings mean; NULL: neither is told */
  const struct rated_session *past; /* borrowed; of the sessions before, the oldest first */
  size_t past_count;
  struct summary_week week;
  const char *tip;           /* borrowed; a word for the way, or NULL */
  FILE *log;                 /* borrowed; every event as a line of JSON; or NULL */
  struct journal *journal;   /* borrowed, with … */
  struct recorder *recorder; /* … what is kept of this session in it; both NULL: nothing is */
  int before;                /* discomfort before, or JOURNAL_NO_RATING */
  size_t start_segment;      /* where it begins; not 0: a session that goes on */
  int64_t start_elapsed_ns;
};

struct play_result {
  enum session_state state; /* FINISHED or STOPPED */
  int after;                /* the rating given afterwards, or -1 */
  bool wants_help;          /* signs came that a person must look at */
  int signal;               /* what ended it from outside; 0: nothing */
  bool sound_failed;        /* sound was required and is not there */
  char sound_reason[320];
};

/* Runs a session from its start to its end. signals_catch() must have been called. */
struct play_result play_run(const struct play_setup *setup);

#endif
