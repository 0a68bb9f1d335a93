#include "journal/recall.h"

#include "journal/alive.h"
#include "journal/store.h"

#define PAST_COLUMNS "routine, started_s, done_ns, outcome, level, before, after"

static void read_past(struct query *query, struct past_session *past) {
  *past = (struct past_session){0};
  query_text(query, past->routine, sizeof past->routine);
  past->started_s = query_integer(query, 0);
  past->done_ns = query_integer(query, 0);
  past->outcome = (enum session_outcome)query_word(query, session_outcome_names, SESSION_OUTCOME_COUNT);
  past->level = (int)query_integer(query, 0);
  past->before = (int)query_integer(query, JOURNAL_NO_RATING);
  past->after = (int)query_integer(query, JOURNAL_NO_RATING);
}

/* Rows of `sql`, whose only parameter, if it has one, is `routine`. */
static bool read_pasts(sqlite3 *database, const char *sql, const char *routine, struct past_session *pasts, size_t most,
                       size_t *count, struct fault *fault) {
  struct query query;
  bool row = true;
  *count = 0;
  bool ok = query_init(&query, database, sql, fault);
  if (ok && routine != NULL) {
    query_bind_text(&query, routine);
  }
  while (ok && *count < most && (ok = query_step(&query, &row, fault)) && row) {
    read_past(&query, &pasts[*count]);
    *count += pasts[*count].outcome < SESSION_OUTCOME_COUNT;
  }
  query_finish(&query);
  return ok;
}

static bool read_sessions(sqlite3 *database, const char *routine, struct journal_memory *memory, struct fault *fault) {
  static const char recent[] = "SELECT " PAST_COLUMNS " FROM sessions ORDER BY started_s DESC LIMIT 64";
  static const char earliest[] = "SELECT " PAST_COLUMNS " FROM sessions WHERE before IS NOT NULL ORDER BY started_s LIMIT 14";
  /* Of an aggregate with max() SQLite gives the other columns of that very row. */
  static const char latest[] = "SELECT routine, max(started_s), done_ns, outcome, level, before, after FROM sessions"
                               " WHERE done_ns > 0 GROUP BY routine LIMIT 256";
  static const char of_routine[] = "SELECT " PAST_COLUMNS " FROM sessions WHERE routine = ? ORDER BY started_s DESC LIMIT 64";
  return database_integer(database, "SELECT count(*) FROM sessions", 0, &memory->session_count, fault) &&
         database_integer(database, "SELECT min(started_s) FROM sessions", 0, &memory->first_session_s, fault) &&
         database_integer(database, "SELECT max(started_s) FROM sessions", 0, &memory->last_session_s, fault) &&
         read_pasts(database, recent, NULL, memory->recent, JOURNAL_RECENT_MOST, &memory->recent_count, fault) &&
         read_pasts(database, latest, NULL, memory->latest, JOURNAL_LATEST_MOST, &memory->latest_count, fault) &&
         read_pasts(database, earliest, NULL, memory->earliest, JOURNAL_EARLIEST_MOST, &memory->earliest_count, fault) &&
         (routine == NULL ||
          read_pasts(database, of_routine, routine, memory->of_routine, JOURNAL_RECENT_MOST, &memory->of_routine_count, fault));
}

static bool read_checkins(sqlite3 *database, struct journal_memory *memory, struct fault *fault) {
  struct query query;
  bool ok = query_init(&query, database, "SELECT " STORE_CHECKIN_COLUMNS " FROM checkins ORDER BY at_s DESC LIMIT 1", fault) &&
            query_step(&query, &memory->has_checkin, fault);
  if (ok && memory->has_checkin) {
    memory->has_checkin = store_read_checkin(&query, &memory->last_checkin);
  }
  query_finish(&query);
  return ok &&
         database_integer(database, "SELECT max(at_s) FROM checkins WHERE is_full", 0, &memory->last_full_checkin_s, fault);
}

