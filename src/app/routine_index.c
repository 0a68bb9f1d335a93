#include "app/routine_index.h"

#include "app/store.h"
#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The file: the words below, the format's number, the hash of all that follows; the basis; then routine by routine its mark,
 * its numbers and its texts, each text with the NUL at its end. Numbers are of eight bytes, as the machine has them: another
 * machine's would have another format.
 */
static const char words[16] = "limber routines";

#define FORMAT UINT64_C(1)
#define BYTES_MAX ((off_t)64 * 1024 * 1024)
#define TOOLS_MAX 64

struct head {
  char words[sizeof words];
  uint64_t format, hash;
};

struct routine_index {
  char *bytes;
  const char *at, *end; /* of what has not been looked at yet */
  bool is_good;
  size_t count, left;
  struct arena *arena;
  struct file_mark mark;
  struct listed_routine routine; /* the next one; its id NULL: there is none */
};

static void take(struct routine_index *index, void *value, size_t size) {
  if (!index->is_good || (size_t)(index->end - index->at) < size) {
    index->is_good = false;
    memset(value, 0, size);
    return;
  }
  memcpy(value, index->at, size);
  index->at += size;
}

/* A number up to `most`. */
static uint64_t take_number(struct routine_index *index, uint64_t most) {
  uint64_t number;
  take(index, &number, sizeof number);
  index->is_good = index->is_good && number <= most;
  return index->is_good ? number : 0;
}

/* What stands here reaches terminals: it is looked at as the files are that it comes from. */
static bool is_printable(const char *text, size_t length) {
  for (size_t at = text_plain_length(text, length); at < length;) {
    uint32_t codepoint;
    size_t bytes = text_decode(text + at, length - at, &codepoint);
    if (!text_is_printable(codepoint) || (codepoint == 0xFFFD && bytes == 1)) {
      return false;
    }
    at += bytes;
  }
  return true;
}

static const char *take_text(struct routine_index *index) {
  const char *text = index->at;
  const char *end = index->is_good ? memchr(text, '\0', (size_t)(index->end - text)) : NULL;
  index->is_good = end != NULL && is_printable(text, (size_t)(end - text));
  if (!index->is_good) {
    return "";
  }
  index->at = end + 1;
  return text;
}

static struct strings take_texts(struct routine_index *index) {
  size_t count = (size_t)take_number(index, TOOLS_MAX);
  const char **texts = arena_array(index->arena, count, sizeof *texts);
  for (size_t i = 0; i < count; i++) {
    texts[i] = take_text(index);
  }
  return (struct strings){texts, count};
}

/* The next routine, or none. */
static void take_routine(struct routine_index *index) {
  struct listed_routine *routine = &index->routine;
  *routine = (struct listed_routine){.id = NULL};
  if (index->left == 0) {
    return;
  }
  index->left--;
  take(index, &index->mark, sizeof index->mark);
  routine->areas = (word_set)take_number(index, WORD_BIT(AREA_COUNT) - 1);
  routine->types = (word_set)take_number(index, WORD_BIT(TYPE_COUNT) - 1);
  routine->level = (int)take_number(index, 3);
  routine->total_ns = (int64_t)take_number(index, INT64_MAX);
  routine->exercise_count = (int)take_number(index, INT32_MAX);
  routine->gentle = take_number(index, 1) == 1;
  routine->desk = take_number(index, 1) == 1;
  routine->id = take_text(index);
  routine->title = take_text(index);
  routine->goal = take_text(index);
  routine->goal = routine->goal[0] != '\0' ? routine->goal : NULL;
  routine->file = take_text(index);
  routine->equipment = take_texts(index);
  if (!index->is_good) {
    routine->id = NULL;
    index->left = 0;
  }
}

static bool read_all(int file, char *bytes, size_t size) {
  size_t got = 0;
  while (got < size) {
    ssize_t count = read(file, bytes + got, size - got);
    if (count <= 0 && (count == 0 || errno != EINTR)) {
      return false;
    }
    got += count > 0 ? (size_t)count : 0;
  }
  return true;
}

/* All of the file at `path`; NULL where there is none, or nothing like an index. Caller frees. */
static char *read_file(const char *path, size_t *size) {
  struct stat status;
  char *bytes = NULL;
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) {
    return NULL;
  }
  if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= (off_t)sizeof(struct head) &&
      status.st_size <= BYTES_MAX) {
    *size = (size_t)status.st_size;
    bytes = memory_raw(*size);
    if (!read_all(file, bytes, *size)) {
      free(bytes);
      bytes = NULL;
    }
  }
  close(file);
  return bytes;
}

