#include "screen/player_words.h"

#include "base/text.h"
#include "base/timespan.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define CAPTION_STAYS SECONDS(4)

static void set_text(char out[PLAYER_TEXT], const char *text) {
  text_sanitize(out, PLAYER_TEXT, text != NULL ? text : "");
}

static void append(char out[PLAYER_TEXT], const char *text) {
  size_t used = strlen(out);
  text_sanitize(out + used, PLAYER_TEXT - used, text != NULL ? text : "");
}

static const struct timeline_step *step_of(const struct player_view *view) {
  return &view->session.timeline->steps[view->session.step];
}

static enum segment_kind kind_of(const struct player_view *view) {
  return view->session.form->kind;
}

static bool at_breath(const struct player_view *view) {
  const struct exercise *exercise = view->session.form->exercise;
  return exercise != NULL && exercise->type == TYPE_BREATHING;
}

/* The work that this segment leads to: itself, or the next one of its step; NULL: none. */
static const struct segment *work_ahead(const struct player_view *view) {
  const struct timeline *timeline = view->session.timeline;
  for (size_t i = view->session.segment; i < timeline->segment_count; i++) {
    const struct segment *segment = &timeline->segments[i];
    if (segment->step != view->session.step) {
      break;
    }
    if (segment_is_work(segment->forms[FORM_FULL].kind)) {
      return segment;
    }
  }
  return NULL;
}

static bool has_both_sides(const struct player_view *view) {
  const struct timeline_step *step = step_of(view);
  return step->exercise != NULL && step->exercise->sides == SIDES_EACH;
}

void words_state(const struct player_view *view, char out[PLAYER_TEXT]) {
  static const char *const names[SEGMENT_COUNT] = {
      [SEGMENT_TRANSITION] = "GET READY", [SEGMENT_HOLD] = "HOLD", [SEGMENT_REPS] = "REPS",      [SEGMENT_TIMED] = "MOVE",
      [SEGMENT_SWITCH] = "SWITCH SIDES",  [SEGMENT_REST] = "REST", [SEGMENT_WAIT] = "YOUR PACE",
  };
  enum player_face face = player_face(view);
  set_text(out, face == FACE_SETTLING                               ? "GET READY"
                : at_breath(view) && kind_of(view) == SEGMENT_TIMED ? "BREATHE"
                                                                    : names[kind_of(view)]);
  bool word_is_taken = face == FACE_PAUSED || face == FACE_STOP || face == FACE_HURT;
  if (word_is_taken && view->session.side != SIDE_NONE) {
    append(out, view->session.side == SIDE_LEFT ? ", LEFT" : ", RIGHT");
  }
}

void words_aside(const struct player_view *view, char out[PLAYER_TEXT]) {
  const struct segment *work = work_ahead(view);
  out[0] = '\0';
  if (work == NULL) {
    return;
  }
  if (kind_of(view) == SEGMENT_TRANSITION) {
    snprintf(out, PLAYER_TEXT, "%s",
             has_both_sides(view) && work->side != SIDE_NONE ? (work->side == SIDE_LEFT ? "left first" : "right first") : "");
  } else if (work->sets > 1 && kind_of(view) == SEGMENT_REST) {
    snprintf(out, PLAYER_TEXT, "before set %d of %d", work->set, work->sets);
  } else if (segment_is_work(kind_of(view)) && (work->sets > 1 || kind_of(view) == SEGMENT_REPS)) {
    snprintf(out, PLAYER_TEXT, "set %d of %d", work->set, work->sets);
  }
  if (view->session.eased) {
    append(out, out[0] != '\0' ? ", eased" : "eased");
  }
}

void words_set(const struct player_view *view, char out[PLAYER_TEXT]) {
  const struct segment *work = work_ahead(view);
  out[0] = '\0';
  if (work != NULL && work->sets > 1) {
    snprintf(out, PLAYER_TEXT, "set %d/%d", work->set, work->sets);
  }
}

void words_phase(const struct player_view *view, enum phase phase, char out[PLAYER_TEXT]) {
  static const char *const breath[] = {"in", "hold", "out"};
  static const char *const movement[] = {"lift", "hold", "lower"};
  const struct exercise *exercise = view->session.form->exercise;
  const char *own = exercise != NULL ? exercise->phases[phase] : NULL;
  set_text(out, own != NULL ? own : (at_breath(view) ? breath : movement)[phase]);
}

