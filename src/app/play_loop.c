#include "app/play_loop.h"

#include "app/bell.h"
#include "app/clock.h"
#include "app/patience.h"
#include "app/play_control.h"
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
  HEARING_S = 1,   /* the start waits this long at most for sound: the first words are heard as well */
  LEAD_MS = 300,   /* from sound being there to the start: what is due then is sent ahead, too */
  POLLFDS = FRONT_POLLFDS + 3 + CONTROL_POLLFDS,
  ASK_AFTER_S = 60,  /* of work: less is nothing to ask about */
  KEEP_PLACE_S = 10, /* so much of a set is lost at most when the machine goes */
  HOLD_END_S = 1,    /* the ending is the last that is told, after what was saved; but nobody waits longer for a disk */
};

struct play {
  const struct play_setup *setup;
  struct session *session;
  struct clock clock;
  struct play_ui ui;
  struct cue_status sound;
  struct bell bell;
  bool begun;
  int64_t begin_ns;       /* real: when the session begins, or has begun */
  bool hearing;           /* before that: sound is known to be there */
  int64_t last_turn_ns;   /* real */
  int64_t last_asleep_ns; /* how long the machine had slept by then */
  bool closing;           /* the person has seen the end */
  int signal;
  bool sound_failed;
  int64_t kept_place_ns; /* real: when the journal was last told where the session stands */
  bool unsaved;          /* the person has been told that writing fails */
  bool end_held;         /* the ending waits to be told until all is written */
  struct session_event end;
  int64_t end_held_until_ns;
};

static void show_event(struct play *play, const struct session_event *event, int64_t now_ns) {
  struct session_view view;
  session_view(play->session, now_ns, &view);
  play->setup->front->class->event(play->setup->front, event, &view);
}

static void log_event(struct play *play, const struct session_event *event, int64_t now_ns) {
  if (play->setup->log != NULL) {
    struct session_view view;
    session_view(play->session, now_ns, &view);
    report_event_json(play->setup->log, event, &view);
    fflush(play->setup->log);
  }
}

static void tell(struct play *play, const struct session_event *event, int64_t now_ns) {
  show_event(play, event, now_ns);
  log_event(play, event, now_ns);
}

static void record(struct play *play, const struct session_event *event, int64_t now_ns) {
  if (play->setup->recorder != NULL) {
    struct session_view view;
    session_view(play->session, now_ns, &view);
    recorder_event(play->setup->recorder, event, &view);
  }
}

/* A screen shows the end at once; lines end with it, after the last `saved`. */
static void hold_end(struct play *play, const struct session_event *event, int64_t now_ns, int64_t real_ns) {
  struct session_view view;
  session_view(play->session, now_ns, &view);
  play->ui.asks = play->setup->journal != NULL && view.worked_ns >= SECONDS(ASK_AFTER_S);
  if (play->setup->front->has_summary) {
    show_event(play, event, now_ns);
  }
  play->end = *event;
  play->end_held = true;
  play->end_held_until_ns = real_ns + SECONDS(HOLD_END_S);
}

static void let_go_of_end(struct play *play, int64_t now_ns, int64_t real_ns) {
  bool waiting = play->setup->journal != NULL && !journal_is_idle(play->setup->journal) && !play->unsaved;
  if (!play->end_held || (waiting && real_ns < play->end_held_until_ns)) {
    return;
  }
  play->end_held = false;
  log_event(play, &play->end, now_ns);
  if (!play->setup->front->has_summary) {
    show_event(play, &play->end, now_ns);
  }
}

/* An event of the loop's own, at the session's present place and time. */
static struct session_event loop_event(const struct play *play, enum session_event_kind kind, int64_t now_ns) {
  struct session_view view;
  session_view(play->session, now_ns, &view);
  int64_t t_ns = play->end_held && play->end.t_ns < view.t_ns ? play->end.t_ns : view.t_ns;
  return (struct session_event){.kind = kind, .t_ns = t_ns, .step = view.step, .segment = view.segment, .form = view.form};
}

