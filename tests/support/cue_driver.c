/*
 * A session with sound and without a screen, for tests: `cue_driver AUDIO SOUNDER SOUNDS LOG`. AUDIO is auto, portaudio, bell
 * or none. Runs the sample routine in real time, driven by words on standard input, one a line: start pause resume next
 * forward ease longer mute unmute, finish (leaves after what rings), and at the end of input (leaves at once).
 *
 * Prints `status PATH SETTLED FAILED REASON` whenever that changes, `cue AT_NS SOUND` for each sounding cue, its moment in
 * real time, `bell SOUND` when the bell would ring, `end` when all has been put away.
 */
#include "base/macros.h"
#include "base/timespan.h"
#include "cue/player.h"
#include "session/session.h"
#include "support/sample_routine.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t clock_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

struct driver {
  struct session *session;
  struct cue_player *player;
  int64_t start_ns;
  bool over, finishing;
};

static const struct {
  const char *word;
  enum session_command_kind kind;
} commands[] = {{"start", COMMAND_START},     {"pause", COMMAND_PAUSE}, {"resume", COMMAND_RESUME}, {"next", COMMAND_NEXT},
                {"forward", COMMAND_FORWARD}, {"ease", COMMAND_EASE},   {"longer", COMMAND_LONGER}};

static void drain(struct driver *driver, int64_t now_ns) {
  struct session_event event;
  while (session_next(driver->session, now_ns, &event)) {
    cue_player_fire(driver->player, &event, now_ns);
    if (event.kind == EVENT_STARTED) {
      driver->start_ns = now_ns;
    }
    if (event.kind == EVENT_CUE && event.cue.cue->sound != CUE_SOUND_NONE) {
      printf("cue %" PRId64 " %s\n", driver->start_ns + event.cue.at_ns, cue_sound_name(event.cue.cue->sound));
    }
  }
}

static void obey(struct driver *driver, const char *word, int64_t now_ns) {
  for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
    if (strcmp(word, commands[i].word) == 0) {
      session_command(driver->session, (struct session_command){.kind = commands[i].kind}, now_ns);
    }
  }
  if (strcmp(word, "mute") == 0 || strcmp(word, "unmute") == 0) {
    cue_player_set_mute(driver->player, word[0] == 'm');
  }
  driver->finishing = strcmp(word, "finish") == 0;
  driver->over = driver->finishing;
}

/* The words there are on standard input; a word is never cut, as the tests write each at once. */
static void read_words(struct driver *driver, int64_t now_ns) {
  char text[256];
  ssize_t length = read(STDIN_FILENO, text, sizeof text - 1);
  if (length <= 0) {
    driver->over = true;
    return;
  }
  text[length] = '\0';
  for (char *rest = text, *word = strtok_r(text, "\n", &rest); word != NULL; word = strtok_r(NULL, "\n", &rest)) {
    obey(driver, word, now_ns);
    drain(driver, now_ns);
  }
}

static void tell(struct driver *driver) {
  struct cue_status status;
  enum cue_sound bell = cue_player_take_bell(driver->player);
  if (bell != CUE_SOUND_NONE) {
    printf("bell %s\n", cue_sound_name(bell));
  }
  if (cue_player_take_change(driver->player)) {
    cue_player_status(driver->player, &status);
    printf("status %s %d %d %s\n", cue_path_name(status.path), status.settled, status.failed, status.reason);
  }
}

static void turn(struct driver *driver) {
  int64_t now_ns = clock_now();
  struct session_view view;
  cue_player_turn(driver->player, now_ns);
  drain(driver, now_ns);
  session_view(driver->session, now_ns, &view);
  cue_player_plan(driver->player, &view, now_ns);
  tell(driver);
  int64_t due_ns = session_deadline(driver->session);
  int64_t wanted_ns = cue_player_deadline(driver->player);
  int64_t until_ns = due_ns < wanted_ns ? due_ns : wanted_ns;
  struct pollfd watched[2] = {{.fd = STDIN_FILENO, .events = POLLIN}};
  nfds_t count = cue_player_pollfd(driver->player, &watched[1]) ? 2 : 1;
  int wait_ms = until_ns == INT64_MAX ? -1 : until_ns <= now_ns ? 0 : (int)((until_ns - now_ns) / NS_PER_MS) + 1;
  poll(watched, count, wait_ms);
  if (watched[0].revents != 0) {
    read_words(driver, clock_now());
  }
}

static enum cue_audio audio_of(const char *word) {
  static const char *const words[] = {
      [CUE_AUDIO_PORTAUDIO] = "portaudio", [CUE_AUDIO_BELL] = "bell", [CUE_AUDIO_NONE] = "none"};
  for (size_t i = 0; i < ARRAY_LEN(words); i++) {
    if (words[i] != NULL && strcmp(word, words[i]) == 0) {
      return (enum cue_audio)i;
    }
  }
  return CUE_AUDIO_AUTO;
}

int main(int count, char **values) {
  if (count != 5) {
    fputs("usage: cue_driver AUDIO SOUNDER SOUNDS LOG\n", stderr);
    return 2;
  }
  setvbuf(stdout, NULL, _IOLBF, 0);
  struct routine *routine = sample_routine();
  struct cue_player_options options = {.audio = audio_of(values[1]),
                                       .sounder = values[2],
                                       .voice = "none",
                                       .sounds = values[3],
                                       .log = values[4],
                                       .volume_percent = 100,
                                       .speed = 1,
                                       .clock_ns = clock_now};
  struct driver driver = {.session = session_create(timeline_compile(routine, NULL)),
                          .player = cue_player_create(&options, clock_now())};
  while (!driver.over) {
    turn(&driver);
  }
  cue_player_destroy(driver.player, driver.finishing);
  session_destroy(driver.session);
  routine_destroy(routine);
  puts("end");
  return 0;
}
