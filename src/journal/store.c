#include "journal/store.h"

#include "base/memory.h"

#include <stdlib.h>

#define STEP_COLUMNS "sequence, exercise, name, area, side, set_number, planned_ns, done_ns, outcome"

static void bind_rating(struct query *query, int rating) {
  if (rating == JOURNAL_NO_RATING) {
    query_bind_null(query);
  } else {
    query_bind_integer(query, rating);
  }
}

static void bind_side(struct query *query, enum side side) {
  if (side == SIDE_NONE) {
    query_bind_null(query);
  } else {
    query_bind_text(query, side_name(side));
  }
}

static void bind_what(struct query *query, const struct session_record *session) {
  query_bind_text(query, session->id.text);
  query_bind_integer(query, session->revision);
  query_bind_text(query, session->routine);
  query_bind_text(query, session->title);
  query_bind_text(query, session->source);
  query_bind_integer(query, (int64_t)session->timeline_hash);
  query_bind_text(query, session->plan);
  query_bind_integer(query, session->pace_percent);
  query_bind_integer(query, session->level);
  query_bind_integer(query, session->started_s);
  query_bind_integer(query, session->utc_offset_s);
  query_bind_integer(query, session->planned_ns);
}

static void bind_how(struct query *query, const struct session_record *session) {
  const struct session_position *position = &session->position;
  query_bind_integer(query, session->done_ns);
  query_bind_text(query, session_outcome_names[session->outcome]);
  bind_rating(query, session->before);
  bind_rating(query, session->after);
  query_bind_text(query, session->note);
  query_bind_integer(query, session->resumable);
  query_bind_integer(query, (int64_t)position->segment);
  query_bind_integer(query, position->elapsed_ns);
  query_bind_text(query, position->exercise);
  query_bind_text(query, position->name);
  bind_side(query, position->side);
  query_bind_integer(query, position->left_ns);
  query_bind_integer(query, session_record_day(session));
}

bool store_put_session(sqlite3 *database, const struct session_record *session, int64_t *number, struct fault *fault) {
  static const char sql[] =
      "INSERT INTO sessions(id, revision, routine, title, source, timeline_hash, plan, pace_percent, level, started_s,"
      " utc_offset_s, planned_ns, done_ns, outcome, before, after, note, resumable, position_segment, position_elapsed_ns,"
      " position_exercise, position_name, position_side, position_left_ns, day)"
      " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
      " ON CONFLICT(id) DO UPDATE SET revision=excluded.revision, routine=excluded.routine, title=excluded.title,"
      " source=excluded.source, timeline_hash=excluded.timeline_hash, plan=excluded.plan,"
      " pace_percent=excluded.pace_percent, level=excluded.level, started_s=excluded.started_s,"
      " utc_offset_s=excluded.utc_offset_s, planned_ns=excluded.planned_ns, done_ns=excluded.done_ns,"
      " outcome=excluded.outcome, before=excluded.before, after=excluded.after, note=excluded.note,"
      " resumable=excluded.resumable, position_segment=excluded.position_segment,"
      " position_elapsed_ns=excluded.position_elapsed_ns, position_exercise=excluded.position_exercise,"
      " position_name=excluded.position_name, position_side=excluded.position_side,"
      " position_left_ns=excluded.position_left_ns, day=excluded.day RETURNING number";
  struct query query;
  bool row = false;
  bool ok = query_init(&query, database, sql, fault);
  if (ok) {
    bind_what(&query, session);
    bind_how(&query, session);
    ok = query_step(&query, &row, fault);
    *number = row ? query_integer(&query, 0) : 0;
  }
  query_finish(&query);
  return ok;
}

