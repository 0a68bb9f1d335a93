#ifndef APP_PLAY_PRIVATE_H
#define APP_PLAY_PRIVATE_H

#include "app/bell.h"
#include "app/clock.h"
#include "app/play_loop.h"
#include "base/timespan.h"

/* What the parts of the play loop share. Times named `now_ns` are the session's, `real_ns` the machine's monotonic clock. */

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

/* play_start.c: until the session begins. */

/* What the clock of the session shows; it stands still before the start. */
int64_t play_session_now(const struct play *play, int64_t real_ns);

/* Begins when it is time: at once where there is nothing to wait for, soon once sound is there, and in any case. */
void play_see_to_the_start(struct play *play, int64_t real_ns);

/* Whatever happens to a session happens after its start. */
void play_begin_at_once(struct play *play, int64_t real_ns);

/* Has the sounder know ahead what is due. */
void play_plan_sound(const struct play *play, const struct session_view *view, int64_t real_ns);

/* play_news.c: what is told, and to whom. */

/* Shows an event and logs it. */
void play_tell(struct play *play, const struct session_event *event, int64_t now_ns);

/* Keeps an event in the journal. */
void play_record(struct play *play, const struct session_event *event, int64_t now_ns);

/* A screen shows the end at once; lines end with it, after the last `saved`. */
void play_hold_end(struct play *play, const struct session_event *event, int64_t now_ns, int64_t real_ns);
void play_let_go_of_end(struct play *play, int64_t now_ns, int64_t real_ns);

/* What the thread that writes has to say; and now and then it is told where the session stands. */
void play_notice_journal(struct play *play, int64_t now_ns, int64_t real_ns);

/* The path of sound is an event of its own, told once it is known and whenever it changes, after the start. */
void play_notice_sound(struct play *play, int64_t now_ns, int64_t real_ns);

/* play_input.c: what comes from outside. */

void play_handle_signals(struct play *play, int64_t now_ns, int64_t real_ns);
void play_handle_keys(struct play *play, int64_t now_ns, int64_t real_ns);

/* Ends the session for `number`, a signal's; all but SIGINT leave it to be gone on with. */
void play_stop_by_signal(struct play *play, int number, int64_t now_ns);

/* Another terminal's wish, as if it had been pressed here. `context`: the struct play. */
void play_obey(void *context, const struct control_request *request, struct control_reply *reply);

/* play_loop.c: hands on everything that is due. A wait passes at once where nobody can press a key. */
void play_drain(struct play *play, int64_t now_ns, int64_t real_ns);

#endif
