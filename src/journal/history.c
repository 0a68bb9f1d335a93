#include "journal/history.h"

#include "base/memory.h"
#include "journal/alive.h"
#include "journal/history_private.h"
#include "journal/store.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WAIT_MS = 2000 };

/* A fault as the commands tell it. */
static bool pass_on(const struct fault *fault, struct error *err) {
  return error_set(err, ERROR_MACHINE, "%s", fault->message);
}

static struct history *open_with(const char *folder, bool change, struct error *err) {
  struct history *history = memory_alloc(1, sizeof *history);
  struct fault fault = {0};
  history->folder = memory_string(folder);
  bool ok = change ? history_open(folder, WAIT_MS, &history->file, history->notice, &fault)
                   : history_open_to_read(folder, WAIT_MS, &history->file, history->notice, &fault);
  if (ok || (!change && fault.kind == FAULT_MISSING)) {
    return history;
  }
  pass_on(&fault, err);
  history_end(history);
  return NULL;
}

struct history *history_of(const char *folder, struct error *err) {
  return open_with(folder, false, err);
}

struct history *history_for_change(const char *folder, struct error *err) {
  return open_with(folder, true, err);
}

void history_end(struct history *history) {
  if (history != NULL) {
    if (history->file.database != NULL) {
      history_close(&history->file);
    }
    free(history->folder);
    free(history);
  }
}

const char *history_notice(const struct history *history) {
  return history->notice;
}

static bool give_session(struct history *history, struct query *query, session_fn each, void *context, bool *go_on,
                         struct fault *fault) {
  struct session_record session;
  struct step_record *steps = NULL;
  size_t count = 0;
  int64_t number = 0;
  if (!store_read_session(query, &session, &number)) {
    return true;
  }
  if (session.outcome == SESSION_OUTCOME_RUNNING && !alive_check(history->folder, &session.id)) {
    session.outcome = SESSION_OUTCOME_INTERRUPTED;
  }
  bool ok = store_steps(history->file.database, number, &steps, &count, fault);
  if (ok) {
    *go_on = each(&session, steps, count, context);
  }
  free(steps);
  return ok;
}

bool history_sessions(struct history *history, int64_t most, session_fn each, void *context, struct error *err) {
  static const char sql[] = "SELECT " STORE_SESSION_COLUMNS " FROM (SELECT * FROM sessions ORDER BY started_s DESC, id DESC"
                            " LIMIT ?) ORDER BY started_s, id";
  static const char all[] = "SELECT " STORE_SESSION_COLUMNS " FROM sessions ORDER BY started_s, id";
  struct query query;
  struct fault fault = {0};
  bool row = true, go_on = true;
  if (history->file.database == NULL) {
    return true;
  }
  bool ok = query_init(&query, history->file.database, most > 0 ? sql : all, &fault);
  if (ok && most > 0) {
    query_bind_integer(&query, most);
  }
  while (ok && go_on && (ok = query_step(&query, &row, &fault)) && row) {
    ok = give_session(history, &query, each, context, &go_on, &fault);
  }
  query_finish(&query);
  return ok || pass_on(&fault, err);
}

bool history_checkins(struct history *history, checkin_fn each, void *context, struct error *err) {
  struct query query;
  struct fault fault = {0};
  bool row = true, go_on = true;
  if (history->file.database == NULL) {
    return true;
  }
  bool ok =
      query_init(&query, history->file.database, "SELECT " STORE_CHECKIN_COLUMNS " FROM checkins ORDER BY at_s, id", &fault);
  while (ok && go_on && (ok = query_step(&query, &row, &fault)) && row) {
    struct checkin_record checkin;
    if (store_read_checkin(&query, &checkin)) {
      go_on = each(&checkin, context);
    }
  }
  query_finish(&query);
  return ok || pass_on(&fault, err);
}

bool history_begin_change(struct history *history, struct error *err) {
  struct fault fault = {0};
  return database_run(history->file.database, "BEGIN IMMEDIATE", &fault) || pass_on(&fault, err);
}

bool history_add_session(struct history *history, const struct session_record *session, const struct step_record *steps,
                         size_t count, enum merged *merged, struct error *err) {
  struct fault fault = {0};
  return merge_session(history->file.database, session, steps, count, merged, &fault) || pass_on(&fault, err);
}

bool history_add_checkin(struct history *history, const struct checkin_record *checkin, enum merged *merged,
                         struct error *err) {
  struct fault fault = {0};
  return merge_checkin(history->file.database, checkin, merged, &fault) || pass_on(&fault, err);
}

bool history_commit(struct history *history, struct error *err) {
  struct fault fault = {0};
  return database_run(history->file.database, "COMMIT", &fault) || pass_on(&fault, err);
}

void history_files(const char *folder, history_file_fn each, void *context) {
  DIR *entries = opendir(folder);
  struct dirent *entry;
  while (entries != NULL && (entry = readdir(entries)) != NULL) {
    char path[1400];
    struct stat status;
    bool ours = strncmp(entry->d_name, "history.db", strlen("history.db")) == 0 ||
                strncmp(entry->d_name, "running.", strlen("running.")) == 0;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (ours && lstat(path, &status) == 0 && !S_ISDIR(status.st_mode)) {
      each(path, status.st_size, context);
    }
  }
  if (entries != NULL) {
    closedir(entries);
  }
}
