#include "cue/player.h"

#include "base/macros.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "cue/plan.h"
#include "cue/process.h"
#include "cue/sent.h"
#include "wire/clock.h"
#include "wire/link.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define HORIZON_NS SECONDS(2)
#define REFRESH_NS (1500 * NS_PER_MS) /* before a sound is due the next plan is made */
#define BEGUN_NS (5 * NS_PER_MS)      /* closer than this, a sound is as good as begun */
#define LATE_NS (300 * NS_PER_MS)     /* later than this, a sound is better left out */
#define FORGET_NS SECONDS(10)
#define PLAN_MAX 64
#define ANSWER_NS SECONDS(3)
#define ASLEEP_NS SECONDS(1) /* a turn later than wanted by this much: that no answer is here may be our own fault */
#define REAP_EVERY_NS (20 * NS_PER_MS)
#define PROVEN_NS SECONDS(30) /* a sounder that has served this long gets all its chances anew */
#define FINISH_MS 3000
#define LEAVE_MS 300
#define STEP_MS 20

static const int64_t pauses_ns[] = {250 * NS_PER_MS, SECONDS(1), SECONDS(4)};

enum stage {
  STAGE_OFF,     /* no sounder, for good */
  STAGE_SERVING, /* there is a link */
  STAGE_ENDING,  /* the child has been killed and is to be reaped */
  STAGE_RESTING, /* until it is started anew */
};

enum hope { HOPE_OPEN, HOPE_LIVE, HOPE_LOST }; /* of the path through the sounder */

struct cue_player {
  const struct cue_player_options *options;
  enum stage stage;
  enum hope hope;
  struct wire_link *link;
  pid_t child; /* 0: none */
  size_t starts;
  int64_t started_ns, wake_ns; /* wake: the end of RESTING, the next look at an ENDING child */
  struct wire_clock clock;
  int64_t pinged_ns; /* the last ping's stamp */
  int64_t asked_ns;  /* since when an answer is owed; 0: none */
  int64_t turn_ns;
  struct sent sent;
  int64_t next_id;
  int64_t replan_ns; /* INT64_MAX: no need */
  enum cue_sound bell;
  char reason[256];
  bool changed;
  struct cue_status status;
};

/* Works the status out from what is known, and notes whether a status line would show it. */
static void judge(struct cue_player *player) {
  enum cue_audio audio = player->options->audio;
  struct cue_status was = player->status;
  struct cue_status *status = &player->status;
  enum cue_path hoped = audio == CUE_AUDIO_LINK ? CUE_PATH_LINK : CUE_PATH_PORTAUDIO;
  status->reason[0] = '\0';
  status->settled = player->hope != HOPE_OPEN;
  status->failed = false;
  status->path = hoped;
  if (audio == CUE_AUDIO_BELL || audio == CUE_AUDIO_NONE) {
    status->path = audio == CUE_AUDIO_BELL ? CUE_PATH_BELL : CUE_PATH_NONE;
    status->settled = true;
  } else if (player->hope == HOPE_LOST) {
    status->failed = audio != CUE_AUDIO_AUTO;
    status->path = audio == CUE_AUDIO_PORTAUDIO ? CUE_PATH_NONE : CUE_PATH_BELL;
    snprintf(status->reason, sizeof status->reason, "%s%s", player->reason,
             status->path == CUE_PATH_BELL ? "; using the bell" : "");
  }
  player->changed = player->changed || status->path != was.path || status->settled != was.settled ||
                    status->failed != was.failed || strcmp(status->reason, was.reason) != 0;
}

static void lose_hope(struct cue_player *player, const char *reason) {
  player->hope = HOPE_LOST;
  snprintf(player->reason, sizeof player->reason, "%s", reason);
  judge(player);
}

static void leave_link(struct cue_player *player) {
  wire_link_destroy(player->link);
  player->link = NULL;
  player->asked_ns = 0;
  player->clock = (struct wire_clock){0};
  player->sent.count = 0; /* what the lost one had not begun, the next one shall be sent */
  player->replan_ns = INT64_MAX;
}

