#include "base/timespan.h"
#include "session/state.h"

enum { LONGER_S = 10, RELEASE_S = 3 };

static bool names_something(const struct segment_form *form) {
  for (size_t i = 0; i < form->cue_count; i++) {
    if (form->cues[i].kind == CUE_ANNOUNCE) {
      return true;
    }
  }
  return false;
}

enum form session_choose_form(const struct segment *segment, bool eased, bool introduced, bool announced) {
  enum segment_kind kind = segment->forms[FORM_FULL].kind;
  if (segment_is_work(kind)) {
    return eased ? FORM_EASIER : FORM_FULL;
  }
  if (eased) {
    return introduced ? FORM_EASIER : FORM_INTRODUCE;
  }
  bool named = announced || kind != SEGMENT_TRANSITION || names_something(&segment->forms[FORM_FULL]);
  return named ? FORM_FULL : FORM_NAMED;
}

static const struct segment *present(const struct session *session) {
  return &session->timeline->segments[session->segment];
}

static const struct timeline_step *present_step(const struct session *session) {
  return &session->timeline->steps[present(session)->step];
}

static const struct exercise *easier_exercise(const struct session *session) {
  const struct timeline_step *step = present_step(session);
  return step->exercise != NULL ? step->step->exercise.easier : NULL;
}

/* In the middle of work: half is done already, so it ends with the repetition under way, or with a count of three. */
static int64_t late_ending_ns(const struct segment_form *full, const struct segment_form *half, int64_t elapsed_ns) {
  int64_t end_ns = elapsed_ns + SECONDS(RELEASE_S);
  if (half->kind == SEGMENT_REPS) {
    int64_t rep_ns = tempo_length_ns(half->tempo);
    end_ns = (elapsed_ns + rep_ns - 1) / rep_ns * rep_ns;
  }
  return end_ns < full->length_ns ? end_ns : full->length_ns;
}

/* Goes on in another form of the same work, at the same moment of it. */
static void change_work(struct session *session, enum form form, int64_t now_ns) {
  int64_t elapsed_ns = session_elapsed_ns(session, now_ns);
  const struct segment_form *full = &present(session)->forms[FORM_FULL], *chosen = &present(session)->forms[form];
  bool announced = session->announced;
  const char *caption = session->caption;
  session_count_work(session, now_ns);
  int64_t extra_ns = 0;
  if (form == FORM_HALF && chosen->kind == SEGMENT_REPS && elapsed_ns > chosen->length_ns) {
    extra_ns = late_ending_ns(full, chosen, elapsed_ns) - chosen->length_ns;
  } else if (form == FORM_HALF && chosen->kind != SEGMENT_REPS && elapsed_ns + SECONDS(RELEASE_S) > chosen->length_ns) {
    extra_ns = late_ending_ns(full, chosen, elapsed_ns) - chosen->length_ns;
  }
  session_change_form(session, form, extra_ns, elapsed_ns, now_ns);
  session->announced = announced;
  session->caption = caption;
}

static void ease_on(struct session *session, int64_t now_ns) {
  session->eased = true;
  session->steps_eased[present(session)->step] = true;
  session_push(session, EVENT_EASED)->eased.on = true;
  if (segment_is_work(session->form->kind)) {
    change_work(session, FORM_HALF, now_ns);
  } else if (easier_exercise(session) != NULL) {
    session_enter_form(session, session->segment, FORM_INTRODUCE, 0, now_ns);
  }
}

static void ease_off(struct session *session, int64_t now_ns) {
  bool shows_easier = session->form->exercise != present_step(session)->exercise;
  session->eased = session->introduced = false;
  session->steps_eased[present(session)->step] = false;
  session_push(session, EVENT_EASED)->eased.on = false;
  if (shows_easier) {
    enum form form = session->form->kind == SEGMENT_TRANSITION ? FORM_NAMED : FORM_FULL;
    session_enter_form(session, session->segment, form, 0, now_ns);
  } else if (segment_is_work(session->form->kind)) {
    change_work(session, FORM_FULL, now_ns);
  }
}

static bool can_change(const struct session *session) {
  return session->state == SESSION_RUNNING || session->state == SESSION_SETTLING || session->state == SESSION_PAUSED;
}

/* The easier exercise from here on: its way in, then the set that hurt. */
static void take_easier(struct session *session, int64_t now_ns) {
  const struct timeline_step *step = present_step(session);
  size_t work = session->segment, way_in = step->first_segment;
  while (work + 1 < step->first_segment + step->segment_count &&
         !segment_is_work(session->timeline->segments[work].forms[0].kind)) {
    work++;
  }
  if (session->timeline->segments[way_in].forms[FORM_FULL].kind != SEGMENT_TRANSITION) {
    way_in++;
  }
  session->state = SESSION_RUNNING;
  session->eased = true;
  session->steps_eased[present(session)->step] = true;
  session->outcomes[present(session)->step] = STEP_TO_DO;
  session_push(session, EVENT_EASED)->eased.on = true;
  session->detour_segment = work;
  session_enter_form(session, way_in, FORM_INTRODUCE, 0, now_ns);
}

void session_ease(struct session *session, int64_t now_ns) {
  if (session->state == SESSION_HURT) {
    if (easier_exercise(session) != NULL) {
      take_easier(session, now_ns);
    }
    return;
  }
  if (!can_change(session) || present_step(session)->exercise == NULL) {
    return;
  }
  if (session->eased) {
    ease_off(session, now_ns);
  } else {
    ease_on(session, now_ns);
  }
}

void session_hurts(struct session *session, int64_t now_ns) {
  if (!can_change(session) || present_step(session)->exercise == NULL) {
    return;
  }
  session_count_work(session, now_ns);
  session->elapsed_ns = session_elapsed_ns(session, now_ns);
  session->outcomes[present(session)->step] = STEP_SKIPPED;
  session->resume_by_itself = false;
  session->state = SESSION_HURT;
  session_push(session, EVENT_SKIPPED)->skipped.reason = SKIP_HURTS;
}

void session_leave_out(struct session *session, int64_t now_ns) {
  const struct exercise *exercise = present_step(session)->exercise;
  if (session->state == SESSION_WAITING || exercise == NULL) {
    return;
  }
  session_count_work(session, now_ns);
  size_t here = present(session)->step;
  for (size_t i = here; i < session->timeline->step_count; i++) {
    if (session->timeline->steps[i].exercise == exercise) {
      session->left_out[i] = true;
      session->outcomes[i] = STEP_SKIPPED;
    }
  }
  session->left_out_last = exercise;
  if (session->state == SESSION_HURT) {
    session->state = SESSION_RUNNING;
  }
  session_push(session, EVENT_SKIPPED)->skipped.reason = SKIP_LEFT_OUT;
  session_leave_step(session, now_ns);
}

void session_bring_back(struct session *session) {
  for (size_t i = present(session)->step + 1; session->left_out_last != NULL && i < session->timeline->step_count; i++) {
    if (session->timeline->steps[i].exercise == session->left_out_last) {
      session->left_out[i] = false;
      session->outcomes[i] = STEP_TO_DO;
    }
  }
  session->left_out_last = NULL;
}

void session_longer(struct session *session, int64_t now_ns) {
  if (!can_change(session) || segment_is_work(session->form->kind)) {
    return;
  }
  int64_t elapsed_ns = session_elapsed_ns(session, now_ns);
  session_lengthen(session, SECONDS(LONGER_S), elapsed_ns);
  session_push(session, EVENT_LONGER);
}