bool store_put_step(sqlite3 *database, int64_t number, const struct step_record *step, struct fault *fault) {
  struct query query;
  bool ok = query_init(&query, database, "INSERT OR REPLACE INTO steps(session, " STEP_COLUMNS ") VALUES(?,?,?,?,?,?,?,?,?,?)",
                       fault);
  if (ok) {
    query_bind_integer(&query, number);
    query_bind_integer(&query, step->sequence);
    query_bind_text(&query, step->exercise);
    query_bind_text(&query, step->name);
    if (step->area < AREA_COUNT) {
      query_bind_text(&query, area_names[step->area]);
    } else {
      query_bind_null(&query);
    }
    bind_side(&query, step->side);
    query_bind_integer(&query, step->set);
    query_bind_integer(&query, step->planned_ns);
    query_bind_integer(&query, step->done_ns);
    query_bind_text(&query, step_outcome_names[step->outcome]);
    ok = query_run(&query, fault);
  }
  query_finish(&query);
  return ok;
}

/* Runs a statement with one integer, as often as it has parameters for it. */
static bool run_with(sqlite3 *database, const char *sql, int64_t value, struct fault *fault) {
  struct query query;
  bool ok = query_init(&query, database, sql, fault);
  for (int i = 0; ok && i < sqlite3_bind_parameter_count(query.statement); i++) {
    query_bind_integer(&query, value);
  }
  ok = ok && query_run(&query, fault);
  query_finish(&query);
  return ok;
}

bool store_drop_steps(sqlite3 *database, int64_t number, struct fault *fault) {
  return run_with(database, "DELETE FROM steps WHERE session = ?1", number, fault);
}

bool store_sum_up(sqlite3 *database, int64_t number, struct fault *fault) {
#define X(id, name) ", [" name "_ns] = coalesce((SELECT sum(done_ns) FROM steps WHERE session = ?1 AND area = '" name "'), 0)"
  static const char sql[] =
      "UPDATE sessions SET left_ns = coalesce((SELECT sum(done_ns) FROM steps WHERE session = ?1 AND side = 'left'), 0),"
      " right_ns = coalesce((SELECT sum(done_ns) FROM steps WHERE session = ?1 AND side = 'right'), 0)" AREA_LIST(
          X) " WHERE number = ?1";
#undef X
  return run_with(database, sql, number, fault);
}

bool store_sum_up_day(sqlite3 *database, int64_t day, struct fault *fault) {
#define X(id, name) ", sum([" name "_ns])"
  static const char sum[] = "INSERT INTO days SELECT day, count(*), sum(done_ns), sum(left_ns), sum(right_ns)" AREA_LIST(
      X) " FROM sessions WHERE day = ?1 AND done_ns > 0 GROUP BY day";
#undef X
  return run_with(database, "DELETE FROM days WHERE day = ?1", day, fault) && run_with(database, sum, day, fault);
}

bool store_put_checkin(sqlite3 *database, const struct checkin_record *checkin, struct fault *fault) {
  struct query query;
  char tags[512];
  journal_tags_text(checkin->tags, tags, sizeof tags);
  bool ok = query_init(&query, database, "INSERT OR IGNORE INTO checkins(" STORE_CHECKIN_COLUMNS ") VALUES(?,?,?,?,?)", fault);
  if (ok) {
    query_bind_text(&query, checkin->id.text);
    query_bind_integer(&query, checkin->at_s);
    query_bind_integer(&query, checkin->full);
    query_bind_text(&query, checkin_outcome_names[checkin->outcome]);
    query_bind_text(&query, tags);
    ok = query_run(&query, fault);
  }
  query_finish(&query);
  return ok;
}

static enum side read_side(struct query *query) {
  static const char *const names[] = {"left", "right"};
  size_t side = query_word(query, names, 2);
  return side == 0 ? SIDE_LEFT : side == 1 ? SIDE_RIGHT : SIDE_NONE;
}

/* What does not fit an int is no value of ours: one that no check accepts. */
static int read_int(struct query *query, int null) {
  int64_t value = query_integer(query, null);
  return value < INT32_MIN || value > INT32_MAX ? INT32_MIN : (int)value;
}