/* The sounder is gone, or is to go. Why, where `reason` is NULL, and whether it comes again, shows when it is reaped. */
static void end_service(struct cue_player *player, const char *reason, int64_t now_ns) {
  leave_link(player);
  if (player->hope != HOPE_LOST && reason != NULL) {
    lose_hope(player, reason);
  }
  if (player->child == 0) {
    player->stage = STAGE_OFF;
    return;
  }
  process_kill(player->child);
  player->stage = STAGE_ENDING;
  player->wake_ns = now_ns;
}

/* A child's own end will tell. */
static const char *why_gone(const struct cue_player *player) {
  return player->child != 0 ? NULL : "the sound link has ended";
}

static bool say(struct cue_player *player, const struct wire_message *message, int64_t now_ns) {
  struct error err;
  if (player->stage != STAGE_SERVING) {
    return false;
  }
  if (wire_link_send(player->link, message, &err)) {
    return true;
  }
  end_service(player, why_gone(player), now_ns);
  return false;
}

static void ping(struct cue_player *player, int64_t now_ns) {
  player->pinged_ns = now_ns;
  player->asked_ns = player->asked_ns != 0 ? player->asked_ns : now_ns;
  say(player, &(struct wire_message){.kind = WIRE_PING, .ping = {.sent_ns = now_ns}}, now_ns);
}

static void say_volume(struct cue_player *player, int64_t now_ns) {
  say(player, &(struct wire_message){.kind = WIRE_VOLUME, .volume = {.percent = player->status.volume_percent}}, now_ns);
  say(player, &(struct wire_message){.kind = WIRE_MUTE, .mute = {.on = player->status.muted}}, now_ns);
}

static void begin_service(struct cue_player *player, int fd, int64_t now_ns) {
  player->link = wire_link_create(fd);
  player->stage = STAGE_SERVING;
  player->started_ns = now_ns;
  struct wire_message hello = {.kind = WIRE_HELLO, .hello = {.version = WIRE_VERSION, .role = WIRE_PLAYER}};
  say(player, &hello, now_ns);
  say_volume(player, now_ns);
  if (player->stage == STAGE_SERVING) {
    ping(player, now_ns);
  }
}

static void start_child(struct cue_player *player, int64_t now_ns) {
  const struct cue_player_options *options = player->options;
  struct process_command command = {.program = options->sounder, .sounds = options->sounds, .log = options->log};
  struct error err = {.code = ERROR_NONE};
  int fd = -1;
  player->starts++;
  player->stage = STAGE_OFF;
  if (options->sounder == NULL || options->sounder[0] == '\0') {
    lose_hope(player, "the sounder is not installed");
  } else if (!process_start(&command, &player->child, &fd, &err)) {
    player->child = 0;
    lose_hope(player, err.message);
  } else {
    begin_service(player, fd, now_ns);
  }
}

struct cue_player *cue_player_create(const struct cue_player_options *options, int64_t now_ns) {
  struct cue_player *player = memory_alloc(1, sizeof *player);
  player->options = options;
  player->status.volume_percent = options->volume_percent;
  player->status.muted = options->muted;
  player->replan_ns = INT64_MAX;
  player->turn_ns = now_ns;
  player->next_id = 1;
  player->changed = true;
  if (options->audio == CUE_AUDIO_LINK) {
    begin_service(player, options->link_fd, now_ns);
  } else if (options->audio == CUE_AUDIO_AUTO || options->audio == CUE_AUDIO_PORTAUDIO) {
    start_child(player, now_ns);
  }
  judge(player);
  return player;
}

/* After the child has been reaped: another try, later than the last, or none. */
static void rest_or_give_up(struct cue_player *player, int64_t now_ns) {
  if (now_ns - player->started_ns > PROVEN_NS) {
    player->starts = 0;
  }
  if (player->starts > ARRAY_LEN(pauses_ns)) {
    player->stage = STAGE_OFF;
    return;
  }
  player->stage = STAGE_RESTING;
  player->wake_ns = now_ns + pauses_ns[player->starts > 0 ? player->starts - 1 : 0];
}

