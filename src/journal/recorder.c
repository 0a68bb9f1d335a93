#include "journal/recorder.h"

#include "base/memory.h"
#include "base/timespan.h"

#include <stdlib.h>

enum { WORTH_KEEPING_S = 1 }; /* a set that was left sooner was not begun */

struct recorder {
  struct journal *journal;
  const struct timeline *timeline;
  struct session_record record; /* as it began */
  bool resumed, interrupted;
  int64_t done_before_ns; /* of a session that goes on: worked until it ended */
  int64_t *kept_ns;       /* by segment: worked and handed over */

  bool working; /* a set is under way: … */
  size_t segment;
  const struct segment_form *form;
  bool eased, jumped;
};

/* FNV-1a: not against malice, only to notice a change. */
static uint64_t hash_byte(uint64_t hash, unsigned byte) {
  return (hash ^ (byte & 0xffU)) * UINT64_C(1099511628211);
}

static uint64_t hash_number(uint64_t hash, int64_t number) {
  for (unsigned shift = 0; shift < 64; shift += 8) {
    hash = hash_byte(hash, (unsigned)((uint64_t)number >> shift));
  }
  return hash;
}

static uint64_t hash_text(uint64_t hash, const char *text) {
  for (; *text != '\0'; text++) {
    hash = hash_byte(hash, (unsigned char)*text);
  }
  return hash_byte(hash, 0);
}

uint64_t recorder_timeline_hash(const struct timeline *timeline) {
  uint64_t hash = UINT64_C(14695981039346656037);
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct segment *segment = &timeline->segments[i];
    const struct segment_form *form = &segment->forms[FORM_FULL];
    hash = hash_number(hash, form->kind);
    hash = hash_number(hash, form->length_ns);
    hash = hash_number(hash, form->reps);
    hash = hash_number(hash, segment->side);
    hash = hash_number(hash, segment->set);
    hash = hash_number(hash, segment->sets);
    hash = hash_text(hash, form->exercise != NULL ? form->exercise->id : "");
  }
  return hash;
}

struct recorder *recorder_create(struct journal *journal, const struct timeline *timeline, const struct session_record *begin,
                                 const struct session_record *resumed) {
  struct recorder *recorder = memory_alloc(1, sizeof *recorder);
  struct session_record *record = &recorder->record;
  recorder->journal = journal;
  recorder->timeline = timeline;
  recorder->kept_ns = memory_alloc(timeline->segment_count + 1, sizeof *recorder->kept_ns);
  *record = resumed != NULL ? *resumed : *begin;
  recorder->resumed = resumed != NULL;
  if (recorder->resumed) {
    recorder->done_before_ns = resumed->done_ns;
    return recorder;
  }
  journal_text(record->routine, sizeof record->routine, timeline->routine->id);
  journal_text(record->title, sizeof record->title, timeline->routine->title);
  if (record->level == 0) {
    record->level = timeline->routine->level;
  }
  record->planned_ns = timeline->total_ns;
  record->timeline_hash = recorder_timeline_hash(timeline);
  return recorder;
}

void recorder_destroy(struct recorder *recorder) {
  if (recorder != NULL) {
    free(recorder->kept_ns);
    free(recorder);
  }
}

static void keep_place(struct recorder *recorder, const struct session_view *view) {
  const struct exercise *exercise = view->form->exercise;
  struct session_position position = {.segment = view->segment, .side = view->side};
  journal_text(position.exercise, sizeof position.exercise, exercise != NULL ? exercise->id : NULL);
  journal_text(position.name, sizeof position.name, exercise != NULL ? exercise->short_name : NULL);
  if (segment_is_work(view->form->kind)) {
    position.elapsed_ns = view->elapsed_ns;
    position.left_ns = view->left_ns;
  }
  journal_set_position(recorder->journal, &position);
}

