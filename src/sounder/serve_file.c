#include "sounder/serve_file.h"

#include "base/macros.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "sounder/device.h"
#include "sounder/output_file.h"
#include "sounder/own_sounds.h"
#include "sounder/schedule.h"
#include "sounder/voice.h"
#include "wire/link.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOUNDS_MAX 500000
#define TELL_NS (50 * NS_PER_MS)
#define CLOSE_MS 500

struct file_server {
  struct wire_link *link;
  struct mixer *mixer;
  struct voice *voice;
  bool told_voice;
  const char *path;
  struct schedule schedule;
  bool greeted, ended;
  char title[WIRE_TEXT_SIZE], comment[WIRE_TEXT_SIZE];
  int64_t marks_ns[OUTPUT_FILE_MARKS_MAX];
  size_t mark_count;
  int64_t told_ns; /* when the player was last told how far it is */
};

static bool say(struct file_server *server, const struct wire_message *message, struct error *err) {
  return wire_link_send(server->link, message, err);
}

static bool say_status(struct file_server *server, enum wire_path path, const char *reason, struct error *err) {
  struct wire_message message = {.kind = WIRE_STATUS, .status = {.path = path}};
  snprintf(message.status.reason, sizeof message.status.reason, "%s", reason);
  return say(server, &message, err);
}

/* Who speaks; for a file it is waited for, as nothing is late here. */
static bool say_voice(struct file_server *server, struct error *err) {
  struct voice_state state;
  voice_settle(server->voice, &state);
  if (!state.settled || server->told_voice) {
    return true;
  }
  struct wire_message message = {.kind = WIRE_VOICE};
  snprintf(message.voice.name, sizeof message.voice.name, "%s", state.name);
  snprintf(message.voice.reason, sizeof message.voice.reason, "%s", state.reason);
  server->told_voice = true;
  return say(server, &message, err);
}

static bool take_wanted(struct file_server *server, const struct wire_message *message, struct error *err) {
  struct scheduled item = scheduled_of(message);
  if (schedule_add(&server->schedule, &item, SOUNDS_MAX)) {
    return true;
  }
  scheduled_finish(&item);
  return error_set(err, ERROR_INPUT, "more than %d sounds for one file", SOUNDS_MAX);
}

/* Between blocks: tells how far the file is, and gives it up when the player has gone. */
static bool tell_progress(void *context, int64_t at_ns, struct error *err) {
  struct file_server *server = context;
  int64_t now_ns = device_now();
  struct pollfd link = {.fd = wire_link_fd(server->link), .events = POLLIN};
  if (poll(&link, 1, 0) > 0) {
    return error_set(err, ERROR_INPUT, "the player has gone, or speaks while its file is written");
  }
  if (now_ns - server->told_ns < TELL_NS || wire_link_wants_write(server->link)) {
    return wire_link_flush(server->link, err);
  }
  server->told_ns = now_ns;
  return say(server, &(struct wire_message){.kind = WIRE_PROGRESS, .progress = {.at_ns = at_ns}}, err);
}

static bool tell_unsaid(struct file_server *server, size_t unsaid, struct error *err) {
  struct wire_message message = {.kind = WIRE_NOTICE};
  snprintf(message.notice.text, sizeof message.notice.text, "the voice could not say %zu phrase%s, which %s left out", unsaid,
           unsaid == 1 ? "" : "s", unsaid == 1 ? "is" : "are");
  return unsaid == 0 || say(server, &message, err);
}

/* The player hears `bye` once the file is there, and why when it is not. */
static bool write_file(struct file_server *server, int64_t until_ns, struct error *err) {
  size_t unsaid = 0;
  struct output_file file = {.path = server->path,
                             .until_ns = until_ns,
                             .title = server->title,
                             .comment = server->comment,
                             .marks_ns = server->marks_ns,
                             .mark_count = server->mark_count,
                             .progress = tell_progress,
                             .context = server,
                             .unsaid = &unsaid};
  server->ended = true;
  if (output_file_write(&file, &server->schedule, server->mixer, server->voice, err)) {
    return tell_unsaid(server, unsaid, err) && say(server, &(struct wire_message){.kind = WIRE_BYE}, err);
  }
  struct error ignored;
  say_status(server, WIRE_PATH_NONE, err->message, &ignored);
  return false;
}

static bool take_hello(struct file_server *server, const struct wire_message *message, struct error *err) {
  if (message->hello.version < WIRE_VERSION_OLDEST || message->hello.role != WIRE_PLAYER) {
    return error_set(err, ERROR_INPUT, "the other end is not a player of version %d or later", WIRE_VERSION_OLDEST);
  }
  server->greeted = true;
  return say_status(server, WIRE_PATH_FILE, "", err);
}

