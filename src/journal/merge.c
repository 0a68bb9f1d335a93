#include "journal/merge.h"

#include "journal/store.h"

#include <stdlib.h>
#include <string.h>

enum { NS_PER_US = 1000 };

static int compare_numbers(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

static int compare_spans(int64_t a_ns, int64_t b_ns) {
  return compare_numbers((a_ns + NS_PER_US / 2) / NS_PER_US, (b_ns + NS_PER_US / 2) / NS_PER_US);
}

/* The first difference that is one decides. */
static int first_of(const int *differences, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (differences[i] != 0) {
      return differences[i];
    }
  }
  return 0;
}

static int compare_steps(const struct step_record *a, const struct step_record *b) {
  const int differences[] = {
      compare_numbers(a->sequence, b->sequence),
      strcmp(a->exercise, b->exercise),
      strcmp(a->name, b->name),
      compare_numbers(a->area, b->area),
      compare_numbers(a->side, b->side),
      compare_numbers(a->set, b->set),
      compare_spans(a->planned_ns, b->planned_ns),
      compare_spans(a->done_ns, b->done_ns),
      compare_numbers(a->outcome, b->outcome),
  };
  return first_of(differences, sizeof differences / sizeof *differences);
}

/* Elsewhere nobody is running it. */
static enum session_outcome outcome_elsewhere(const struct session_record *session) {
  return session->outcome == SESSION_OUTCOME_RUNNING ? SESSION_OUTCOME_INTERRUPTED : session->outcome;
}

int merge_compare(const struct session_record *a, const struct step_record *a_steps, size_t a_count,
                  const struct session_record *b, const struct step_record *b_steps, size_t b_count) {
  const int differences[] = {
      compare_numbers(a->revision, b->revision),
      compare_numbers((int64_t)a_count, (int64_t)b_count),
      strcmp(a->routine, b->routine),
      strcmp(a->title, b->title),
      compare_numbers(a->started_s, b->started_s),
      compare_numbers(a->utc_offset_s, b->utc_offset_s),
      compare_spans(a->planned_ns, b->planned_ns),
      compare_spans(a->done_ns, b->done_ns),
      compare_numbers(outcome_elsewhere(a), outcome_elsewhere(b)),
      compare_numbers(a->before, b->before),
      compare_numbers(a->after, b->after),
      compare_numbers(a->level, b->level),
      compare_numbers(a->pace_percent, b->pace_percent),
      strcmp(a->note, b->note),
  };
  int difference = first_of(differences, sizeof differences / sizeof *differences);
  for (size_t i = 0; difference == 0 && i < a_count; i++) {
    difference = compare_steps(&a_steps[i], &b_steps[i]);
  }
  return difference;
}

static bool write_version(sqlite3 *database, const struct session_record *session, const struct step_record *steps,
                          size_t count, struct fault *fault) {
  int64_t number = 0;
  bool ok = store_put_session(database, session, &number, fault) && store_drop_steps(database, number, fault);
  for (size_t i = 0; ok && i < count; i++) {
    ok = store_put_step(database, number, &steps[i], fault);
  }
  return ok && store_sum_up(database, number, fault) && store_sum_up_day(database, session_record_day(session), fault);
}

static bool replace_version(sqlite3 *database, const struct session_record *old, const struct session_record *session,
                            const struct step_record *steps, size_t count, struct fault *fault) {
  struct session_record version = *session;
  memcpy(version.source, old->source, sizeof version.source);
  memcpy(version.plan, old->plan, sizeof version.plan);
  version.timeline_hash = old->timeline_hash;
  version.position = old->position;
  version.resumable = old->resumable && session->outcome == SESSION_OUTCOME_INTERRUPTED;
  return write_version(database, &version, steps, count, fault) && store_sum_up_day(database, session_record_day(old), fault);
}

bool merge_session(sqlite3 *database, const struct session_record *session, const struct step_record *steps, size_t count,
                   enum merged *merged, struct fault *fault) {
  struct session_record known;
  struct step_record *known_steps = NULL;
  size_t known_count = 0;
  int64_t number = 0;
  bool found = false;
  if (!store_find_session(database, session->id.text, &known, &number, &found, fault)) {
    return false;
  }
  if (!found) {
    *merged = MERGED_NEW;
    return write_version(database, session, steps, count, fault);
  }
  bool ok = store_steps(database, number, &known_steps, &known_count, fault);
  if (ok && merge_compare(session, steps, count, &known, known_steps, known_count) > 0) {
    *merged = MERGED_CHANGED;
    ok = replace_version(database, &known, session, steps, count, fault);
  } else {
    *merged = MERGED_KNOWN;
  }
  free(known_steps);
  return ok;
}

bool merge_checkin(sqlite3 *database, const struct checkin_record *checkin, enum merged *merged, struct fault *fault) {
  int before = sqlite3_total_changes(database);
  bool ok = store_put_checkin(database, checkin, fault);
  *merged = ok && sqlite3_total_changes(database) > before ? MERGED_NEW : MERGED_KNOWN;
  return ok;
}