static void notice_saved(struct play *play, int64_t now_ns) {
  struct step_record step;
  while (journal_take_saved(play->setup->journal, &step)) {
    struct session_event event = loop_event(play, EVENT_SAVED, now_ns);
    event.saved.exercise = step.exercise;
    event.saved.name = step.name;
    event.saved.side = step.side;
    event.saved.set = step.set;
    event.saved.eased = step.outcome == STEP_OUTCOME_EASED;
    event.saved.done_ns = step.done_ns;
    tell(play, &event, now_ns);
  }
}

/* What the thread that writes has to say; and now and then it is told where the session stands. */
static void notice_journal(struct play *play, int64_t now_ns, int64_t real_ns) {
  struct journal *journal = play->setup->journal;
  if (journal == NULL) {
    return;
  }
  notice_saved(play, now_ns);
  const char *trouble = journal_trouble(journal);
  if ((trouble != NULL) != play->unsaved) {
    play->unsaved = trouble != NULL;
    play_ui_set_trouble(&play->ui, trouble);
    struct session_event event = loop_event(play, EVENT_UNSAVED, now_ns);
    event.unsaved.reason = trouble;
    tell(play, &event, now_ns);
  }
  if (real_ns - play->kept_place_ns >= SECONDS(KEEP_PLACE_S)) {
    struct session_view view;
    session_view(play->session, now_ns, &view);
    recorder_look(play->setup->recorder, &view);
    play->kept_place_ns = real_ns;
  }
}