static void take_description(struct file_server *server, const struct wire_message *message) {
  memcpy(server->title, message->describe.title, sizeof server->title);
  memcpy(server->comment, message->describe.comment, sizeof server->comment);
}

static bool take(struct file_server *server, const struct wire_message *message, struct error *err) {
  if (!server->greeted && message->kind != WIRE_HELLO) {
    return error_set(err, ERROR_INPUT, "a %s message before hello", wire_kind_name(message->kind));
  }
  switch (message->kind) {
  case WIRE_HELLO:
    return take_hello(server, message, err);
  case WIRE_PING: {
    struct wire_message answer = {.kind = WIRE_PONG, .pong = {.sent_ns = message->ping.sent_ns, .here_ns = device_now()}};
    return say(server, &answer, err);
  }
  case WIRE_PLAY:
  case WIRE_SAY:
    return take_wanted(server, message, err);
  case WIRE_DESCRIBE:
    take_description(server, message);
    return true;
  case WIRE_MARK:
    if (server->mark_count < OUTPUT_FILE_MARKS_MAX) {
      server->marks_ns[server->mark_count++] = message->mark.at_ns;
    }
    return true;
  case WIRE_CANCEL:
    schedule_clear(&server->schedule);
    return true;
  case WIRE_VOLUME:
    mixer_set_volume(server->mixer, (float)(message->volume.percent * message->volume.percent) / 10000.0F);
    return true;
  case WIRE_DRAIN:
    return write_file(server, message->drain.until_ns, err);
  case WIRE_BYE:
    server->ended = true;
    return true;
  case WIRE_PONG:
  case WIRE_PREPARE:
  case WIRE_MUTE:
    return true; /* nothing that a file would hold */
  default:
    return error_set(err, ERROR_INPUT, "a player does not say %s", wire_kind_name(message->kind));
  }
}

static bool listen_to_player(struct file_server *server, struct error *err) {
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
      if (!take(server, &message, err)) {
        return false;
      }
    }
  }
  return true;
}

static bool turn(struct file_server *server, struct error *err) {
  short events = (short)(POLLIN | (wire_link_wants_write(server->link) ? POLLOUT : 0));
  struct pollfd watched[] = {{.fd = wire_link_fd(server->link), .events = events},
                             {.fd = voice_fd(server->voice), .events = POLLIN}};
  if (poll(watched, ARRAY_LEN(watched), -1) < 0 && errno != EINTR) {
    return error_set(err, ERROR_MACHINE, "waiting failed (%s)", strerror(errno));
  }
  return say_voice(server, err) && wire_link_flush(server->link, err) && listen_to_player(server, err);
}

/* Says hello, and why no file can be made if none can. */
static bool prepare(struct file_server *server, const struct serve_options *options, struct bank **bank, struct error *err) {
  struct wire_message hello = {.kind = WIRE_HELLO, .hello = {.version = WIRE_VERSION, .role = WIRE_SOUNDER, .output = "file"}};
  if (!say(server, &hello, err)) {
    return false;
  }
  struct bank_source sounds = options->sounds;
  if (!own_sounds_check(&sounds, server->link, err)) {
    return false;
  }
  *bank = output_file_check(options->output_path, err) ? bank_load(&sounds, OUTPUT_FILE_RATE, err) : NULL;
  if (*bank == NULL) {
    struct error ignored;
    say_status(server, WIRE_PATH_NONE, err->message, &ignored);
    return false;
  }
  mixer_reset(server->mixer, *bank);
  return true;
}

bool serve_file(const struct serve_options *options, bool *stuck, struct error *err) {
  struct file_server *server = memory_alloc(1, sizeof *server);
  struct bank *bank = NULL;
  server->path = options->output_path;
  server->link = wire_link_create(options->fd);
  server->mixer = mixer_create();
  server->voice = voice_create(&(struct voice_options){
      .wanted = options->voice, .folder = options->voice_folder, .rate = OUTPUT_FILE_RATE, .memory_bytes = VOICE_MEMORY_BYTES});
  bool well = prepare(server, options, &bank, err);
  while (well && !server->ended) {
    well = turn(server, err);
  }
  wire_link_flush_all(server->link, CLOSE_MS);
  *stuck = !voice_close(server->voice, CLOSE_MS);
  wire_link_destroy(server->link);
  schedule_finish(&server->schedule);
  if (!*stuck) {
    mixer_destroy(server->mixer);
    bank_destroy(bank);
    free(server);
  }
  return well;
}
