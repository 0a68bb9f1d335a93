#include "screen/player_words.h"
#include "screen/player_words_private.h"

#include "base/timespan.h"

#include <inttypes.h>
#include <stdio.h>

#define CAPTION_STAYS SECONDS(4)

/* `4 minutes`, `1 second`: seconds under a minute, else whole minutes. */
static void spoken_span(int64_t span_ns, char *out, size_t size) {
  int64_t seconds = span_ns / NS_PER_S;
  int64_t count = seconds < 60 ? seconds : seconds / 60;
  const char *unit = seconds < 60 ? "second" : "minute";
  snprintf(out, size, "%" PRId64 " %s%s", count, unit, count == 1 ? "" : "s");
}

static void paused_caption(const struct player_view *view, char out[PLAYER_TEXT]) {
  char span[48];
  if (view->session.state != SESSION_PAUSED) {
    words_put(out, view->session.caption);
  } else if (view->session.stalled_ns > 0) {
    spoken_span(view->session.stalled_ns, span, sizeof span);
    snprintf(out, PLAYER_TEXT, "Paused: the computer slept %s.", span);
  } else if (view->session.has_tempo && words_kind_now(view) == SEGMENT_REPS) {
    snprintf(out, PLAYER_TEXT, "Paused at %d of %d. Take your time.", view->session.tempo.rep, view->session.form->reps);
  } else if (view->session.left_ns >= SECONDS(1000)) {
    time_format_clock(span, sizeof span, view->session.left_ns);
    snprintf(out, PLAYER_TEXT, "Paused at %s. Take your time.", span);
  } else {
    int64_t seconds = time_ceil_seconds(view->session.left_ns);
    snprintf(out, PLAYER_TEXT, "Paused at %" PRId64 " second%s. Take your time.", seconds, seconds == 1 ? "" : "s");
  }
}

static void stop_caption(const struct player_view *view, int columns, char out[PLAYER_TEXT]) {
  int64_t minutes = view->session.worked_ns / SECONDS(60);
  if (minutes < 1 || columns < 40) {
    words_put(out, "Stop here? What is done is kept.");
  } else if (minutes == 1) {
    words_put(out, "Stop here? The minute done is kept.");
  } else {
    snprintf(out, PLAYER_TEXT, "Stop here? The %" PRId64 " minutes done are kept.", minutes);
  }
}

/* Whether what the coach said last in this segment has been there long enough to be read. */
static bool caption_is_old(const struct session_view *session) {
  int64_t said_ns = 0;
  for (size_t i = 0; i < session->form->cue_count; i++) {
    int64_t at_ns = session_cue_due_ns(session->form, &session->form->cues[i], session->extra_ns);
    if (session->form->cues[i].text != NULL && at_ns <= session->elapsed_ns && at_ns > said_ns) {
      said_ns = at_ns;
    }
  }
  return session->elapsed_ns - said_ns >= CAPTION_STAYS;
}

/* What the coach says; while nothing new is said, what to mind. */
static void running_caption(const struct player_view *view, char out[PLAYER_TEXT]) {
  const struct exercise *exercise = view->session.form->exercise;
  bool minds = segment_is_work(words_kind_now(view)) && exercise != NULL && exercise->care != NULL;
  words_put(out, minds && caption_is_old(&view->session) ? exercise->care : view->session.caption);
}

void words_caption(const struct player_view *view, int columns, char out[PLAYER_TEXT]) {
  switch (player_face(view)) {
  case FACE_STOP:
    stop_caption(view, columns, out);
    break;
  case FACE_PAUSED:
    paused_caption(view, out);
    break;
  case FACE_HURT:
    if (view->hurt_says != NULL || view->hurt_is_rated) {
      words_put(out, view->hurt_says != NULL ? view->hurt_says : "Noted. How strong is it, from 0 to 10?");
      break;
    }
    if (columns < 52) {
      words_put(out, "Noted. How should it go on?");
      break;
    }
    words_put(out, view->session.can_go_easier ? "Noted. Take the easier form, or leave this one out."
                                               : "Noted. Leave this one out, or go on when it feels right.");
    break;
  case FACE_WAITING:
    words_put(out, view->session.caption != NULL ? view->session.caption : words_step_now(view)->wait);
    break;
  default:
    running_caption(view, out);
  }
}
