#include "cue/offers.h"

#include "base/memory.h"
#include "base/paths.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TOGETHER_BYTES_MAX (2 * WIRE_SOUND_BYTES_MAX)
#define MIB ((double)(1 << 20))

struct offered {
  unsigned char *bytes; /* NULL: none */
  size_t length;
  char sha256[SHA256_TEXT_SIZE];
};

struct offers {
  struct offered files[CUE_SOUND_COUNT_OF];
  int64_t together;
  char notice[WIRE_REASON_SIZE];
};

/* The first thing that is wrong is enough to look into. */
static void note(struct offers *offers, const char *path, const char *why) {
  if (offers->notice[0] == '\0') {
    snprintf(offers->notice, sizeof offers->notice, "%.80s %s: the built-in sound is played", paths_base(path), why);
  }
}

static bool is_of_use(struct offers *offers, const char *path, const struct stat *status) {
  char why[96];
  if (!S_ISREG(status->st_mode) || status->st_size < 1) {
    note(offers, path, "is no file, or empty");
    return false;
  }
  if (status->st_size <= WIRE_SOUND_BYTES_MAX && offers->together + status->st_size <= TOGETHER_BYTES_MAX) {
    return true;
  }
  bool alone = status->st_size > WIRE_SOUND_BYTES_MAX;
  snprintf(why, sizeof why, "is too large to travel (%.1f MiB; at most %.0f%s)", (double)status->st_size / MIB,
           (double)(alone ? WIRE_SOUND_BYTES_MAX : TOGETHER_BYTES_MAX) / MIB, alone ? "" : " in all");
  note(offers, path, why);
  return false;
}

/* Reads `length` bytes; a file that is shorter by now is not offered. */
static unsigned char *read_whole(int fd, size_t length) {
  unsigned char *bytes = memory_alloc(length, 1);
  size_t at = 0;
  ssize_t got = 1;
  while (at < length && got > 0) {
    got = read(fd, bytes + at, length - at);
    at += got > 0 ? (size_t)got : 0;
  }
  if (at == length) {
    return bytes;
  }
  free(bytes);
  return NULL;
}

static void take(struct offers *offers, struct offered *file, const char *path) {
  struct stat status;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0 || fstat(fd, &status) != 0) {
    note(offers, path, "cannot be read");
  } else if (is_of_use(offers, path, &status)) {
    file->length = (size_t)status.st_size;
    file->bytes = read_whole(fd, file->length);
  }
  if (file->bytes != NULL) {
    sha256_text(file->bytes, file->length, file->sha256);
    offers->together += (int64_t)file->length;
  }
  if (fd >= 0) {
    close(fd);
  }
}

struct offers *offers_create(const char *const *own_sounds) {
  struct offers *offers = memory_alloc(1, sizeof *offers);
  for (size_t i = CUE_SOUND_NONE + 1; own_sounds != NULL && i < CUE_SOUND_COUNT_OF; i++) {
    if (own_sounds[i] != NULL) {
      take(offers, &offers->files[i], own_sounds[i]);
    }
  }
  return offers;
}

void offers_destroy(struct offers *offers) {
  for (size_t i = 0; offers != NULL && i < CUE_SOUND_COUNT_OF; i++) {
    free(offers->files[i].bytes);
  }
  free(offers);
}

bool offers_next(const struct offers *offers, size_t *at, struct wire_message *message) {
  while (*at < CUE_SOUND_COUNT_OF && offers->files[*at].bytes == NULL) {
    ++*at;
  }
  if (*at == CUE_SOUND_COUNT_OF) {
    return false;
  }
  const struct offered *file = &offers->files[*at];
  *message =
      (struct wire_message){.kind = WIRE_OFFER, .offer = {.sound = (enum cue_sound) * at, .bytes = (int64_t)file->length}};
  memcpy(message->offer.sha256, file->sha256, sizeof file->sha256);
  ++*at;
  return true;
}

bool offers_chunk(const struct offers *offers, const struct wire_message *want, struct wire_message *chunk) {
  size_t at = (size_t)want->want.at, count = (size_t)want->want.bytes;
  for (size_t i = 0; i < CUE_SOUND_COUNT_OF; i++) {
    const struct offered *file = &offers->files[i];
    if (file->bytes == NULL || strcmp(file->sha256, want->want.sha256) != 0) {
      continue;
    }
    if (count < 1 || count > WIRE_CHUNK_BYTES || at >= file->length || count > file->length - at) {
      return false;
    }
    *chunk = (struct wire_message){.kind = WIRE_CHUNK, .chunk = {.at = want->want.at, .data = {.length = count}}};
    memcpy(chunk->chunk.sha256, file->sha256, sizeof file->sha256);
    memcpy(chunk->chunk.data.bytes, file->bytes + at, count);
    return true;
  }
  return false;
}

const char *offers_notice(const struct offers *offers) {
  return offers->notice;
}