static void reap(struct cue_player *player, int64_t now_ns) {
  int status = 0;
  if (!process_reap(player->child, &status)) {
    player->wake_ns = now_ns + REAP_EVERY_NS;
    return;
  }
  player->child = 0;
  bool aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
  if (player->hope == HOPE_OPEN && aborted) {
    lose_hope(player, "no sound device"); /* the sound library aborts where there is nothing at all to play on */
  } else if (player->hope != HOPE_LOST) {
    char how[64];
    char reason[128];
    process_describe(status, how, sizeof how);
    snprintf(reason, sizeof reason, "the sounder has %s", how);
    lose_hope(player, reason);
  }
  rest_or_give_up(player, now_ns);
}

static void take_status(struct cue_player *player, const struct wire_message *message) {
  bool live = message->status.path != WIRE_PATH_NONE;
  player->status.latency_ms = message->status.latency_ms;
  player->status.underruns = message->status.underruns;
  if (live) {
    player->hope = HOPE_LIVE;
    player->reason[0] = '\0';
    judge(player);
  } else {
    lose_hope(player, message->status.reason[0] != '\0' ? message->status.reason : "no sound device");
  }
}

/* False when it is nothing that a sounder may say. */
static bool take(struct cue_player *player, const struct wire_message *message, int64_t now_ns) {
  switch (message->kind) {
  case WIRE_HELLO:
    return message->hello.version == WIRE_VERSION && message->hello.role == WIRE_SOUNDER;
  case WIRE_PING: {
    struct wire_message answer = {.kind = WIRE_PONG,
                                  .pong = {.sent_ns = message->ping.sent_ns, .here_ns = player->options->clock_ns()}};
    say(player, &answer, now_ns);
    return true;
  }
  case WIRE_PONG:
    if (message->pong.sent_ns == player->pinged_ns) {
      wire_clock_feed(&player->clock, message->pong.sent_ns, message->pong.here_ns, now_ns);
      player->status.round_trip_ns = player->clock.round_trip_ns;
      player->asked_ns = 0;
    }
    return true;
  case WIRE_STATUS:
    take_status(player, message);
    return true;
  case WIRE_PLAYED:
    return true;
  case WIRE_MISSED:
    player->status.missed++;
    return true;
  case WIRE_BYE:
    end_service(player, why_gone(player), now_ns);
    return true;
  default:
    return false;
  }
}

static void hear_out(struct cue_player *player, int64_t now_ns) {
  struct wire_message message;
  struct error err = {.code = ERROR_NONE};
  while (player->stage == STAGE_SERVING) {
    switch (wire_link_receive(player->link, &message, &err)) {
    case WIRE_RECEIVED_NONE:
      return;
    case WIRE_RECEIVED_END:
      end_service(player, err.code != ERROR_NONE ? err.message : why_gone(player), now_ns);
      return;
    case WIRE_RECEIVED_MESSAGE:
      if (!take(player, &message, now_ns)) {
        end_service(player, "the sounder speaks another language", now_ns);
      }
    }
  }
}

static void serve(struct cue_player *player, int64_t now_ns) {
  struct error err;
  if (!wire_link_flush(player->link, &err)) {
    end_service(player, why_gone(player), now_ns);
    return;
  }
  hear_out(player, now_ns);
  if (player->stage != STAGE_SERVING || player->asked_ns == 0 || now_ns - player->asked_ns <= ANSWER_NS) {
    return;
  }
  bool overslept = now_ns - player->asked_ns > ANSWER_NS + ASLEEP_NS;
  if (overslept) {
    player->asked_ns = now_ns; /* the machine slept, or this process did: the answer may be on its way */
  } else {
    end_service(player, "the sounder does not answer", now_ns);
  }
}

void cue_player_turn(struct cue_player *player, int64_t now_ns) {
  if (player->stage == STAGE_SERVING) {
    serve(player, now_ns);
  }
  if (player->stage == STAGE_ENDING && now_ns >= player->wake_ns) {
    reap(player, now_ns);
  }
  if (player->stage == STAGE_RESTING && now_ns >= player->wake_ns) {
    start_child(player, now_ns);
  }
  player->turn_ns = now_ns;
}