/* Hands on everything that is due. A wait passes at once where nobody can press a key. */
static void drain(struct play *play, int64_t now_ns, int64_t real_ns) {
  struct session_event event;
  while (session_next(play->session, now_ns, &event)) {
    cue_player_fire(play->setup->sound, &event, real_ns);
    record(play, &event, now_ns);
    if (event.kind == EVENT_FINISHED || event.kind == EVENT_STOPPED) {
      hold_end(play, &event, now_ns, real_ns);
    } else {
      tell(play, &event, now_ns);
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

/* Why sound is not as it could be; empty: it is, or nobody wants it to be. */
static const char *reason_of(const struct cue_status *sound) {
  if (sound->reason[0] != '\0') {
    return sound->reason;
  }
  return sound->notice[0] != '\0' ? sound->notice : sound->voice_reason;
}

/* The line below says what has become of sound, too, for a while. */
static void show_reason(struct play *play, const struct cue_status *before, int64_t real_ns) {
  const char *reason = reason_of(&play->sound);
  if (reason[0] != '\0' && strcmp(reason, reason_of(before)) != 0) {
    play_ui_tell(&play->ui, reason, real_ns);
  } else if (before->reason[0] != '\0' && play->sound.reason[0] == '\0') {
    play_ui_tell(&play->ui, "sound is back", real_ns);
  }
}

/* The path of sound is an event of its own, told once it is known and whenever it changes, after the start. */
static void notice_sound(struct play *play, int64_t now_ns, int64_t real_ns) {
  struct cue_status before = play->sound;
  if (!play->begun || !cue_player_take_change(play->setup->sound)) {
    return;
  }
  cue_player_status(play->setup->sound, &play->sound);
  if (play->sound.failed && play->setup->sound_required) {
    play->sound_failed = true;
  }
  show_reason(play, &before, real_ns);
  /* The ending is the last that is told. */
  bool news = !session_is_over(play->session) && play->sound.settled &&
              (!before.settled || before.path != play->sound.path || strcmp(before.notice, play->sound.notice) != 0);
  if (!news) {
    return;
  }
  struct session_event event = loop_event(play, EVENT_SOUND, now_ns);
  event.sound.path = cue_path_name(play->sound.path);
  const char *reason = reason_of(&play->sound);
  event.sound.reason = reason[0] != '\0' ? reason : NULL;
  tell(play, &event, now_ns);
}

static void begin(struct play *play, int64_t begin_ns) {
  play->begun = true;
  play->begin_ns = begin_ns;
  clock_init(&play->clock, play->setup->speed, begin_ns);
  struct session_command start = {
      .kind = COMMAND_START, .index = play->setup->start_segment, .span_ns = play->setup->start_elapsed_ns};
  session_command(play->session, start, clock_session_ns(&play->clock, begin_ns));
}

/* What the clock of the session shows; it stands still before the start. */
static int64_t session_now(const struct play *play, int64_t real_ns) {
  return play->begun ? clock_session_ns(&play->clock, real_ns) : 0;
}

/* Begins when it is time: at once where there is nothing to wait for, soon once sound is there, and in any case. */
static void see_to_the_start(struct play *play, int64_t real_ns) {
  if (play->begun) {
    return;
  }
  struct cue_status sound;
  cue_player_status(play->setup->sound, &sound);
  bool heard = sound.path == CUE_PATH_PORTAUDIO || sound.path == CUE_PATH_LINK;
  if (sound.settled && !play->hearing) {
    int64_t soon_ns = heard ? real_ns + LEAD_MS * NS_PER_MS : real_ns;
    play->hearing = heard;
    play->begin_ns = soon_ns < play->begin_ns ? soon_ns : play->begin_ns;
  }
  if (real_ns >= play->begin_ns) {
    begin(play, play->begin_ns);
  }
}

static void stop_by_signal(struct play *play, int number, int64_t now_ns) {
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

/* Whatever happens to a session happens after its start. */
static void begin_at_once(struct play *play, int64_t real_ns) {
  if (!play->begun) {
    begin(play, real_ns);
  }
}

static void handle_signals(struct play *play, int64_t now_ns, int64_t real_ns) {
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
      begin_at_once(play, real_ns);
      stop_by_signal(play, number, now_ns);
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
  drain(play, now_ns, real_ns);
}

static void handle_keys(struct play *play, int64_t now_ns, int64_t real_ns) {
  struct front *front = play->setup->front;
  int64_t key;
  while ((key = front->class->key(front)) != FRONT_KEY_NONE) {
    begin_at_once(play, real_ns);
    if (key == FRONT_KEY_END) {
      stop_by_signal(play, front->gone_signal, now_ns);
      return;
    }
    press(play, (uint32_t)key, now_ns, real_ns);
  }
}

/* Another terminal's wish, as if it had been pressed here. */
static void obey(void *context, const struct control_request *request, struct control_reply *reply) {
  struct play *play = context;
  int64_t real_ns = clock_real_ns();
  begin_at_once(play, real_ns);
  int64_t now_ns = session_now(play, real_ns);
  drain(play, now_ns, real_ns);
  struct session_view view;
  struct session_command command;
  session_view(play->session, now_ns, &view);
  if (play_control_answer(request, &view, &play->sound, &command, reply)) {
    session_command(play->session, command, now_ns);
    drain(play, now_ns, real_ns);
  }
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
    begin_at_once(play, play->last_turn_ns);
    stop_by_signal(play, front->gone_signal, clock_session_ns(&play->clock, play->last_turn_ns));
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

static void plan_sound(const struct play *play, const struct session_view *view, int64_t real_ns) {
  if (play->begun) {
    cue_player_plan(play->setup->sound, view, real_ns);
  } else {
    cue_player_plan_start(play->setup->sound, view, play->begin_ns, real_ns);
  }
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
  see_to_the_start(play, real_ns);
  int64_t now_ns = session_now(play, real_ns);
  drain(play, now_ns, real_ns);
  handle_signals(play, now_ns, real_ns);
  handle_keys(play, now_ns, real_ns);
  drain(play, now_ns, real_ns);
  if (control_server_turn(play->setup->control, obey, play)) {
    real_ns = clock_real_ns();
    now_ns = session_now(play, real_ns);
  }
  notice_sound(play, now_ns, real_ns);
  notice_journal(play, now_ns, real_ns);
  let_go_of_end(play, now_ns, real_ns);
  struct session_view view;
  session_view(play->session, now_ns, &view);
  plan_sound(play, &view, real_ns);
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
  session_view(play.session, session_now(&play, clock_real_ns()), &view);
  struct play_result result = {.state = view.state, .signal = play.signal, .sound_failed = play.sound_failed};
  result.wants_help = play.ui.wants_help;
  result.after = play.ui.rating;
  memcpy(result.sound_reason, play.sound.reason, sizeof result.sound_reason);
  session_destroy(play.session);
  return result;
}
