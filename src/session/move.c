#include "base/timespan.h"
#include "session/state.h"

int64_t session_elapsed_ns(const struct session *session, int64_t now_ns) {
  if (session->state != SESSION_RUNNING && session->state != SESSION_WAITING) {
    return session->elapsed_ns;
  }
  int64_t elapsed_ns = now_ns - session->origin_ns;
  int64_t length_ns = session_length_ns(session);
  return session->state == SESSION_RUNNING && elapsed_ns > length_ns ? length_ns : elapsed_ns;
}

int64_t session_length_ns(const struct session *session) {
  return session->form->length_ns + session->extra_ns;
}

static const struct segment *segment_at(const struct session *session, size_t index) {
  return &session->timeline->segments[index];
}

static size_t present_step(const struct session *session) {
  return segment_at(session, session->segment)->step;
}

/* The segment that a step begins with for someone who is sent there: past the rest between a circuit's rounds. */
static size_t step_entrance(const struct timeline *timeline, size_t step) {
  size_t segment = timeline->steps[step].first_segment;
  return timeline->segments[segment].forms[FORM_FULL].kind == SEGMENT_REST ? segment + 1 : segment;
}

void session_count_work(struct session *session, int64_t now_ns) {
  int64_t elapsed_ns = session_elapsed_ns(session, now_ns);
  if (segment_is_work(session->form->kind) && elapsed_ns > session->counted_ns) {
    session->worked_ns += elapsed_ns - session->counted_ns;
    session->segment_worked_ns[session->segment] += elapsed_ns - session->counted_ns;
  }
  session->counted_ns = elapsed_ns;
}

/* Puts the session `elapsed_ns` into its segment; the cues before that count as called. */
static void set_elapsed(struct session *session, int64_t elapsed_ns, int64_t now_ns) {
  session->elapsed_ns = session->counted_ns = elapsed_ns;
  session->origin_ns = now_ns - elapsed_ns;
  session->next_cue = 0;
  while (session->next_cue < session->form->cue_count &&
         session_cue_due_ns(session->form, &session->form->cues[session->next_cue], session->extra_ns) < elapsed_ns) {
    session->next_cue++;
  }
}

void session_change_form(struct session *session, enum form form, int64_t extra_ns, int64_t elapsed_ns, int64_t now_ns) {
  session->form = &segment_at(session, session->segment)->forms[form];
  session->extra_ns = extra_ns;
  set_elapsed(session, elapsed_ns, now_ns);
}

void session_lengthen(struct session *session, int64_t by_ns, int64_t elapsed_ns) {
  session->extra_ns += by_ns;
  const struct segment_form *form = session->form;
  while (session->next_cue > 0) {
    const struct cue *called = &form->cues[session->next_cue - 1];
    bool counts_again = called->kind == CUE_COUNT && session_cue_due_ns(form, called, session->extra_ns) > elapsed_ns;
    if (!counts_again) {
      break;
    }
    session->next_cue--;
  }
}

static void stand_at(struct session *session, size_t segment, enum form form, int64_t elapsed_ns, int64_t now_ns) {
  bool new_step = segment_at(session, segment)->step != present_step(session);
  session->segment = segment;
  if (new_step) {
    session->eased = session->introduced = false;
    session->detour_segment = 0;
  }
  session->form = &segment_at(session, segment)->forms[form];
  session->introduced = session->introduced || form == FORM_INTRODUCE;
  /* What was announced before the rest between a circuit's rounds still is after it. */
  session->announced = session->announced && session->form->kind == SEGMENT_REST;
  session->extra_ns = 0;
  session->caption = NULL;
  set_elapsed(session, elapsed_ns, now_ns);
}

void session_enter_form(struct session *session, size_t segment, enum form form, int64_t elapsed_ns, int64_t now_ns) {
  stand_at(session, segment, form, elapsed_ns, now_ns);
  if (session->form->kind != SEGMENT_TRANSITION) {
    session->detour_segment = 0;
  }
  bool waits = session->form->kind == SEGMENT_WAIT;
  if (session->state != SESSION_PAUSED || waits) {
    session->state = waits ? SESSION_WAITING : SESSION_RUNNING;
  }
  session_push(session, EVENT_SEGMENT);
  if (waits) {
    session_push(session, EVENT_WAITING);
  }
}

void session_enter(struct session *session, size_t segment, int64_t elapsed_ns, int64_t now_ns) {
  const struct segment *target = segment_at(session, segment);
  bool same_step = target->step == present_step(session);
  enum form form = session_choose_form(target, same_step && session->eased, session->introduced, session->announced);
  session_enter_form(session, segment, form, elapsed_ns, now_ns);
}

static void finish(struct session *session) {
  session->elapsed_ns = session->counted_ns = session_length_ns(session);
  session->state = SESSION_FINISHED;
  session_push(session, EVENT_FINISHED);
}

static void go_to(struct session *session, size_t segment, int64_t now_ns) {
  if (segment >= session->timeline->segment_count) {
    finish(session);
  } else {
    session_enter(session, segment, 0, now_ns);
  }
}

void session_advance(struct session *session, int64_t now_ns) {
  size_t step = present_step(session);
  const struct timeline_step *timeline_step = &session->timeline->steps[step];
  bool last_of_step = session->segment + 1 == timeline_step->first_segment + timeline_step->segment_count;
  session_count_work(session, now_ns);
  if (last_of_step && session->outcomes[step] == STEP_TO_DO) {
    session->outcomes[step] = STEP_DONE;
  }
  bool detour = session->form->kind == SEGMENT_TRANSITION && session->detour_segment != 0;
  size_t next = detour ? session->detour_segment : session_following(session->timeline, session->left_out, session->segment);
  go_to(session, next, now_ns);
}