/* The set under way is over; `worked_ns`: by segment. */
static void close_set(struct recorder *recorder, enum step_outcome_kept outcome, const int64_t *worked_ns) {
  if (!recorder->working) {
    return;
  }
  recorder->working = false;
  int64_t done_ns = worked_ns[recorder->segment] - recorder->kept_ns[recorder->segment];
  bool whole = outcome == STEP_OUTCOME_DONE || outcome == STEP_OUTCOME_EASED;
  if (!whole && outcome != STEP_OUTCOME_HURT && done_ns < SECONDS(WORTH_KEEPING_S) && recorder->jumped) {
    return;
  }
  recorder->kept_ns[recorder->segment] = worked_ns[recorder->segment];
  const struct segment *segment = &recorder->timeline->segments[recorder->segment];
  const struct exercise *exercise = recorder->form->exercise;
  struct step_record step = {
      .area = exercise->area,
      .side = segment->side,
      .set = segment->set,
      .planned_ns = segment->forms[FORM_FULL].length_ns,
      .done_ns = done_ns,
      .outcome = outcome,
  };
  journal_text(step.exercise, sizeof step.exercise, exercise->id);
  journal_text(step.name, sizeof step.name, exercise->name);
  journal_add_step(recorder->journal, &step);
}

static enum step_outcome_kept whole_outcome(const struct recorder *recorder) {
  return recorder->eased ? STEP_OUTCOME_EASED : STEP_OUTCOME_DONE;
}

static void on_segment(struct recorder *recorder, const struct session_event *event, const struct session_view *view) {
  bool same_set = recorder->working && recorder->segment == event->segment;
  if (!same_set) {
    close_set(recorder, recorder->jumped ? STEP_OUTCOME_SKIPPED : whole_outcome(recorder), view->segment_worked_ns);
  }
  recorder->jumped = false;
  recorder->working = segment_is_work(event->form->kind);
  recorder->segment = event->segment;
  recorder->form = event->form;
  recorder->eased = view->eased && view->segment == event->segment;
  keep_place(recorder, view);
}

static void on_end(struct recorder *recorder, const struct session_event *event, const struct session_view *view) {
  bool finished = event->kind == EVENT_FINISHED;
  enum session_outcome outcome = finished                ? SESSION_OUTCOME_FINISHED
                                 : recorder->interrupted ? SESSION_OUTCOME_INTERRUPTED
                                                         : SESSION_OUTCOME_STOPPED;
  if (finished) {
    close_set(recorder, recorder->jumped ? STEP_OUTCOME_SKIPPED : whole_outcome(recorder), view->segment_worked_ns);
  } else if (!recorder->interrupted) {
    recorder->jumped = true; /* as if jumped out of: a moment of it is nothing */
    close_set(recorder, STEP_OUTCOME_SKIPPED, view->segment_worked_ns);
  } else {
    keep_place(recorder, view);
  }
  journal_end(recorder->journal, outcome, recorder->done_before_ns + view->worked_ns);
}

void recorder_event(struct recorder *recorder, const struct session_event *event, const struct session_view *view) {
  switch (event->kind) {
  case EVENT_STARTED:
    if (recorder->resumed) {
      journal_continue(recorder->journal, &recorder->record);
    } else {
      journal_begin(recorder->journal, &recorder->record);
    }
    break;
  case EVENT_SEGMENT:
    on_segment(recorder, event, view);
    break;
  case EVENT_EASED:
    recorder->eased = event->eased.on;
    break;
  case EVENT_SKIPPED:
    close_set(recorder, event->skipped.reason == SKIP_HURTS ? STEP_OUTCOME_HURT : STEP_OUTCOME_SKIPPED,
              view->segment_worked_ns);
    break;
  case EVENT_BACK:
  case EVENT_JUMPED:
    recorder->jumped = true;
    break;
  case EVENT_FINISHED:
  case EVENT_STOPPED:
    on_end(recorder, event, view);
    break;
  default:
    break;
  }
}

void recorder_look(struct recorder *recorder, const struct session_view *view) {
  if (recorder->working && (view->state == SESSION_RUNNING || view->state == SESSION_PAUSED)) {
    keep_place(recorder, view);
  }
}

void recorder_interrupted(struct recorder *recorder) {
  recorder->interrupted = true;
}
