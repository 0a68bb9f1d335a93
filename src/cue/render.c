#include "cue/render.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/timespan.h"
#include "cue/process.h"
#include "routine/pronunciation.h"
#include "wire/link.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SPEECH_MS_MAX 20000
#define LEAVE_STEPS 1000 /* how often an abandoned sounder is looked after while it cleans up */
#define STEP_MS 2

struct render {
  const struct timeline *timeline;
  const struct render_options *options;
  struct render_result *result;
  struct wire_link *link;
  bool has_voice;   /* it is known who speaks, if anyone */
  bool done;        /* the file is there */
  char reason[256]; /* why it will not be */
  int64_t next_id;
};

/* --- hearing --- */

static bool take(struct render *render, const struct wire_message *message) {
  const struct render_options *options = render->options;
  switch (message->kind) {
  case WIRE_STATUS:
    snprintf(render->reason, sizeof render->reason, "%s", message->status.reason);
    return message->status.path != WIRE_PATH_NONE;
  case WIRE_VOICE:
    render->has_voice = true;
    snprintf(render->result->voice, sizeof render->result->voice, "%s", message->voice.name);
    snprintf(render->result->voice_reason, sizeof render->result->voice_reason, "%s", message->voice.reason);
    return true;
  case WIRE_PROGRESS:
    if (options->progress != NULL) {
      options->progress(options->context, message->progress.at_ns, render->timeline->total_ns);
    }
    return true;
  case WIRE_NOTICE:
    if (options->notice != NULL) {
      options->notice(options->context, message->notice.text);
    }
    return true;
  case WIRE_BYE:
    render->done = true;
    return true;
  default:
    return true;
  }
}

/* Takes in what there is; false when the sounder has given up or is gone. */
static bool listen_all(struct render *render, struct error *err) {
  struct wire_message message;
  while (!render->done) {
    switch (wire_link_receive(render->link, &message, err)) {
    case WIRE_RECEIVED_NONE:
      return true;
    case WIRE_RECEIVED_END:
      return false;
    case WIRE_RECEIVED_MESSAGE:
      if (!take(render, &message)) {
        return false;
      }
    }
  }
  return true;
}

/* Waits once for the sounder or a stop. False: it is over, one way or the other. */
static bool turn(struct render *render, struct error *err) {
  short events = (short)(POLLIN | (wire_link_wants_write(render->link) ? POLLOUT : 0));
  struct pollfd watched[] = {{.fd = wire_link_fd(render->link), .events = events},
                             {.fd = render->options->stop_fd, .events = POLLIN}};
  if (poll(watched, 2, -1) < 0 && errno != EINTR) {
    return error_set(err, ERROR_MACHINE, "waiting for the sounder failed (%s)", strerror(errno));
  }
  if ((watched[1].revents & POLLIN) != 0 && render->options->is_stop(render->options->context)) {
    render->result->stopped = true;
    return false;
  }
  return wire_link_flush(render->link, err) && listen_all(render, err);
}

/* --- saying --- */

/* Sends `message` once the one before has gone: thousands of them pass through a socket that holds few. */
static bool say(struct render *render, const struct wire_message *message, struct error *err) {
  if (!wire_link_send(render->link, message, err)) {
    return false;
  }
  while (wire_link_wants_write(render->link)) {
    if (!turn(render, err)) {
      return false;
    }
  }
  return true;
}

static bool say_hello(struct render *render, struct error *err) {
  struct wire_message hello = {.kind = WIRE_HELLO, .hello = {.version = WIRE_VERSION, .role = WIRE_PLAYER}};
  if (!say(render, &hello, err)) {
    return false;
  }
  while (!render->has_voice) {
    if (!turn(render, err)) {
      return false;
    }
  }
  return true;
}

