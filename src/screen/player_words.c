#include "screen/player_words.h"

#include "screen/player_words_private.h"

#include "base/text.h"
#include "base/timespan.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void words_put(char out[PLAYER_TEXT], const char *text) {
  text_sanitize(out, PLAYER_TEXT, text != NULL ? text : "");
}

void words_add(char out[PLAYER_TEXT], const char *text) {
  size_t used = strlen(out);
  text_sanitize(out + used, PLAYER_TEXT - used, text != NULL ? text : "");
}

const struct timeline_step *words_step_now(const struct player_view *view) {
  return &view->session.timeline->steps[view->session.step];
}

enum segment_kind words_kind_now(const struct player_view *view) {
  return view->session.form->kind;
}

static bool at_breath(const struct player_view *view) {
  const struct exercise *exercise = view->session.form->exercise;
  return exercise != NULL && exercise->type == TYPE_BREATHING;
}

const struct segment *words_work_ahead(const struct player_view *view) {
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

bool words_has_both_sides(const struct player_view *view) {
  const struct timeline_step *step = words_step_now(view);
  return step->exercise != NULL && step->exercise->sides == SIDES_EACH;
}

void words_state(const struct player_view *view, char out[PLAYER_TEXT]) {
  static const char *const names[SEGMENT_COUNT] = {
      [SEGMENT_TRANSITION] = "GET READY", [SEGMENT_HOLD] = "HOLD", [SEGMENT_REPS] = "REPS",      [SEGMENT_TIMED] = "MOVE",
      [SEGMENT_SWITCH] = "SWITCH SIDES",  [SEGMENT_REST] = "REST", [SEGMENT_WAIT] = "YOUR PACE",
  };
  enum player_face face = player_face(view);
  words_put(out, face == FACE_SETTLING                                      ? "GET READY"
                 : at_breath(view) && words_kind_now(view) == SEGMENT_TIMED ? "BREATHE"
                                                                            : names[words_kind_now(view)]);
  bool word_is_taken = face == FACE_PAUSED || face == FACE_STOP || face == FACE_HURT;
  if (word_is_taken && view->session.side != SIDE_NONE) {
    words_add(out, view->session.side == SIDE_LEFT ? ", LEFT" : ", RIGHT");
  }
}

void words_aside(const struct player_view *view, char out[PLAYER_TEXT]) {
  const struct segment *work = words_work_ahead(view);
  out[0] = '\0';
  if (work == NULL) {
    return;
  }
  if (words_kind_now(view) == SEGMENT_TRANSITION) {
    snprintf(out, PLAYER_TEXT, "%s",
             words_has_both_sides(view) && work->side != SIDE_NONE ? (work->side == SIDE_LEFT ? "left first" : "right first")
                                                                   : "");
  } else if (work->sets > 1 && words_kind_now(view) == SEGMENT_REST) {
    snprintf(out, PLAYER_TEXT, "before set %d of %d", work->set, work->sets);
  } else if (segment_is_work(words_kind_now(view)) && (work->sets > 1 || words_kind_now(view) == SEGMENT_REPS)) {
    snprintf(out, PLAYER_TEXT, "set %d of %d", work->set, work->sets);
  }
  if (view->session.eased) {
    words_add(out, out[0] != '\0' ? ", eased" : "eased");
  }
}

void words_set(const struct player_view *view, char out[PLAYER_TEXT]) {
  const struct segment *work = words_work_ahead(view);
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
  words_put(out, own != NULL ? own : (at_breath(view) ? breath : movement)[phase]);
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
    words_put(out, view->session.side == SIDE_LEFT ? "<LEFT" : "RIGHT>");
  } else if (view->session.has_tempo && segment_is_work(words_kind_now(view))) {
    words_phase(view, view->session.tempo.phase, out);
    capitals(out);
  } else {
    words_put(out, names[words_kind_now(view)]);
  }
}

void words_word(const struct player_view *view, char out[PLAYER_TEXT]) {
  switch (player_face(view)) {
  case FACE_STOP:
    words_put(out, "STOP?");
    break;
  case FACE_HURT:
    words_put(out, "PAUSED");
    break;
  case FACE_PAUSED:
    words_put(out, view->session.state == SESSION_PAUSED ? "PAUSED" : "DONE");
    break;
  case FACE_WAITING:
    words_put(out, "READY?");
    break;
  case FACE_SETTLING:
    if (view->session.side == SIDE_NONE) {
      words_put(out, "READY");
      break;
    }
    work_word(view, out);
    break;
  default:
    work_word(view, out);
  }
}

void words_exercise(const struct player_view *view, int columns, char out[PLAYER_TEXT]) {
  const struct timeline_step *step = words_step_now(view);
  const struct exercise *exercise = view->session.form->exercise;
  const char *before = words_kind_now(view) == SEGMENT_TRANSITION ? "Next: " : "";
  if (exercise == NULL) { /* the caption says it all: the heading only how it begins */
    words_put(out, step->wait);
    out[strcspn(out, ",.;:")] = '\0';
    return;
  }
  words_put(out, before);
  words_add(out, exercise->name);
  if (text_width(out) > columns && exercise->short_name != NULL) {
    words_put(out, before);
    words_add(out, exercise->short_name);
  }
}

void words_step(const struct player_view *view, char out[PLAYER_TEXT]) {
  int count = view->session.timeline->exercise_count;
  int number = words_step_now(view)->number < count ? words_step_now(view)->number : count;
  snprintf(out, PLAYER_TEXT, "%d of %d", number, count);
}

void words_sound(const struct player_view *view, const struct screen_style *style, char out[PLAYER_TEXT]) {
  if (view->muted || view->sound == NULL) {
    words_put(out, view->muted ? "muted" : "no sound");
    return;
  }
  words_put(out, style->ascii ? "" : "♪ ");
  words_add(out, view->sound);
}

void words_length(int64_t span_ns, char out[PLAYER_TEXT]) {
  if (span_ns >= SECONDS(120)) {
    time_format_clock(out, PLAYER_TEXT, span_ns);
  } else {
    snprintf(out, PLAYER_TEXT, "%" PRId64 " s", time_ceil_seconds(span_ns));
  }
}
