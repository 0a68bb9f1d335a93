#include "sounder/serve.h"

#include "base/macros.h"
#include "base/timespan.h"
#include "sounder/device.h"
#include "sounder/dispatch.h"
#include "sounder/far_sounds.h"
#include "sounder/own_sounds.h"
#include "sounder/voice.h"
#include "wire/link.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#define LIVE_SOUNDS_MAX 1024
#define RATE_AT_FIRST 48000
#define FIRST_PINGS 4
#define PING_EVERY_NS SECONDS(5)
#define REST_AFTER_NS SECONDS(60)
#define NO_ANSWER_NS SECONDS(3)
#define DRAIN_NS SECONDS(5)
#define DRAIN_STEP_NS (20 * NS_PER_MS)
#define HEARD_NS (30 * NS_PER_MS) /* after a moment, until the callback has told of it and the device has played it */
#define CLOSE_MS 500
#define FLUSH_MS 1000
#define WAIT_MS_MAX INT64_C(3600000)

struct server {
  struct wire_link *link;
  struct mixer *mixer;
  struct device *device;
  struct device_state state;
  struct voice *voice;
  struct voice_state voice_state;
  bool told_voice;
  struct dispatch dispatch;
  struct far_sounds *far_sounds;
  bool greeted, ended;
  int pings_left;
  int64_t pinged_ns;
  int64_t active_ns;   /* when there was last something to play */
  int64_t unheeded_ns; /* since when the device is wanted and does not run; 0: it does, or has said why not */
  bool no_answer;      /* that has been going on for too long */
  int64_t percent;
  bool muted;
  int64_t drain_until_ns; /* of the drain, INT64_MAX: none asked for */
  int64_t told_underruns;
};

static bool say(struct server *server, const struct wire_message *message, struct error *err) {
  return wire_link_send(server->link, message, err);
}

static bool say_status(struct server *server, enum wire_path path, const char *reason, struct error *err) {
  struct wire_message message = {
      .kind = WIRE_STATUS,
      .status = {.path = path, .latency_ms = server->state.latency_ms, .underruns = server->state.underruns}};
  snprintf(message.status.reason, sizeof message.status.reason, "%s", reason);
  server->told_underruns = server->state.underruns;
  return say(server, &message, err);
}

static bool ping(struct server *server, int64_t now_ns, struct error *err) {
  server->pinged_ns = now_ns;
  return say(server, &(struct wire_message){.kind = WIRE_PING, .ping = {.sent_ns = now_ns}}, err);
}

/* A loudness that sounds even: half the number is felt as about half as loud. */
static void apply_volume(struct server *server) {
  float share = server->muted ? 0.0F : (float)server->percent / 100.0F;
  mixer_set_volume(server->mixer, share * share);
}

/* Hands over what was just asked for, or words that have been made meanwhile; to no stream that does not run. */
static bool push(struct server *server, struct error *err) {
  return !server->state.running || dispatch_push(&server->dispatch, server->state.rate, err);
}

/* Takes `item` over with its texts. */
static bool take_item(struct server *server, struct scheduled *item, int64_t now_ns, struct error *err) {
  struct schedule *schedule = &server->dispatch.schedule;
  bool known = schedule_has(schedule, item->id);
  bool added = !known && schedule_add(schedule, item, LIVE_SOUNDS_MAX);
  if (!added) {
    scheduled_finish(item);
  }
  server->active_ns = now_ns;
  device_want(server->device, true);
  if (known || !added) {
    return known || dispatch_tell_lost(&server->dispatch, item, err);
  }
  return push(server, err) && (now_ns - server->pinged_ns < PING_EVERY_NS || ping(server, now_ns, err));
}

static bool take_wanted(struct server *server, const struct wire_message *message, int64_t now_ns, struct error *err) {
  struct scheduled item = scheduled_of(message);
  if (item.text) {
    voice_want(server->voice, item.text, true);
  }
  return take_item(server, &item, now_ns, err);
}

