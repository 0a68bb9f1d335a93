#include "app/file_mark.h"

#include "app/clock.h"
#include "base/timespan.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define TICK_NS SECONDS(2)

static int64_t in_ns(struct timespec moment) {
  return SECONDS(moment.tv_sec) + moment.tv_nsec;
}

bool file_mark_of(const char *path, struct file_mark *mark) {
  struct stat status;
  if (stat(path, &status) != 0) {
    return false;
  }
  *mark = (struct file_mark){
      .device = (uint64_t)status.st_dev,
      .inode = (uint64_t)status.st_ino,
      .size = (uint64_t)status.st_size,
      .written_ns = in_ns(status.st_mtim),
      .changed_ns = in_ns(status.st_ctim),
  };
  return true;
}

bool file_mark_equal(const struct file_mark *a, const struct file_mark *b) {
  return a->device == b->device && a->inode == b->inode && a->size == b->size && a->written_ns == b->written_ns &&
         a->changed_ns == b->changed_ns;
}

bool file_mark_is_settled(const struct file_mark *mark) {
  int64_t latest_ns = mark->written_ns > mark->changed_ns ? mark->written_ns : mark->changed_ns;
  return latest_ns < clock_wall_ns() - TICK_NS;
}

uint64_t file_mark_hash(uint64_t hash, const void *bytes, uint64_t length) {
  const uint64_t prime = UINT64_C(1099511628211);
  const char *rest = bytes;
  hash ^= UINT64_C(14695981039346656037) + length;
  while (length > 0) {
    uint64_t word = 0;
    size_t count = length < sizeof word ? (size_t)length : sizeof word;
    memcpy(&word, rest, count);
    hash = (hash ^ word) * prime;
    hash ^= hash >> 32; /* or the highest bytes of a word would stay where they are */
    rest += count;
    length -= count;
  }
  return hash;
}

uint64_t file_mark_mix(uint64_t hash, const char *path, const struct file_mark *mark) {
  hash = file_mark_hash(hash, path, strlen(path));
  return file_mark_hash(hash, mark, sizeof *mark);
}
