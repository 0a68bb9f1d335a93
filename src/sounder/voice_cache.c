#include "sounder/voice_cache.h"

#include "base/memory.h"
#include "base/paths.h"
#include "base/timespan.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define SUFFIX ".speech"
#define PART_SUFFIX ".part"
#define NAME_SIZE 64
#define KEY_SIZE 640
#define MAGIC 0x32636f76U /* "voc2" */
#define RATE_MAX 192000
#define PART_OLD_S 60

struct voice_cache {
  char *folder;
  int64_t bytes_max;
  int64_t bytes; /* at most this much is there; below 0: not counted yet */
};

/* A file: this, the key, the samples as 16 bits. In the byte order of the machine, as caches are not moved. */
struct header {
  uint32_t magic, rate, key_length, sample_count;
  uint64_t checksum; /* of key and samples */
};

static uint64_t sum_of(const void *bytes, size_t count, uint64_t sum) {
  const unsigned char *at = bytes;
  for (size_t i = 0; i < count; i++) {
    sum = (sum ^ at[i]) * UINT64_C(1099511628211);
  }
  return sum;
}

static const uint64_t sum_start = UINT64_C(14695981039346656037);

struct voice_cache *voice_cache_open(const char *folder, int64_t bytes_max) {
  struct voice_cache *cache = memory_alloc(1, sizeof *cache);
  cache->folder = memory_string(folder);
  cache->bytes_max = bytes_max;
  cache->bytes = -1;
  return cache;
}

void voice_cache_close(struct voice_cache *cache) {
  if (cache) {
    free(cache->folder);
    free(cache);
  }
}

/* What a file is of, in full: names are only sums, and two keys may have the same one. Returns its length. */
static size_t key_of(const char *voice, const char *text, int rate, char key[KEY_SIZE]) {
  int length = snprintf(key, KEY_SIZE, "%s\n%d\n%s", voice, rate, text);
  return length < 0 ? 0 : length < KEY_SIZE ? (size_t)length : KEY_SIZE - 1;
}

static char *path_of(const struct voice_cache *cache, const char *key, size_t key_length) {
  char name[NAME_SIZE];
  snprintf(name, sizeof name, "%016llx" SUFFIX, (unsigned long long)sum_of(key, key_length, sum_start));
  return paths_join(cache->folder, name);
}

static bool read_whole(int fd, void *out, size_t count) {
  char *at = out;
  while (count > 0) {
    ssize_t got = read(fd, at, count);
    if (got <= 0) {
      return false;
    }
    at += got;
    count -= (size_t)got;
  }
  return true;
}

static bool is_plausible(const struct header *header, int rate, size_t key_length) {
  return header->magic == MAGIC && header->rate == (uint32_t)rate && header->key_length == key_length &&
         header->sample_count > 0 && header->sample_count <= (uint32_t)rate * VOICE_SECONDS_MAX;
}

/* The samples in the file of that key; NULL when anything about it is not right. */
static short *read_samples(int fd, const char *key, size_t key_length, int rate, size_t *count) {
  struct header header;
  struct stat about;
  char found[KEY_SIZE];
  if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) || !read_whole(fd, &header, sizeof header) ||
      !is_plausible(&header, rate, key_length) || !read_whole(fd, found, key_length) || memcmp(found, key, key_length) != 0) {
    return NULL;
  }
  *count = header.sample_count;
  short *samples = memory_alloc(*count, sizeof *samples);
  bool whole = read_whole(fd, samples, *count * sizeof *samples) &&
               sum_of(samples, *count * sizeof *samples, sum_of(key, key_length, sum_start)) == header.checksum;
  if (whole) {
    return samples;
  }
  free(samples);
  return NULL;
}

bool voice_cache_load(struct voice_cache *cache, const char *voice, const char *text, int rate, struct voice_samples *out) {
  char key[KEY_SIZE];
  size_t key_length = key_of(voice, text, rate, key);
  size_t count = 0;
  if (rate <= 0 || rate > RATE_MAX) {
    return false;
  }
  char *path = path_of(cache, key, key_length);
  int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  free(path);
  short *samples = fd >= 0 ? read_samples(fd, key, key_length, rate, &count) : NULL;
  if (samples) {
    futimens(fd, NULL); /* used just now */
    *out = (struct voice_samples){.samples = voice_from_16_bit(samples, count), .length = count, .rate = rate};
    free(samples);
  }
  if (fd >= 0) {
    close(fd);
  }
  return samples != NULL;
}

/* --- what goes when there is too much --- */

struct kept {
  char name[NAME_SIZE];
  int64_t bytes, used_ns;
};

static bool ends_with(const char *name, const char *suffix) {
  size_t length = strlen(name);
  size_t suffix_length = strlen(suffix);
  return length > suffix_length && strcmp(name + length - suffix_length, suffix) == 0;
}

