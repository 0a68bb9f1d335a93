#include "base/macros.h"
#include "base/text.h"
#include "base/timespan.h"
#include "report/list.h"
#include "report/report.h"

#include <stdarg.h>

/* A line: the time, then what happened, safe for a terminal. */
static void say(FILE *out, int64_t t_ns, const char *format, ...) PRINTF_LIKE(3, 4);

static void say(FILE *out, int64_t t_ns, const char *format, ...) {
  char clock[16], raw[1024], text[1024];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(raw, sizeof raw, format, arguments);
  va_end(arguments);
  /* A time gone by is rounded down, where a countdown is rounded up. */
  time_format_clock(clock, sizeof clock, t_ns / NS_PER_S * NS_PER_S);
  fprintf(out, "%6s  %s\n", clock, text_sanitize(text, sizeof text, raw));
}

static void describe_amount(char *text, size_t size, const struct segment_form *form) {
  if (form->kind == SEGMENT_REPS) {
    snprintf(text, size, "%d repetition%s, %d-%d-%d", form->reps, form->reps == 1 ? "" : "s", form->tempo.in_s,
             form->tempo.hold_s, form->tempo.out_s);
  } else {
    snprintf(text, size, "%lld seconds", (long long)time_ceil_seconds(form->length_ns));
  }
}

static void say_work(FILE *out, const struct session_event *event, const struct segment *segment, const char *name) {
  static const char *const verbs[] = {[SEGMENT_HOLD] = "Hold", [SEGMENT_REPS] = "Repeat", [SEGMENT_TIMED] = "Go"};
  char amount[64], set[32] = "";
  const char *side = side_name(segment->side);
  describe_amount(amount, sizeof amount, event->form);
  if (segment->sets > 1) {
    snprintf(set, sizeof set, ", set %d of %d", segment->set, segment->sets);
  }
  say(out, event->t_ns, "%s: %s%s%s%s, %s.", verbs[event->form->kind], name, side != NULL ? ", " : "", side != NULL ? side : "",
      set, amount);
}

static void say_segment(FILE *out, const struct session_event *event, const struct timeline *timeline) {
  const struct segment *segment = &timeline->segments[event->segment];
  long long seconds = (long long)time_ceil_seconds(event->form->length_ns);
  const char *name = event->form->exercise != NULL ? event->form->exercise->name : "";
  const char *side = side_name(segment->side);
  switch (event->form->kind) {
  case SEGMENT_TRANSITION:
    say(out, event->t_ns, "Get ready, %d of %d: %s%s%s. %lld seconds.", timeline->steps[event->step].number,
        timeline->exercise_count, name, side != NULL ? ", first " : "", side != NULL ? side : "", seconds);
    if (event->form->exercise != NULL && event->form->exercise->care != NULL) {
      say(out, event->t_ns, "%s", event->form->exercise->care);
    }
    break;
  case SEGMENT_SWITCH:
    say(out, event->t_ns, "Switch sides: %s. %lld seconds.", side != NULL ? side : "", seconds);
    break;
  case SEGMENT_REST:
    say(out, event->t_ns, "Rest, before set %d of %d. %lld seconds.", segment->set, segment->sets, seconds);
    break;
  case SEGMENT_WAIT:
    break;
  default:
    say_work(out, event, segment, name);
  }
}

static void say_skipped(FILE *out, const struct session_event *event) {
  static const char *const words[] = {
      [SKIP_NEXT] = "Skipped: %s.",
      [SKIP_HURTS] = "Stop there, let it settle. Left off because it hurt: %s.",
      [SKIP_LEFT_OUT] = "Left out from now on: %s.",
  };
  const struct exercise *exercise = event->form->exercise;
  say(out, event->t_ns, words[event->skipped.reason], exercise != NULL ? exercise->name : "this step");
}

static void say_started(FILE *out, const struct session_event *event, const struct timeline *timeline) {
  char clock[16];
  time_format_clock(clock, sizeof clock, timeline->total_ns);
  say(out, event->t_ns, "%s. %d exercise%s, %s.", timeline->routine->title, timeline->exercise_count,
      timeline->exercise_count == 1 ? "" : "s", clock);
  if (timeline->routine->equipment.count > 0) {
    char tools[512];
    say(out, event->t_ns, "You need: %s.", report_join(tools, sizeof tools, timeline->routine->equipment));
  }
}

void report_event_plain(FILE *out, const struct session_event *event, const struct timeline *timeline) {
  switch (event->kind) {
  case EVENT_STARTED:
    say_started(out, event, timeline);
    break;
  case EVENT_SEGMENT:
    say_segment(out, event, timeline);
    break;
  case EVENT_CUE:
    if (event->cue.cue->text != NULL) {
      say(out, event->t_ns, "%s", event->cue.cue->text);
    }
    break;
  case EVENT_PAUSED:
    say(out, event->t_ns, "Paused. Take your time.");
    break;
  case EVENT_RESUMED:
    say(out, event->t_ns, "Going on.");
    break;
  case EVENT_STALLED:
    say(out, event->t_ns, "Paused: the computer stood still for %lld seconds.",
        (long long)time_ceil_seconds(event->stalled.span_ns));
    break;
  case EVENT_EASED:
    say(out, event->t_ns, event->eased.on ? "Eased: half the range, half the hold." : "Back to the full exercise.");
    break;
  case EVENT_SKIPPED:
    say_skipped(out, event);
    break;
  case EVENT_BACK:
    say(out, event->t_ns, "Once more.");
    break;
  case EVENT_JUMPED:
    say(out, event->t_ns, "Moved on.");
    break;
  case EVENT_LONGER:
    say(out, event->t_ns, "10 seconds more.");
    break;
  case EVENT_WAITING:
    say(out, event->t_ns, "At your pace.");
    break;
  case EVENT_SOUND:
    say(out, event->t_ns, "Sound: %s%s%s.", event->sound.path, event->sound.reason != NULL ? ", " : "",
        event->sound.reason != NULL ? event->sound.reason : "");
    break;
  case EVENT_UNSAVED:
    if (event->unsaved.reason != NULL) {
      say(out, event->t_ns, "Not saved for now: %s. The session goes on, and saving is tried again.", event->unsaved.reason);
    } else {
      say(out, event->t_ns, "Saved again: nothing is missing.");
    }
    break;
  case EVENT_FINISHED:
    say(out, event->t_ns, "Finished.");
    break;
  case EVENT_STOPPED:
    say(out, event->t_ns, "Stopped. What you did is done.");
    break;
  case EVENT_SAVED:
  case EVENT_COUNT:
    break;
  }
}
