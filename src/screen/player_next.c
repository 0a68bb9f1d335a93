#include "screen/player_words.h"
#include "screen/player_words_private.h"

#include <stdio.h>

/* ` each side, 2-1-2`: what every description of a dose ends with. */
static void append_tempo(char out[PLAYER_TEXT], struct tempo tempo) {
  char text[64];
  if (tempo.in_s + tempo.hold_s + tempo.out_s > 0) {
    snprintf(text, sizeof text, ", %d-%d-%d", tempo.in_s, tempo.hold_s, tempo.out_s);
    words_add(out, text);
  }
}

/* `8 reps each side, 2-1-2`, `2 x 30 s each side`: what is to be done on the whole. */
static void dose_line(const struct player_view *view, char out[PLAYER_TEXT]) {
  const struct segment *work = words_work_ahead(view);
  out[0] = '\0';
  if (work == NULL) {
    return;
  }
  const struct segment_form *form = session_form_ahead(&view->session, (size_t)(work - view->session.timeline->segments));
  char amount[PLAYER_TEXT];
  words_length(form->length_ns, amount);
  if (form->kind == SEGMENT_REPS) {
    snprintf(amount, sizeof amount, "%d reps", form->reps);
  }
  if (work->sets > 1) {
    snprintf(out, PLAYER_TEXT, "%d x ", work->sets);
  }
  words_add(out, amount);
  words_add(out, words_has_both_sides(view) ? " each side" : "");
  append_tempo(out, form->kind == SEGMENT_REPS ? form->tempo : (struct tempo){0});
}

/* `Hold 30 s, right, set 1 of 2`, `Glute bridge, 10 reps, set 2 of 2`: the work after a rest or a side change. */
static void work_line(const struct player_view *view, const struct segment *work, char out[PLAYER_TEXT]) {
  const struct segment_form *form = session_form_ahead(&view->session, (size_t)(work - view->session.timeline->segments));
  char amount[PLAYER_TEXT];
  char text[64];
  words_length(form->length_ns, amount);
  words_put(out, form->kind == SEGMENT_HOLD ? "Hold " : form->exercise->name);
  if (form->kind == SEGMENT_REPS) {
    snprintf(text, sizeof text, ", %d reps", form->reps);
    words_add(out, text);
  } else {
    words_add(out, form->kind == SEGMENT_HOLD ? "" : ", ");
    words_add(out, amount);
  }
  if (work->side != SIDE_NONE) {
    words_add(out, work->side == SIDE_LEFT ? ", left" : ", right");
  }
  if (work->sets > 1) {
    snprintf(text, sizeof text, ", set %d of %d", work->set, work->sets);
    words_add(out, text);
  }
}

static void next_step_line(const struct player_view *view, char label[PLAYER_TEXT], char out[PLAYER_TEXT]) {
  const struct timeline *timeline = view->session.timeline;
  if (view->session.next_step >= timeline->step_count) {
    words_put(label, "last one");
    return;
  }
  const struct timeline_step *next = &timeline->steps[view->session.next_step];
  words_put(label, "next");
  if (next->exercise == NULL) {
    words_put(out, next->wait);
    return;
  }
  words_put(out, next->exercise->name);
  const char *place = position_phrases[next->exercise->position];
  if (next->exercise->position != POSITION_ANY && !exercise_says_place(next->exercise, place)) {
    words_add(out, ", ");
    words_add(out, place);
  }
}

/* During work: a side change that follows is told as such. */
static bool switch_line(const struct player_view *view, char out[PLAYER_TEXT]) {
  const struct timeline *timeline = view->session.timeline;
  size_t next = view->session.segment + 1;
  if (next >= timeline->segment_count || timeline->segments[next].step != view->session.step) {
    return false;
  }
  const struct segment_form *form = session_form_ahead(&view->session, next);
  char length[PLAYER_TEXT];
  if (form->kind != SEGMENT_SWITCH) {
    return false;
  }
  words_length(form->length_ns, length);
  words_put(out, "Switch sides, ");
  words_add(out, length);
  return true;
}

static void running_next(const struct player_view *view, char label[PLAYER_TEXT], char out[PLAYER_TEXT]) {
  const struct segment *work = words_work_ahead(view);
  switch (words_kind_now(view)) {
  case SEGMENT_TRANSITION:
    dose_line(view, label);
    break;
  case SEGMENT_SWITCH:
  case SEGMENT_REST:
    words_put(label, "then");
    if (work != NULL) {
      work_line(view, work, out);
      break;
    }
    next_step_line(view, label, out);
    break;
  default:
    words_put(label, "then");
    if (!switch_line(view, out)) {
      next_step_line(view, label, out);
    }
  }
}

void words_next(const struct player_view *view, char label[PLAYER_TEXT], char out[PLAYER_TEXT]) {
  label[0] = out[0] = '\0';
  enum player_face face = player_face(view);
  if (face == FACE_STOP || face == FACE_HURT) {
    words_put(label, "Nothing runs while you decide.");
  } else if (face == FACE_PAUSED && view->session.state == SESSION_PAUSED) {
    words_put(label, "On resume: 5 seconds to settle in.");
  } else if (view->notice != NULL) {
    words_put(label, view->notice);
  } else {
    running_next(view, label, out);
  }
}