/* Of the last hundred sessions: what hurt or was left out. */
static bool read_troubles(sqlite3 *database, struct journal_memory *memory, struct fault *fault) {
  static const char sql[] = "SELECT steps.exercise, steps.outcome, recent.started_s FROM"
                            " (SELECT number, started_s FROM sessions ORDER BY started_s DESC LIMIT 100) AS recent"
                            " CROSS JOIN steps ON steps.session = recent.number WHERE steps.outcome IN ('hurt', 'skipped')"
                            " ORDER BY recent.started_s DESC, steps.sequence DESC LIMIT 16";
  struct query query;
  bool row = true;
  bool ok = query_init(&query, database, sql, fault);
  while (ok && memory->trouble_count < JOURNAL_HURT_MOST && (ok = query_step(&query, &row, fault)) && row) {
    struct past_trouble *trouble = &memory->troubles[memory->trouble_count++];
    query_text(&query, trouble->exercise, sizeof trouble->exercise);
    trouble->outcome = (enum step_outcome_kept)query_word(&query, step_outcome_names, STEP_OUTCOME_COUNT);
    trouble->started_s = query_integer(&query, 0);
  }
  query_finish(&query);
  return ok;
}

static bool count_steps(sqlite3 *database, int64_t number, int *count, struct fault *fault) {
  struct query query;
  bool row = false;
  bool ok = query_init(&query, database, "SELECT max(sequence) + 1 FROM steps WHERE session = ?", fault);
  if (ok) {
    query_bind_integer(&query, number);
    ok = query_step(&query, &row, fault);
    *count = row ? (int)query_integer(&query, 0) : 0;
  }
  query_finish(&query);
  return ok;
}

/* The newest session that nobody is running: what `play` plays again, and what can be gone on with. */
static bool read_last(sqlite3 *database, const char *folder, struct journal_memory *memory, struct fault *fault) {
  struct query query;
  struct session_record *session = &memory->unfinished;
  bool row = true;
  bool ok =
      query_init(&query, database, "SELECT " STORE_SESSION_COLUMNS " FROM sessions ORDER BY started_s DESC LIMIT 8", fault);
  while (ok && (ok = query_step(&query, &row, fault)) && row) {
    int64_t number = 0;
    if (!store_read_session(&query, session, &number)) {
      continue;
    }
    bool running = session->outcome == SESSION_OUTCOME_RUNNING;
    if (running && alive_check(folder, &session->id)) {
      continue;
    }
    if (running) {
      session->outcome = SESSION_OUTCOME_INTERRUPTED;
      session->resumable = true;
    }
    journal_text(memory->last_source, sizeof memory->last_source, session->source);
    memory->has_unfinished = session->outcome == SESSION_OUTCOME_INTERRUPTED && session->resumable;
    ok = !memory->has_unfinished || count_steps(database, number, &session->next_sequence, fault);
    break;
  }
  query_finish(&query);
  return ok;
}

bool recall_read(sqlite3 *database, const char *folder, const char *routine, struct journal_memory *memory,
                 struct fault *fault) {
  *memory = (struct journal_memory){0};
  memory->readable = read_sessions(database, routine, memory, fault) && read_checkins(database, memory, fault) &&
                     read_troubles(database, memory, fault) && read_last(database, folder, memory, fault);
  if (!memory->readable) {
    *memory = (struct journal_memory){0};
    journal_text(memory->problem, sizeof memory->problem, fault->message);
  }
  return memory->readable;
}

bool recall_settle(sqlite3 *database, const char *folder, struct fault *fault) {
  struct query query, update;
  bool row = true;
  bool ok = query_init(&query, database, "SELECT id FROM sessions WHERE outcome = 'running'", fault);
  bool can_update = query_init(&update, database,
                               "UPDATE sessions SET outcome = 'interrupted', resumable = 1, revision = revision + 1"
                               " WHERE id = ?",
                               fault);
  while (ok && can_update && (ok = query_step(&query, &row, fault)) && row) {
    struct journal_id id;
    query_text(&query, id.text, sizeof id.text);
    if (!alive_check(folder, &id)) {
      query_bind_text(&update, id.text);
      ok = query_run(&update, fault);
      query_again(&update);
    }
  }
  query_finish(&query);
  query_finish(&update);
  alive_sweep(folder);
  return ok && can_update;
}
