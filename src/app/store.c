#include "app/store.h"

#include "app/keep.h"
#include "base/arena.h"
#include "base/paths.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct content {
  const char *bytes;
  size_t length;
  bool lasting; /* to be down on the disk before it counts as written */
};

static bool write_all(int fd, struct content content) {
  while (content.length > 0) {
    ssize_t written = write(fd, content.bytes, content.length);
    if (written < 0 && errno != EINTR) {
      return false;
    }
    content.bytes += written > 0 ? written : 0;
    content.length -= written > 0 ? (size_t)written : 0;
  }
  return !content.lasting || fsync(fd) == 0;
}

static bool write_and_rename(char *temporary, const char *path, struct content content) {
  int fd = mkstemp(temporary); /* 0600 */
  if (fd < 0) {
    return false;
  }
  bool good = write_all(fd, content);
  int problem = errno;
  good = close(fd) == 0 && good;
  if (good && rename(temporary, path) == 0) {
    return true;
  }
  problem = good ? errno : problem;
  unlink(temporary);
  errno = problem;
  return false;
}

static bool store(const char *folder, const char *name, struct content content, struct error *err) {
  if (!paths_make_folder(folder, err)) {
    return false;
  }
  struct arena *arena = arena_create();
  char shown[256];
  const char *path = arena_format(arena, "%s/%s", folder, name);
  bool good = write_and_rename(arena_format(arena, "%s/.%s.XXXXXX", folder, name), path, content);
  if (!good) {
    error_set(err, ERROR_MACHINE, "cannot write %s: %s", text_sanitize(shown, sizeof shown, path), strerror(errno));
  }
  arena_destroy(arena);
  return good;
}

bool store_write(const char *folder, const char *name, const char *text, struct error *err) {
  return store(folder, name, (struct content){text, strlen(text), true}, err);
}

void store_cache(const char *folder, const char *name, const void *bytes, size_t length) {
  store(folder, name, (struct content){bytes, length, false}, NULL);
}

char *store_profile_path(void) {
  char *folder = paths_folder(XDG_CONFIG);
  char *path = paths_join(folder, "profile.yaml");
  free(folder);
  return path;
}

bool store_profile(const struct profile *profile, struct error *err) {
  if (keep_is_off()) {
    return true;
  }
  char *folder = paths_folder(XDG_CONFIG);
  char *text = profile_text(profile);
  bool good = store_write(folder, "profile.yaml", text, err);
  free(text);
  free(folder);
  return good;
}
