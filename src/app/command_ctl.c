#include "app/arguments.h"
#include "app/command.h"
#include "base/macros.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/timespan.h"
#include "control/client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char command_ctl_options[] = "  status              where it stands\n"
                                   "  pause, resume       stand still, go on\n"
                                   "  next, back          the next step, this one again\n"
                                   "  ease                ease off; again: full\n"
                                   "  jump N              to step N\n"
                                   "  stop                end the session\n"
                                   "  --session PID       which one, where several run\n"
                                   "  --format TEXT       status as TEXT, with {routine} {title} {exercise} {name} {side}\n"
                                   "                      {segment} {left} {total_left} {state} {sound} filled in\n"
                                   "  --json              status as JSON\n";

struct ctl {
  struct control_request request;
  const char *format;
  bool json;
  long pid; /* 0: the only one */
};

static void span_text(char *out, size_t size, double span_s) {
  time_format_clock(out, size, SECONDS(time_ceil_seconds((int64_t)(span_s * (double)NS_PER_S))));
}

/* The value of the field `name` (`length` bytes) into `out`; false: there is none of that name. */
static bool field_text(const struct control_status *status, const char *name, size_t length, char *out, size_t size) {
  char left[32];
  char total_left[32];
  span_text(left, sizeof left, status->left_s);
  span_text(total_left, sizeof total_left, status->total_left_s);
  const struct {
    const char *name, *value;
  } values[] = {
      {"routine", status->routine},
      {"title", status->title},
      {"exercise", status->exercise},
      {"name", status->name},
      {"side", status->side},
      {"segment", status->segment},
      {"left", left},
      {"total_left", total_left},
      {"state", status->paused ? "paused" : "playing"},
      {"sound", status->sound},
  };
  for (size_t i = 0; i < ARRAY_LEN(values); i++) {
    if (strlen(values[i].name) == length && memcmp(values[i].name, name, length) == 0) {
      snprintf(out, size, "%s", values[i].value);
      return true;
    }
  }
  return false;
}

/* The field that begins at `text`, with its braces; NULL: none begins here. */
static const char *field_end(const char *text) {
  return text[0] == '{' ? strchr(text, '}') : NULL;
}

/* NULL, or what in `format` is no field (its length into `*length`). */
static const char *unknown_field(const char *format, int *length) {
  static const struct control_status nothing;
  char value[256];
  for (const char *at = format; *at != '\0'; at++) {
    const char *end = field_end(at);
    if (end != NULL && !field_text(&nothing, at + 1, (size_t)(end - at) - 1, value, sizeof value)) {
      *length = (int)(end - at) + 1;
      return at;
    }
  }
  return NULL;
}

static void print_format(const struct control_status *status, const char *format) {
  char value[256];
  for (const char *at = format; *at != '\0'; at++) {
    const char *end = field_end(at);
    if (end == NULL) {
      putchar(*at);
    } else if (field_text(status, at + 1, (size_t)(end - at) - 1, value, sizeof value)) {
      fputs(value, stdout);
      at = end;
    }
  }
  putchar('\n');
}

static void print_plain(FILE *out, const struct control_status *status) {
  char left[32];
  char total_left[32];
  span_text(left, sizeof left, status->left_s);
  span_text(total_left, sizeof total_left, status->total_left_s);
  const char *what = status->name[0] != '\0' ? status->name : status->segment;
  bool is_work =
      strcmp(status->segment, "hold") == 0 || strcmp(status->segment, "reps") == 0 || strcmp(status->segment, "timed") == 0;
  fprintf(out, "%s: %s%s%s%s%s, %s left; %s to the end%s\n", status->title, what, status->side[0] != '\0' ? ", " : "",
          status->side, is_work ? "" : ", ", is_work ? "" : status->segment, left, total_left,
          status->paused ? " (paused)" : "");
}

static void print_status(const struct ctl *ctl, const struct control_status *status) {
  if (ctl->json) {
    char *json = control_status_json(status);
    puts(json);
    free(json);
  } else if (ctl->format != NULL) {
    print_format(status, ctl->format);
  } else {
    print_plain(stdout, status);
  }
}

/* Each with its number, on stderr. */
static void name_sessions(const struct control_sessions *sessions) {
  for (size_t i = 0; i < sessions->count; i++) {
    struct control_reply reply;
    fprintf(stderr, "  %ld  ", sessions->items[i].pid);
    if (control_ask(sessions->items[i].path, &(struct control_request){.verb = CONTROL_STATUS}, &reply, NULL) &&
        reply.has_status) {
      print_plain(stderr, &reply.status);
    } else {
      fputs("does not answer\n", stderr);
    }
  }
}

