#include "report/json_line.h"
#include "report/report.h"

static void put_exercise(json_t *line, const struct exercise *exercise) {
  json_put(line, "exercise", json_text(exercise != NULL ? exercise->id : NULL));
  json_put(line, "name", json_text(exercise != NULL ? exercise->name : NULL));
}

static void put_started(json_t *line, const struct timeline *timeline) {
  json_put(line, "routine", json_text(timeline->routine->id));
  json_put(line, "title", json_text(timeline->routine->title));
  json_put(line, "total_s", json_seconds(timeline->total_ns));
  json_put(line, "exercises", json_integer(timeline->exercise_count));
}

static void put_segment(json_t *line, const struct session_event *event, const struct timeline *timeline) {
  const struct segment *segment = &timeline->segments[event->segment];
  json_put(line, "kind", json_text(segment_kind_names[event->form->kind]));
  put_exercise(line, event->form->exercise);
  json_put(line, "side", json_side(segment->side));
  json_put(line, "set", json_integer(segment->set));
  json_put(line, "sets", json_integer(segment->sets));
  json_put(line, "reps", event->form->reps > 0 ? json_integer(event->form->reps) : json_null());
  json_put(line, "tempo", json_tempo(event->form->tempo));
  json_put(line, "length_s", json_seconds(event->form->length_ns));
  json_put(line, "step", json_integer(timeline->steps[event->step].number));
}

static void put_cue(json_t *line, const struct session_event *event) {
  json_put(line, "kind", json_text(cue_kind_names[event->cue.cue->kind]));
  json_put(line, "text", json_text(event->cue.cue->text));
  json_put(line, "sound", json_text(cue_sound_name(event->cue.cue->sound)));
  json_put(line, "at_s", json_seconds(event->cue.at_ns));
  json_put(line, "late_s", json_seconds(event->cue.late_ns));
}

static void put_saved(json_t *line, const struct session_event *event) {
  json_put(line, "exercise", json_text(event->saved.exercise));
  json_put(line, "name", json_text(event->saved.name));
  json_put(line, "side", json_side(event->saved.side));
  json_put(line, "set", json_integer(event->saved.set));
  json_put(line, "outcome", json_text(event->saved.eased ? "eased" : "done"));
  json_put(line, "done_s", json_seconds(event->saved.done_ns));
}

static void put_outcome(json_t *line, const struct session_view *view) {
  json_put(line, "exercises", json_integer(view->timeline->exercise_count));
  json_put(line, "done", json_integer(view->steps_done));
  json_put(line, "eased", json_integer(view->steps_eased));
  json_put(line, "skipped", json_integer(view->steps_skipped));
  json_put(line, "worked_s", json_seconds(view->worked_ns));
}

void report_event_json(FILE *out, const struct session_event *event, const struct session_view *view) {
  const struct timeline *timeline = view->timeline;
  const struct exercise *exercise = event->form->exercise;
  json_t *line = json_object();
  json_put(line, "t_s", json_seconds(event->t_ns));
  json_put(line, "event", json_text(session_event_names[event->kind]));
  switch (event->kind) {
  case EVENT_STARTED:
    put_started(line, timeline);
    break;
  case EVENT_SEGMENT:
    put_segment(line, event, timeline);
    break;
  case EVENT_CUE:
    put_cue(line, event);
    break;
  case EVENT_STALLED:
    json_put(line, "span_s", json_seconds(event->stalled.span_ns));
    break;
  case EVENT_EASED:
    put_exercise(line, exercise);
    json_put(line, "on", json_boolean(event->eased.on));
    break;
  case EVENT_SKIPPED:
    put_exercise(line, exercise);
    json_put(line, "reason", json_text(skip_reason_names[event->skipped.reason]));
    break;
  case EVENT_WAITING:
    json_put(line, "text", json_text(timeline->steps[event->step].wait));
    break;
  case EVENT_SOUND:
    json_put(line, "path", json_text(event->sound.path));
    json_put(line, "reason", json_text(event->sound.reason));
    break;
  case EVENT_SAVED:
    put_saved(line, event);
    break;
  case EVENT_UNSAVED:
    json_put(line, "reason", json_text(event->unsaved.reason));
    break;
  case EVENT_FINISHED:
  case EVENT_STOPPED:
    put_outcome(line, view);
    break;
  default:
    put_exercise(line, exercise);
  }
  json_print_line(out, line);
}