/* Big letters are capitals of ASCII; what is not a letter of those stays as it is and is then written small. */
static void capitals(char *text) {
  for (; *text != '\0'; text++) {
    *text = (char)toupper((unsigned char)*text);
  }
}

static void work_word(const struct player_view *view, char out[PLAYER_TEXT]) {
  static const char *const names[SEGMENT_COUNT] = {
      [SEGMENT_TRANSITION] = "READY", [SEGMENT_HOLD] = "HOLD", [SEGMENT_REPS] = "MOVE",   [SEGMENT_TIMED] = "MOVE",
      [SEGMENT_SWITCH] = "SWITCH",    [SEGMENT_REST] = "REST", [SEGMENT_WAIT] = "READY?",
  };
  if (view->session.side != SIDE_NONE) {
    set_text(out, view->session.side == SIDE_LEFT ? "<LEFT" : "RIGHT>");
  } else if (view->session.has_tempo && segment_is_work(kind_of(view))) {
    words_phase(view, view->session.tempo.phase, out);
    capitals(out);
  } else {
    set_text(out, names[kind_of(view)]);
  }
}

void words_word(const struct player_view *view, char out[PLAYER_TEXT]) {
  switch (player_face(view)) {
  case FACE_STOP:
    set_text(out, "STOP?");
    break;
  case FACE_HURT:
    set_text(out, "PAUSED");
    break;
  case FACE_PAUSED:
    set_text(out, view->session.state == SESSION_PAUSED ? "PAUSED" : "DONE");
    break;
  case FACE_WAITING:
    set_text(out, "READY?");
    break;
  case FACE_SETTLING:
    if (view->session.side == SIDE_NONE) {
      set_text(out, "READY");
      break;
    }
    work_word(view, out);
    break;
  default:
    work_word(view, out);
  }
}

void words_exercise(const struct player_view *view, int columns, char out[PLAYER_TEXT]) {
  const struct timeline_step *step = step_of(view);
  const struct exercise *exercise = view->session.form->exercise;
  const char *before = kind_of(view) == SEGMENT_TRANSITION ? "Next: " : "";
  if (exercise == NULL) { /* the caption says it all: the heading only how it begins */
    set_text(out, step->wait);
    out[strcspn(out, ",.;:")] = '\0';
    return;
  }
  set_text(out, before);
  append(out, exercise->name);
  if (text_width(out) > columns && exercise->short_name != NULL) {
    set_text(out, before);
    append(out, exercise->short_name);
  }
}

void words_step(const struct player_view *view, char out[PLAYER_TEXT]) {
  int count = view->session.timeline->exercise_count;
  int number = step_of(view)->number < count ? step_of(view)->number : count;
  snprintf(out, PLAYER_TEXT, "%d of %d", number, count);
}

void words_sound(const struct player_view *view, const struct screen_style *style, char out[PLAYER_TEXT]) {
  if (view->muted || view->sound == NULL) {
    set_text(out, view->muted ? "muted" : "no sound");
    return;
  }
  set_text(out, style->ascii ? "" : "♪ ");
  append(out, view->sound);
}

void words_length(int64_t span_ns, char out[PLAYER_TEXT]) {
  if (span_ns >= SECONDS(120)) {
    time_format_clock(out, PLAYER_TEXT, span_ns);
  } else {
    snprintf(out, PLAYER_TEXT, "%" PRId64 " s", time_ceil_seconds(span_ns));
  }
}

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
    set_text(out, view->session.caption);
  } else if (view->session.stalled_ns > 0) {
    spoken_span(view->session.stalled_ns, span, sizeof span);
    snprintf(out, PLAYER_TEXT, "Paused: the computer slept %s.", span);
  } else if (view->session.has_tempo && kind_of(view) == SEGMENT_REPS) {
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
    set_text(out, "Stop here? What is done is kept.");
  } else if (minutes == 1) {
    set_text(out, "Stop here? The minute done is kept.");
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
  bool minds = segment_is_work(kind_of(view)) && exercise != NULL && exercise->care != NULL;
  set_text(out, minds && caption_is_old(&view->session) ? exercise->care : view->session.caption);
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
      set_text(out, view->hurt_says != NULL ? view->hurt_says : "Noted. How strong is it, from 0 to 10?");
      break;
    }
    if (columns < 52) {
      set_text(out, "Noted. How should it go on?");
      break;
    }
    set_text(out, view->session.can_go_easier ? "Noted. Take the easier form, or leave this one out."
                                              : "Noted. Leave this one out, or go on when it feels right.");
    break;
  case FACE_WAITING:
    set_text(out, view->session.caption != NULL ? view->session.caption : step_of(view)->wait);
    break;
  default:
    running_caption(view, out);
  }
}

