#include "app/command.h"
#include "app/history_command.h"
#include "app/keep.h"
#include "app/store.h"
#include "base/paths.h"
#include "base/text.h"
#include "journal/history.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void print_file(const char *path, int64_t bytes, void *context) {
  char safe[1500];
  size_t *count = context;
  (*count)++;
  printf("  %s, %" PRId64 " KiB\n", text_sanitize(safe, sizeof safe, path), (bytes + 1023) / 1024);
}

static void remove_file(const char *path, int64_t bytes, void *context) {
  struct error *err = context;
  (void)bytes;
  if (unlink(path) != 0 && errno != ENOENT) {
    error_set(err, ERROR_MACHINE, "%s: %s", path, strerror(errno));
  }
}

static void for_file(enum xdg_folder kind, const char *name, history_file_fn each, void *context) {
  struct stat status;
  char *folder = paths_folder(kind);
  char *path = paths_join(folder, name);
  if (lstat(path, &status) == 0 && !S_ISDIR(status.st_mode)) {
    each(path, status.st_size, context);
  }
  free(path);
  free(folder);
}

/* What was answered about one's body is a history, too: the profile, and the words to show to someone who can help. */
static void for_answers(history_file_fn each, void *context) {
  for_file(XDG_CONFIG, "profile.yaml", each, context);
  for_file(XDG_DATA, STORE_ADVICE, each, context);
}

static bool is_confirmed(void) {
  char answer[16] = "";
  printf("Remove all of it for good? y/n ");
  fflush(stdout);
  return fgets(answer, sizeof answer, stdin) != NULL && (answer[0] == 'y' || answer[0] == 'Y');
}

static void count_sessions(const char *folder) {
  struct error ignored = {0};
  int64_t count = 0, first = 0, last = 0;
  struct history *history = history_of(folder, &ignored);
  if (history != NULL && history_read_range(history, &count, &first, &last, &ignored) && count > 0) {
    printf("%" PRId64 " session%s with ratings and notes, and the check-ins.\n", count, count == 1 ? "" : "s");
  }
  history_end(history);
}

int history_forget(bool yes) {
  char *folder = keep_folder();
  struct error err = {0};
  size_t count = 0;
  count_sessions(folder);
  history_files(folder, print_file, &count);
  for_answers(print_file, &count);
  if (count == 0) {
    puts("There is nothing to forget.");
  } else if (!yes && !isatty(STDIN_FILENO)) {
    error_set(&err, ERROR_INPUT, "there is no terminal to ask on; --yes removes it without asking");
  } else if (!yes && !is_confirmed()) {
    puts("Nothing was removed.");
  } else {
    history_files(folder, remove_file, &err);
    for_answers(remove_file, &err);
    if (err.code == ERROR_NONE) {
      puts("Removed.");
    }
  }
  free(folder);
  return err.code == ERROR_NONE ? command_finish_output(0) : command_fail(&err);
}
