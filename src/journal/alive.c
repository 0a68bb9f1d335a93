#include "journal/alive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 1200, TRIES = 5 };

static void path_of(char *path, const char *folder, const struct journal_id *id) {
  snprintf(path, PATH_SIZE, "%s/running.%s", folder, id->text);
}

/* Whether what is open is still what the path names: another limber may have removed it as a dead one's. */
static bool is_still_there(const char *path, int fd) {
  struct stat open_one, named;
  return fstat(fd, &open_one) == 0 && stat(path, &named) == 0 && open_one.st_ino == named.st_ino &&
         open_one.st_dev == named.st_dev;
}

int alive_begin(const char *folder, const struct journal_id *id) {
  char path[PATH_SIZE];
  path_of(path, folder, id);
  for (int i = 0; i < TRIES; i++) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
      return -1;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) == 0 && is_still_there(path, fd)) {
      return fd;
    }
    close(fd);
  }
  return -1;
}

void alive_end(const char *folder, const struct journal_id *id, int fd) {
  char path[PATH_SIZE];
  if (fd >= 0) {
    path_of(path, folder, id);
    unlink(path);
    close(fd);
  }
}

bool alive_check(const char *folder, const struct journal_id *id) {
  char path[PATH_SIZE];
  path_of(path, folder, id);
  int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) {
    return false;
  }
  bool alive = flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  if (!alive) {
    unlink(path);
  }
  close(fd);
  return alive;
}

void alive_sweep(const char *folder) {
  static const char prefix[] = "running.";
  DIR *entries = opendir(folder);
  struct dirent *entry;
  while (entries != NULL && (entry = readdir(entries)) != NULL) {
    const char *name = entry->d_name + strlen(prefix);
    struct journal_id id;
    if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0 && journal_id_is_valid(name)) {
      memcpy(id.text, name, sizeof id.text);
      alive_check(folder, &id);
    }
  }
  if (entries != NULL) {
    closedir(entries);
  }
}
