#include "sounder/sound_cache.h"

#include "base/memory.h"
#include "base/paths.h"
#include "base/sha256.h"
#include "wire/message.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PART_OLD_S 60

static bool holds(int fd, const char *sha256) {
  struct stat about;
  char found[SHA256_TEXT_SIZE];
  if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size < 1 || about.st_size > WIRE_SOUND_BYTES_MAX) {
    return false;
  }
  size_t length = (size_t)about.st_size, at = 0;
  unsigned char *bytes = memory_alloc(length, 1);
  ssize_t got = 1;
  while (at < length && got > 0) {
    got = pread(fd, bytes + at, length - at, (off_t)at);
    at += got > 0 ? (size_t)got : 0;
  }
  sha256_text(bytes, at, found);
  free(bytes);
  return strcmp(found, sha256) == 0;
}

int sound_cache_open(const char *folder, const char *sha256) {
  char *path = paths_join(folder, sha256);
  int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd >= 0 && !holds(fd, sha256)) {
    close(fd);
    fd = -1;
    unlink(path);
  } else if (fd >= 0) {
    futimens(fd, NULL); /* used just now */
  }
  free(path);
  return fd;
}

struct kept {
  char name[SHA256_TEXT_SIZE];
  int64_t bytes;
  time_t used_s;
};

static int by_use(const void *left, const void *right) {
  const struct kept *a = left;
  const struct kept *b = right;
  return (a->used_s > b->used_s) - (a->used_s < b->used_s);
}

/* What someone left half written goes. */
static void look_at_part(int folder, const char *name, const struct stat *about) {
  if (strstr(name, ".part-") != NULL && about->st_mtime + PART_OLD_S < time(NULL)) {
    unlinkat(folder, name, 0);
  }
}

/* Lists what is there, the oldest first. Caller frees. */
static struct kept *list(DIR *dir, size_t *count, int64_t *together) {
  struct kept *all = NULL;
  *count = 0;
  *together = 0;
  for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    struct stat about;
    if (fstatat(dirfd(dir), entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
      continue;
    }
    if (!sha256_is_text(entry->d_name)) {
      look_at_part(dirfd(dir), entry->d_name, &about);
      continue;
    }
    all = memory_resize(all, *count + 1, sizeof *all);
    struct kept *one = &all[(*count)++];
    *one = (struct kept){.bytes = about.st_size, .used_s = about.st_mtime};
    memcpy(one->name, entry->d_name, sizeof one->name);
    *together += about.st_size;
  }
  if (*count > 0) {
    qsort(all, *count, sizeof *all, by_use);
  }
  return all;
}

static void make_room(const char *folder, int64_t bytes) {
  DIR *dir = opendir(folder);
  size_t count = 0;
  int64_t together = 0;
  if (dir == NULL) {
    return;
  }
  struct kept *all = list(dir, &count, &together);
  for (size_t i = 0; i < count && together + bytes > SOUND_CACHE_BYTES_MAX; i++) {
    if (unlinkat(dirfd(dir), all[i].name, 0) == 0) {
      together -= all[i].bytes;
    }
  }
  free(all);
  closedir(dir);
}

static bool write_whole(int fd, const unsigned char *bytes, size_t length) {
  while (length > 0) {
    ssize_t put = write(fd, bytes, length);
    if (put <= 0) {
      return false;
    }
    bytes += put;
    length -= (size_t)put;
  }
  return true;
}

/* Under a name of its own first. */
static bool write_file(const char *path, const unsigned char *bytes, size_t length, struct error *err) {
  size_t size = strlen(path) + 32;
  char *part = memory_alloc(size, 1);
  snprintf(part, size, "%s.part-%ld", path, (long)getpid());
  int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  bool well = fd >= 0 && write_whole(fd, bytes, length);
  int fault = errno;
  if (fd >= 0 && close(fd) != 0 && well) {
    well = false;
    fault = errno;
  }
  if (well && rename(part, path) != 0) {
    well = false;
    fault = errno;
  }
  if (!well && fd >= 0) {
    unlink(part);
  }
  free(part);
  return well || error_set(err, ERROR_MACHINE, "%s: cannot be written (%s)", path, strerror(fault));
}

bool sound_cache_store(const char *folder, const char *sha256, const unsigned char *bytes, size_t length, struct error *err) {
  if (!paths_make_folder(folder, err)) {
    return false;
  }
  make_room(folder, (int64_t)length);
  char *path = paths_join(folder, sha256);
  bool well = write_file(path, bytes, length, err);
  free(path);
  return well;
}
