#include "cue/service.h"

#include "base/macros.h"
#include "base/timespan.h"
#include "cue/process.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

#define ANSWER_NS SECONDS(3)
#define LINK_ANSWER_NS SECONDS(5) /* a link that others' packets share */
#define ASLEEP_NS SECONDS(1)      /* a turn later than wanted by this much: that no answer is here may be our own fault */
#define REAP_EVERY_NS (20 * NS_PER_MS)
#define PROVEN_NS SECONDS(30) /* a sounder that has served this long gets all its chances anew */
#define FINISH_MS 3000
#define LEAVE_MS 300
#define STEP_MS 20
#define SOUNDS_TRAVEL_VERSION 2

static const char speaks_another_language[] = "the sounder speaks another language";

static const int64_t pauses_ns[] = {250 * NS_PER_MS, SECONDS(1), SECONDS(4)};

static void lose_hope(struct service *service, const char *reason) {
  service->hope = HOPE_LOST;
  snprintf(service->reason, sizeof service->reason, "%s", reason);
}

/* The sounder is gone, or is to go. Why, where `reason` is NULL, and whether it comes again, shows when it is reaped. */
static void leave(struct service *service, const char *reason, int64_t now_ns) {
  wire_link_destroy(service->link);
  service->link = NULL;
  service->asked_ns = 0;
  service->voice[0] = '\0';
  service->voiceless = false;
  service->clock = (struct wire_clock){0};
  if (service->hope != HOPE_LOST && reason != NULL) {
    lose_hope(service, reason);
  }
  if (service->child == 0) {
    service->stage = SERVICE_OFF;
    return;
  }
  process_kill(service->child);
  service->stage = SERVICE_ENDING;
  service->wake_ns = now_ns;
}

/* A child's own end will tell. */
static const char *why_gone(const struct service *service) {
  return service->child != 0 ? NULL : "the sound link has ended";
}

bool service_say(struct service *service, const struct wire_message *message, int64_t now_ns) {
  struct error err;
  if (service->stage != SERVICE_SERVING) {
    return false;
  }
  if (wire_link_send(service->link, message, &err)) {
    return true;
  }
  leave(service, why_gone(service), now_ns);
  return false;
}

void service_ping(struct service *service, int64_t now_ns) {
  if (service->asked_ns != 0) {
    return;
  }
  service->pinged_ns = now_ns;
  service->asked_ns = now_ns;
  service_say(service, &(struct wire_message){.kind = WIRE_PING, .ping = {.sent_ns = now_ns}}, now_ns);
}

void service_say_volume(struct service *service, int64_t now_ns) {
  service_say(service, &(struct wire_message){.kind = WIRE_VOLUME, .volume = {.percent = service->volume_percent}}, now_ns);
  service_say(service, &(struct wire_message){.kind = WIRE_MUTE, .mute = {.on = service->muted}}, now_ns);
}

void service_connect(struct service *service, int fd, int64_t now_ns) {
  service->link = wire_link_create(fd);
  service->stage = SERVICE_SERVING;
  service->started_ns = now_ns;
  service->links++;
  struct wire_message hello = {.kind = WIRE_HELLO, .hello = {.version = WIRE_VERSION, .role = WIRE_PLAYER}};
  service_say(service, &hello, now_ns);
  service_say_volume(service, now_ns);
  service_ping(service, now_ns);
}

void service_go_on(struct service *service, int64_t now_ns) {
  service->asked_ns = 0; /* what was asked before nobody has waited for */
  service_say_volume(service, now_ns);
  service_ping(service, now_ns);
}

void service_start(struct service *service, int64_t now_ns) {
  const struct service_options *options = &service->options;
  struct process_command command = {.program = options->program,
                                    .sounds = options->sounds,
                                    .voice = options->voice,
                                    .own_sounds = options->own_sounds,
                                    .log = options->log};
  struct error err = {.code = ERROR_NONE};
  int fd = -1;
  service->starts++;
  service->stage = SERVICE_OFF;
  if (options->program == NULL || options->program[0] == '\0') {
    lose_hope(service, "the sounder is not installed");
  } else if (!process_start(&command, &service->child, &fd, &err)) {
    service->child = 0;
    lose_hope(service, err.message);
  } else {
    service_connect(service, fd, now_ns);
  }
}

