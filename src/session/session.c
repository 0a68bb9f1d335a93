#include "session/session.h"

#include "base/memory.h"
#include "base/timespan.h"
#include "session/state.h"

#include <assert.h>
#include <stdlib.h>

/* What there is of a timeline without any segment. */
static const struct segment_form nothing = {.kind = SEGMENT_WAIT};

struct session *session_create(const struct timeline *timeline) {
  struct session *session = memory_alloc(1, sizeof *session);
  session->timeline = timeline;
  session->left_out = memory_alloc(timeline->step_count + 1, sizeof *session->left_out);
  session->outcomes = memory_alloc(timeline->step_count + 1, sizeof *session->outcomes);
  session->steps_eased = memory_alloc(timeline->step_count + 1, sizeof *session->steps_eased);
  session->segment_worked_ns = memory_alloc(timeline->segment_count + 1, sizeof *session->segment_worked_ns);
  session->form = timeline->segment_count > 0 ? &timeline->segments[0].forms[FORM_FULL] : &nothing;
  return session;
}

void session_destroy(struct session *session) {
  if (session != NULL) {
    free(session->left_out);
    free(session->outcomes);
    free(session->steps_eased);
    free(session->segment_worked_ns);
    free(session);
  }
}

bool session_is_over(const struct session *session) {
  return session->state == SESSION_FINISHED || session->state == SESSION_STOPPED;
}

struct session_event *session_push(struct session *session, enum session_event_kind kind) {
  assert(session->pending_count < PENDING_MAX);
  struct session_event *event = &session->pending[session->pending_count++];
  *event = (struct session_event){.kind = kind, .segment = session->segment, .form = session->form};
  event->step = session->timeline->segment_count > 0 ? session->timeline->segments[session->segment].step : 0;
  return event;
}

/* Where an earlier run of the same timeline ended: work goes on as after a pause, everything else begins anew. */
static void start_at(struct session *session, size_t segment, int64_t elapsed_ns, int64_t now_ns) {
  const struct timeline *timeline = session->timeline;
  for (size_t step = 0; step < timeline->segments[segment].step; step++) {
    session->outcomes[step] = STEP_DONE;
  }
  const struct segment_form *form = &timeline->segments[segment].forms[FORM_FULL];
  bool work = segment_is_work(form->kind);
  session_enter(session, segment, work && elapsed_ns < form->length_ns ? elapsed_ns : 0, now_ns);
  if (work) {
    session_settle(session, now_ns);
  }
}

static void start(struct session *session, size_t segment, int64_t elapsed_ns, int64_t now_ns) {
  session->start_ns = now_ns;
  session->state = SESSION_RUNNING;
  session_push(session, EVENT_STARTED);
  if (session->timeline->segment_count == 0) {
    session->state = SESSION_FINISHED;
    session_push(session, EVENT_FINISHED);
    return;
  }
  if (segment == 0 || segment >= session->timeline->segment_count) {
    session_enter(session, 0, 0, now_ns);
  } else {
    start_at(session, segment, elapsed_ns, now_ns);
  }
}

static void pause_session(struct session *session, int64_t now_ns) {
  session->elapsed_ns = session_elapsed_ns(session, now_ns);
  session->state = SESSION_PAUSED;
  session_describe(session);
}

static void resume(struct session *session, int64_t now_ns) {
  session->resume_by_itself = false;
  bool nothing_to_find_again = session->elapsed_ns == 0 && !segment_is_work(session->form->kind);
  if (nothing_to_find_again) {
    session->state = SESSION_RUNNING;
    session->origin_ns = now_ns;
    session_push(session, EVENT_RESUMED);
  } else {
    session_settle(session, now_ns);
  }
  session->stalled_ns = 0;
}

static void stall(struct session *session, int64_t span_ns, int64_t now_ns) {
  pause_session(session, now_ns);
  session->stalled_ns = span_ns;
  session->resume_by_itself = span_ns < SECONDS(SHORT_STALL_S);
  session_push(session, EVENT_STALLED)->stalled.span_ns = span_ns;
}

static bool is_under_way(const struct session *session) {
  return session->state == SESSION_RUNNING || session->state == SESSION_SETTLING || session->state == SESSION_PAUSED;
}

static bool has_time_running(const struct session *session) {
  return session->state == SESSION_RUNNING || session->state == SESSION_SETTLING;
}

/* What moves from place to place, or changes how the present one is spent. */
static void carry_out(struct session *session, struct session_command command, int64_t now_ns) {
  switch (command.kind) {
  case COMMAND_NEXT:
    session_go_next(session, now_ns);
    break;
  case COMMAND_BACK:
    session_go_back(session, now_ns);
    break;
  case COMMAND_FORWARD:
    session_seek(session, SECONDS(SEEK_S), now_ns);
    break;
  case COMMAND_REWIND:
    session_seek(session, -SECONDS(SEEK_S), now_ns);
    break;
  case COMMAND_LONGER:
    session_longer(session, now_ns);
    break;
  case COMMAND_JUMP:
    session_go_to_step(session, command.index, now_ns);
    break;
  case COMMAND_EASE:
    session_ease(session, now_ns);
    break;
  case COMMAND_HURTS:
    session_hurts(session, now_ns);
    break;
  case COMMAND_LEAVE_OUT:
    session_leave_out(session, now_ns);
    break;
  case COMMAND_BRING_BACK:
    session_bring_back(session);
    break;
  default:
    break;
  }
}

