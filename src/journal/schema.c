#include "journal/schema.h"

#include "routine/model.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The time worked in each area of the body, a column each. */
#define AREA_COLUMN(id, name) ", [" name "_ns] INTEGER NOT NULL DEFAULT 0"

static const char present_schema[] =
    "CREATE TABLE schema(version INTEGER NOT NULL);"
    "INSERT INTO schema VALUES(2);"
    "CREATE TABLE sessions("
    " number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL,"
    " routine TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, timeline_hash INTEGER NOT NULL, plan TEXT NOT NULL,"
    " pace_percent INTEGER NOT NULL, level INTEGER NOT NULL, started_s INTEGER NOT NULL, utc_offset_s INTEGER NOT NULL,"
    " day INTEGER NOT NULL, planned_ns INTEGER NOT NULL, done_ns INTEGER NOT NULL, outcome TEXT NOT NULL,"
    " before INTEGER, after INTEGER, note TEXT NOT NULL, resumable INTEGER NOT NULL,"
    " position_segment INTEGER NOT NULL, position_elapsed_ns INTEGER NOT NULL, position_exercise TEXT NOT NULL,"
    " position_name TEXT NOT NULL, position_side TEXT, position_left_ns INTEGER NOT NULL,"
    " left_ns INTEGER NOT NULL DEFAULT 0, right_ns INTEGER NOT NULL DEFAULT 0" AREA_LIST(
        AREA_COLUMN) ");"
                     "CREATE INDEX sessions_by_start ON sessions(started_s);"
                     "CREATE INDEX sessions_by_day ON sessions(day);"
                     "CREATE INDEX sessions_by_routine ON sessions(routine, started_s);"
                     "CREATE INDEX sessions_running ON sessions(outcome) WHERE outcome = 'running';"
                     "CREATE TABLE steps("
                     " session INTEGER NOT NULL, sequence INTEGER NOT NULL, exercise TEXT NOT NULL, name TEXT NOT NULL, area "
                     "TEXT, side TEXT,"
                     " set_number INTEGER NOT NULL, planned_ns INTEGER NOT NULL, done_ns INTEGER NOT NULL, outcome TEXT NOT "
                     "NULL,"
                     " PRIMARY KEY(session, sequence)) WITHOUT ROWID;"
                     "CREATE TABLE days("
                     " day INTEGER PRIMARY KEY, sessions INTEGER NOT NULL, done_ns INTEGER NOT NULL, left_ns INTEGER NOT NULL,"
                     " right_ns INTEGER NOT NULL" AREA_LIST(
                         AREA_COLUMN) ");"
                                      "CREATE TABLE checkins("
                                      " number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at_s INTEGER NOT NULL, is_full "
                                      "INTEGER NOT NULL,"
                                      " outcome TEXT NOT NULL, tags TEXT NOT NULL);"
                                      "CREATE INDEX checkins_by_time ON checkins(at_s);";

/* Version 1 kept seconds, no titles, no check-ins, and nothing to go on by. What it did not know stays empty. */
static const char rename_1[] = "ALTER TABLE sessions RENAME TO sessions_1; ALTER TABLE steps RENAME TO steps_1;"
                               "DROP TABLE schema;";
static const char copy_1[] =
    "INSERT INTO sessions(number, id, revision, routine, title, source, timeline_hash, plan, pace_percent, level, started_s,"
    " utc_offset_s, day, planned_ns, done_ns, outcome, before, after, note, resumable, position_segment, position_elapsed_ns,"
    " position_exercise, position_name, position_left_ns, left_ns, right_ns)"
    " SELECT number, id, 1, routine, routine, routine, 0, '', 100, 0, started_s, 0, started_s / 86400,"
    " CAST(round(planned_s * 1e9) AS INTEGER), CAST(round(done_s * 1e9) AS INTEGER),"
    " CASE outcome WHEN 'running' THEN 'interrupted' ELSE outcome END, before, after, coalesce(note, ''), 0, 0, 0, '', '', 0,"
    " coalesce((SELECT CAST(round(sum(done_s) * 1e9) AS INTEGER) FROM steps_1 WHERE session = number AND side = 'left'), 0),"
    " coalesce((SELECT CAST(round(sum(done_s) * 1e9) AS INTEGER) FROM steps_1 WHERE session = number AND side = 'right'), 0)"
    " FROM sessions_1;"
    "INSERT INTO steps SELECT session, sequence, exercise, exercise, NULL, side, set_number,"
    " CAST(round(planned_s * 1e9) AS INTEGER), CAST(round(done_s * 1e9) AS INTEGER), outcome FROM steps_1;"
    "INSERT INTO days(day, sessions, done_ns, left_ns, right_ns)"
    " SELECT day, count(*), sum(done_ns), sum(left_ns), sum(right_ns) FROM sessions GROUP BY day;"
    "DROP TABLE steps_1; DROP TABLE sessions_1;";

