#include "app/play_loop.h"

#include "app/clock.h"
#include "app/signals.h"
#include "app/wait.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "report/report.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

enum {
  STALL_S = 2,     /* a turn this late is a stall, not a delay */
  HEARTBEAT_S = 1, /* while time runs, so that a stall is noticed for what it was */
  POLLFDS = FRONT_POLLFDS + 2,
};

struct play {
  const struct play_setup *setup;
  struct session *session;
  struct clock clock;
  struct play_ui ui;
  struct cue_status sound;
  int64_t last_turn_ns;   /* real */
  int64_t last_asleep_ns; /* how long the machine had slept by then */
  bool closing;           /* the person has seen the end */
  int signal;
  bool sound_failed;
};

static void tell(struct play *play, const struct session_event *event, int64_t now_ns) {
  struct session_view view;
  session_view(play->session, now_ns, &view);
  play->setup->front->class->event(play->setup->front, event, &view);
  if (play->setup->log != NULL) {
    report_event_json(play->setup->log, event, &view);
    fflush(play->setup->log);
  }
}

/* Hands on everything that is due. A wait passes at once where nobody can press a key. */
static void drain(struct play *play, int64_t now_ns, int64_t real_ns) {
  struct session_event event;
  while (session_next(play->session, now_ns, &event)) {
    cue_player_fire(play->setup->sound, &event, real_ns);
    tell(play, &event, now_ns);
    if (event.kind == EVENT_STALLED) {
      cue_player_play(play->setup->sound, CUE_SOUND_WARNING, real_ns);
    }
    if (event.kind == EVENT_WAITING && !play->setup->front->has_keys) {
      session_command(play->session, (struct session_command){.kind = COMMAND_NEXT}, now_ns);
    }
  }
}

/* Time that passed unseen (a stopped process, a sleeping machine) is not the person's: the session stood still. */
static void notice_stall(struct play *play, int64_t real_ns) {
  int64_t asleep_ns = clock_asleep_ns();
  int64_t gap_ns = real_ns - play->last_turn_ns, slept_ns = asleep_ns - play->last_asleep_ns;
  if (gap_ns > SECONDS(STALL_S) || slept_ns > SECONDS(STALL_S)) {
    struct session_command stalled = {.kind = COMMAND_STALLED, .span_ns = gap_ns + slept_ns};
    session_command(play->session, stalled, clock_session_ns(&play->clock, play->last_turn_ns));
  }
  play->last_turn_ns = real_ns;
  play->last_asleep_ns = asleep_ns;
}

/* The path of sound is an event of its own, told once it is known and whenever it changes. */
static void notice_sound(struct play *play, int64_t now_ns) {
  struct cue_status before = play->sound;
  if (!cue_player_take_change(play->setup->sound)) {
    return;
  }
  cue_player_status(play->setup->sound, &play->sound);
  if (play->sound.failed && play->setup->sound_required) {
    play->sound_failed = true;
  }
  /* The ending is the last that is told. */
  bool news = !session_is_over(play->session) && play->sound.settled &&
              (!before.settled || before.path != play->sound.path || strcmp(before.notice, play->sound.notice) != 0);
  if (!news) {
    return;
  }
  struct session_view view;
  session_view(play->session, now_ns, &view);
  struct session_event event = {
      .kind = EVENT_SOUND, .t_ns = view.t_ns, .step = view.step, .segment = view.segment, .form = view.form};
  event.sound.path = cue_path_name(play->sound.path);
  const char *reason = play->sound.reason[0] != '\0'   ? play->sound.reason
                       : play->sound.notice[0] != '\0' ? play->sound.notice
                                                       : play->sound.voice_reason;
  event.sound.reason = reason[0] != '\0' ? reason : NULL;
  tell(play, &event, now_ns);
}

static void stop_by_signal(struct play *play, int number, int64_t now_ns) {
  play->signal = number;
  session_command(play->session, (struct session_command){.kind = COMMAND_STOP}, now_ns);
}

static void stop_and_go_on(struct play *play) {
  struct front *front = play->setup->front;
  front->class->suspend(front);
  signals_stop_process();
  front->class->resume(front);
}

static void handle_signals(struct play *play, int64_t now_ns) {
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
      stop_by_signal(play, number, now_ns);
    }
  }
}

static void press(struct play *play, uint32_t key, int64_t now_ns, int64_t real_ns) {
  struct session_view view;
  session_view(play->session, now_ns, &view);
  enum action action = keymap_action(play_ui_mode(&play->ui, &view), key);
  if (action == ACTION_CLOSE) {
    play->closing = true;
    return;
  }
  struct play_ui before = play->ui;
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
  drain(play, now_ns, real_ns);
}

