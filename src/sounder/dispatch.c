#include "sounder/dispatch.h"

bool dispatch_tell_lost(struct dispatch *dispatch, const struct scheduled *item, struct error *err) {
  struct wire_message message = {.kind = WIRE_MISSED, .missed = {.id = item->id, .at_ns = item->due_ns}};
  return wire_link_send(dispatch->link, &message, err);
}

/* Takes the item at `index` out and tells that it is lost. */
static bool lose(struct dispatch *dispatch, size_t index, struct error *err) {
  struct scheduled lost = dispatch->schedule.items[index];
  schedule_remove(&dispatch->schedule, lost.id);
  return dispatch_tell_lost(dispatch, &lost, err);
}

bool dispatch_push(struct dispatch *dispatch, int rate, struct error *err) {
  if (!dispatch->clock.known) {
    return true;
  }
  for (size_t i = 0; i < dispatch->schedule.count;) {
    struct scheduled *item = &dispatch->schedule.items[i];
    enum handed handed = HANDED;
    if (!item->handed) {
      int64_t at_ns = wire_clock_here(&dispatch->clock, item->due_ns);
      handed = hand_over(dispatch->mixer, dispatch->voice, item, at_ns, rate, false);
    }
    if (handed == HANDED_NEVER) {
      if (!lose(dispatch, i, err)) {
        return false;
      }
      continue;
    }
    item->handed = handed == HANDED;
    i++;
  }
  return true;
}

bool dispatch_push_anew(struct dispatch *dispatch, int rate, struct error *err) {
  for (size_t i = 0; i < dispatch->schedule.count; i++) {
    dispatch->schedule.items[i].handed = false;
  }
  return dispatch_push(dispatch, rate, err);
}

bool dispatch_tell_begun(struct dispatch *dispatch, struct error *err) {
  struct mixer_report report;
  while (mixer_take_report(dispatch->mixer, &report)) {
    schedule_remove(&dispatch->schedule, report.id);
    int64_t started_ns = wire_clock_there(&dispatch->clock, report.started_ns);
    struct wire_message message = {.kind = WIRE_MISSED, .missed = {.id = report.id, .at_ns = report.due_ns}};
    if (report.begun) {
      message = (struct wire_message){
          .kind = WIRE_PLAYED,
          .played = {.id = report.id, .at_ns = report.due_ns, .started_ns = started_ns > 0 ? started_ns : 0}};
    }
    if (!wire_link_send(dispatch->link, &message, err)) {
      return false;
    }
  }
  return true;
}

bool dispatch_tell_missed(struct dispatch *dispatch, int64_t now_ns, struct error *err) {
  int64_t before_ns = wire_clock_there(&dispatch->clock, now_ns) - 2 * MIXER_LATE_NS;
  for (size_t i = 0; i < dispatch->schedule.count;) {
    if (dispatch->schedule.items[i].due_ns >= before_ns) {
      i++;
    } else if (!lose(dispatch, i, err)) {
      return false;
    }
  }
  return true;
}