void session_command(struct session *session, struct session_command command, int64_t now_ns) {
  if (session->state == SESSION_READY) {
    if (command.kind == COMMAND_START) {
      start(session, command.index, command.span_ns, now_ns);
    }
    return;
  }
  if (session_is_over(session)) {
    return;
  }
  switch (command.kind) {
  case COMMAND_START:
    break;
  case COMMAND_PAUSE:
    if (has_time_running(session)) {
      pause_session(session, now_ns);
      session_push(session, EVENT_PAUSED);
    }
    break;
  case COMMAND_RESUME:
    if (session->state == SESSION_PAUSED) {
      resume(session, now_ns);
    } else if (session->state == SESSION_WAITING) {
      session_go_next(session, now_ns);
    }
    break;
  case COMMAND_STALLED:
    if (has_time_running(session)) {
      stall(session, command.span_ns, now_ns);
    }
    break;
  case COMMAND_STOP:
    if (is_under_way(session)) {
      session_count_work(session, now_ns);
      session->elapsed_ns = session_elapsed_ns(session, now_ns);
    }
    session->state = SESSION_STOPPED;
    session_push(session, EVENT_STOPPED);
    break;
  default:
    carry_out(session, command, now_ns);
  }
}

/* Gives `event` its time: when it is drained, never before the one before it. */
static bool deliver(struct session *session, int64_t now_ns, struct session_event *event) {
  int64_t t_ns = now_ns - session->start_ns;
  session->last_t_ns = t_ns > session->last_t_ns ? t_ns : session->last_t_ns;
  event->t_ns = session->last_t_ns;
  if (event->kind == EVENT_CUE) {
    event->cue.late_ns = event->t_ns - event->cue.at_ns;
  }
  return true;
}

static bool deliver_pending(struct session *session, int64_t now_ns, struct session_event *event) {
  *event = session->pending[0];
  session->pending_count--;
  for (size_t i = 0; i < session->pending_count; i++) {
    session->pending[i] = session->pending[i + 1];
  }
  return deliver(session, now_ns, event);
}

static bool deliver_cue(struct session *session, const struct cue *cue, int64_t due_ns, int64_t now_ns,
                        struct session_event *event) {
  session->caption = cue->text != NULL ? cue->text : session->caption;
  if (cue->kind == CUE_ANNOUNCE && session->state == SESSION_RUNNING && segment_is_work(session->form->kind)) {
    session->announced = true;
  }
  session_push(session, EVENT_CUE);
  *event = session->pending[--session->pending_count];
  event->cue.cue = cue;
  event->cue.at_ns = due_ns - session->start_ns;
  return deliver(session, now_ns, event);
}

/* When the next cue of the present segment is due; INT64_MAX: it has none left. */
static int64_t next_cue_due_ns(const struct session *session) {
  if (session->next_cue >= session->form->cue_count) {
    return INT64_MAX;
  }
  const struct cue *cue = &session->form->cues[session->next_cue];
  return session->origin_ns + session_cue_due_ns(session->form, cue, session->extra_ns);
}

static int64_t next_settle_due_ns(const struct session *session) {
  if (session->next_settle_cue < session->settle_cue_count) {
    return session->settle_origin_ns + session->settle_cues[session->next_settle_cue].at_ns;
  }
  return session->settle_origin_ns + SECONDS(SETTLE_S);
}

static bool next_settling(struct session *session, int64_t now_ns, struct session_event *event) {
  int64_t due_ns = next_settle_due_ns(session);
  if (due_ns > now_ns) {
    return false;
  }
  if (session->next_settle_cue < session->settle_cue_count) {
    return deliver_cue(session, &session->settle_cues[session->next_settle_cue++], due_ns, now_ns, event);
  }
  session->state = SESSION_RUNNING;
  session->origin_ns = due_ns - session->elapsed_ns;
  session_push(session, EVENT_RESUMED);
  return deliver_pending(session, now_ns, event);
}

bool session_next(struct session *session, int64_t now_ns, struct session_event *event) {
  for (;;) {
    if (session->pending_count > 0) {
      return deliver_pending(session, now_ns, event);
    }
    if (session->state == SESSION_PAUSED && session->resume_by_itself) {
      resume(session, now_ns);
      continue;
    }
    if (session->state == SESSION_SETTLING) {
      return next_settling(session, now_ns, event);
    }
    if (session->state != SESSION_RUNNING && session->state != SESSION_WAITING) {
      return false;
    }
    int64_t due_ns = next_cue_due_ns(session);
    if (due_ns <= now_ns) {
      return deliver_cue(session, &session->form->cues[session->next_cue++], due_ns, now_ns, event);
    }
    int64_t end_ns = session->origin_ns + session_length_ns(session);
    if (session->state == SESSION_WAITING || end_ns > now_ns) {
      return false;
    }
    session_advance(session, end_ns);
  }
}

int64_t session_deadline(const struct session *session) {
  if (session->pending_count > 0 || session->resume_by_itself) {
    return 0;
  }
  switch (session->state) {
  case SESSION_SETTLING:
    return next_settle_due_ns(session);
  case SESSION_WAITING:
    return next_cue_due_ns(session);
  case SESSION_RUNNING: {
    int64_t cue_ns = next_cue_due_ns(session), end_ns = session->origin_ns + session_length_ns(session);
    return cue_ns < end_ns ? cue_ns : end_ns;
  }
  default:
    return INT64_MAX;
  }
}