/* After the child has been reaped: another try, later than the last, or none. */
static void rest_or_give_up(struct service *service, int64_t now_ns) {
  if (now_ns - service->started_ns > PROVEN_NS) {
    service->starts = 0;
  }
  if (service->starts > ARRAY_LEN(pauses_ns)) {
    service->stage = SERVICE_OFF;
    return;
  }
  service->stage = SERVICE_RESTING;
  service->wake_ns = now_ns + pauses_ns[service->starts > 0 ? service->starts - 1 : 0];
}

static void reap(struct service *service, int64_t now_ns) {
  int status = 0;
  if (!process_reap(service->child, &status)) {
    service->wake_ns = now_ns + REAP_EVERY_NS;
    return;
  }
  service->child = 0;
  bool aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
  if (service->hope == HOPE_OPEN && aborted) {
    lose_hope(service, "no sound device"); /* the sound library aborts where there is nothing at all to play on */
  } else if (service->hope != HOPE_LOST) {
    char how[64];
    char reason[128];
    process_describe(status, how, sizeof how);
    snprintf(reason, sizeof reason, "the sounder has %s", how);
    lose_hope(service, reason);
  }
  rest_or_give_up(service, now_ns);
}

static void take_status(struct service *service, const struct wire_message *message) {
  service->latency_ms = message->status.latency_ms;
  service->underruns = message->status.underruns;
  if (message->status.path != WIRE_PATH_NONE) {
    service->hope = HOPE_LIVE;
  } else {
    lose_hope(service, message->status.reason[0] != '\0' ? message->status.reason : "no sound device");
  }
}

/* A far sounder that had fallen silent is heard again. */
static void take_heart(struct service *service) {
  if (service->silent) {
    service->silent = false;
    service->hope = service->hope_before;
    service->reason[0] = '\0';
  }
}

static void take_pong(struct service *service, const struct wire_message *message, int64_t now_ns) {
  if (message->pong.sent_ns != service->pinged_ns) {
    return; /* not the answer to our last question */
  }
  wire_clock_feed(&service->clock, message->pong.sent_ns, message->pong.here_ns, now_ns);
  service->round_trip_ns = service->clock.round_trip_ns;
  service->asked_ns = 0;
}

/* The lower of both versions is spoken: a sounder of version 1 knows nothing of sounds that travel. */
static bool take_hello(struct service *service, const struct wire_message *message, int64_t now_ns) {
  struct wire_message offer;
  size_t at = 0;
  if (message->hello.role != WIRE_SOUNDER) {
    return false;
  }
  if (message->hello.version < WIRE_VERSION_OLDEST) {
    leave(service, "the limber at the other end is too old for sound", now_ns);
    return true;
  }
  if (service->offers == NULL || message->hello.version < SOUNDS_TRAVEL_VERSION) {
    return true;
  }
  snprintf(service->notice, sizeof service->notice, "%s", offers_notice(service->offers));
  while (offers_next(service->offers, &at, &offer)) {
    service_say(service, &offer, now_ns);
  }
  return true;
}

/* A piece of a file goes when nothing else waits to be written. False when it is of no file that was offered. */
static bool give_wanted(struct service *service, int64_t now_ns) {
  struct wire_message chunk;
  if (service->wanted.kind != WIRE_WANT || wire_link_wants_write(service->link)) {
    return true;
  }
  bool offered = offers_chunk(service->offers, &service->wanted, &chunk);
  service->wanted.kind = WIRE_HELLO;
  return offered && service_say(service, &chunk, now_ns);
}

/* False when it is nothing that a sounder may say. */
static bool take(struct service *service, const struct wire_message *message, int64_t now_ns) {
  take_heart(service);
  switch (message->kind) {
  case WIRE_HELLO:
    return take_hello(service, message, now_ns);
  case WIRE_PING: {
    struct wire_message answer = {.kind = WIRE_PONG,
                                  .pong = {.sent_ns = message->ping.sent_ns, .here_ns = service->options.clock_ns()}};
    service_say(service, &answer, now_ns);
    return true;
  }
  case WIRE_PONG:
    take_pong(service, message, now_ns);
    return true;
  case WIRE_STATUS:
    take_status(service, message);
    return true;
  case WIRE_VOICE:
    snprintf(service->voice, sizeof service->voice, "%s", message->voice.name);
    service->voiceless = service->voice[0] == '\0';
    snprintf(service->voice_reason, sizeof service->voice_reason, "%s", message->voice.reason);
    return true;
  case WIRE_NOTICE:
    snprintf(service->notice, sizeof service->notice, "%s", message->notice.text);
    return true;
  case WIRE_WANT:
    service->wanted = *message;
    return service->offers != NULL;
  case WIRE_PLAYED:
    return true;
  case WIRE_MISSED:
    service->missed++;
    return true;
  case WIRE_BYE:
    leave(service, why_gone(service), now_ns);
    return true;
  default:
    return false;
  }
}