static bool take_pong(struct server *server, const struct wire_message *message, int64_t now_ns, struct error *err) {
  bool first = !server->dispatch.clock.known;
  if (message->pong.sent_ns != server->pinged_ns) {
    return true; /* not the answer to our last question */
  }
  wire_clock_feed(&server->dispatch.clock, message->pong.sent_ns, message->pong.here_ns, now_ns);
  if (first && !push(server, err)) {
    return false;
  }
  if (server->pings_left == 0) {
    return true;
  }
  server->pings_left--;
  return ping(server, now_ns, err);
}

static bool take_cancel(struct server *server) {
  schedule_clear(&server->dispatch.schedule);
  if (server->state.running) {
    mixer_cancel(server->mixer);
  }
  return true;
}

static bool take_hello(struct server *server, const struct wire_message *message, int64_t now_ns, struct error *err) {
  if (message->hello.version < WIRE_VERSION_OLDEST || message->hello.role != WIRE_PLAYER) {
    return error_set(err, ERROR_INPUT, "the other end is not a player of version %d or later", WIRE_VERSION_OLDEST);
  }
  server->greeted = true;
  server->pings_left = FIRST_PINGS - 1;
  return ping(server, now_ns, err);
}

static bool take(struct server *server, const struct wire_message *message, int64_t now_ns, struct error *err) {
  if (!server->greeted && message->kind != WIRE_HELLO) {
    return error_set(err, ERROR_INPUT, "a %s message before hello", wire_kind_name(message->kind));
  }
  switch (message->kind) {
  case WIRE_HELLO:
    return take_hello(server, message, now_ns, err);
  case WIRE_PING: {
    struct wire_message answer = {.kind = WIRE_PONG, .pong = {.sent_ns = message->ping.sent_ns, .here_ns = now_ns}};
    return say(server, &answer, err);
  }
  case WIRE_PONG:
    return take_pong(server, message, now_ns, err);
  case WIRE_PLAY:
  case WIRE_SAY:
    return take_wanted(server, message, now_ns, err);
  case WIRE_PREPARE:
    voice_want(server->voice, message->prepare.text, false);
    return true;
  case WIRE_CANCEL:
    return take_cancel(server);
  case WIRE_VOLUME:
    server->percent = message->volume.percent;
    apply_volume(server);
    return true;
  case WIRE_MUTE:
    server->muted = message->mute.on;
    apply_volume(server);
    return true;
  case WIRE_OFFER:
    return far_sounds_offered(server->far_sounds, message, err);
  case WIRE_CHUNK:
    return far_sounds_chunk(server->far_sounds, message, server->dispatch.clock.best_ns, now_ns, err);
  case WIRE_DRAIN:
    server->drain_until_ns = now_ns + DRAIN_NS;
    return true;
  case WIRE_BYE:
    server->ended = true;
    return true;
  case WIRE_DESCRIBE:
  case WIRE_MARK:
    return true; /* no file is written */
  case WIRE_STATUS:
  case WIRE_FOUND:
  case WIRE_NOTICE:
  case WIRE_PROGRESS:
  case WIRE_WANT:
  case WIRE_VOICE:
  case WIRE_PLAYED:
  case WIRE_MISSED:
  case WIRE_KIND_COUNT:
    break;
  }
  return error_set(err, ERROR_INPUT, "a player does not say %s", wire_kind_name(message->kind));
}

/* Takes in all that the player has said. */
static bool listen_to_player(struct server *server, struct error *err) {
  struct wire_message message;
  struct error fault = {.code = ERROR_NONE};
  while (!server->ended) {
    switch (wire_link_receive(server->link, &message, &fault)) {
    case WIRE_RECEIVED_NONE:
      return true;
    case WIRE_RECEIVED_END:
      server->ended = true;
      return fault.code == ERROR_NONE || error_set(err, fault.code, "%s", fault.message);
    case WIRE_RECEIVED_MESSAGE:
      if (!take(server, &message, device_now(), err)) {
        return false;
      }
    }
  }
  return true;
}

