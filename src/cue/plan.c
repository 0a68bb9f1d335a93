#include "cue/plan.h"

#include "base/timespan.h"

/* Segments are looked at until the first sounding cue beyond the horizon; a routine of silent ones has an end, too. */
struct plan {
  int64_t from_ns, until_ns;
  struct cue_due *due;
  size_t count, room;
  int64_t next_ns;
  bool of_words;
  enum verbosity verbosity;
};

static bool is_wanted(const struct plan *plan, const struct cue *cue) {
  return plan->of_words ? words_are_said(cue, plan->verbosity) : cue->sound != CUE_SOUND_NONE;
}

static void put(struct plan *plan, int64_t at_ns, const struct cue *cue) {
  if (at_ns > plan->until_ns) {
    plan->next_ns = at_ns < plan->next_ns ? at_ns : plan->next_ns;
    return;
  }
  size_t place = plan->count;
  while (place > 0 && plan->due[place - 1].at_ns > at_ns) {
    place--;
  }
  if (plan->count == plan->room) {
    const struct cue_due *last = &plan->due[plan->count - 1];
    int64_t left_out_ns = place < plan->count ? last->at_ns : at_ns;
    plan->next_ns = left_out_ns < plan->next_ns ? left_out_ns : plan->next_ns;
    if (place == plan->count) {
      return;
    }
    plan->count--;
  }
  for (size_t i = plan->count; i > place; i--) {
    plan->due[i] = plan->due[i - 1];
  }
  plan->due[place] = (struct cue_due){.at_ns = at_ns, .cue = cue};
  plan->count++;
}

/* The cues of `form`, which begins at `start_ns` and is `extra_ns` longer than written. */
static void put_form(struct plan *plan, const struct segment_form *form, int64_t start_ns, int64_t extra_ns) {
  for (size_t i = 0; i < form->cue_count; i++) {
    const struct cue *cue = &form->cues[i];
    int64_t at_ns = start_ns + session_cue_due_ns(form, cue, extra_ns);
    if (is_wanted(plan, cue) && at_ns >= plan->from_ns) {
      put(plan, at_ns, cue);
    }
  }
}

/* The session counts itself in before it goes on at `go_ns`, the last seconds aloud. */
static void put_settling(struct plan *plan, const struct session_view *view, int64_t go_ns) {
  static const struct cue begin = {.kind = CUE_START, .sound = CUE_SOUND_START};
  static const struct cue silent = {.kind = CUE_COUNT, .sound = CUE_SOUND_COUNT};
  for (int left = TIMELINE_COUNTS; left >= 0; left--) {
    const struct cue *aloud = left <= view->settling_said ? &view->timeline->counts[left > 0 ? left - 1 : 0] : &silent;
    const struct cue *cue = left == 0 ? &begin : aloud;
    if (is_wanted(plan, cue) && go_ns - SECONDS(left) >= plan->from_ns) {
      put(plan, go_ns - SECONDS(left), cue);
    }
  }
}

/* The segments after the view's, of which the next begins at `start_ns`, up to the first whose end depends on the person. */
static void put_following(struct plan *plan, const struct session_view *view, int64_t start_ns) {
  size_t segment = view->segment;
  while (start_ns <= plan->until_ns || plan->next_ns == INT64_MAX) {
    segment = session_segment_ahead(view, segment);
    if (segment >= view->timeline->segment_count) {
      return;
    }
    const struct segment_form *form = session_form_ahead(view, segment);
    put_form(plan, form, start_ns, 0);
    if (form->kind == SEGMENT_WAIT) {
      return;
    }
    start_ns += form->length_ns;
  }
}

static void make_plan(struct plan *plan, const struct session_view *view) {
  bool settling = view->state == SESSION_SETTLING;
  bool time_runs = settling || view->state == SESSION_RUNNING || view->state == SESSION_WAITING;
  if (time_runs && view->timeline->segment_count > 0) {
    int64_t go_ns = view->t_ns + (settling ? view->settling_left_ns : 0);
    if (settling) {
      put_settling(plan, view, go_ns);
      plan->from_ns = go_ns; /* what lies before the pause has been called */
    }
    put_form(plan, view->form, go_ns - view->elapsed_ns, view->extra_ns);
    plan->from_ns = view->t_ns;
    if (view->state != SESSION_WAITING) {
      put_following(plan, view, go_ns - view->elapsed_ns + view->length_ns);
    }
  }
}

static size_t plan_of(struct plan plan, const struct session_view *view, int64_t horizon_ns, int64_t *next_ns) {
  plan.from_ns = view->t_ns;
  plan.until_ns = view->t_ns + horizon_ns;
  plan.next_ns = INT64_MAX;
  make_plan(&plan, view);
  *next_ns = plan.next_ns;
  return plan.count;
}

size_t cue_plan(const struct session_view *view, int64_t horizon_ns, struct cue_due *due, size_t room, int64_t *next_ns) {
  return plan_of((struct plan){.due = due, .room = room}, view, horizon_ns, next_ns);
}

size_t cue_plan_words(const struct session_view *view, enum verbosity verbosity, int64_t horizon_ns, struct cue_due *due,
                      size_t room, int64_t *next_ns) {
  return plan_of((struct plan){.due = due, .room = room, .of_words = true, .verbosity = verbosity}, view, horizon_ns, next_ns);
}
