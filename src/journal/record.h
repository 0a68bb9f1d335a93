#ifndef JOURNAL_RECORD_H
#define JOURNAL_RECORD_H

#include "routine/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the journal keeps, as values: sessions, their steps, check-ins. Text is UTF-8 that is safe for a terminal, cut at the
 * size of its field. Moments are seconds since 1970 in UTC, told by the caller; what is done is ns, as everywhere.
 */

enum {
  JOURNAL_ID_SIZE = 33,    /* 128 random bits as 32 hexadecimal digits, and the NUL */
  JOURNAL_NAME_SIZE = 128, /* ids and titles */
  JOURNAL_PATH_SIZE = 1024,
  JOURNAL_NOTE_SIZE = 512,
  JOURNAL_PLAN_SIZE = 2048, /* what was adapted, in the adapter's own words */
  JOURNAL_RATING_MOST = 10,
  JOURNAL_NO_RATING = -1,
};

/* Columns: enumerator, word in the database and in JSON. */
#define SESSION_OUTCOME_LIST(X) \
  X(RUNNING, "running") \
  X(FINISHED, "finished") \
  X(STOPPED, "stopped")         /* by the person */ \
  X(INTERRUPTED, "interrupted") /* by a hang-up, a kill or a power cut */

#define STEP_OUTCOME_LIST(X) \
  X(DONE, "done") \
  X(EASED, "eased") \
  X(SKIPPED, "skipped") \
  X(HURT, "hurt")

/* What a check-in ended with, the most serious first. */
#define CHECKIN_OUTCOME_LIST(X) \
  X(EMERGENCY, "emergency") \
  X(PROFESSIONAL, "professional") \
  X(GENTLE, "gentle") \
  X(CLEAR, "clear") /* any routine, perhaps with tags to leave out */

#define X(id, name) SESSION_OUTCOME_##id,
enum session_outcome { SESSION_OUTCOME_LIST(X) SESSION_OUTCOME_COUNT };
#undef X
#define X(id, name) STEP_OUTCOME_##id,
enum step_outcome_kept { STEP_OUTCOME_LIST(X) STEP_OUTCOME_COUNT };
#undef X
#define X(id, name) CHECKIN_OUTCOME_##id,
enum checkin_outcome { CHECKIN_OUTCOME_LIST(X) CHECKIN_OUTCOME_COUNT };
#undef X

extern const char *const session_outcome_names[SESSION_OUTCOME_COUNT];
extern const char *const step_outcome_names[STEP_OUTCOME_COUNT];
extern const char *const checkin_outcome_names[CHECKIN_OUTCOME_COUNT];

struct journal_id {
  char text[JOURNAL_ID_SIZE];
};

/* One set on one side, as it was done. */
struct step_record {
  int sequence; /* from 0, within its session */
  char exercise[JOURNAL_NAME_SIZE], name[JOURNAL_NAME_SIZE];
  enum area area;
  enum side side;
  int set; /* from 1 */
  int64_t planned_ns, done_ns;
  enum step_outcome_kept outcome;
};

/* Where a session stood when it was last seen. */
struct session_position {
  size_t segment;                                            /* of the timeline it ran by */
  int64_t elapsed_ns;                                        /* of that segment */
  char exercise[JOURNAL_NAME_SIZE], name[JOURNAL_NAME_SIZE]; /* the short name; empty: in a wait */
  enum side side;
  int64_t left_ns;
};

struct session_record {
  struct journal_id id;
  int revision; /* goes up with every change: of two versions the later one counts */
  char routine[JOURNAL_NAME_SIZE], title[JOURNAL_NAME_SIZE];
  char source[JOURNAL_PATH_SIZE]; /* what the routine is loaded by again: its id, or an absolute path */
  uint64_t timeline_hash;         /* of the timeline it ran by; another one: the routine has changed since */
  char plan[JOURNAL_PLAN_SIZE];   /* how the routine was adapted, so that resuming can do the same; journal's only to keep */
  int pace_percent;
  int level;                   /* of the routine as it was played */
  int64_t started_s;           /* UTC */
  int utc_offset_s;            /* of the person's clock then: days are counted as they were lived */
  int64_t planned_ns, done_ns; /* done: time worked */
  enum session_outcome outcome;
  int before, after; /* discomfort, 0 to 10, or JOURNAL_NO_RATING */
  char note[JOURNAL_NOTE_SIZE];
  bool resumable;    /* it ended from outside, and going on has not been turned down */
  int next_sequence; /* of the next step: how many there are */
  struct session_position position;
};

/* What a check-in came to; the answers themselves are never kept. */
struct checkin_record {
  struct journal_id id;
  int64_t at_s;
  bool full; /* the full screen, not the quick questions */
  enum checkin_outcome outcome;
  word_set tags; /* of enum avoid_tag */
};

/* A new random id. */
struct journal_id journal_id_make(void);

/* Whether `text` can be an id: 32 lower-case hexadecimal digits. */
bool journal_id_is_valid(const char *text);

/* Copies `text` (NULL: empty) into a field of `size` bytes, whole characters, safe for a terminal. */
void journal_text(char *field, size_t size, const char *text);

/* The local day of a session, counted from 1 January 1970. */
int64_t session_record_day(const struct session_record *session);

/* A record with nothing in it: no ratings, usual pace. */
void session_record_init(struct session_record *session);

/* Whether everything in it is within its bounds; what is not is never kept. */
bool journal_session_is_sound(const struct session_record *session);
bool journal_step_is_sound(const struct step_record *step);
bool journal_checkin_is_sound(const struct checkin_record *checkin);

/* The tags of a check-in as words with a space between, and back. */
void journal_tags_text(word_set tags, char *text, size_t size);
word_set journal_tags_of(const char *text);

#endif