static bool say_description(struct render *render, struct error *err) {
  const struct routine *routine = render->timeline->routine;
  struct wire_message message = {.kind = WIRE_DESCRIBE};
  text_sanitize(message.describe.title, sizeof message.describe.title, routine->title);
  text_sanitize(message.describe.comment, sizeof message.describe.comment, routine->goal != NULL ? routine->goal : "");
  bool well = say(render, &message, err);
  for (size_t i = 0; well && i < render->timeline->step_count; i++) {
    const struct timeline_step *step = &render->timeline->steps[i];
    if (step->exercise != NULL) {
      well = say(render, &(struct wire_message){.kind = WIRE_MARK, .mark = {.at_ns = step->start_ns}}, err);
    }
  }
  return well;
}

/* Words and when they are due. */
struct words {
  int64_t at_ns;
  size_t order;
  const struct cue *cue;
};

struct script {
  struct words *words;
  size_t count, room;
};

static void add_words(struct script *script, int64_t at_ns, const struct cue *cue) {
  if (script->count == script->room) {
    script->room = script->room > 0 ? 2 * script->room : 256;
    script->words = memory_resize(script->words, script->room, sizeof *script->words);
  }
  script->words[script->count] = (struct words){at_ns, script->count, cue};
  script->count++;
}

static int by_moment(const void *left, const void *right) {
  const struct words *a = left, *b = right;
  if (a->at_ns != b->at_ns) {
    return a->at_ns < b->at_ns ? -1 : 1;
  }
  return a->order < b->order ? -1 : a->order > b->order;
}

static bool say_sound(struct render *render, int64_t at_ns, enum cue_sound sound, struct error *err) {
  struct wire_message message = {.kind = WIRE_PLAY,
                                 .play = {.id = render->next_id++, .at_ns = at_ns, .sound = sound, .gain_percent = 100}};
  bool is_heard = sound != CUE_SOUND_NONE && (render->options->breathing || !cue_sound_is_breath(sound));
  return !is_heard || say(render, &message, err);
}

/* Sends the sounds and collects the words. */
static bool say_sounds(struct render *render, struct script *script, struct error *err) {
  enum verbosity verbosity = render->result->voice[0] != '\0' ? render->options->verbosity : VERBOSITY_TONES;
  for (size_t i = 0; i < render->timeline->segment_count; i++) {
    const struct segment *segment = &render->timeline->segments[i];
    const struct segment_form *form = &segment->forms[FORM_FULL];
    for (size_t j = 0; j < form->cue_count; j++) {
      const struct cue *cue = &form->cues[j];
      int64_t at_ns = segment->start_ns + cue->at_ns;
      if (!say_sound(render, at_ns, cue->sound, err)) {
        return false;
      }
      if (words_are_said(cue, verbosity)) {
        add_words(script, at_ns, cue);
      }
    }
  }
  return true;
}

/* `text` as the voice shall be given it, fit for a message. */
static void spell(const struct render *render, const char *text, char out[WIRE_TEXT_SIZE]) {
  struct arena *arena = arena_create();
  text_sanitize(out, WIRE_TEXT_SIZE, pronounce(arena, render->options->pronunciation, render->result->voice, text));
  arena_destroy(arena);
}

/* Each may take until the next ones begin, as when it is played. */
static bool say_words(struct render *render, struct script *script, struct error *err) {
  if (script->count > 0) {
    qsort(script->words, script->count, sizeof *script->words, by_moment);
  }
  for (size_t i = 0; i < script->count; i++) {
    const struct words *words = &script->words[i];
    int64_t room_ms = i + 1 < script->count ? (words[1].at_ns - words->at_ns) / NS_PER_MS : SPEECH_MS_MAX;
    struct wire_message message = {
        .kind = WIRE_SAY,
        .say = {.id = render->next_id++, .at_ns = words->at_ns, .max_ms = room_ms < SPEECH_MS_MAX ? room_ms : SPEECH_MS_MAX}};
    char shorter[WIRE_TEXT_SIZE];
    spell(render, words->cue->text, message.say.text);
    spell(render, words->cue->shorter != NULL ? words->cue->shorter : words_shorten(words->cue->text, shorter, sizeof shorter),
          message.say.short_text);
    if (!say(render, &message, err)) {
      return false;
    }
  }
  return true;
}

