#include "app/person.h"

#include "app/collection.h"
#include "app/load.h"
#include "app/store.h"
#include "base/arena.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RECALL_WAIT_MS = 1500 }; /* longer than the journal itself waits for another program */

/* The day on the person's calendar. */
static int32_t day_of(int64_t seconds) {
  time_t moment = (time_t)seconds;
  struct tm local;
  if (localtime_r(&moment, &local) == NULL) {
    return DAY_NEVER;
  }
  return calendar_day(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

bool person_open(struct person *person, struct error *err) {
  struct places places;
  *person = (struct person){.last_session = DAY_NEVER, .now_s = (int64_t)time(NULL)};
  person->today = day_of(person->now_s);
  if (!places_find(&places, err)) {
    return false;
  }
  person->arena = arena_create();
  person->catalogue = collection_catalogue(&places);
  struct diagnostics *diagnostics = diagnostics_create();
  char *profile_path = store_profile_path();
  person->safety = safety_load(person->catalogue, person->arena, diagnostics, err);
  bool good = person->safety != NULL && profile_load(profile_path, diagnostics, &person->profile, err);
  if (!good) {
    load_print_diagnostics(stderr, diagnostics);
    person_finish(person);
  }
  free(profile_path);
  diagnostics_destroy(diagnostics);
  return good;
}

void person_finish(struct person *person) {
  catalogue_destroy(person->catalogue);
  arena_destroy(person->arena);
  *person = (struct person){0};
}

static void add_past(struct person *person, const struct past_session *session) {
  struct rated_session *past = person->past;
  size_t count = person->past_count;
  bool rated = session->before >= 0 || session->after >= 0;
  if (rated && past != NULL && (count == 0 || session->started_s > past[count - 1].started_s)) {
    past[person->past_count++] = (struct rated_session){session->started_s, session->before, session->after, -1};
  }
}

/* What hurt the last time. */
static void add_hurt(struct person *person, const struct journal_memory *memory) {
  person->hurt = arena_array(person->arena, memory->trouble_count + 1, sizeof *person->hurt);
  for (size_t i = 0; i < memory->trouble_count; i++) {
    const struct past_trouble *trouble = &memory->troubles[i];
    if (trouble->outcome == STEP_OUTCOME_HURT && trouble->started_s == memory->last_session_s) {
      person->hurt[person->hurt_count++] = arena_string(person->arena, trouble->exercise);
    }
  }
}

/* The days of this week that had a session, today's among them, whose session is about to be. */
static struct summary_week week_of(const struct person *person, const struct journal_memory *memory) {
  enum { WEEK_DAYS = 7, THURSDAY = 3 }; /* 1 January 1970 was one; weeks begin on Monday */
  struct summary_week week = {.is_known = true, .today = (person->today + THURSDAY) % WEEK_DAYS};
  week.days = 1U << (unsigned)week.today;
  for (size_t i = 0; i < memory->recent_count; i++) {
    int32_t ago = person->today - day_of(memory->recent[i].started_s);
    if (memory->recent[i].done_ns > 0 && ago >= 0 && ago <= week.today) {
      week.days |= 1U << (unsigned)(week.today - ago);
    }
  }
  return week;
}

void person_remember(struct person *person, struct journal *journal, const char *routine) {
  struct journal_memory *memory = memory_alloc(1, sizeof *memory);
  if (journal_recall(journal, routine, RECALL_WAIT_MS, memory) && memory->readable) {
    person->past = arena_array(person->arena, memory->earliest_count + memory->recent_count + 1, sizeof *person->past);
    for (size_t i = 0; i < memory->earliest_count; i++) {
      add_past(person, &memory->earliest[i]);
    }
    for (size_t i = memory->recent_count; i > 0; i--) {
      add_past(person, &memory->recent[i - 1]);
    }
    person->last_session = memory->last_session_s > 0 ? day_of(memory->last_session_s) : DAY_NEVER;
    person->week = week_of(person, memory);
    add_hurt(person, memory);
  }
  person->is_forgetful = !memory->readable;
  free(memory);
}

void person_load_exercises(struct person *person) {
  if (person->exercises.items == NULL) {
    struct diagnostics *diagnostics = diagnostics_create();
    person->exercises = exercises_load(person->catalogue, person->arena, diagnostics);
    diagnostics_destroy(diagnostics); /* what is wrong with one is for `limber check` to tell */
  }
}

const char *person_routine_title(struct person *person, const char *id) {
  struct diagnostics *diagnostics = diagnostics_create();
  struct routine *routine = catalogue_load_routine(person->catalogue, id, diagnostics, NULL);
  const char *title = routine != NULL ? arena_string(person->arena, routine->title) : NULL;
  routine_destroy(routine);
  diagnostics_destroy(diagnostics);
  return title;
}

int64_t person_routine_length(const struct routine *routine, int pace_percent, void *context) {
  (void)context;
  const struct timeline_options options = {.pace_percent = pace_percent};
  /* The length alone is wanted: laying it out changes nothing of the routine but what its arena holds. */
  return timeline_outline(routine, &options)->total_ns;
}