static long ask_which(void) {
  char line[64];
  long pid = 0;
  fputs("Which one? ", stderr);
  if (fgets(line, sizeof line, stdin) == NULL) {
    return 0;
  }
  line[strcspn(line, "\n")] = '\0';
  return arguments_integer(line, 1, INT32_MAX, &pid) ? pid : 0;
}

static const struct control_session *session_of(const struct control_sessions *sessions, long pid) {
  for (size_t i = 0; i < sessions->count; i++) {
    if (sessions->items[i].pid == pid) {
      return &sessions->items[i];
    }
  }
  return NULL;
}

/* The session that is meant; NULL after filling `err`. */
static const struct control_session *choose(const struct control_sessions *sessions, long pid, struct error *err) {
  if (sessions->count == 0) {
    error_set(err, ERROR_INPUT, "no session is running; `limber play ROUTINE` starts one");
    return NULL;
  }
  if (pid == 0 && sessions->count == 1) {
    return &sessions->items[0];
  }
  if (pid == 0) {
    fputs("limber: several sessions are running:\n", stderr);
    name_sessions(sessions);
    pid = isatty(STDIN_FILENO) ? ask_which() : 0;
  }
  const struct control_session *session = session_of(sessions, pid);
  if (session == NULL) {
    error_set(err, ERROR_INPUT, pid == 0 ? "say which one with --session PID" : "no session %ld is running", pid);
  }
  return session;
}

static int carry_out(const struct ctl *ctl, const struct control_session *session, struct error *err) {
  struct control_reply reply = {0};
  if (!control_ask(session->path, &ctl->request, &reply, err)) {
    return command_fail(err);
  }
  if (!reply.ok) {
    error_set(err, ERROR_INPUT, "%s", reply.message);
    return command_fail(err);
  }
  if (reply.has_status) {
    print_status(ctl, &reply.status);
  }
  return command_finish_output(0);
}

static int run(const struct ctl *ctl) {
  struct error err = {0};
  struct control_sessions sessions;
  char *folder = paths_folder(XDG_RUNTIME);
  control_sessions_find(folder, &sessions);
  const struct control_session *session = choose(&sessions, ctl->pid, &err);
  int status = session != NULL ? carry_out(ctl, session, &err) : command_fail(&err);
  control_sessions_finish(&sessions);
  free(folder);
  return status;
}

/* False after filling `problem`. */
static bool parse_verb(size_t count, char **words, struct ctl *ctl, char *problem, size_t size) {
  char safe[64];
  long step = 0;
  if (count == 0) {
    snprintf(problem, size, "say what: status, pause, resume, next, back, ease, jump or stop");
    return false;
  }
  ctl->request.verb = control_verb_of(words[0]);
  bool jumps = ctl->request.verb == CONTROL_JUMP;
  if (ctl->request.verb == CONTROL_VERB_COUNT) {
    const char *nearest = text_nearest(words[0], control_verb_names, CONTROL_VERB_COUNT);
    snprintf(problem, size, "a session cannot %s%s%s", text_sanitize(safe, sizeof safe, words[0]),
             nearest != NULL ? "; did you mean " : "", nearest != NULL ? nearest : "");
    return false;
  }
  if (count != (jumps ? 2u : 1u) || (jumps && !arguments_integer(words[1], 1, CONTROL_STEP_MAX, &step))) {
    snprintf(problem, size, jumps ? "jump takes a step's number, counted from 1" : "one thing at a time");
    return false;
  }
  ctl->request.step = step;
  return true;
}

int command_ctl(int argc, char **argv) {
  struct ctl ctl = {0};
  const char *pid = NULL;
  const struct option_row rows[] = {{"json", &ctl.json, NULL}, {"format", NULL, &ctl.format}, {"session", NULL, &pid}};
  size_t count = 0;
  char problem[256];
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem) ||
      !parse_verb(count, argv + 1, &ctl, problem, sizeof problem)) {
    return command_usage("ctl", problem);
  }
  if (pid != NULL && !arguments_integer(pid, 1, INT32_MAX, &ctl.pid)) {
    return command_usage("ctl", "--session is a process's number");
  }
  if ((ctl.json || ctl.format != NULL) && (ctl.request.verb != CONTROL_STATUS || (ctl.json && ctl.format != NULL))) {
    return command_usage("ctl", "--json or --format goes with status");
  }
  int length = 0;
  const char *unknown = ctl.format != NULL ? unknown_field(ctl.format, &length) : NULL;
  if (unknown != NULL) {
    char safe[64];
    snprintf(problem, sizeof problem, "--format has no field %.*s", length, text_sanitize(safe, sizeof safe, unknown));
    return command_usage("ctl", problem);
  }
  return run(&ctl);
}
