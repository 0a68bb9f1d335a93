#ifndef JOURNAL_STORE_H
#define JOURNAL_STORE_H

#include "journal/database.h"
#include "journal/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Records into the tables and out of them. Writing goes on within the caller's transaction. */

/* Writes a session, over an earlier version of it; `*number` is what its steps are kept by. Follow with store_sum_up(). */
bool store_put_session(sqlite3 *database, const struct session_record *session, int64_t *number, struct fault *fault);

/* Writes a step of the session `number`, over an earlier one of that sequence. */
bool store_put_step(sqlite3 *database, int64_t number, const struct step_record *step, struct fault *fault);

/* Removes a session's steps. */
bool store_drop_steps(sqlite3 *database, int64_t number, struct fault *fault);

/* Adds up the time by side and area of a session from its steps. */
bool store_sum_up(sqlite3 *database, int64_t number, struct fault *fault);

/* Adds up a day from its sessions. */
bool store_sum_up_day(sqlite3 *database, int64_t day, struct fault *fault);

/* Writes a check-in; one that is there already stays as it is: a check-in never changes. */
bool store_put_checkin(sqlite3 *database, const struct checkin_record *checkin, struct fault *fault);

/* The columns of a session in the order in which store_read_session() takes them; its `number` comes before them. */
#define STORE_SESSION_COLUMNS \
  "number, id, revision, routine, title, source, timeline_hash, plan, pace_percent, level, started_s, utc_offset_s," \
  " planned_ns, done_ns, outcome, before, after, note, resumable, position_segment, position_elapsed_ns," \
  " position_exercise, position_name, position_side, position_left_ns"

/* Reads the row that `query` stands at; false: what stands there is no session (it has been tampered with). */
bool store_read_session(struct query *query, struct session_record *session, int64_t *number);

/* The session with this id; `*found` false: there is none. */
bool store_find_session(sqlite3 *database, const char *id, struct session_record *session, int64_t *number, bool *found,
                        struct fault *fault);

/* All steps of a session in order, into `*steps` (caller frees), which is NULL where there are none. */
bool store_steps(sqlite3 *database, int64_t number, struct step_record **steps, size_t *count, struct fault *fault);

/* The columns of a check-in, and reading the row that `query` stands at. */
#define STORE_CHECKIN_COLUMNS "id, at_s, is_full, outcome, tags"
bool store_read_checkin(struct query *query, struct checkin_record *checkin);

#endif
