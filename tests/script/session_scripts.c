/*
 * Runs event scripts in virtual time. Upper-case lines are commands, each at its moment in seconds:
 *
 *     ROUTINE routines/two-holds.yaml
 *     0 START
 *     12.5 PAUSE            every command of session.h; JUMP 2, STALLED 5.5 take a number
 *     20 LOOK               nothing is commanded; events up to then are drained
 *
 * Lower-case lines are the exact events expected since the command before; a line `= …` is the state after it. Comments begin
 * with #. With --update the script is written anew with what happened, to be read before it is kept.
 */
#include "base/arena.h"
#include "base/macros.h"
#include "base/timespan.h"
#include "routine/catalogue.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 512 };

struct run {
  FILE *out; /* the script as it should read */
  struct routine *routine;
  const struct timeline *timeline;
  struct session *session;
  int64_t now_ns;
};

#define X(id, meaning) [COMMAND_##id] = #id,
static const char *const command_names[COMMAND_COUNT] = {COMMAND_LIST(X)};
#undef X

static const char *state_name(enum session_state state) {
  static const char *const names[] = {"ready", "running", "settling", "paused", "waiting", "hurt", "finished", "stopped"};
  return names[state];
}

static void print_place(const struct run *run, const struct session_event *event) {
  const struct segment *segment = &run->timeline->segments[event->segment];
  fprintf(run->out, " %s %s", segment_kind_names[event->form->kind],
          event->form->exercise != NULL ? event->form->exercise->id : "-");
  if (segment->side != SIDE_NONE) {
    fprintf(run->out, " %s", side_name(segment->side));
  }
  if (segment->sets > 1) {
    fprintf(run->out, " set %d/%d", segment->set, segment->sets);
  }
  if (event->kind == EVENT_SEGMENT) {
    fprintf(run->out, " %gs", (double)event->form->length_ns / 1e9);
  }
}

static void print_event(const struct run *run, const struct session_event *event) {
  fprintf(run->out, "  %.2f %s", (double)event->t_ns / 1e9, session_event_names[event->kind]);
  switch (event->kind) {
  case EVENT_CUE:
    fprintf(run->out, " %s", cue_kind_names[event->cue.cue->kind]);
    if (event->cue.cue->sound != CUE_SOUND_NONE) {
      fprintf(run->out, " [%s]", cue_sound_name(event->cue.cue->sound));
    }
    if (event->cue.cue->text != NULL) {
      fprintf(run->out, " \"%s\"", event->cue.cue->text);
    }
    break;
  case EVENT_STALLED:
    fprintf(run->out, " %gs", (double)event->stalled.span_ns / 1e9);
    break;
  case EVENT_EASED:
    fputs(event->eased.on ? " on" : " off", run->out);
    break;
  case EVENT_SKIPPED:
    fprintf(run->out, " %s", skip_reason_names[event->skipped.reason]);
    break;
  case EVENT_STARTED:
  case EVENT_FINISHED:
    break;
  default:
    print_place(run, event);
  }
  fputc('\n', run->out);
}

static void drain(struct run *run) {
  struct session_event event;
  while (session_next(run->session, run->now_ns, &event)) {
    print_event(run, &event);
  }
}

/* Turns at every deadline on the way, as a loop would that is never late. */
static void go_on_until(struct run *run, int64_t until_ns) {
  drain(run);
  int64_t deadline_ns;
  while ((deadline_ns = session_deadline(run->session)) <= until_ns) {
    run->now_ns = deadline_ns > run->now_ns ? deadline_ns : run->now_ns;
    drain(run);
  }
  run->now_ns = until_ns;
  drain(run);
}

static void print_state(const struct run *run) {
  struct session_view view;
  session_view(run->session, run->now_ns, &view);
  fprintf(run->out, "  = %s %s %g of %g, %g left", state_name(view.state), segment_kind_names[view.form->kind],
          (double)view.elapsed_ns / 1e9, (double)view.length_ns / 1e9, (double)view.total_left_ns / 1e9);
  if (view.has_tempo) {
    fprintf(run->out, ", rep %d phase %d", view.tempo.rep, (int)view.tempo.phase);
  }
  if (view.eased) {
    fputs(", eased", run->out);
  }
  fprintf(run->out, ", %d done %d skipped, %g worked\n", view.steps_done, view.steps_skipped, (double)view.worked_ns / 1e9);
}

