#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H

#include "base/error.h"
#include "journal/record.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The journal as a running program uses it. A thread of its own opens the database, writes and reads; nothing here waits for
 * it but journal_recall() and journal_close(), each as long as it is told at most. A session is handed over as it happens;
 * what cannot be written now (a full disk, a read-only home, another limber writing) is kept and tried again.
 *
 * One session at a time. All calls from one thread.
 */
struct journal;

/*
 * Begins opening the database `history.db` in `folder`, which is made where it is missing. Returns at once. `folder` NULL: a
 * journal that keeps nothing and remembers nothing, and has no complaint. Caller closes.
 */
struct journal *journal_open(const char *folder);

/*
 * Waits up to `wait_ms` for everything handed over to be written, and ends the thread: nothing may be handed over any more, but
 * trouble and notice can still be asked for. False: not all is written.
 */
bool journal_finish(struct journal *journal, int wait_ms);

/* journal_finish(), then lets go. False: not all is written. NULL is fine. */
bool journal_close(struct journal *journal, int wait_ms);

/* --- what was ----------------------------------------------------------------------------------------------------------- */

enum { JOURNAL_RECENT_MOST = 64, JOURNAL_EARLIEST_MOST = 14, JOURNAL_HURT_MOST = 16, JOURNAL_LATEST_MOST = 256 };

/* A session, as short as adapting needs it. */
struct past_session {
  char routine[JOURNAL_NAME_SIZE];
  int64_t started_s, done_ns;
  enum session_outcome outcome;
  int level;
  int before, after; /* or JOURNAL_NO_RATING */
};

/* An exercise that hurt or was left out. */
struct past_trouble {
  char exercise[JOURNAL_NAME_SIZE];
  enum step_outcome_kept outcome;
  int64_t started_s; /* of its session */
};

struct journal_memory {
  bool readable; /* false: there is a journal that could not be read; `problem` says why */
  char problem[256];
  int64_t session_count;
  int64_t first_session_s, last_session_s; /* when each began; 0: none */
  bool has_checkin;
  struct checkin_record last_checkin;              /* of any kind */
  int64_t last_full_checkin_s;                     /* 0: none */
  struct past_session recent[JOURNAL_RECENT_MOST]; /* of all routines, the newest first */
  size_t recent_count;
  struct past_session of_routine[JOURNAL_RECENT_MOST]; /* of the routine asked about, the newest first */
  size_t of_routine_count;
  struct past_session earliest[JOURNAL_EARLIEST_MOST]; /* the first that were rated, the oldest first */
  size_t earliest_count;
  struct past_trouble troubles[JOURNAL_HURT_MOST]; /* the newest first */
  size_t trouble_count;
  struct past_session latest[JOURNAL_LATEST_MOST]; /* the newest of each routine, in no order */
  size_t latest_count;
  char last_source[JOURNAL_PATH_SIZE]; /* what the last session's routine is loaded by; empty: none */
  bool has_unfinished;                 /* the last session ended from outside, and is to be offered */
  struct session_record unfinished;
};

/*
 * Fills `*memory` with what is known before a session of `routine` (an id; NULL: none in particular). Waits up to `wait_ms`
 * for the thread; false: no answer by then, `*memory` is empty and not readable. A missing database is an empty, readable one.
 */
bool journal_recall(struct journal *journal, const char *routine, int wait_ms, struct journal_memory *memory);

/* The same without waiting: asks, and takes the answer once journal_pollfd() has news; false: it is not there yet. */
void journal_ask(struct journal *journal, const char *routine);
bool journal_take_answer(struct journal *journal, struct journal_memory *memory);

/* --- what is ------------------------------------------------------------------------------------------------------------- */

/* Hands over what a check-in came to; `checkin->id` is made here. */
void journal_add_checkin(struct journal *journal, const struct checkin_record *checkin);

/* A session begins. `session->id` is made here; its outcome is RUNNING. Copied. */
void journal_begin(struct journal *journal, const struct session_record *session);

/* The unfinished session of journal_recall() goes on: what follows is added to it. `memory` as it was filled. */
void journal_continue(struct journal *journal, const struct session_record *unfinished);

/* The unfinished session shall not be offered again. */
void journal_decline(struct journal *journal, const struct journal_id *id);

/* A step is over: written and told by journal_take_saved(). `sequence` is given here. */
void journal_add_step(struct journal *journal, const struct step_record *step);

/* Where the session stands, for going on after it ended from outside. */
void journal_set_position(struct journal *journal, const struct session_position *position);

/* The session is over. INTERRUPTED ones are offered again. `done_ns`: time worked. */
void journal_end(struct journal *journal, enum session_outcome outcome, int64_t done_ns);

/* Ratings and the note of the session begun last, whether it runs or is over. */
void journal_rate_before(struct journal *journal, int rating);
void journal_rate_after(struct journal *journal, int rating);
void journal_note(struct journal *journal, const char *note);

/* --- for the loop -------------------------------------------------------------------------------------------------------- */

/* Readable when journal_take_saved() or journal_trouble() has news. */
void journal_pollfd(const struct journal *journal, struct pollfd *watched);

/* Takes the next finished step that has been written since the last call; false: none. */
bool journal_take_saved(struct journal *journal, struct step_record *step);

/* Why writing does not work at present, in a sentence without its full stop, or NULL. Borrowed until the next call. */
const char *journal_trouble(struct journal *journal);

/* What happened to the database on opening that the person should know (a damaged one was put aside), or NULL. Borrowed. */
const char *journal_notice(struct journal *journal);

/* Whether everything handed over has been written. */
bool journal_is_idle(struct journal *journal);

/* Whether, besides, journal_take_saved() has gone past all of it; where not, journal_pollfd() has news sooner or later. */
bool journal_is_told(struct journal *journal);

#endif