/* A voice that was named and is not there is an error; that there is none at all is only told. */
static bool check_voice(const struct render *render, struct error *err) {
  const char *wanted = render->options->voice;
  bool named = strcmp(wanted, "auto") != 0 && strcmp(wanted, "none") != 0;
  return !named || render->result->voice[0] != '\0' || error_set(err, ERROR_MACHINE, "%s", render->result->voice_reason);
}

static bool run(struct render *render, struct error *err) {
  struct script script = {0};
  struct wire_message drain = {.kind = WIRE_DRAIN, .drain = {.until_ns = render->timeline->total_ns}};
  bool well = say_hello(render, err) && check_voice(render, err) && say_description(render, err) &&
              say_sounds(render, &script, err) && say_words(render, &script, err) && say(render, &drain, err);
  free(script.words);
  while (well && !render->done) {
    well = turn(render, err);
  }
  return well;
}

/* --- the sounder's end --- */

/* What a sounder that was killed has left behind: the name is the one docs/sounder.md promises. */
static void remove_part(const char *path, pid_t child) {
  char part[4096];
  if (snprintf(part, sizeof part, "%s.part-%ld", path, (long)child) < (int)sizeof part) {
    unlink(part);
  }
}

/* Waits for the sounder, whose link has been closed; in the end it is killed. */
static int reap(pid_t child, const char *path) {
  int status = 0;
  for (int i = 0; i < LEAVE_STEPS; i++) {
    if (process_reap(child, &status)) {
      if (WIFSIGNALED(status)) {
        remove_part(path, child);
      }
      return status;
    }
    poll(NULL, 0, STEP_MS);
  }
  process_kill(child);
  waitpid(child, &status, 0);
  remove_part(path, child);
  return status;
}

/* Why there is no file, as far as the sounder's own end tells. */
static bool explain(const struct render *render, int status, struct error *err) {
  enum error_code code = WIFEXITED(status) && WEXITSTATUS(status) == 1 ? ERROR_INPUT : ERROR_MACHINE;
  char how[64];
  if (render->reason[0] != '\0') {
    return error_set(err, code, "%s", render->reason);
  }
  if (err->code != ERROR_NONE) {
    return false;
  }
  process_describe(status, how, sizeof how);
  return error_set(err, ERROR_MACHINE, "%s: not written, the sounder %s", render->options->path, how);
}

bool render_timeline(const struct timeline *timeline, const struct render_options *options, struct render_result *result,
                     struct error *err) {
  char output[4200];
  if (snprintf(output, sizeof output, "file:%s", options->path) >= (int)sizeof output) {
    return error_set(err, ERROR_INPUT, "the path of the sound file is too long");
  }
  struct process_command command = {.program = options->sounder,
                                    .sounds = options->sounds,
                                    .voice = options->voice,
                                    .output = output,
                                    .own_sounds = options->own_sounds,
                                    .log = options->log};
  struct render render = {.timeline = timeline, .options = options, .result = result, .next_id = 1};
  struct error fault = {.code = ERROR_NONE};
  pid_t child = 0;
  int fd = -1;
  *result = (struct render_result){0};
  if (!process_start(&command, &child, &fd, err)) {
    return false;
  }
  render.link = wire_link_create(fd);
  bool well = run(&render, &fault);
  if (!well && !result->stopped) {
    struct error ignored;
    listen_all(&render, &ignored); /* its last words, which say more than that it is gone */
  }
  wire_link_destroy(render.link);
  int status = reap(child, options->path);
  if (well && WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    return true;
  }
  if (result->stopped) {
    return false;
  }
  explain(&render, status, &fault);
  return error_set(err, fault.code, "%s", fault.message);
}