/* ` each side, 2-1-2`: what every description of a dose ends with. */
static void append_tempo(char out[PLAYER_TEXT], struct tempo tempo) {
  char text[64];
  if (tempo.in_s + tempo.hold_s + tempo.out_s > 0) {
    snprintf(text, sizeof text, ", %d-%d-%d", tempo.in_s, tempo.hold_s, tempo.out_s);
    append(out, text);
  }
}

/* `8 reps each side, 2-1-2`, `2 x 30 s each side`: what is to be done on the whole. */
static void dose_line(const struct player_view *view, char out[PLAYER_TEXT]) {
  const struct segment *work = work_ahead(view);
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
  append(out, amount);
  append(out, has_both_sides(view) ? " each side" : "");
  append_tempo(out, form->kind == SEGMENT_REPS ? form->tempo : (struct tempo){0});
}

/* `Hold 30 s, right, set 1 of 2`, `Glute bridge, 10 reps, set 2 of 2`: the work after a rest or a side change. */
static void work_line(const struct player_view *view, const struct segment *work, char out[PLAYER_TEXT]) {
  const struct segment_form *form = session_form_ahead(&view->session, (size_t)(work - view->session.timeline->segments));
  char amount[PLAYER_TEXT];
  char text[64];
  words_length(form->length_ns, amount);
  set_text(out, form->kind == SEGMENT_HOLD ? "Hold " : form->exercise->name);
  if (form->kind == SEGMENT_REPS) {
    snprintf(text, sizeof text, ", %d reps", form->reps);
    append(out, text);
  } else {
    append(out, form->kind == SEGMENT_HOLD ? "" : ", ");
    append(out, amount);
  }
  if (work->side != SIDE_NONE) {
    append(out, work->side == SIDE_LEFT ? ", left" : ", right");
  }
  if (work->sets > 1) {
    snprintf(text, sizeof text, ", set %d of %d", work->set, work->sets);
    append(out, text);
  }
}

static void next_step_line(const struct player_view *view, char label[PLAYER_TEXT], char out[PLAYER_TEXT]) {
  const struct timeline *timeline = view->session.timeline;
  if (view->session.next_step >= timeline->step_count) {
    set_text(label, "last one");
    return;
  }
  const struct timeline_step *next = &timeline->steps[view->session.next_step];
  set_text(label, "next");
  if (next->exercise == NULL) {
    set_text(out, next->wait);
    return;
  }
  set_text(out, next->exercise->name);
  if (next->exercise->position != POSITION_ANY) {
    append(out, ", ");
    append(out, position_phrases[next->exercise->position]);
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
  set_text(out, "Switch sides, ");
  append(out, length);
  return true;
}

static void running_next(const struct player_view *view, char label[PLAYER_TEXT], char out[PLAYER_TEXT]) {
  const struct segment *work = work_ahead(view);
  switch (kind_of(view)) {
  case SEGMENT_TRANSITION:
    dose_line(view, label);
    break;
  case SEGMENT_SWITCH:
  case SEGMENT_REST:
    set_text(label, "then");
    if (work != NULL) {
      work_line(view, work, out);
      break;
    }
    next_step_line(view, label, out);
    break;
  default:
    set_text(label, "then");
    if (!switch_line(view, out)) {
      next_step_line(view, label, out);
    }
  }
}

void words_next(const struct player_view *view, char label[PLAYER_TEXT], char out[PLAYER_TEXT]) {
  label[0] = out[0] = '\0';
  enum player_face face = player_face(view);
  if (face == FACE_STOP || face == FACE_HURT) {
    set_text(label, "Nothing runs while you decide.");
  } else if (face == FACE_PAUSED && view->session.state == SESSION_PAUSED) {
    set_text(label, "On resume: 5 seconds to settle in.");
  } else if (view->notice != NULL) {
    set_text(label, view->notice);
  } else {
    running_next(view, label, out);
  }
}