static void handle_keys(struct play *play, int64_t now_ns, int64_t real_ns) {
  struct front *front = play->setup->front;
  int64_t key;
  while ((key = front->class->key(front)) != FRONT_KEY_NONE) {
    if (key == FRONT_KEY_END) {
      stop_by_signal(play, front->gone_signal, now_ns);
      return;
    }
    press(play, (uint32_t)key, now_ns, real_ns);
  }
}

static int64_t earliest(int64_t a_ns, int64_t b_ns) {
  return a_ns < b_ns ? a_ns : b_ns;
}

/* When the loop has to turn next, by real time. */
static int64_t next_turn_ns(const struct play *play, const struct front_moment *moment) {
  const struct front *front = play->setup->front;
  int64_t deadline_ns = clock_real_of(&play->clock, session_deadline(play->session));
  deadline_ns = earliest(deadline_ns, cue_player_deadline(play->setup->sound));
  deadline_ns = earliest(deadline_ns, front->class->deadline(front, moment));
  bool time_runs = moment->view->state == SESSION_RUNNING || moment->view->state == SESSION_SETTLING;
  return time_runs ? earliest(deadline_ns, moment->real_ns + SECONDS(HEARTBEAT_S)) : deadline_ns;
}

static void sleep_until_something(struct play *play, const struct front_moment *moment) {
  struct front *front = play->setup->front;
  struct pollfd fds[POLLFDS];
  int front_count = front->class->pollfds(front, fds);
  int count = front_count;
  fds[count++] = (struct pollfd){.fd = signals_fd(), .events = POLLIN};
  count += cue_player_pollfd(play->setup->sound, &fds[count]);
  int ready = wait_for(fds, (size_t)count, next_turn_ns(play, moment));
  bool alive = front->class->turn(front, fds, ready >= 0 ? front_count : 0);
  if (!alive && play->signal == 0) {
    stop_by_signal(play, front->gone_signal, clock_session_ns(&play->clock, play->last_turn_ns));
  }
  bool time_stood = moment->view->state != SESSION_RUNNING && moment->view->state != SESSION_SETTLING;
  if (time_stood) {
    /* A long sleep was meant: nothing was running. */
    play->last_turn_ns = clock_real_ns();
    play->last_asleep_ns = clock_asleep_ns();
  }
}

static bool is_done(const struct play *play) {
  bool waits_for_the_person = play->setup->front->has_summary && !play->closing && play->signal == 0;
  return play->sound_failed || (session_is_over(play->session) && !waits_for_the_person);
}

static void turn(struct play *play) {
  struct front *front = play->setup->front;
  int64_t real_ns = clock_real_ns();
  notice_stall(play, real_ns);
  int64_t now_ns = clock_session_ns(&play->clock, real_ns);
  cue_player_turn(play->setup->sound, real_ns);
  drain(play, now_ns, real_ns);
  handle_signals(play, now_ns);
  handle_keys(play, now_ns, real_ns);
  drain(play, now_ns, real_ns);
  notice_sound(play, now_ns);
  struct session_view view;
  session_view(play->session, now_ns, &view);
  cue_player_plan(play->setup->sound, &view, real_ns);
  if (cue_player_take_bell(play->setup->sound) != CUE_SOUND_NONE) {
    front->class->bell(front);
  }
  struct front_moment moment = {
      .view = &view, .ui = &play->ui, .sound = &play->sound, .real_ns = real_ns, .speed = play->setup->speed};
  front->class->show(front, &moment);
  if (!is_done(play)) {
    sleep_until_something(play, &moment);
  }
}

struct play_result play_run(const struct play_setup *setup) {
  int64_t real_ns = clock_real_ns();
  struct play play = {
      .setup = setup,
      .session = session_create(setup->timeline),
      .ui = {.volume = setup->volume, .verbosity = setup->verbosity},
      .last_turn_ns = real_ns,
      .last_asleep_ns = clock_asleep_ns(),
  };
  clock_init(&play.clock, setup->speed, real_ns);
  session_command(play.session, (struct session_command){.kind = COMMAND_START}, clock_session_ns(&play.clock, real_ns));
  while (!is_done(&play)) {
    turn(&play);
  }
  struct session_view view;
  session_view(play.session, clock_session_ns(&play.clock, clock_real_ns()), &view);
  struct play_result result = {.state = view.state, .signal = play.signal, .sound_failed = play.sound_failed};
  memcpy(result.sound_reason, play.sound.reason, sizeof result.sound_reason);
  session_destroy(play.session);
  return result;
}
