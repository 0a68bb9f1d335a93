#include "cue/probe.h"

#include "base/timespan.h"
#include "wire/link.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#define ANSWER_NS SECONDS(5)
#define WHOLE_NS SECONDS(8)
#define LEAVE_STEPS 50
#define STEP_MS 20
#define PLAY_ID 1

/* A sounder that is asked, and what it has answered. */
struct talk {
  const struct probe_options *options;
  struct wire_link *link;
  pid_t child;
  struct probe_sound *sound;
  struct probe_inventory *inventory;
  bool has_path, has_path_news, has_voice, asked, done;
  int64_t asked_ns;
};

static void say(struct talk *talk, struct wire_message message) {
  struct error ignored;
  wire_link_send(talk->link, &message, &ignored);
}

static void take_status(struct talk *talk, const struct wire_message *message) {
  bool there = message->status.path != WIRE_PATH_NONE;
  talk->has_path = there;
  talk->has_path_news = true;
  talk->sound->latency_ms = message->status.latency_ms;
  snprintf(there ? talk->sound->device : talk->sound->reason, 256, "%s", message->status.reason);
}

static void take_found(struct probe_inventory *inventory, const struct wire_message *message) {
  if (inventory != NULL && inventory->count < PROBE_FOUND_MAX) {
    snprintf(inventory->found[inventory->count].what, sizeof inventory->found[0].what, "%s", message->found.what);
    snprintf(inventory->found[inventory->count++].name, sizeof inventory->found[0].name, "%s", message->found.name);
  }
}

static void take(struct talk *talk, const struct wire_message *message) {
  struct probe_sound *sound = talk->sound;
  switch (message->kind) {
  case WIRE_PING:
    say(talk, (struct wire_message){.kind = WIRE_PONG,
                                    .pong = {.sent_ns = message->ping.sent_ns, .here_ns = talk->options->clock_ns()}});
    return;
  case WIRE_FOUND:
    take_found(talk->inventory, message);
    return;
  case WIRE_BYE:
    talk->done = true;
    return;
  default:
    break;
  }
  if (sound == NULL) {
    return;
  }
  if (message->kind == WIRE_STATUS) {
    take_status(talk, message);
  } else if (message->kind == WIRE_VOICE) {
    talk->has_voice = true;
    snprintf(sound->voice, sizeof sound->voice, "%s", message->voice.name);
    snprintf(sound->voice_reason, sizeof sound->voice_reason, "%s", message->voice.reason);
  } else if (message->kind == WIRE_NOTICE && sound->notice_count < PROBE_NOTICES_MAX) {
    snprintf(sound->notices[sound->notice_count++], 256, "%s", message->notice.text);
  } else if (message->kind == WIRE_PLAYED) {
    sound->works = true;
    sound->heard_ms = (message->played.started_ns - talk->asked_ns) / NS_PER_MS;
  }
}

/* Hears the sounder until `until_ns`, or one turn of it. False: it is over. */
static bool turn(struct talk *talk, int64_t until_ns) {
  struct error ignored;
  struct wire_message message;
  struct pollfd watched = {.fd = wire_link_fd(talk->link), .events = POLLIN};
  watched.events = (short)(watched.events | (wire_link_wants_write(talk->link) ? POLLOUT : 0));
  int64_t left_ns = until_ns - talk->options->clock_ns();
  if (left_ns <= 0 || talk->done) {
    return false;
  }
  poll(&watched, 1, (int)(left_ns / NS_PER_MS) + 1);
  wire_link_flush(talk->link, &ignored);
  for (;;) {
    enum wire_received received = wire_link_receive(talk->link, &message, &ignored);
    if (received != WIRE_RECEIVED_MESSAGE) {
      return received == WIRE_RECEIVED_NONE;
    }
    take(talk, &message);
  }
}

static bool begin(struct talk *talk, const char *output, char *why, size_t size) {
  const struct probe_options *options = talk->options;
  struct process_command command = {.program = options->sounder,
                                    .sounds = options->sounds,
                                    .voice = options->voice,
                                    .own_sounds = options->own_sounds,
                                    .output = output};
  struct error err = {.code = ERROR_NONE};
  int fd = -1;
  if (options->sounder == NULL || options->sounder[0] == '\0') {
    snprintf(why, size, "the sounder is not installed");
    return false;
  }
  if (!process_start(&command, &talk->child, &fd, &err)) {
    snprintf(why, size, "%s", err.message);
    return false;
  }
  talk->link = wire_link_create(fd);
  say(talk, (struct wire_message){.kind = WIRE_HELLO, .hello = {.version = WIRE_VERSION, .role = WIRE_PLAYER}});
  return true;
}

/* Lets it go; what it ended with, if it did so by itself. */
static int end(struct talk *talk) {
  int status = 0;
  wire_link_destroy(talk->link);
  for (int i = 0; i < LEAVE_STEPS; i++) {
    if (process_reap(talk->child, &status)) {
      return status;
    }
    poll(NULL, 0, STEP_MS);
  }
  process_kill(talk->child);
  waitpid(talk->child, &status, 0);
  return 0;
}

/* Why it does not work, where the sounder has not said so itself. */
static void explain(struct probe_sound *sound, int status) {
  char how[64];
  if (sound->works || sound->reason[0] != '\0') {
    return;
  }
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT) {
    snprintf(sound->reason, sizeof sound->reason, "no sound device"); /* as the sound library has it */
  } else if (WIFSIGNALED(status)) {
    process_describe(status, how, sizeof how);
    snprintf(sound->reason, sizeof sound->reason, "the sounder has %s", how);
  } else {
    snprintf(sound->reason, sizeof sound->reason, "the sound system does not answer");
  }
}

void probe_sound(const struct probe_options *options, struct probe_sound *sound) {
  struct talk talk = {.options = options, .sound = sound};
  *sound = (struct probe_sound){.works = false};
  if (!begin(&talk, NULL, sound->reason, sizeof sound->reason)) {
    return;
  }
  say(&talk, (struct wire_message){.kind = WIRE_VOLUME, .volume = {.percent = options->volume_percent}});
  talk.asked_ns = options->clock_ns();
  int64_t answer_ns = talk.asked_ns + ANSWER_NS, whole_ns = talk.asked_ns + WHOLE_NS;
  bool alive = true;
  while (alive && (!talk.has_path_news || !talk.has_voice)) {
    alive = turn(&talk, answer_ns);
  }
  if (alive && talk.has_path) {
    talk.asked_ns = options->clock_ns();
    say(&talk,
        (struct wire_message){.kind = WIRE_PLAY,
                              .play = {.id = PLAY_ID, .at_ns = talk.asked_ns, .sound = CUE_SOUND_START, .gain_percent = 100}});
    while (alive && !sound->works) {
      alive = turn(&talk, whole_ns);
    }
    say(&talk, (struct wire_message){.kind = WIRE_DRAIN});
    while (alive) {
      alive = turn(&talk, whole_ns);
    }
  }
  explain(sound, end(&talk));
}

void probe_inventory(const struct probe_options *options, struct probe_inventory *inventory) {
  struct talk talk = {.options = options, .inventory = inventory};
  char why[256];
  *inventory = (struct probe_inventory){.count = 0};
  if (!begin(&talk, "inventory", why, sizeof why)) {
    return;
  }
  int64_t whole_ns = options->clock_ns() + WHOLE_NS;
  while (turn(&talk, whole_ns)) {
    ;
  }
  inventory->whole = talk.done;
  end(&talk);
}