static bool is_whole(const char *bytes, size_t size) {
  struct head head;
  memcpy(&head, bytes, sizeof head);
  return memcmp(head.words, words, sizeof words) == 0 && head.format == FORMAT &&
         head.hash == file_mark_hash(0, bytes + sizeof head, size - sizeof head);
}

static bool is_of(struct routine_index *index, const struct routine_index_basis *basis) {
  struct file_mark program;
  take(index, &program, sizeof program);
  uint64_t exercises = take_number(index, UINT64_MAX);
  return index->is_good && file_mark_equal(&program, &basis->program) && exercises == basis->exercises;
}

struct routine_index *routine_index_open(const char *path, const struct routine_index_basis *basis) {
  size_t size = 0;
  char *bytes = read_file(path, &size);
  if (bytes == NULL || !is_whole(bytes, size)) {
    free(bytes);
    return NULL;
  }
  struct routine_index *index = memory_alloc(1, sizeof *index);
  *index = (struct routine_index){
      .bytes = bytes, .at = bytes + sizeof(struct head), .end = bytes + size, .is_good = true, .arena = arena_create()};
  if (!is_of(index, basis)) {
    routine_index_destroy(index);
    return NULL;
  }
  index->count = index->left = (size_t)take_number(index, size);
  take_routine(index);
  return index;
}

void routine_index_destroy(struct routine_index *index) {
  if (index != NULL) {
    arena_destroy(index->arena);
    free(index->bytes);
    free(index);
  }
}

bool routine_index_find(struct routine_index *index, const char *id, const char *path, const struct file_mark *mark,
                        struct listed_routine *routine) {
  if (index == NULL) {
    return false;
  }
  while (index->routine.id != NULL && strcmp(index->routine.id, id) < 0) {
    take_routine(index);
  }
  if (index->routine.id == NULL || strcmp(index->routine.id, id) != 0 || strcmp(index->routine.file, path) != 0 ||
      !file_mark_equal(&index->mark, mark)) {
    return false;
  }
  *routine = index->routine;
  return true;
}

size_t routine_index_count(const struct routine_index *index) {
  return index != NULL ? index->count : 0;
}

/* Bytes that grow at their end. */
struct bytes {
  char *items;
  size_t count, room;
};

static void put(struct bytes *bytes, const void *value, size_t size) {
  if (bytes->room - bytes->count < size) {
    bytes->room = (bytes->room + size) * 2;
    bytes->items = memory_resize(bytes->items, bytes->room, 1);
  }
  memcpy(bytes->items + bytes->count, value, size);
  bytes->count += size;
}

static void put_number(struct bytes *bytes, uint64_t number) {
  put(bytes, &number, sizeof number);
}

static void put_text(struct bytes *bytes, const char *text) {
  put(bytes, text, strlen(text) + 1);
}

static void put_routine(struct bytes *bytes, const struct indexed_routine *indexed) {
  const struct listed_routine *routine = indexed->routine;
  put(bytes, &indexed->mark, sizeof indexed->mark);
  put_number(bytes, routine->areas);
  put_number(bytes, routine->types);
  put_number(bytes, (uint64_t)routine->level);
  put_number(bytes, (uint64_t)routine->total_ns);
  put_number(bytes, (uint64_t)routine->exercise_count);
  put_number(bytes, routine->gentle);
  put_number(bytes, routine->desk);
  put_text(bytes, routine->id);
  put_text(bytes, routine->title);
  put_text(bytes, routine->goal != NULL ? routine->goal : "");
  put_text(bytes, routine->file);
  put_number(bytes, routine->equipment.count);
  for (size_t i = 0; i < routine->equipment.count; i++) {
    put_text(bytes, routine->equipment.items[i]);
  }
}

void routine_index_write(const char *folder, const char *name, const struct routine_index_basis *basis,
                         const struct indexed_routine *routines, size_t count) {
  struct bytes bytes = {NULL, 0, 0};
  struct head head = {.format = FORMAT};
  memcpy(head.words, words, sizeof words);
  put(&bytes, &head, sizeof head);
  put(&bytes, &basis->program, sizeof basis->program);
  put_number(&bytes, basis->exercises);
  put_number(&bytes, count);
  for (size_t i = 0; i < count; i++) {
    put_routine(&bytes, &routines[i]);
  }
  head.hash = file_mark_hash(0, bytes.items + sizeof head, bytes.count - sizeof head);
  memcpy(bytes.items, &head, sizeof head);
  store_cache(folder, name, bytes.items, bytes.count);
  free(bytes.items);
}
