#include "app/play_loop.h"

#include "app/patience.h"
#include "app/play_private.h"
#include "app/signals.h"
#include "app/wait.h"

#include <string.h>

enum {
  STALL_S = 2,     /* a turn this late is a stall, not a delay */
  HEARTBEAT_S = 1, /* while time runs, so that a stall is noticed for what it was */
  HEARING_S = 1,   /* the start waits this long at most for sound: the first words are heard as well */
  POLLFDS = FRONT_POLLFDS + 3 + CONTROL_POLLFDS,
};

void play_drain(struct play *play, int64_t now_ns, int64_t real_ns) {
  struct session_event event;
  while (session_next(play->session, now_ns, &event)) {
    cue_player_fire(play->setup->sound, &event, real_ns);
    play_record(play, &event, now_ns);
    if (event.kind == EVENT_FINISHED || event.kind == EVENT_STOPPED) {
      play_hold_end(play, &event, now_ns, real_ns);
    } else {
      play_tell(play, &event, now_ns);
    }
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

static int64_t earliest(int64_t a_ns, int64_t b_ns) {
  return a_ns < b_ns ? a_ns : b_ns;
}

/* When the loop has to turn next, by real time. */
static int64_t next_turn_ns(const struct play *play, const struct front_moment *moment) {
  const struct front *front = play->setup->front;
  int64_t deadline_ns = clock_real_of(&play->clock, session_deadline(play->session));
  deadline_ns = play->end_held ? earliest(deadline_ns, play->end_held_until_ns) : deadline_ns;
  deadline_ns = earliest(deadline_ns, cue_player_deadline(play->setup->sound));
  deadline_ns = earliest(deadline_ns, bell_deadline(&play->bell));
  deadline_ns = earliest(deadline_ns, front->class->deadline(front, moment));
  if (!play->begun) {
    return earliest(deadline_ns, play->begin_ns);
  }
  bool time_runs = moment->view->state == SESSION_RUNNING || moment->view->state == SESSION_SETTLING;
  return time_runs ? earliest(deadline_ns, moment->real_ns + SECONDS(HEARTBEAT_S)) : deadline_ns;
}

static void sleep_until_something(struct play *play, const struct front_moment *moment) {
  struct front *front = play->setup->front;
  struct pollfd fds[POLLFDS];
  int front_count = front->class->pollfds(front, fds);
  int count = front_count;
  fds[count++] = (struct pollfd){.fd = signals_fd(), .events = POLLIN};
  if (play->setup->journal != NULL) {
    journal_pollfd(play->setup->journal, &fds[count++]);
  }
  count += cue_player_pollfd(play->setup->sound, &fds[count]);
  count += control_server_pollfds(play->setup->control, &fds[count]);
  int ready = wait_for(fds, (size_t)count, next_turn_ns(play, moment));
  bool alive = front->class->turn(front, fds, ready >= 0 ? front_count : 0);
  if (!alive && play->signal == 0) {
    play_begin_at_once(play, play->last_turn_ns);
    play_stop_by_signal(play, front->gone_signal, clock_session_ns(&play->clock, play->last_turn_ns));
  }
  bool time_stood = moment->view->state != SESSION_RUNNING && moment->view->state != SESSION_SETTLING;
  if (!time_stood) {
    patience_touch(); /* whoever is on the mat presses no keys */
  } else {
    /* A long sleep was meant: nothing was running. */
    play->last_turn_ns = clock_real_ns();
    play->last_asleep_ns = clock_asleep_ns();
  }
}

static bool is_done(const struct play *play) {
  const struct front *front = play->setup->front;
  bool has_something_to_show = front->rows > 0 || play->ui.asks; /* lines have been read already */
  bool waits_for_the_person =
      front->has_summary && !play->ui.wants_help && has_something_to_show && !play->closing && play->signal == 0;
  return play->sound_failed || (session_is_over(play->session) && !play->end_held && !waits_for_the_person);
}

/* What no loudspeaker tells of is rung, or at least to be seen. */
static void ring(struct play *play, int64_t real_ns) {
  struct front *front = play->setup->front;
  enum cue_sound sound = cue_player_take_bell(play->setup->sound);
  if (sound != CUE_SOUND_NONE) {
    bell_begin(&play->bell, sound, real_ns);
  }
  while (bell_rings(&play->bell, real_ns)) {
    front->class->bell(front);
  }
  if (cue_player_take_unheard(play->setup->sound)) {
    front->class->flash(front, real_ns);
  }
}

static void turn(struct play *play) {
  struct front *front = play->setup->front;
  int64_t real_ns = clock_real_ns();
  notice_stall(play, real_ns);
  cue_player_turn(play->setup->sound, real_ns);
  play_see_to_the_start(play, real_ns);
  int64_t now_ns = play_session_now(play, real_ns);
  play_drain(play, now_ns, real_ns);
  play_handle_signals(play, now_ns, real_ns);
  play_handle_keys(play, now_ns, real_ns);
  play_drain(play, now_ns, real_ns);
  if (control_server_turn(play->setup->control, play_obey, play)) {
    real_ns = clock_real_ns();
    now_ns = play_session_now(play, real_ns);
  }
  play_notice_sound(play, now_ns, real_ns);
  play_notice_journal(play, now_ns, real_ns);
  play_let_go_of_end(play, now_ns, real_ns);
  struct session_view view;
  session_view(play->session, now_ns, &view);
  play_plan_sound(play, &view, real_ns);
  ring(play, real_ns);
  struct front_moment moment = {
      .view = &view, .ui = &play->ui, .sound = &play->sound, .real_ns = real_ns, .speed = play->setup->speed};
  front->class->show(front, &moment);
  if (!is_done(play)) {
    sleep_until_something(play, &moment);
  }
}

/* However the summary ended: what was answered is kept. */
static void keep_answers(const struct play *play) {
  if (play->ui.rating != JOURNAL_NO_RATING) {
    journal_rate_after(play->setup->journal, play->ui.rating);
  }
  if (play->ui.note[0] != '\0') {
    journal_note(play->setup->journal, play->ui.note);
  }
}

struct play_result play_run(const struct play_setup *setup) {
  int64_t real_ns = clock_real_ns();
  struct play play = {
      .setup = setup,
      .session = session_create(setup->timeline),
      .ui = {.volume = setup->volume,
             .verbosity = setup->verbosity,
             .emphasis = setup->emphasis,
             .before = setup->before,
             .safety = setup->safety,
             .past = setup->past,
             .past_count = setup->past_count,
             .week = setup->week,
             .tip = setup->tip,
             .hurt = -1,
             .rating = JOURNAL_NO_RATING},
      .begin_ns = real_ns + SECONDS(HEARING_S),
      .last_turn_ns = real_ns,
      .last_asleep_ns = clock_asleep_ns(),
      .kept_place_ns = real_ns,
  };
  while (!is_done(&play)) {
    turn(&play);
  }
  keep_answers(&play);
  struct session_view view;
  session_view(play.session, play_session_now(&play, clock_real_ns()), &view);
  struct play_result result = {.state = view.state, .signal = play.signal, .sound_failed = play.sound_failed};
  result.wants_help = play.ui.wants_help;
  result.after = play.ui.rating;
  memcpy(result.sound_reason, play.sound.reason, sizeof result.sound_reason);
  session_destroy(play.session);
  return result;
}