static bool carry_out(struct run *run, const char *line) {
  char word[32];
  double at_s = 0, argument = 0;
  int fields = sscanf(line, "%lf %31s %lf", &at_s, word, &argument);
  if (fields < 2 || run->session == NULL) {
    return false;
  }
  int64_t at_ns = (int64_t)(at_s * 1e9 + 0.5);
  if (strcmp(word, "START") != 0) {
    /* The moment is the session's own: START is at 0. */
    go_on_until(run, at_ns);
  }
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    if (strcmp(word, command_names[i]) == 0) {
      struct session_command command = {
          .kind = (enum session_command_kind)i, .index = (size_t)argument, .span_ns = (int64_t)(argument * 1e9)};
      session_command(run->session, command, run->now_ns);
      drain(run);
      print_state(run);
      return true;
    }
  }
  print_state(run);
  return strcmp(word, "LOOK") == 0;
}

static bool load(struct run *run, const char *path) {
  struct catalogue *catalogue = catalogue_create(NULL, NULL);
  struct diagnostics *diagnostics = diagnostics_create();
  struct error err = {0};
  run->routine = catalogue_load_routine(catalogue, path, diagnostics, &err);
  for (size_t i = 0; i < diagnostics_count(diagnostics); i++) {
    const struct diagnostic *diagnostic = diagnostics_at(diagnostics, i);
    fprintf(stderr, "%s:%d:%d: %s\n", diagnostic->file, diagnostic->line, diagnostic->column, diagnostic->message);
  }
  diagnostics_destroy(diagnostics);
  catalogue_destroy(catalogue);
  if (run->routine == NULL) {
    fprintf(stderr, "%s: %s\n", path, err.message);
    return false;
  }
  run->timeline = timeline_compile(run->routine, NULL);
  run->session = session_create(run->timeline);
  return true;
}

static bool run_line(struct run *run, char *line) {
  size_t length = strcspn(line, "\r\n");
  line[length] = '\0';
  bool is_expectation = line[0] == ' ';
  if (is_expectation) {
    return true;
  }
  fprintf(run->out, "%s\n", line);
  if (line[0] == '#' || line[0] == '\0') {
    return true;
  }
  if (strncmp(line, "ROUTINE ", 8) == 0) {
    return run->session == NULL && load(run, line + 8);
  }
  if (!carry_out(run, line)) {
    fprintf(stderr, "not a command: %s\n", line);
    return false;
  }
  return true;
}

/* Runs the script; what it should read goes to `out`. */
static bool run_script(FILE *script, FILE *out) {
  struct run run = {.out = out};
  char line[LINE_SIZE];
  bool well = true;
  while (well && fgets(line, sizeof line, script) != NULL) {
    well = run_line(&run, line);
  }
  session_destroy(run.session);
  routine_destroy(run.routine);
  return well;
}

static char *read_all(FILE *file) {
  char *text = NULL, chunk[4096];
  size_t size = 0, got;
  FILE *out = open_memstream(&text, &size);
  while ((got = fread(chunk, 1, sizeof chunk, file)) > 0) {
    fwrite(chunk, 1, got, out);
  }
  fclose(out);
  return text;
}

/* Shows the first line in which they differ. */
static void report_difference(const char *path, const char *wanted, const char *got) {
  int line = 1;
  while (*wanted != '\0' && *got != '\0') {
    size_t wanted_length = strcspn(wanted, "\n"), got_length = strcspn(got, "\n");
    if (wanted_length != got_length || memcmp(wanted, got, wanted_length) != 0) {
      break;
    }
    wanted += wanted_length + (wanted[wanted_length] == '\n');
    got += got_length + (got[got_length] == '\n');
    line++;
  }
  fprintf(stderr, "%s:%d:\n  expected %.*s\n  but was  %.*s\n", path, line, (int)strcspn(wanted, "\n"), wanted,
          (int)strcspn(got, "\n"), got);
}

static bool check_script(const char *path, bool update) {
  FILE *script = fopen(path, "r");
  if (script == NULL) {
    perror(path);
    return false;
  }
  char *got = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&got, &size);
  bool well = run_script(script, out);
  fclose(out);
  rewind(script);
  char *wanted = read_all(script);
  fclose(script);
  bool same = strcmp(wanted, got) == 0;
  if (well && update && !same) {
    FILE *rewritten = fopen(path, "w");
    fputs(got, rewritten);
    fclose(rewritten);
  } else if (well && !same) {
    report_difference(path, wanted, got);
  }
  free(wanted);
  free(got);
  return well && (same || update);
}

int main(int argc, char **argv) {
  bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
  int failed = 0, passed = 0;
  for (int i = update ? 2 : 1; i < argc; i++) {
    if (check_script(argv[i], update)) {
      passed++;
    } else {
      failed++;
    }
  }
  printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}