static bool follow_device(struct server *server, struct error *err) {
  struct device_state state;
  device_read_state(server->device, &state);
  bool anew = state.running && (!server->state.running || state.runs != server->state.runs);
  bool changed = state.settled && (!server->state.settled || server->no_answer || state.path != server->state.path ||
                                   strcmp(state.reason, server->state.reason) != 0);
  server->state = state;
  if (anew) {
    voice_set_rate(server->voice, state.rate);
  }
  if (anew && !dispatch_push_anew(&server->dispatch, state.rate, err)) {
    return false;
  }
  if (changed) {
    server->no_answer = false;
    return say_status(server, state.path, state.reason, err);
  }
  return state.underruns == server->told_underruns || !state.running || server->no_answer ||
         say_status(server, state.path, state.reason, err);
}

/* A sound server that is frozen blocks the device's thread: then this is who says so. */
static bool notice_silence(struct server *server, bool wanted, int64_t now_ns, struct error *err) {
  bool unheeded = wanted && !server->state.running && (!server->state.settled || server->state.path != WIRE_PATH_NONE);
  if (!unheeded) {
    server->unheeded_ns = 0;
  } else if (server->unheeded_ns == 0) {
    server->unheeded_ns = now_ns;
  }
  if (server->unheeded_ns == 0 || server->no_answer || now_ns - server->unheeded_ns < NO_ANSWER_NS) {
    return true;
  }
  server->no_answer = true;
  return say_status(server, WIRE_PATH_NONE, "the sound system does not answer", err);
}

static bool is_drained(const struct server *server, int64_t now_ns) {
  if (server->drain_until_ns == INT64_MAX) {
    return false;
  }
  bool quiet = server->dispatch.schedule.count == 0 && now_ns > mixer_rings_until(server->mixer) + HEARD_NS;
  bool silent = (server->state.settled && server->state.path == WIRE_PATH_NONE) || server->no_answer;
  return quiet || silent || now_ns >= server->drain_until_ns;
}

static int64_t sooner(int64_t a_ns, int64_t b_ns) {
  return a_ns < b_ns ? a_ns : b_ns;
}

/* When there is something to do without being told, or INT64_MAX: asleep for good. */
static int64_t next_turn(const struct server *server, bool wanted, int64_t now_ns) {
  int64_t next_ns = far_sounds_deadline(server->far_sounds);
  if (server->dispatch.schedule.count > 0) {
    int64_t due_ns = wire_clock_here(&server->dispatch.clock, schedule_next(&server->dispatch.schedule)) + HEARD_NS;
    next_ns = sooner(next_ns, due_ns > now_ns ? due_ns : now_ns + HEARD_NS);
  } else if (wanted) {
    next_ns = sooner(next_ns, server->active_ns + REST_AFTER_NS);
  }
  if (server->unheeded_ns != 0 && !server->no_answer) {
    next_ns = sooner(next_ns, server->unheeded_ns + NO_ANSWER_NS);
  }
  if (server->drain_until_ns != INT64_MAX) {
    next_ns = sooner(next_ns, now_ns + DRAIN_STEP_NS);
  }
  return next_ns;
}

static int wait_ms(int64_t next_ns, int64_t now_ns) {
  if (next_ns == INT64_MAX) {
    return -1;
  }
  int64_t wait = (next_ns - now_ns + NS_PER_MS - 1) / NS_PER_MS;
  return wait < 0 ? 0 : (int)sooner(wait, WAIT_MS_MAX);
}

/* Looks after the device: what has begun, what was missed, whether the stream is still wanted. */
static bool look_after(struct server *server, bool *wanted, struct error *err) {
  int64_t now_ns = device_now();
  *wanted = server->dispatch.schedule.count > 0 || now_ns - server->active_ns < REST_AFTER_NS;
  device_want(server->device, *wanted);
  return follow_device(server, err) && dispatch_tell_begun(&server->dispatch, err) &&
         dispatch_tell_missed(&server->dispatch, now_ns, err) && notice_silence(server, *wanted, now_ns, err);
}