void session_leave_step(struct session *session, int64_t now_ns) {
  const struct timeline_step *step = &session->timeline->steps[present_step(session)];
  size_t last = step->first_segment + step->segment_count - 1;
  size_t next = session_following(session->timeline, session->left_out, last);
  /* Someone who leaves between the rounds of a circuit needs no rest. */
  if (next < session->timeline->segment_count && segment_at(session, next)->forms[FORM_FULL].kind == SEGMENT_REST) {
    next++;
  }
  go_to(session, next, now_ns);
}

void session_go_next(struct session *session, int64_t now_ns) {
  enum segment_kind kind = session->form->kind;
  if (session->state == SESSION_WAITING) {
    session->outcomes[present_step(session)] = STEP_DONE;
    session->state = SESSION_RUNNING;
    session_push(session, EVENT_RESUMED);
    session_leave_step(session, now_ns);
    return;
  }
  if (session->state == SESSION_HURT) {
    session->state = SESSION_RUNNING;
    session_leave_step(session, now_ns);
    return;
  }
  if (segment_is_work(kind)) {
    session_count_work(session, now_ns);
    session->outcomes[present_step(session)] = STEP_SKIPPED;
    session_push(session, EVENT_SKIPPED)->skipped.reason = SKIP_NEXT;
    session_leave_step(session, now_ns);
  } else {
    session_push(session, EVENT_JUMPED);
    session_advance(session, now_ns);
  }
}

/* The exercise before `step` that is not left out; `step` itself where there is none. */
static size_t step_before(const struct session *session, size_t step) {
  for (size_t i = step; i-- > 0;) {
    if (session->timeline->steps[i].exercise != NULL && !session->left_out[i]) {
      return i;
    }
  }
  return step;
}

void session_go_back(struct session *session, int64_t now_ns) {
  size_t step = present_step(session), entrance = step_entrance(session->timeline, step);
  bool just_begun = session->segment <= entrance && session_elapsed_ns(session, now_ns) < SECONDS(BACK_AGAIN_S);
  bool to_the_one_before = session->state == SESSION_WAITING || (just_begun && session->state != SESSION_HURT);
  session_count_work(session, now_ns);
  if (session->state == SESSION_HURT || session->state == SESSION_WAITING) {
    session->state = SESSION_RUNNING;
  }
  size_t target = to_the_one_before ? step_before(session, step) : step;
  session->outcomes[step] = session->outcomes[target] = STEP_TO_DO;
  session->eased = session->introduced = session->announced = false;
  session->detour_segment = 0;
  session_push(session, EVENT_BACK);
  session_enter(session, step_entrance(session->timeline, target), 0, now_ns);
}

void session_go_to_step(struct session *session, size_t step, int64_t now_ns) {
  if (step >= session->timeline->step_count) {
    return;
  }
  session_count_work(session, now_ns);
  if (session->state == SESSION_HURT || session->state == SESSION_WAITING) {
    session->state = SESSION_RUNNING;
  }
  session->left_out[step] = false;
  session->outcomes[step] = STEP_TO_DO;
  session->eased = session->introduced = session->announced = false;
  session->detour_segment = 0;
  session_push(session, EVENT_JUMPED);
  session_enter(session, step_entrance(session->timeline, step), 0, now_ns);
}

/* On to `target_ns` of the present segment, over segment borders, but not past a wait or the end: those are reached only. */
static void seek_forward(struct session *session, int64_t target_ns, int64_t now_ns) {
  session_push(session, EVENT_JUMPED);
  size_t events = session->pending_count;
  while (target_ns >= session_length_ns(session)) {
    target_ns -= session_length_ns(session);
    set_elapsed(session, session_length_ns(session), now_ns);
    /* Of the segments passed over only the one in which the jump lands is an event. */
    session->pending_count = events;
    session_advance(session, now_ns);
    if (session->state == SESSION_FINISHED || session->state == SESSION_WAITING) {
      return;
    }
  }
  set_elapsed(session, target_ns, now_ns);
}

static void seek_back(struct session *session, int64_t target_ns, int64_t now_ns) {
  size_t segment = session->segment, entrance = step_entrance(session->timeline, present_step(session));
  const struct segment_form *form = session->form;
  enum form choice = (enum form)(form - segment_at(session, segment)->forms);
  while (target_ns < 0 && segment > entrance) {
    const struct segment *before = segment_at(session, --segment);
    choice = session_choose_form(before, session->eased, session->introduced, true);
    target_ns += before->forms[choice].length_ns;
  }
  session_push(session, EVENT_JUMPED);
  session_enter_form(session, segment, choice, target_ns > 0 ? target_ns : 0, now_ns);
}

void session_seek(struct session *session, int64_t by_ns, int64_t now_ns) {
  if (session->state == SESSION_WAITING || session->state == SESSION_HURT) {
    return;
  }
  session_count_work(session, now_ns);
  int64_t elapsed_ns = session_elapsed_ns(session, now_ns);
  if (session->state == SESSION_SETTLING) {
    session->state = SESSION_RUNNING;
  }
  if (by_ns > 0) {
    seek_forward(session, elapsed_ns + by_ns, now_ns);
  } else {
    seek_back(session, elapsed_ns + by_ns, now_ns);
  }
}