bool cue_player_pollfd(const struct cue_player *player, struct pollfd *watched) {
  if (player->stage != STAGE_SERVING) {
    return false;
  }
  short events = (short)(POLLIN | (wire_link_wants_write(player->link) ? POLLOUT : 0));
  *watched = (struct pollfd){.fd = wire_link_fd(player->link), .events = events};
  return true;
}

int64_t cue_player_deadline(const struct cue_player *player) {
  switch (player->stage) {
  case STAGE_ENDING:
  case STAGE_RESTING:
    return player->wake_ns;
  case STAGE_SERVING: {
    int64_t answer_ns = player->asked_ns != 0 ? player->asked_ns + ANSWER_NS + 1 : INT64_MAX;
    return answer_ns < player->replan_ns ? answer_ns : player->replan_ns;
  }
  default:
    return INT64_MAX;
  }
}

/* Sends `sound` unless it has been sent; a moment that is not to be waited for keeps its id when sent again. */
static void send_sound(struct cue_player *player, enum cue_sound sound, int64_t at_ns, int64_t id, int64_t now_ns) {
  struct sent_sound sent = {.id = id, .at_ns = at_ns, .sound = sound};
  struct wire_message play = {.kind = WIRE_PLAY,
                              .play = {.id = id, .at_ns = at_ns > 0 ? at_ns : 0, .sound = sound, .gain_percent = 100}};
  if (!say(player, &play, now_ns)) {
    return;
  }
  sent_add(&player->sent, &sent);
  if (player->asked_ns == 0) {
    ping(player, now_ns); /* whoever is to play shall show that it is alive; while nothing is sent, nobody is woken */
  }
}

/* A plan in real time. */
struct planned {
  enum cue_sound sound;
  int64_t at_ns;
};

static bool is_planned(const struct planned *planned, size_t count, const struct sent_sound *sound) {
  for (size_t i = 0; i < count; i++) {
    struct sent one = {.sounds = {*sound}, .count = 1};
    if (sent_find(&one, planned[i].sound, planned[i].at_ns) != NULL) {
      return true;
    }
  }
  return false;
}

/* Whether something has been sent for later that the plan no longer holds. */
static bool is_outdated(const struct cue_player *player, const struct planned *planned, size_t count, int64_t now_ns) {
  for (size_t i = 0; i < player->sent.count; i++) {
    const struct sent_sound *sound = &player->sent.sounds[i];
    if (sound->at_ns > now_ns + BEGUN_NS && !is_planned(planned, count, sound)) {
      return true;
    }
  }
  return false;
}

/* Sends what has not been sent, all of it anew after a cancel: the same sound under the same id, lest it begin twice. */
static void send_planned(struct cue_player *player, const struct planned *planned, size_t count, int64_t now_ns) {
  struct sent before = player->sent;
  if (is_outdated(player, planned, count, now_ns)) {
    say(player, &(struct wire_message){.kind = WIRE_CANCEL}, now_ns);
    sent_drop_after(&player->sent, now_ns - LATE_NS);
  }
  for (size_t i = 0; i < count && player->stage == STAGE_SERVING; i++) {
    if (sent_find(&player->sent, planned[i].sound, planned[i].at_ns) != NULL) {
      continue;
    }
    const struct sent_sound *same = sent_find(&before, planned[i].sound, planned[i].at_ns);
    send_sound(player, planned[i].sound, planned[i].at_ns, same != NULL ? same->id : player->next_id++, now_ns);
  }
}

static int64_t real_of(const struct cue_player *player, const struct session_view *view, int64_t t_ns, int64_t now_ns) {
  return now_ns + (int64_t)((double)(t_ns - view->t_ns) / player->options->speed);
}

void cue_player_plan(struct cue_player *player, const struct session_view *view, int64_t now_ns) {
  struct cue_due due[PLAN_MAX];
  struct planned planned[PLAN_MAX];
  int64_t next_ns = INT64_MAX;
  if (player->stage != STAGE_SERVING) {
    return;
  }
  size_t count = cue_plan(view, (int64_t)((double)HORIZON_NS * player->options->speed), due, PLAN_MAX, &next_ns);
  for (size_t i = 0; i < count; i++) {
    planned[i] = (struct planned){.sound = due[i].cue->sound, .at_ns = real_of(player, view, due[i].at_ns, now_ns)};
  }
  send_planned(player, planned, count, now_ns);
  sent_drop_before(&player->sent, now_ns - FORGET_NS);
  player->replan_ns = next_ns == INT64_MAX ? INT64_MAX : real_of(player, view, next_ns, now_ns) - REFRESH_NS;
}