/* Says which voice there is, once that is known, and hands over words that have been made. */
static bool follow_voice(struct server *server, struct error *err) {
  voice_settle(server->voice, &server->voice_state);
  if (server->voice_state.settled && server->greeted && !server->told_voice) {
    struct wire_message message = {.kind = WIRE_VOICE};
    snprintf(message.voice.name, sizeof message.voice.name, "%s", server->voice_state.name);
    snprintf(message.voice.reason, sizeof message.voice.reason, "%s", server->voice_state.reason);
    server->told_voice = true;
    if (!say(server, &message, err)) {
      return false;
    }
  }
  return push(server, err);
}

static bool turn(struct server *server, struct error *err) {
  bool wanted = false;
  if (!follow_voice(server, err)) {
    return false;
  }
  if (!look_after(server, &wanted, err)) {
    return false;
  }
  int64_t now_ns = device_now();
  if (!far_sounds_turn(server->far_sounds, server->state.running ? server->state.rate : 0, now_ns, err)) {
    return false;
  }
  if (is_drained(server, now_ns)) {
    server->ended = true;
    return say(server, &(struct wire_message){.kind = WIRE_BYE}, err);
  }
  short events = (short)(POLLIN | (wire_link_wants_write(server->link) ? POLLOUT : 0));
  struct pollfd watched[] = {{.fd = wire_link_fd(server->link), .events = events},
                             {.fd = device_fd(server->device), .events = POLLIN},
                             {.fd = voice_fd(server->voice), .events = POLLIN},
                             {.fd = far_sounds_fd(server->far_sounds), .events = POLLIN}};
  int ready = poll(watched, ARRAY_LEN(watched), wait_ms(next_turn(server, wanted, now_ns), now_ns));
  if (ready < 0 && errno != EINTR) {
    return error_set(err, ERROR_MACHINE, "waiting failed (%s)", strerror(errno));
  }
  return wire_link_flush(server->link, err) && listen_to_player(server, err);
}

static bool greet(struct server *server, struct error *err) {
  struct wire_message hello = {.kind = WIRE_HELLO,
                               .hello = {.version = WIRE_VERSION, .role = WIRE_SOUNDER, .output = "portaudio"}};
  return say(server, &hello, err);
}

static bool serve_all(struct server *server, struct error *err) {
  bool well = true;
  while (well && !server->ended) {
    well = turn(server, err);
  }
  return well;
}

bool serve(const struct serve_options *options, bool *stuck, struct error *err) {
  struct server server = {.percent = 100, .active_ns = device_now(), .drain_until_ns = INT64_MAX};
  struct bank_source sounds = options->sounds;
  server.link = wire_link_create(options->fd);
  server.mixer = mixer_create();
  server.voice = voice_create(&(struct voice_options){
      .wanted = options->voice, .folder = options->voice_folder, .rate = RATE_AT_FIRST, .memory_bytes = VOICE_MEMORY_BYTES});
  server.dispatch = (struct dispatch){.link = server.link, .mixer = server.mixer, .voice = server.voice};
  bool well = greet(&server, err) && own_sounds_check(&sounds, server.link, err);
  server.far_sounds = far_sounds_create(
      &(struct far_sounds_options){options->program, options->far_folder, server.link, server.mixer}, &sounds);
  server.device = device_create(server.mixer, &sounds);
  well = well && serve_all(&server, err);
  wire_link_flush_all(server.link, FLUSH_MS);
  *stuck = !device_close(server.device, CLOSE_MS) || !voice_close(server.voice, CLOSE_MS);
  wire_link_destroy(server.link);
  schedule_finish(&server.dispatch.schedule);
  if (!*stuck) {
    mixer_destroy(server.mixer);
    far_sounds_destroy(server.far_sounds);
  }
  return well;
}