static void hear_out(struct service *service, int64_t now_ns) {
  struct wire_message message;
  struct error err = {.code = ERROR_NONE};
  while (service->stage == SERVICE_SERVING) {
    switch (wire_link_receive(service->link, &message, &err)) {
    case WIRE_RECEIVED_NONE:
      return;
    case WIRE_RECEIVED_END:
      leave(service, err.code != ERROR_NONE ? err.message : why_gone(service), now_ns);
      return;
    case WIRE_RECEIVED_MESSAGE:
      if (!take(service, &message, now_ns)) {
        leave(service, speaks_another_language, now_ns);
      }
    }
  }
}

static int64_t answer_ns(const struct service *service) {
  return service->child == 0 ? LINK_ANSWER_NS : ANSWER_NS;
}

/* A line stands still now and then and comes back by itself: what is lost meanwhile is heard as the bell. */
static void fall_silent(struct service *service, int64_t now_ns) {
  if (service->hope != HOPE_LOST) {
    service->silent = true;
    service->hope_before = service->hope;
    lose_hope(service, "the sound link does not answer");
  }
  service->asked_ns = now_ns;
}

static void serve(struct service *service, int64_t now_ns) {
  struct error err;
  if (!wire_link_flush(service->link, &err)) {
    leave(service, why_gone(service), now_ns);
    return;
  }
  hear_out(service, now_ns);
  if (service->stage == SERVICE_SERVING && !give_wanted(service, now_ns)) {
    leave(service, speaks_another_language, now_ns);
  }
  if (service->stage != SERVICE_SERVING || service->asked_ns == 0 || now_ns - service->asked_ns <= answer_ns(service)) {
    return;
  }
  if (service->child == 0) {
    fall_silent(service, now_ns);
    return;
  }
  bool overslept = now_ns - service->asked_ns > ANSWER_NS + ASLEEP_NS;
  if (overslept) {
    service->asked_ns = now_ns; /* the machine slept, or this process did: the answer may be on its way */
  } else {
    leave(service, "the sounder does not answer", now_ns);
  }
}

void service_turn(struct service *service, int64_t now_ns) {
  if (service->stage == SERVICE_SERVING) {
    serve(service, now_ns);
  }
  if (service->stage == SERVICE_ENDING && now_ns >= service->wake_ns) {
    reap(service, now_ns);
  }
  if (service->stage == SERVICE_RESTING && now_ns >= service->wake_ns) {
    service_start(service, now_ns);
  }
}

int64_t service_deadline(const struct service *service) {
  if (service->stage == SERVICE_ENDING || service->stage == SERVICE_RESTING) {
    return service->wake_ns;
  }
  return service->asked_ns != 0 ? service->asked_ns + answer_ns(service) + 1 : INT64_MAX;
}

bool service_pollfd(const struct service *service, struct pollfd *watched) {
  if (service->stage != SERVICE_SERVING) {
    return false;
  }
  short events = (short)(POLLIN | (wire_link_wants_write(service->link) ? POLLOUT : 0));
  *watched = (struct pollfd){.fd = wire_link_fd(service->link), .events = events};
  return true;
}

/* Counts steps of poll(), as no clock is read here; answers what is asked meanwhile. */
static void wait_for_end(struct service *service, int bound_ms, int64_t now_ns) {
  for (int waited_ms = 0; waited_ms < bound_ms && service->stage == SERVICE_SERVING; waited_ms += STEP_MS) {
    struct pollfd watched;
    service_pollfd(service, &watched);
    poll(&watched, 1, STEP_MS);
    serve(service, now_ns);
  }
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

void service_end(struct service *service, bool finishing, int64_t now_ns) {
  pid_t child = service->child;
  service->child = 0; /* from here on it is left to leave by itself, for a while */
  if (service->stage == SERVICE_SERVING) {
    service_say(service, &(struct wire_message){.kind = finishing ? WIRE_DRAIN : WIRE_BYE}, now_ns);
    wait_for_end(service, finishing ? FINISH_MS : LEAVE_MS, now_ns);
  }
  wire_link_destroy(service->link);
  service->link = NULL;
  service->stage = SERVICE_OFF;
  if (child > 0) {
    wait_for_child(child, LEAVE_MS);
  }
}
