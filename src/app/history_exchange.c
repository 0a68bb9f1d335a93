#include "app/command.h"
#include "app/history_command.h"
#include "app/history_file.h"
#include "app/keep.h"
#include "base/memory.h"
#include "journal/history.h"
#include "report/history.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- export ----------------------------------------------------------------------------------------------------------------
 */

int history_export(const char *path) {
  struct error err = {0};
  struct history_written written;
  if (strcmp(path, "-") == 0) {
    return history_file_put(stdout, HISTORY_FILE_ALL, &written, &err) ? command_finish_output(0) : command_fail(&err);
  }
  if (!history_file_replace(path, HISTORY_FILE_ALL, &written, &err)) {
    return command_fail(&err);
  }
  printf("%zu session%s and %zu check-in%s written.\n", written.sessions, written.sessions == 1 ? "" : "s", written.checkins,
         written.checkins == 1 ? "" : "s");
  return command_finish_output(0);
}

/* --- import ----------------------------------------------------------------------------------------------------------------
 */

struct import {
  FILE *in;
  const char *path;
  char *line;
  size_t number;
  size_t merged[3]; /* by enum merged */
};

/* The next line without its newline into `import->line`; `*length` above the bound: it is too long. False: there is none. */
static bool next_line(struct import *import, size_t *length) {
  int character;
  *length = 0;
  while ((character = getc(import->in)) != EOF && character != '\n') {
    if (*length <= HISTORY_LINE_BYTES) {
      import->line[(*length)++] = (char)character;
    }
  }
  import->number++;
  return character != EOF || *length > 0;
}

static bool is_blank(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
      return false;
    }
  }
  return true;
}

static bool import_line(struct import *import, struct history *history, size_t length, struct error *err) {
  struct history_line line;
  struct error problem = {0};
  enum merged merged = MERGED_KNOWN;
  if (is_blank(import->line, length)) {
    return true;
  }
  if (!history_line_parse(import->line, length, &line, &problem)) {
    return error_set(err, ERROR_INPUT, "%s:%zu: %s; nothing was changed", import->path, import->number, problem.message);
  }
  bool ok = line.is_checkin ? history_add_checkin(history, &line.checkin, &merged, err)
                            : history_add_session(history, &line.session, line.steps, line.step_count, &merged, err);
  import->merged[merged]++;
  history_line_finish(&line);
  return ok;
}

static bool import_lines(struct import *import, struct error *err) {
  char *folder = keep_folder();
  struct history *history = history_for_change(folder, err);
  free(folder);
  if (history == NULL) {
    return false;
  }
  size_t length = 0;
  bool ok = history_begin_change(history, err);
  while (ok && next_line(import, &length)) {
    ok = import_line(import, history, length, err);
  }
  if (ok && ferror(import->in) != 0) {
    ok = error_set(err, ERROR_INPUT, "%s: %s; nothing was changed", import->path, strerror(errno));
  }
  ok = ok && history_commit(history, err);
  history_end(history);
  return ok;
}

int history_import(const char *path) {
  struct error err = {0};
  bool standard = strcmp(path, "-") == 0;
  struct import import = {.in = standard ? stdin : fopen(path, "re"), .path = standard ? "standard input" : path};
  if (import.in == NULL) {
    error_set(&err, ERROR_INPUT, "%s: %s", path, strerror(errno));
    return command_fail(&err);
  }
  import.line = memory_alloc(HISTORY_LINE_BYTES + 2, 1);
  bool ok = import_lines(&import, &err);
  free(import.line);
  if (!standard) {
    fclose(import.in);
  }
  if (!ok) {
    return command_fail(&err);
  }
  printf("%zu new, %zu brought up to date, %zu known already.\n", import.merged[MERGED_NEW], import.merged[MERGED_CHANGED],
         import.merged[MERGED_KNOWN]);
  return command_finish_output(0);
}
