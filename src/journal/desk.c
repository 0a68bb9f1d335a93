#include "journal/desk.h"

#include "base/memory.h"
#include "journal/store.h"

#include <stdlib.h>
#include <string.h>

static bool sheet_is_dirty(const struct sheet *sheet) {
  return sheet->written != sheet->version || sheet->written_count < sheet->step_count;
}

struct sheet *desk_dirty_sheet(const struct desk *desk) {
  for (struct sheet *sheet = desk->sheets; sheet != NULL; sheet = sheet->next) {
    if (sheet_is_dirty(sheet)) {
      return sheet;
    }
  }
  return NULL;
}

bool desk_is_dirty(const struct desk *desk) {
  return desk->checkin_count > 0 || desk->declined_count > 0 || desk_dirty_sheet(desk) != NULL;
}

struct sheet *desk_last_sheet(const struct desk *desk) {
  struct sheet *sheet = desk->sheets;
  while (sheet != NULL && sheet->next != NULL) {
    sheet = sheet->next;
  }
  return sheet;
}

void desk_add_sheet(struct desk *desk, struct sheet *sheet) {
  struct sheet *last = desk_last_sheet(desk);
  if (last == NULL) {
    desk->sheets = sheet;
  } else {
    last->next = sheet;
  }
}

void sheet_add_step(struct sheet *sheet, const struct step_record *step) {
  if (sheet->step_count == sheet->step_capacity) {
    sheet->step_capacity = sheet->step_capacity == 0 ? 64 : sheet->step_capacity * 2;
    sheet->steps = memory_resize(sheet->steps, sheet->step_capacity, sizeof *sheet->steps);
  }
  sheet->steps[sheet->step_count] = *step;
  sheet->steps[sheet->step_count].sequence = sheet->session.next_sequence++;
  sheet->step_count++;
  sheet->session.done_ns += step->done_ns;
}

void desk_take(const struct desk *desk, struct batch *batch) {
  const struct sheet *sheet = desk_dirty_sheet(desk);
  *batch = (struct batch){.checkin_count = desk->checkin_count, .declined_count = desk->declined_count};
  memcpy(batch->checkins, desk->checkins, sizeof batch->checkins);
  memcpy(batch->declined, desk->declined, sizeof batch->declined);
  if (sheet == NULL) {
    return;
  }
  batch->has_session = true;
  batch->session = sheet->session;
  batch->version = sheet->version;
  batch->over = sheet->over;
  batch->first_step = sheet->written_count;
  batch->step_count = sheet->step_count - sheet->written_count;
  batch->steps = memory_alloc(batch->step_count + 1, sizeof *batch->steps);
  if (batch->step_count > 0) {
    memcpy(batch->steps, sheet->steps + batch->first_step, batch->step_count * sizeof *batch->steps);
  }
}

void sheet_free(struct sheet *sheet) {
  free(sheet->steps);
  free(sheet);
}

static void drop_finished(struct desk *desk) {
  while (desk->sheets != NULL && desk->sheets->next != NULL && !sheet_is_dirty(desk->sheets)) {
    struct sheet *done = desk->sheets;
    desk->sheets = done->next;
    sheet_free(done);
  }
}

void desk_written(struct desk *desk, const struct batch *batch) {
  desk->checkin_count -= batch->checkin_count;
  memmove(desk->checkins, desk->checkins + batch->checkin_count, desk->checkin_count * sizeof *desk->checkins);
  desk->declined_count -= batch->declined_count;
  memmove(desk->declined, desk->declined + batch->declined_count, desk->declined_count * sizeof *desk->declined);
  if (batch->has_session) {
    struct sheet *sheet = desk_dirty_sheet(desk);
    sheet->written = batch->version;
    sheet->written_count = batch->first_step + batch->step_count;
  }
  drop_finished(desk);
}

void desk_forget_written(struct desk *desk) {
  for (struct sheet *sheet = desk->sheets; sheet != NULL; sheet = sheet->next) {
    sheet->written_count = 0;
    sheet->written = 0;
  }
}

void desk_free(struct desk *desk) {
  while (desk->sheets != NULL) {
    struct sheet *sheet = desk->sheets;
    desk->sheets = sheet->next;
    sheet_free(sheet);
  }
}

static bool decline(sqlite3 *database, const struct journal_id *id, struct fault *fault) {
  struct query query;
  bool ok = query_init(&query, database,
                       "UPDATE sessions SET resumable = 0, revision = revision + 1 WHERE id = ? AND resumable", fault);
  if (ok) {
    query_bind_text(&query, id->text);
    ok = query_run(&query, fault);
  }
  query_finish(&query);
  return ok;
}

static bool write_session(const struct batch *batch, sqlite3 *database, struct fault *fault) {
  int64_t number = 0;
  bool ok = store_put_session(database, &batch->session, &number, fault);
  for (size_t i = 0; ok && i < batch->step_count; i++) {
    ok = store_put_step(database, number, &batch->steps[i], fault);
  }
  return ok && store_sum_up(database, number, fault) && store_sum_up_day(database, session_record_day(&batch->session), fault);
}

static bool write_all(const struct batch *batch, sqlite3 *database, struct fault *fault) {
  bool ok = true;
  for (size_t i = 0; ok && i < batch->checkin_count; i++) {
    ok = store_put_checkin(database, &batch->checkins[i], fault);
  }
  for (size_t i = 0; ok && i < batch->declined_count; i++) {
    ok = decline(database, &batch->declined[i], fault);
  }
  return ok && (!batch->has_session || write_session(batch, database, fault));
}

bool batch_write(const struct batch *batch, sqlite3 *database, struct fault *fault) {
  struct fault ignored;
  if (!database_run(database, "BEGIN IMMEDIATE", fault)) {
    return false;
  }
  if (write_all(batch, database, fault) && database_run(database, "COMMIT", fault)) {
    return true;
  }
  database_run(database, "ROLLBACK", &ignored);
  return false;
}

void batch_free(struct batch *batch) {
  free(batch->steps);
  batch->steps = NULL;
}
