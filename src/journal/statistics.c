#include "base/timespan.h"
#include "journal/history_private.h"

/* What the history screen shows. The days are kept summed up, so that it takes as long with a hundred thousand sessions. */

static bool pass_on(const struct fault *fault, struct error *err) {
  return error_set(err, ERROR_MACHINE, "%s", fault->message);
}

/* Prepares `sql` and binds two integers. */
static bool ask(struct history *history, const char *sql, int64_t first, int64_t second, struct query *query,
                struct fault *fault) {
  if (!query_init(query, history->file.database, sql, fault)) {
    return false;
  }
  query_bind_integer(query, first);
  query_bind_integer(query, second);
  return true;
}

bool history_read_year(struct history *history, int64_t first_day, int day_count, struct history_year *year,
                       struct error *err) {
  static const char sql[] = "SELECT day, sessions, done_ns FROM days WHERE day BETWEEN ? AND ?";
  struct query query;
  struct fault fault = {0};
  bool row = true;
  *year = (struct history_year){0};
  if (history->file.database == NULL) {
    return true;
  }
  bool ok = ask(history, sql, first_day, first_day + day_count - 1, &query, &fault);
  while (ok && (ok = query_step(&query, &row, &fault)) && row) {
    int64_t day = query_integer(&query, first_day) - first_day;
    year->session_count += query_integer(&query, 0);
    int64_t done_ns = query_integer(&query, 0);
    year->done_ns += done_ns;
    if (day >= 0 && day < HISTORY_YEAR_DAYS) {
      /* Begun is begun: a day with less than half a minute is not an empty one. */
      int64_t minutes = (done_ns + SECONDS(30)) / SECONDS(60);
      year->day_minutes[day] = minutes > 0 ? (int32_t)minutes : 1;
    }
  }
  query_finish(&query);
  return ok || pass_on(&fault, err);
}

bool history_read_span(struct history *history, int64_t first_day, int64_t last_day, struct history_span *span,
                       struct error *err) {
#define X(id, name) ", sum([" name "_ns])"
  static const char sql[] =
      "SELECT sum(sessions), sum(left_ns), sum(right_ns)" AREA_LIST(X) " FROM days WHERE day BETWEEN ? AND ?";
#undef X
  struct query query;
  struct fault fault = {0};
  bool row = false;
  *span = (struct history_span){0};
  if (history->file.database == NULL) {
    return true;
  }
  bool ok = ask(history, sql, first_day, last_day, &query, &fault) && query_step(&query, &row, &fault);
  if (ok && row) {
    span->session_count = query_integer(&query, 0);
    span->left_ns = query_integer(&query, 0);
    span->right_ns = query_integer(&query, 0);
    for (int area = 0; area < AREA_COUNT; area++) {
      span->area_ns[area] = query_integer(&query, 0);
    }
  }
  query_finish(&query);
  return ok || pass_on(&fault, err);
}

bool history_read_ratings(struct history *history, size_t most, struct history_rating *ratings, size_t *count,
                          struct error *err) {
  static const char sql[] = "SELECT day, before, after FROM (SELECT day, before, after, started_s FROM sessions"
                            " WHERE before IS NOT NULL AND after IS NOT NULL ORDER BY started_s DESC LIMIT ?)"
                            " WHERE ? ORDER BY started_s";
  struct query query;
  struct fault fault = {0};
  bool row = true;
  *count = 0;
  if (history->file.database == NULL) {
    return true;
  }
  bool ok = ask(history, sql, (int64_t)most, 1, &query, &fault);
  while (ok && *count < most && (ok = query_step(&query, &row, &fault)) && row) {
    struct history_rating *rating = &ratings[(*count)++];
    rating->day = query_integer(&query, 0);
    rating->before = (int)query_integer(&query, 0);
    rating->after = (int)query_integer(&query, 0);
  }
  query_finish(&query);
  return ok || pass_on(&fault, err);
}

bool history_read_rows(struct history *history, size_t first, size_t most, struct history_row *rows, size_t *count,
                       struct error *err) {
  static const char sql[] = "SELECT day, done_ns, title, outcome, before, after,"
                            " (SELECT count(*) FROM steps WHERE session = number AND outcome IN ('done', 'eased')),"
                            " (SELECT count(*) FROM steps WHERE session = number)"
                            " FROM sessions ORDER BY started_s DESC LIMIT ? OFFSET ?";
  struct query query;
  struct fault fault = {0};
  bool row = true;
  *count = 0;
  if (history->file.database == NULL) {
    return true;
  }
  bool ok = ask(history, sql, (int64_t)most, (int64_t)first, &query, &fault);
  while (ok && *count < most && (ok = query_step(&query, &row, &fault)) && row) {
    struct history_row *to = &rows[(*count)++];
    to->day = query_integer(&query, 0);
    to->done_ns = query_integer(&query, 0);
    query_text(&query, to->title, sizeof to->title);
    to->outcome = (enum session_outcome)query_word(&query, session_outcome_names, SESSION_OUTCOME_COUNT);
    to->before = (int)query_integer(&query, JOURNAL_NO_RATING);
    to->after = (int)query_integer(&query, JOURNAL_NO_RATING);
    to->steps_done = (int)query_integer(&query, 0);
    to->steps_all = (int)query_integer(&query, 0);
  }
  query_finish(&query);
  return ok || pass_on(&fault, err);
}

bool history_read_range(struct history *history, int64_t *count, int64_t *first_day, int64_t *last_day, struct error *err) {
  struct fault fault = {0};
  *count = *first_day = 0;
  *last_day = -1;
  if (history->file.database == NULL) {
    return true;
  }
  bool ok = database_integer(history->file.database, "SELECT sum(sessions) FROM days", 0, count, &fault) &&
            database_integer(history->file.database, "SELECT min(day) FROM days", 0, first_day, &fault) &&
            database_integer(history->file.database, "SELECT max(day) FROM days", -1, last_day, &fault);
  return ok || pass_on(&fault, err);
}
