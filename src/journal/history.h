#ifndef JOURNAL_HISTORY_H
#define JOURNAL_HISTORY_H

#include "base/error.h"
#include "journal/merge.h"
#include "journal/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The history as the commands and the screen read it: opened, asked, closed, by one thread and at once. */
struct history;

/*
 * Opens the history in `folder` for reading; a missing one is an empty one. What the person should know of opening it (a
 * damaged one was put aside) is in history_notice(). NULL with `err`. Caller closes.
 */
struct history *history_of(const char *folder, struct error *err);

/* The same for writing: it is made where it is missing. */
struct history *history_for_change(const char *folder, struct error *err);

/* NULL is fine. */
void history_end(struct history *history);

/* Empty, or a sentence without its full stop. Borrowed. */
const char *history_notice(const struct history *history);

typedef bool (*session_fn)(const struct session_record *session, const struct step_record *steps, size_t count, void *context);
typedef bool (*checkin_fn)(const struct checkin_record *checkin, void *context);

/*
 * Calls `each` for every session, the oldest first; of the last `most` only where that is above 0. `each` returning false ends
 * it. A session that nobody runs any more is INTERRUPTED.
 */
bool history_sessions(struct history *history, int64_t most, session_fn each, void *context, struct error *err);
bool history_checkins(struct history *history, checkin_fn each, void *context, struct error *err);

/* All changes until history_commit() are one: they happen together or not at all. */
bool history_begin_change(struct history *history, struct error *err);
bool history_add_session(struct history *history, const struct session_record *session, const struct step_record *steps,
                         size_t count, enum merged *merged, struct error *err);
bool history_add_checkin(struct history *history, const struct checkin_record *checkin, enum merged *merged, struct error *err);
bool history_commit(struct history *history, struct error *err);

/* --- for the screen ----------------------------------------------------------------------------------------------------------
 */

enum { HISTORY_YEAR_DAYS = 366, HISTORY_CHART_MOST = 180 };

struct history_year {
  int64_t session_count, done_ns;
  int32_t day_minutes[HISTORY_YEAR_DAYS]; /* by day of the year */
};

/* Minutes by day, for `day_count` days from `first_day` on. */
bool history_read_year(struct history *history, int64_t first_day, int day_count, struct history_year *year, struct error *err);

struct history_span {
  int64_t session_count;
  int64_t area_ns[AREA_COUNT];
  int64_t left_ns, right_ns;
};

/* The sums of the days from `first_day` to `last_day`. */
bool history_read_span(struct history *history, int64_t first_day, int64_t last_day, struct history_span *span,
                       struct error *err);

struct history_rating {
  int64_t day;
  int before, after;
};

/* The newest `most` (HISTORY_CHART_MOST at most) sessions that were rated before and after, the oldest of them first. */
bool history_read_ratings(struct history *history, size_t most, struct history_rating *ratings, size_t *count,
                          struct error *err);

struct history_row {
  int64_t day, done_ns;
  char title[JOURNAL_NAME_SIZE];
  enum session_outcome outcome;
  int before, after;
  int steps_done, steps_all;
};

/* `most` sessions from the `first`-newest on, into `rows`. */
bool history_read_rows(struct history *history, size_t first, size_t most, struct history_row *rows, size_t *count,
                       struct error *err);

/* How many sessions there are, and the local days of the first and the last one (0 and -1 without any). */
bool history_read_range(struct history *history, int64_t *count, int64_t *first_day, int64_t *last_day, struct error *err);

/* --- forgetting --------------------------------------------------------------------------------------------------------------
 */

/* Calls `each` with the path and size of every file that the history consists of. */
typedef void (*history_file_fn)(const char *path, int64_t bytes, void *context);
void history_files(const char *folder, history_file_fn each, void *context);

#endif