static bool is_worth_a_bell(enum cue_sound sound) {
  return sound == CUE_SOUND_START || sound == CUE_SOUND_END || sound == CUE_SOUND_SWITCH || sound == CUE_SOUND_REST ||
         sound == CUE_SOUND_FINISH || sound == CUE_SOUND_WARNING;
}

static void play_at(struct cue_player *player, enum cue_sound sound, int64_t at_ns, int64_t now_ns) {
  if (player->status.path == CUE_PATH_BELL && !player->status.muted && is_worth_a_bell(sound)) {
    player->bell = sound;
  }
  bool useful = player->stage == STAGE_SERVING && player->hope != HOPE_LOST;
  if (useful && now_ns - at_ns <= LATE_NS && sent_find(&player->sent, sound, at_ns) == NULL) {
    send_sound(player, sound, at_ns, player->next_id++, now_ns);
  }
}

void cue_player_fire(struct cue_player *player, const struct session_event *event, int64_t now_ns) {
  if (event->kind != EVENT_CUE || event->cue.cue->sound == CUE_SOUND_NONE) {
    return;
  }
  int64_t late_ns = (int64_t)((double)event->cue.late_ns / player->options->speed);
  play_at(player, event->cue.cue->sound, now_ns - late_ns, now_ns);
}

void cue_player_play(struct cue_player *player, enum cue_sound sound, int64_t now_ns) {
  play_at(player, sound, now_ns, now_ns);
}

enum cue_sound cue_player_take_bell(struct cue_player *player) {
  enum cue_sound bell = player->bell;
  player->bell = CUE_SOUND_NONE;
  return bell;
}

void cue_player_set_volume(struct cue_player *player, int percent) {
  player->status.volume_percent = percent < 0 ? 0 : percent > 100 ? 100 : percent;
  say_volume(player, player->turn_ns);
}

void cue_player_set_mute(struct cue_player *player, bool muted) {
  player->status.muted = muted;
  say_volume(player, player->turn_ns);
}

void cue_player_status(const struct cue_player *player, struct cue_status *status) {
  *status = player->status;
}

bool cue_player_take_change(struct cue_player *player) {
  bool changed = player->changed;
  player->changed = false;
  return changed;
}

/* Whether the link has ended; answers what is asked meanwhile. Counts steps of poll(), as no clock is read here. */
static bool wait_for_end(struct cue_player *player, int bound_ms) {
  for (int waited_ms = 0; waited_ms < bound_ms && player->stage == STAGE_SERVING; waited_ms += STEP_MS) {
    struct pollfd watched;
    cue_player_pollfd(player, &watched);
    poll(&watched, 1, STEP_MS);
    serve(player, player->turn_ns);
  }
  return player->stage != STAGE_SERVING;
}

static void wait_for_child(pid_t child, int bound_ms) {
  int status = 0;
  for (int waited_ms = 0; waited_ms < bound_ms; waited_ms += STEP_MS) {
    if (process_reap(child, &status)) {
      return;
    }
    poll(NULL, 0, STEP_MS);
  }
  process_kill(child);
  waitpid(child, &status, 0);
}

void cue_player_destroy(struct cue_player *player, bool finishing) {
  if (player == NULL) {
    return;
  }
  pid_t child = player->child;
  player->child = 0; /* from here on it is left to leave by itself, for a while */
  if (player->stage == STAGE_SERVING) {
    struct wire_message drain = {.kind = WIRE_DRAIN};
    struct wire_message bye = {.kind = WIRE_BYE};
    say(player, finishing ? &drain : &bye, player->turn_ns);
    wait_for_end(player, finishing ? FINISH_MS : LEAVE_MS);
  }
  wire_link_destroy(player->link);
  if (child > 0) {
    wait_for_child(child, LEAVE_MS);
  }
  free(player);
}
