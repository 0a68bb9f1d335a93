#include "base/timespan.h"
#include "session/state.h"

size_t session_following(const struct timeline *timeline, const bool *left_out, size_t segment) {
  size_t next = segment + 1;
  while (next < timeline->segment_count && timeline->segments[next].step != timeline->segments[segment].step &&
         left_out[timeline->segments[next].step]) {
    const struct timeline_step *step = &timeline->steps[timeline->segments[next].step];
    next = step->first_segment + step->segment_count;
  }
  return next;
}

size_t session_segment_ahead(const struct session_view *view, size_t segment) {
  if (segment == view->segment && view->detour_segment != 0 && view->form->kind == SEGMENT_TRANSITION) {
    return view->detour_segment;
  }
  return session_following(view->timeline, view->left_out, segment);
}

int64_t session_cue_due_ns(const struct segment_form *form, const struct cue *cue, int64_t extra_ns) {
  bool counts_to_the_end = cue->kind == CUE_COUNT || cue->at_ns >= form->length_ns;
  return counts_to_the_end ? cue->at_ns + extra_ns : cue->at_ns;
}

/* Whether the step after the view's will have been announced by the time it begins. */
static bool will_be_announced(const struct session_view *view, size_t last_segment) {
  const struct segment_form *form = session_form_ahead(view, last_segment);
  if (last_segment == view->segment && view->next_announced) {
    return true;
  }
  for (size_t i = 0; i < form->cue_count; i++) {
    bool ahead = last_segment != view->segment || form->cues[i].at_ns >= view->elapsed_ns;
    if (form->cues[i].kind == CUE_ANNOUNCE && ahead) {
      return true;
    }
  }
  return false;
}

const struct segment_form *session_form_ahead(const struct session_view *view, size_t segment) {
  if (segment == view->segment) {
    return view->form;
  }
  const struct segment *ahead = &view->timeline->segments[segment];
  enum form form = FORM_FULL;
  if (ahead->step == view->step) {
    bool introduced = view->introduced || segment > view->segment + 1;
    form = session_choose_form(ahead, view->eased, introduced, view->next_announced);
  } else if (ahead->forms[FORM_FULL].kind == SEGMENT_TRANSITION && ahead->step == view->next_step) {
    const struct timeline_step *step = &view->timeline->steps[view->step];
    bool announced = step->exercise != NULL && will_be_announced(view, step->first_segment + step->segment_count - 1);
    form = session_choose_form(ahead, false, false, announced);
  }
  return &ahead->forms[form];
}

static int64_t total_left_ns(const struct session_view *view) {
  int64_t total_ns = view->left_ns;
  size_t segment = session_segment_ahead(view, view->segment);
  while (segment < view->timeline->segment_count) {
    total_ns += session_form_ahead(view, segment)->length_ns;
    segment = session_segment_ahead(view, segment);
  }
  return total_ns;
}

static size_t next_step(const struct session *session, size_t step) {
  do {
    step++;
  } while (step < session->timeline->step_count && session->left_out[step]);
  return step;
}

static void count_steps(const struct session *session, struct session_view *view) {
  for (size_t i = 0; i < session->timeline->step_count; i++) {
    if (session->timeline->steps[i].exercise == NULL) {
      continue;
    }
    view->steps_done += session->outcomes[i] == STEP_DONE;
    view->steps_skipped += session->outcomes[i] == STEP_SKIPPED;
    view->steps_eased += session->steps_eased[i] && session->outcomes[i] != STEP_SKIPPED;
  }
}

static void view_tempo(struct session_view *view) {
  int64_t rep_ns = tempo_length_ns(view->form->tempo);
  if (rep_ns <= 0) {
    return;
  }
  int64_t elapsed_ns = view->elapsed_ns < view->length_ns ? view->elapsed_ns : view->length_ns - 1;
  view->has_tempo = true;
  view->tempo = tempo_at(view->form->tempo, elapsed_ns > 0 ? elapsed_ns : 0);
  bool alternates = view->form->kind == SEGMENT_REPS && view->form->exercise->sides == SIDES_ALTERNATE;
  if (alternates) {
    view->side = view->tempo.rep % 2 == 1 ? SIDE_LEFT : SIDE_RIGHT;
  }
}

static void view_place(const struct session *session, int64_t now_ns, struct session_view *view) {
  const struct segment *segment = &session->timeline->segments[session->segment];
  view->step = segment->step;
  view->segment = session->segment;
  view->form = session->form;
  view->side = segment->side;
  view->set = segment->set;
  view->sets = segment->sets;
  view->eased = session->eased;
  view->introduced = session->introduced;
  view->detour_segment = session->detour_segment;
  view->left_out = session->left_out;
  view->segment_worked_ns = session->segment_worked_ns;
  view->extra_ns = session->extra_ns;
  view->elapsed_ns = session_elapsed_ns(session, now_ns);
  view->length_ns = session_length_ns(session);
  view->left_ns = view->length_ns > view->elapsed_ns ? view->length_ns - view->elapsed_ns : 0;
  view->next_announced = session->announced;
  view->next_step = next_step(session, view->step);
  view->total_left_ns = session_is_over(session) ? 0 : total_left_ns(view);
  view_tempo(view);
}

void session_view(const struct session *session, int64_t now_ns, struct session_view *view) {
  *view = (struct session_view){.state = session->state, .timeline = session->timeline};
  if (session->timeline->segment_count == 0) {
    return;
  }
  int64_t t_ns = now_ns - session->start_ns;
  view->t_ns = session->state == SESSION_READY ? 0 : t_ns > session->last_t_ns ? t_ns : session->last_t_ns;
  view_place(session, now_ns, view);
  view->caption = session->caption;
  view->stalled_ns = session->stalled_ns;
  if (session->state == SESSION_SETTLING) {
    view->settling_said = session->settle_said;
    view->settling_left_ns = session->settle_origin_ns + SECONDS(SETTLE_S) - now_ns;
  }
  if (session->state == SESSION_WAITING) {
    view->waited_ns = view->elapsed_ns;
    view->left_ns = 0;
    view->total_left_ns = total_left_ns(view);
  }
  const struct timeline_step *step = &session->timeline->steps[view->step];
  view->can_go_easier = session->state == SESSION_HURT && step->exercise != NULL && step->step->exercise.easier != NULL;
  view->leave_out_undoable = session->left_out_last != NULL;
  bool working = segment_is_work(session->form->kind) && view->elapsed_ns > session->counted_ns;
  view->worked_ns = session->worked_ns + (working ? view->elapsed_ns - session->counted_ns : 0);
  count_steps(session, view);
}