static int by_use(const void *left, const void *right) {
  const struct kept *a = left;
  const struct kept *b = right;
  return (a->used_ns > b->used_ns) - (a->used_ns < b->used_ns);
}

/* Lists what is there, the oldest first; what someone left half written goes. Caller frees. */
static struct kept *list(int folder, DIR *dir, size_t *count) {
  struct kept *all = NULL;
  size_t room = 0;
  *count = 0;
  for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    struct stat about;
    bool part = ends_with(entry->d_name, PART_SUFFIX);
    if ((!part && !ends_with(entry->d_name, SUFFIX)) || strlen(entry->d_name) >= NAME_SIZE ||
        fstatat(folder, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
      continue;
    }
    if (part) {
      if (about.st_mtim.tv_sec + PART_OLD_S < time(NULL)) {
        unlinkat(folder, entry->d_name, 0);
      }
      continue;
    }
    if (*count == room) {
      room = room ? 2 * room : 256;
      all = memory_resize(all, room, sizeof *all);
    }
    struct kept *one = &all[(*count)++];
    snprintf(one->name, sizeof one->name, "%s", entry->d_name);
    one->bytes = about.st_size;
    one->used_ns = (int64_t)about.st_mtim.tv_sec * NS_PER_S + about.st_mtim.tv_nsec;
  }
  if (*count > 0) {
    qsort(all, *count, sizeof *all, by_use);
  }
  return all;
}

/* Counts what is there and makes room, a quarter of the bound at once, so that this is rare. */
static void make_room(struct voice_cache *cache) {
  DIR *dir = opendir(cache->folder);
  size_t count = 0;
  if (!dir) {
    return;
  }
  int folder = dirfd(dir);
  struct kept *all = list(folder, dir, &count);
  cache->bytes = 0;
  for (size_t i = 0; i < count; i++) {
    cache->bytes += all[i].bytes;
  }
  int64_t wanted = cache->bytes > cache->bytes_max ? cache->bytes_max / 4 * 3 : cache->bytes_max;
  for (size_t i = 0; i < count && cache->bytes > wanted; i++) {
    if (unlinkat(folder, all[i].name, 0) == 0) {
      cache->bytes -= all[i].bytes;
    }
  }
  free(all);
  closedir(dir);
}

static bool write_whole(int fd, const void *bytes, size_t count) {
  const char *at = bytes;
  while (count > 0) {
    ssize_t put = write(fd, at, count);
    if (put <= 0) {
      return false;
    }
    at += put;
    count -= (size_t)put;
  }
  return true;
}

static short *to_16_bit(const struct voice_samples *speech) {
  short *out = memory_alloc(speech->length, sizeof *out);
  for (size_t i = 0; i < speech->length; i++) {
    float sample = fmaxf(-1.0F, fminf(1.0F, speech->samples[i]));
    out[i] = (short)lrintf(sample * 32767.0F);
  }
  return out;
}

static bool write_file(int fd, const char *key, size_t key_length, const struct voice_samples *speech) {
  short *samples = to_16_bit(speech);
  size_t bytes = speech->length * sizeof *samples;
  struct header header = {.magic = MAGIC,
                          .rate = (uint32_t)speech->rate,
                          .key_length = (uint32_t)key_length,
                          .sample_count = (uint32_t)speech->length,
                          .checksum = sum_of(samples, bytes, sum_of(key, key_length, sum_start))};
  bool well = write_whole(fd, &header, sizeof header) && write_whole(fd, key, key_length) && write_whole(fd, samples, bytes);
  free(samples);
  return well;
}

/* Under a name of its own first: whoever looks meanwhile finds the whole file or none. */
static bool write_and_rename(const char *path, const char *key, size_t key_length, const struct voice_samples *speech) {
  char part[4096];
  int length = snprintf(part, sizeof part, "%s.%ld" PART_SUFFIX, path, (long)getpid());
  if (length < 0 || (size_t)length >= sizeof part) {
    return false;
  }
  int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0) {
    return false;
  }
  bool well = write_file(fd, key, key_length, speech);
  well = close(fd) == 0 && well && rename(part, path) == 0;
  if (!well) {
    unlink(part);
  }
  return well;
}

void voice_cache_store(struct voice_cache *cache, const char *voice, const char *text, const struct voice_samples *speech) {
  char key[KEY_SIZE];
  size_t key_length = key_of(voice, text, speech->rate, key);
  if (!paths_make_folder(cache->folder, NULL)) {
    return;
  }
  char *path = path_of(cache, key, key_length);
  if (write_and_rename(path, key, key_length, speech)) {
    cache->bytes += cache->bytes < 0 ? 0 : (int64_t)(sizeof(struct header) + key_length + speech->length * sizeof(short));
  }
  free(path);
  if (cache->bytes < 0 || cache->bytes > cache->bytes_max) {
    make_room(cache);
  }
}
