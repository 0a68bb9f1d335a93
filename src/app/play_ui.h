#ifndef APP_PLAY_UI_H
#define APP_PLAY_UI_H

#include "cue/words.h"
#include "person/ratings.h"
#include "routine/safety.h"
#include "screen/keymap.h"
#include "screen/player.h"
#include "screen/summary.h"
#include "session/session.h"

#include <stdbool.h>
#include <stdint.h>

/* What the person's keys do to a running session: the questions that pause it, the sound, the key line. No I/O. */
struct play_ui {
  enum player_mode mode;
  bool paused_for_mode; /* the open question paused the session, and its answer lets it go on */
  bool keys_hidden;
  enum player_emphasis emphasis;
  int help_first;
  char notice[128]; /* what the last key did, or what has become of sound; empty: nothing to say */
  int64_t notice_until_ns;
  char trouble[160]; /* what stays in the notice's place while there is none; empty: nothing */
  /* After the session. */
  bool asks;      /* whether it was long enough to ask about */
  int before;     /* discomfort before it, or -1 */
  int rating;     /* now, or -1: not answered */
  int64_t one_ns; /* real: when a 1 was pressed that a 0 would make a ten */
  bool noting;    /* the note is being written */
  char note[256];
  const struct rated_session *past; /* borrowed; the sessions before, the oldest first */
  size_t past_count;
  struct summary_week week; /* of days with a session */
  const char *tip;          /* borrowed; a word for the way, or NULL */

  /* While something hurts. */
  const struct safety *safety; /* borrowed; NULL: its strength is not asked, and no rating means anything */
  int hurt;                    /* how strong it is, or -1: not told */
  int64_t hurt_one_ns;         /* real: when a 1 was pressed that a 0 would make a ten */
  bool wants_help;             /* signs that end the session: the words that lead to help come next */

  int volume; /* 0 to 100 */
  bool muted;
  enum verbosity verbosity;
};

/* What the rating of what hurts means, or NULL while it is not told. */
const struct rating_band *play_ui_hurt_band(const struct play_ui *ui);

/* What the ratings before and after the session mean for the next one, in a sentence, or NULL while they mean nothing. */
const char *play_ui_verdict(const struct play_ui *ui);

/* Takes a digit typed while something hurts. */
void play_ui_rate_hurt(struct play_ui *ui, int digit, int64_t real_ns);

/* The mode whose keys count. */
enum keymap_mode play_ui_mode(const struct play_ui *ui, const struct session_view *view);

/*
 * Carries out `action` at `now_ns` of session time, `real_ns` of real time (for how long the notice stays). Needs the
 * session drained at `now_ns`; its events are to be drained afterwards. `rows`: of the screen, for paging through help.
 */
void play_ui_act(struct play_ui *ui, enum action action, struct session *session, int64_t now_ns, int64_t real_ns, int rows);

/* Shows `reason`, a sentence without its capital and full stop, as a notice. */
void play_ui_tell(struct play_ui *ui, const char *reason, int64_t real_ns);

/* A key on the summary, once the session is over. False: the person has seen enough. What was answered is in `ui`. */
bool play_ui_answer(struct play_ui *ui, uint32_t key, int64_t real_ns);

/* Says why nothing can be saved at present; NULL: it can again. */
void play_ui_set_trouble(struct play_ui *ui, const char *reason);

/* The notice; once it has been there long enough, the trouble there is, or NULL. */
const char *play_ui_notice(const struct play_ui *ui, int64_t real_ns);

#endif