bool schema_version(sqlite3 *database, int *version, struct fault *fault) {
  int64_t tables = 0, has_schema = 0, number = 0;
  if (!database_integer(database, "SELECT count(*) FROM sqlite_master", 0, &tables, fault) ||
      !database_integer(database, "SELECT count(*) FROM sqlite_master WHERE name = 'schema'", 0, &has_schema, fault)) {
    return false;
  }
  if (tables == 0) {
    *version = 0;
    return true;
  }
  if (has_schema == 0) {
    return fault_set(fault, FAULT_DAMAGED, "the history: its tables are not limber's");
  }
  if (!database_integer(database, "SELECT version FROM schema", 0, &number, fault)) {
    return false;
  }
  if (number < 1) {
    return fault_set(fault, FAULT_DAMAGED, "the history: it has no version");
  }
  *version = number > SCHEMA_VERSION ? SCHEMA_VERSION + 1 : (int)number;
  return true;
}

static bool refuse_newer(struct fault *fault) {
  return fault_set(fault, FAULT_NEWER,
                   "the history was written by a newer limber and is left as it is; update limber to read and add to it");
}

static bool copy_pages(sqlite3 *from, sqlite3 *to) {
  sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
  return backup != NULL && sqlite3_backup_step(backup, -1) == SQLITE_DONE && sqlite3_backup_finish(backup) == SQLITE_OK;
}

/* A copy of the whole database beside it; one that is there already is of the same content or of an earlier attempt. */
static bool back_up(sqlite3 *database, const char *path, int version, struct fault *fault) {
  char name[1200], unfinished[1210];
  snprintf(name, sizeof name, "%s.schema-%d", path, version);
  snprintf(unfinished, sizeof unfinished, "%s.new", name);
  unlink(unfinished);
  sqlite3 *copy = database_open(unfinished, DATABASE_CREATE, 0, fault);
  if (copy == NULL) {
    return false;
  }
  bool copied = copy_pages(database, copy) || database_fault(copy, fault);
  database_close(copy);
  if (copied && rename(unfinished, name) != 0) {
    copied = fault_set(fault, FAULT_OTHER, "%s cannot be written", name);
  }
  return copied;
}

/* Reads the version again inside the transaction: another limber may have been faster. */
static bool migrate_inside(sqlite3 *database, struct fault *fault) {
  int version = 0;
  if (!schema_version(database, &version, fault)) {
    return false;
  }
  if (version > SCHEMA_VERSION) {
    return refuse_newer(fault);
  }
  if (version == SCHEMA_VERSION) {
    return true;
  }
  if (version == 0) {
    return database_run(database, present_schema, fault);
  }
  return database_run(database, rename_1, fault) && database_run(database, present_schema, fault) &&
         database_run(database, copy_1, fault);
}

bool schema_prepare(sqlite3 *database, const char *path, struct fault *fault) {
  int version = 0;
  struct fault ignored;
  if (!schema_version(database, &version, fault)) {
    return false;
  }
  if (version > SCHEMA_VERSION) {
    return refuse_newer(fault);
  }
  if (version == SCHEMA_VERSION) {
    return true;
  }
  if (version != 0 && !back_up(database, path, version, fault)) {
    return false;
  }
  if (!database_run(database, "BEGIN IMMEDIATE", fault)) {
    return false;
  }
  if (migrate_inside(database, fault) && database_run(database, "COMMIT", fault)) {
    return true;
  }
  database_run(database, "ROLLBACK", &ignored);
  return false;
}

bool schema_check(sqlite3 *database, struct fault *fault) {
  int version = 0;
  if (!schema_version(database, &version, fault)) {
    return false;
  }
  if (version > SCHEMA_VERSION) {
    return refuse_newer(fault);
  }
  if (version == 0) {
    return fault_set(fault, FAULT_MISSING, "there is no history yet");
  }
  return version == SCHEMA_VERSION ||
         fault_set(fault, FAULT_OTHER, "the history is of an older limber and cannot be brought up to date where it is");
}
