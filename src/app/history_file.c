#include "app/history_file.h"

#include "app/keep.h"
#include "base/arena.h"
#include "base/text.h"
#include "journal/history.h"
#include "report/history.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NAMES_MOST = 1000 };

struct putting {
  FILE *out;
  enum history_file_form form;
  struct history_written *written;
};

static bool put_session(const struct session_record *session, const struct step_record *steps, size_t count, void *context) {
  struct putting *putting = context;
  putting->written->sessions++;
  if (putting->form == HISTORY_FILE_TABLE) {
    report_session_csv(putting->out, session, steps, count);
    return ferror(putting->out) == 0;
  }
  report_session_json(putting->out, session, steps, count, true);
  return fputc('\n', putting->out) != EOF;
}

static bool put_checkin(const struct checkin_record *checkin, void *context) {
  struct putting *putting = context;
  report_checkin_json(putting->out, checkin);
  putting->written->checkins++;
  return fputc('\n', putting->out) != EOF;
}

bool history_file_put(FILE *out, enum history_file_form form, struct history_written *written, struct error *err) {
  struct putting putting = {out, form, written};
  *written = (struct history_written){0};
  char *folder = keep_folder();
  struct history *history = history_of(folder, err);
  free(folder);
  if (history == NULL) {
    return false;
  }
  if (form == HISTORY_FILE_TABLE) {
    report_history_csv_head(out);
  }
  bool ok = history_sessions(history, 0, put_session, &putting, err) &&
            (form == HISTORY_FILE_TABLE || history_checkins(history, put_checkin, &putting, err));
  history_end(history);
  return ok;
}

static bool cannot_write(const char *path, struct error *err) {
  char shown[300];
  int problem = errno;
  return error_set(err, ERROR_MACHINE, "%s could not be written: %s", text_sanitize(shown, sizeof shown, path),
                   strerror(problem));
}

/* All of it into `fd`, which is closed, down to the disk. */
static bool fill(int fd, const char *path, enum history_file_form form, struct history_written *written, struct error *err) {
  FILE *out = fdopen(fd, "w");
  if (out == NULL) {
    close(fd);
    return cannot_write(path, err);
  }
  bool ok = history_file_put(out, form, written, err);
  bool whole = fflush(out) == 0 && ferror(out) == 0 && fsync(fd) == 0;
  whole = fclose(out) == 0 && whole;
  return ok && (whole || cannot_write(path, err));
}

/* To a file of another name first: what is there already stays whole until the new one is. */
bool history_file_replace(const char *path, enum history_file_form form, struct history_written *written, struct error *err) {
  struct arena *arena = arena_create();
  char *name = arena_format(arena, "%s.XXXXXX", path);
  int fd = mkstemp(name); /* 0600 */
  bool ok = fd >= 0 ? fill(fd, path, form, written, err) : cannot_write(path, err);
  if (ok && rename(name, path) != 0) {
    ok = cannot_write(path, err);
  }
  if (!ok && fd >= 0) {
    unlink(name);
  }
  arena_destroy(arena);
  return ok;
}

/* Today, as it stands in names of files. */
static void format_today(char out[16]) {
  time_t now = time(NULL);
  struct tm local;
  if (localtime_r(&now, &local) == NULL || strftime(out, 16, "%Y-%m-%d", &local) == 0) {
    out[0] = '\0';
  }
}

/* The folder that a person looks in for a file. */
static const char *folder_to_write(char here[PATH_MAX]) {
  const char *home = getenv("HOME");
  bool usable = getcwd(here, PATH_MAX) != NULL && access(here, W_OK) == 0;
  return usable || home == NULL ? here : home;
}

/* Takes a name that nobody has, as an empty file: false where there is no taking one. */
static bool take_name(const char *folder, enum history_file_form form, char *path, size_t size) {
  char today[16];
  const char *ending = form == HISTORY_FILE_TABLE ? "csv" : "jsonl";
  format_today(today);
  for (int number = 1; number <= NAMES_MOST; number++) {
    char behind[16] = "";
    if (number > 1) {
      snprintf(behind, sizeof behind, "-%d", number);
    }
    if ((size_t)snprintf(path, size, "%s/limber-history-%s%s.%s", folder, today, behind, ending) >= size) {
      errno = ENAMETOOLONG;
      return false;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
      return close(fd) == 0;
    }
    if (errno != EEXIST) {
      return false;
    }
  }
  return false;
}

bool history_file_add(enum history_file_form form, char *path, size_t size, struct history_written *written,
                      struct error *err) {
  char here[PATH_MAX] = "/";
  if (!take_name(folder_to_write(here), form, path, size)) {
    return cannot_write(path, err);
  }
  bool ok = history_file_replace(path, form, written, err);
  if (!ok) {
    unlink(path); /* the empty one that kept the name */
  }
  return ok;
}
