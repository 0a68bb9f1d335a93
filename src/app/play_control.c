#include "app/play_control.h"

#include "base/text.h"
#include "base/timespan.h"

#include <stdio.h>

static void describe(const struct session_view *view, const struct cue_status *sound, struct control_status *status) {
  const struct routine *routine = view->timeline->routine;
  const struct exercise *exercise = view->form->exercise;
  *status = (struct control_status){
      .left_s = (double)view->left_ns / (double)NS_PER_S,
      .total_left_s = (double)view->total_left_ns / (double)NS_PER_S,
      .paused = view->state == SESSION_PAUSED || view->state == SESSION_HURT,
  };
  text_sanitize(status->routine, sizeof status->routine, routine->id);
  text_sanitize(status->title, sizeof status->title, routine->title);
  text_sanitize(status->exercise, sizeof status->exercise, exercise != NULL ? exercise->id : "");
  text_sanitize(status->name, sizeof status->name, exercise != NULL ? exercise->name : "");
  snprintf(status->segment, sizeof status->segment, "%s", segment_kind_names[view->form->kind]);
  snprintf(status->side, sizeof status->side, "%s", view->side == SIDE_LEFT ? "left" : view->side == SIDE_RIGHT ? "right" : "");
  snprintf(status->sound, sizeof status->sound, "%s", sound->muted ? "muted" : cue_path_name(sound->path));
}

static const enum session_command_kind kinds[CONTROL_VERB_COUNT] = {
    [CONTROL_STATUS] = COMMAND_COUNT, [CONTROL_PAUSE] = COMMAND_PAUSE, [CONTROL_RESUME] = COMMAND_RESUME,
    [CONTROL_NEXT] = COMMAND_NEXT,    [CONTROL_BACK] = COMMAND_BACK,   [CONTROL_EASE] = COMMAND_EASE,
    [CONTROL_JUMP] = COMMAND_JUMP,    [CONTROL_STOP] = COMMAND_STOP,
};

/* What came with --json and the screen alike counts steps from 1, circuits written out. */
bool play_control_answer(const struct control_request *request, const struct session_view *view, const struct cue_status *sound,
                         struct session_command *command, struct control_reply *reply) {
  size_t steps = view->timeline->step_count;
  reply->ok = true;
  if (request->verb == CONTROL_STATUS) {
    reply->has_status = true;
    describe(view, sound, &reply->status);
    return false;
  }
  if (request->verb == CONTROL_JUMP && (size_t)request->step > steps) {
    reply->ok = false;
    snprintf(reply->message, sizeof reply->message, "there is no step %lld: the last one is %zu", (long long)request->step,
             steps);
    return false;
  }
  *command = (struct session_command){.kind = kinds[request->verb]};
  command->index = request->verb == CONTROL_JUMP ? (size_t)request->step - 1 : 0;
  return true;
}
