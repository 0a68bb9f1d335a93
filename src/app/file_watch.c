#include "app/file_watch.h"

#include "app/file_events.h"
#include "base/memory.h"
#include "base/timespan.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOOK_NS (250 * NS_PER_MS)

/* What tells one state of a file from the next. */
struct look {
  bool is_there;
  ino_t inode;
  off_t size;
  struct timespec changed;
};

struct file_watch {
  int fd;
  int count;
  struct {
    char *path;
    struct look look;
  } files[FILE_WATCH_MOST];
};

static struct look look_at(const char *path) {
  struct stat status;
  if (stat(path, &status) != 0) {
    return (struct look){.is_there = false};
  }
  return (struct look){true, status.st_ino, status.st_size, status.st_mtim};
}

static bool looks_alike(const struct look *a, const struct look *b) {
  return a->is_there == b->is_there && a->inode == b->inode && a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
         a->changed.tv_nsec == b->changed.tv_nsec;
}

struct file_watch *file_watch_create(void) {
  struct file_watch *watch = memory_alloc(1, sizeof *watch);
  watch->fd = file_events_open();
  return watch;
}

void file_watch_destroy(struct file_watch *watch) {
  if (watch == NULL) {
    return;
  }
  for (int i = 0; i < watch->count; i++) {
    free(watch->files[i].path);
  }
  if (watch->fd >= 0) {
    close(watch->fd);
  }
  free(watch);
}

/* The folder of `path`. Caller frees. */
static char *folder_of(const char *path) {
  const char *slash = strrchr(path, '/');
  size_t length = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
  char *folder = memory_string(length == 0 ? "." : path);
  if (length > 0) {
    folder[length] = '\0';
  }
  return folder;
}

/* A file that is replaced is another one: its folder tells. Where that cannot be watched, looking must do for all. */
static void watch_folder_of(struct file_watch *watch, const char *path) {
  char *folder = folder_of(path);
  if (watch->fd >= 0 && !file_events_watch(watch->fd, folder)) {
    close(watch->fd);
    watch->fd = -1;
  }
  free(folder);
}

void file_watch_add(struct file_watch *watch, const char *path) {
  for (int i = 0; i < watch->count; i++) {
    if (strcmp(watch->files[i].path, path) == 0) {
      return;
    }
  }
  if (watch->count < FILE_WATCH_MOST) {
    watch->files[watch->count].path = memory_string(path);
    watch->files[watch->count++].look = look_at(path);
    watch_folder_of(watch, path);
  }
}

int file_watch_fd(const struct file_watch *watch) {
  return watch->fd;
}

int64_t file_watch_deadline_ns(const struct file_watch *watch, int64_t now_ns) {
  return watch->fd >= 0 ? INT64_MAX : now_ns + LOOK_NS;
}

bool file_watch_changed(struct file_watch *watch) {
  char events[4096];
  while (watch->fd >= 0 && read(watch->fd, events, sizeof events) > 0) {
  }
  bool changed = false;
  for (int i = 0; i < watch->count; i++) {
    struct look now = look_at(watch->files[i].path);
    changed = changed || !looks_alike(&now, &watch->files[i].look);
    watch->files[i].look = now;
  }
  return changed;
}
