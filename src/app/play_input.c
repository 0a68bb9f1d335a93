#include "app/play_control.h"
#include "app/play_private.h"
#include "app/signals.h"

#include <signal.h>

void play_stop_by_signal(struct play *play, int number, int64_t now_ns) {
  play->signal = number;
  if (play->setup->recorder != NULL && number != SIGINT) {
    recorder_interrupted(play->setup->recorder);
  }
  session_command(play->session, (struct session_command){.kind = COMMAND_STOP}, now_ns);
}

static void stop_and_go_on(struct play *play) {
  struct front *front = play->setup->front;
  front->class->suspend(front);
  signals_stop_process();
  front->class->resume(front);
}

void play_handle_signals(struct play *play, int64_t now_ns, int64_t real_ns) {
  int number;
  while ((number = signals_next()) != 0) {
    switch (number) {
    case SIGWINCH:
      play->setup->front->class->resize(play->setup->front);
      break;
    case SIGTSTP:
      stop_and_go_on(play);
      break;
    case SIGCONT:
      play->setup->front->class->resize(play->setup->front);
      break;
    default:
      play_begin_at_once(play, real_ns);
      play_stop_by_signal(play, number, now_ns);
    }
  }
}

static void press(struct play *play, uint32_t key, int64_t now_ns, int64_t real_ns) {
  struct session_view view;
  session_view(play->session, now_ns, &view);
  if (session_is_over(play->session)) {
    play->closing = play->closing || !play_ui_answer(&play->ui, key, real_ns);
    return;
  }
  enum action action = keymap_action(play_ui_mode(&play->ui, &view), key);
  struct play_ui before = play->ui;
  if (action == ACTION_HURT_RATE) {
    play_ui_rate_hurt(&play->ui, (int)key - '0', real_ns);
  }
  play_ui_act(&play->ui, action, play->session, now_ns, real_ns, play->setup->front->rows);
  if (play->ui.volume != before.volume) {
    cue_player_set_volume(play->setup->sound, play->ui.volume);
  }
  if (play->ui.muted != before.muted) {
    cue_player_set_mute(play->setup->sound, play->ui.muted);
  }
  if (play->ui.verbosity != before.verbosity) {
    cue_player_set_verbosity(play->setup->sound, play->ui.verbosity);
  }
  play_drain(play, now_ns, real_ns);
}

void play_handle_keys(struct play *play, int64_t now_ns, int64_t real_ns) {
  struct front *front = play->setup->front;
  int64_t key;
  while ((key = front->class->key(front)) != FRONT_KEY_NONE) {
    play_begin_at_once(play, real_ns);
    if (key == FRONT_KEY_END) {
      play_stop_by_signal(play, front->gone_signal, now_ns);
      return;
    }
    press(play, (uint32_t)key, now_ns, real_ns);
  }
}

void play_obey(void *context, const struct control_request *request, struct control_reply *reply) {
  struct play *play = context;
  int64_t real_ns = clock_real_ns();
  play_begin_at_once(play, real_ns);
  int64_t now_ns = play_session_now(play, real_ns);
  play_drain(play, now_ns, real_ns);
  struct session_view view;
  struct session_command command;
  session_view(play->session, now_ns, &view);
  if (play_control_answer(request, &view, &play->sound, &command, reply)) {
    session_command(play->session, command, now_ns);
    play_drain(play, now_ns, real_ns);
  }
}
