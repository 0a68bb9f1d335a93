#ifndef APP_PLAY_H
#define APP_PLAY_H

#include "app/settings.h"
#include "app/sound_path.h"
#include "journal/journal.h"
#include "person/ratings.h"
#include "routine/model.h"
#include "routine/safety.h"
#include "screen/summary.h"

#include <stdbool.h>

/* Playing a routine, from the options of a command to its exit status. */

enum play_form { PLAY_FITTING, PLAY_SCREEN, PLAY_PLAIN, PLAY_JSON };

struct play_options {
  enum play_form form; /* FITTING: the screen on a terminal that can place text, else plain lines */
  enum cue_audio audio;
  const struct sound_link *link; /* to a sounder at the other end of ssh, borrowed; NULL: none is known */
  const char *voice;             /* as limber-sounder --voice takes it */
  double speed;
  enum verbosity verbosity;
  const char *const *own_sounds; /* files in place of cue sounds, as cue/process.h has them */
  struct screen_terminal_options screen;
  bool calm;               /* little moves on the screen */
  int volume;              /* 0 to 100 */
  bool no_breath;          /* the breath is not heard */
  int pace_percent;        /* of transitions and rests */
  bool asks;               /* someone is there to be asked: not with --yes */
  const char *log;         /* a file that the events are added to as lines of JSON; NULL: none */
  struct journal *journal; /* where the session is kept, borrowed; NULL: it is not */
  int level;               /* asked for, 1 to 3; 0: the routine's own */
  int minutes;             /* at hand; 0: as many as it takes */
  bool slow;               /* more time to get ready and to rest was asked for */
  const char *source;      /* what the routine was loaded by; NULL: its id */
  /* What is known of the session before it starts: how it was adapted, its level, the rating before. NULL: nothing. */
  const struct session_record *known;
  const struct safety *safety;      /* what hurting and ratings mean; NULL: neither is told */
  const struct rated_session *past; /* of the sessions before, the oldest first */
  size_t past_count;
  struct summary_week week;             /* on which of its days there was a session */
  int *after;                           /* set to the rating after the session, or -1; NULL: nobody asks */
  bool *wants_help;                     /* set where signs came that a person must look at; NULL: nobody asks */
  const struct session_record *resumed; /* the unfinished session that goes on; NULL: a new one */
};

/* As a person's settings have it (borrowed); FITTING, at the usual speed. */
struct play_options play_options_of(const struct settings *settings);

/* Plays `routine` (borrowed) and returns the exit status, after saying on stderr what went wrong if anything did. */
int play_routine(struct routine *routine, const struct play_options *options);

/* How long to wait for the journal after a run that ended with `status`: after a signal all is over within a second. */
int play_keep_wait_ms(int status);

/* Whether standard input and output are a terminal that a full screen can be shown on. */
bool play_has_screen(void);

#endif
