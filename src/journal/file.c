#include "journal/file.h"

#include "base/paths.h"
#include "journal/rescue.h"
#include "journal/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 1100, LOCK_STEP_MS = 20, CHECKED_BYTES = 4 << 20 };

void history_path(char *path, size_t size, const char *folder) {
  snprintf(path, size, "%s/history.db", folder);
}

/* Opening for writing may make, migrate or replace the file: one limber at a time. */
static int lock_folder(const char *folder, int wait_ms, struct fault *fault) {
  char path[PATH_SIZE];
  snprintf(path, sizeof path, "%s/history.lock", folder);
  int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    enum fault_kind kind = errno == ENOSPC || errno == EDQUOT ? FAULT_SPACE : FAULT_READ_ONLY;
    fault_set(fault, kind, "%s cannot be written: %s", folder, strerror(errno));
    return -1;
  }
  for (int waited_ms = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; waited_ms += LOCK_STEP_MS) {
    if ((errno == EWOULDBLOCK || errno == EINTR) && waited_ms < wait_ms) {
      poll(NULL, 0, LOCK_STEP_MS);
      continue;
    }
    if (errno != EWOULDBLOCK) {
      break; /* a file system without locks: then there is nobody to wait for that could be known */
    }
    close(fd);
    fault_set(fault, FAULT_BUSY, "the history: another limber holds it");
    return -1;
  }
  return fd;
}

static bool remember(struct history_file *file, const char *path, struct fault *fault) {
  struct stat status;
  if (stat(path, &status) != 0) {
    return fault_set(fault, FAULT_OTHER, "%s: %s", path, strerror(errno));
  }
  file->device = status.st_dev;
  file->inode = status.st_ino;
  return true;
}

/* The whole of a small file is looked through; a large one's damage is found when it is met. */
static bool check(sqlite3 *database, const char *path, struct fault *fault) {
  struct stat status;
  struct query query;
  char answer[64] = "";
  bool row = false;
  if (stat(path, &status) != 0 || status.st_size > CHECKED_BYTES) {
    return true;
  }
  bool ok = query_init(&query, database, "PRAGMA quick_check(1)", fault) && query_step(&query, &row, fault);
  if (ok && row) {
    query_text(&query, answer, sizeof answer);
  }
  query_finish(&query);
  return ok && (strcmp(answer, "ok") == 0 || fault_set(fault, FAULT_DAMAGED, "the history is damaged"));
}

static bool open_once(const char *path, int wait_ms, struct history_file *file, struct fault *fault) {
  file->database = database_open(path, DATABASE_CREATE, wait_ms, fault);
  if (file->database != NULL && check(file->database, path, fault) && schema_prepare(file->database, path, fault) &&
      remember(file, path, fault)) {
    return true;
  }
  history_close(file);
  return false;
}

/* `damaged`: the inode of a file that is to be rescued whatever it looks like; 0: none. */
static bool open_locked(const char *path, int wait_ms, ino_t damaged, struct history_file *file,
                        char notice[HISTORY_NOTICE_SIZE], struct fault *fault) {
  struct stat status;
  bool known_damaged = damaged != 0 && stat(path, &status) == 0 && status.st_ino == damaged;
  if (!known_damaged && open_once(path, wait_ms, file, fault)) {
    return true;
  }
  if (!known_damaged && fault->kind != FAULT_DAMAGED) {
    return false;
  }
  return rescue_database(path, notice, HISTORY_NOTICE_SIZE, fault) && open_once(path, wait_ms, file, fault);
}

static bool open_in(const char *folder, int wait_ms, ino_t damaged, struct history_file *file, char notice[HISTORY_NOTICE_SIZE],
                    struct fault *fault) {
  char path[PATH_SIZE];
  struct error err = {0};
  *file = (struct history_file){0};
  if (!paths_make_folder(folder, &err)) {
    return fault_set(fault, FAULT_READ_ONLY, "%.200s", err.message);
  }
  int lock = lock_folder(folder, wait_ms, fault);
  if (lock < 0) {
    return false;
  }
  history_path(path, sizeof path, folder);
  bool ok = open_locked(path, wait_ms, damaged, file, notice, fault);
  close(lock);
  return ok;
}

bool history_open(const char *folder, int wait_ms, struct history_file *file, char notice[HISTORY_NOTICE_SIZE],
                  struct fault *fault) {
  return open_in(folder, wait_ms, 0, file, notice, fault);
}

bool history_open_damaged(const char *folder, int wait_ms, struct history_file *file, char notice[HISTORY_NOTICE_SIZE],
                          struct fault *fault) {
  ino_t damaged = file->inode;
  history_close(file);
  return open_in(folder, wait_ms, damaged, file, notice, fault);
}

bool history_open_to_read(const char *folder, int wait_ms, struct history_file *file, char notice[HISTORY_NOTICE_SIZE],
                          struct fault *fault) {
  char path[PATH_SIZE];
  *file = (struct history_file){0};
  history_path(path, sizeof path, folder);
  file->database = database_open(path, DATABASE_READ, wait_ms, fault);
  if (file->database != NULL && schema_check(file->database, fault) && remember(file, path, fault)) {
    return true;
  }
  history_close(file);
  /* What was cut off in the middle of a write has to be rolled back, which is writing. */
  bool writing_helps = fault->kind == FAULT_DAMAGED || fault->kind == FAULT_READ_ONLY || fault->kind == FAULT_OTHER;
  return writing_helps && history_open(folder, wait_ms, file, notice, fault);
}

bool history_is_current(const struct history_file *file, const char *folder) {
  char path[PATH_SIZE];
  struct stat status;
  history_path(path, sizeof path, folder);
  return file->database != NULL && stat(path, &status) == 0 && status.st_dev == file->device && status.st_ino == file->inode;
}

void history_close(struct history_file *file) {
  database_close(file->database);
  *file = (struct history_file){0};
}
