#ifndef APP_FILE_MARK_H
#define APP_FILE_MARK_H

#include <stdbool.h>
#include <stdint.h>

/* What tells a file from any other, and from itself once it has been written again, without reading it. */
struct file_mark {
  uint64_t device, inode, size;
  int64_t written_ns, changed_ns; /* wall-clock time; `changed` cannot be set back by whoever writes the file */
};

/* The mark of the file at `path`, links followed. False where there is none. */
bool file_mark_of(const char *path, struct file_mark *mark);

bool file_mark_equal(const struct file_mark *a, const struct file_mark *b);

/*
 * Whether the next change would show in the mark. It may not while the file is younger than a tick of its file system's clock,
 * two seconds on some; a file from the future is never settled.
 */
bool file_mark_is_settled(const struct file_mark *mark);

/* A hash of a list of files, from that of the files before; the first comes after 0. */
uint64_t file_mark_mix(uint64_t hash, const char *path, const struct file_mark *mark);

/* The hash of `length` bytes after those that gave `hash` (FNV-1a, eight bytes at a time); the first come after 0. */
uint64_t file_mark_hash(uint64_t hash, const void *bytes, uint64_t length);

#endif