bool store_read_session(struct query *query, struct session_record *session, int64_t *number) {
  struct session_position *position = &session->position;
  session_record_init(session);
  *number = query_integer(query, 0);
  query_text(query, session->id.text, sizeof session->id.text);
  session->revision = read_int(query, 0);
  query_text(query, session->routine, sizeof session->routine);
  query_text(query, session->title, sizeof session->title);
  query_text(query, session->source, sizeof session->source);
  session->timeline_hash = (uint64_t)query_integer(query, 0);
  query_text(query, session->plan, sizeof session->plan);
  session->pace_percent = read_int(query, 100);
  session->level = read_int(query, 0);
  session->started_s = query_integer(query, 0);
  session->utc_offset_s = read_int(query, 0);
  session->planned_ns = query_integer(query, 0);
  session->done_ns = query_integer(query, 0);
  session->outcome = (enum session_outcome)query_word(query, session_outcome_names, SESSION_OUTCOME_COUNT);
  session->before = read_int(query, JOURNAL_NO_RATING);
  session->after = read_int(query, JOURNAL_NO_RATING);
  query_text(query, session->note, sizeof session->note);
  session->resumable = query_integer(query, 0) != 0;
  position->segment = (size_t)query_integer(query, 0);
  position->elapsed_ns = query_integer(query, 0);
  query_text(query, position->exercise, sizeof position->exercise);
  query_text(query, position->name, sizeof position->name);
  position->side = read_side(query);
  position->left_ns = query_integer(query, 0);
  return journal_session_is_sound(session);
}

bool store_find_session(sqlite3 *database, const char *id, struct session_record *session, int64_t *number, bool *found,
                        struct fault *fault) {
  struct query query;
  bool ok = query_init(&query, database, "SELECT " STORE_SESSION_COLUMNS " FROM sessions WHERE id = ?", fault);
  *found = false;
  if (ok) {
    query_bind_text(&query, id);
    ok = query_step(&query, found, fault);
  }
  if (ok && *found && !store_read_session(&query, session, number)) {
    ok = fault_set(fault, FAULT_DAMAGED, "the history: a session in it makes no sense");
  }
  query_finish(&query);
  return ok;
}

static bool read_step(struct query *query, struct step_record *step) {
  *step = (struct step_record){0};
  step->sequence = read_int(query, -1);
  query_text(query, step->exercise, sizeof step->exercise);
  query_text(query, step->name, sizeof step->name);
  step->area = (enum area)query_word(query, area_names, AREA_COUNT);
  step->side = read_side(query);
  step->set = read_int(query, 0);
  step->planned_ns = query_integer(query, 0);
  step->done_ns = query_integer(query, 0);
  step->outcome = (enum step_outcome_kept)query_word(query, step_outcome_names, STEP_OUTCOME_COUNT);
  return journal_step_is_sound(step);
}

bool store_steps(sqlite3 *database, int64_t number, struct step_record **steps, size_t *count, struct fault *fault) {
  struct query query;
  bool row = true;
  size_t capacity = 0;
  *steps = NULL;
  *count = 0;
  bool ok = query_init(&query, database, "SELECT " STEP_COLUMNS " FROM steps WHERE session = ? ORDER BY sequence", fault);
  if (ok) {
    query_bind_integer(&query, number);
  }
  while (ok && (ok = query_step(&query, &row, fault)) && row) {
    if (*count == capacity) {
      capacity = capacity == 0 ? 32 : capacity * 2;
      *steps = memory_resize(*steps, capacity, sizeof **steps);
    }
    *count += read_step(&query, &(*steps)[*count]);
  }
  query_finish(&query);
  return ok;
}

bool store_read_checkin(struct query *query, struct checkin_record *checkin) {
  char tags[512];
  *checkin = (struct checkin_record){0};
  query_text(query, checkin->id.text, sizeof checkin->id.text);
  checkin->at_s = query_integer(query, 0);
  checkin->full = query_integer(query, 0) != 0;
  checkin->outcome = (enum checkin_outcome)query_word(query, checkin_outcome_names, CHECKIN_OUTCOME_COUNT);
  query_text(query, tags, sizeof tags);
  checkin->tags = journal_tags_of(tags);
  return journal_checkin_is_sound(checkin);
}
