#include "base/arena.h"

#include "base/memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first block holds a usual routine; later ones double, so that a large one takes few calls. */
#define FIRST_BLOCK_BYTES ((size_t)16 * 1024)
#define LARGEST_BLOCK_BYTES ((size_t)512 * 1024)

struct block {
  struct block *next;
  alignas(max_align_t) char bytes[];
};

struct arena {
  struct block *blocks; /* the newest first; only the newest has room left */
  char *free;
  size_t left;
  size_t next_size;
};

struct arena *arena_create(void) {
  struct arena *arena = memory_alloc(1, sizeof *arena);
  arena->next_size = FIRST_BLOCK_BYTES;
  return arena;
}

void arena_destroy(struct arena *arena) {
  if (arena == NULL) {
    return;
  }
  for (struct block *block = arena->blocks; block != NULL;) {
    struct block *next = block->next;
    free(block);
    block = next;
  }
  free(arena);
}

static struct block *block_create(size_t size) {
  if (size > SIZE_MAX - sizeof(struct block)) {
    memory_exhausted();
  }
  return memory_alloc(1, sizeof(struct block) + size);
}

/* What does not fit a usual block gets one of its own, behind the newest, whose room stays in use. */
static void *alloc_alone(struct arena *arena, size_t size) {
  struct block *block = block_create(size);
  if (arena->blocks == NULL) {
    arena->blocks = block;
  } else {
    block->next = arena->blocks->next;
    arena->blocks->next = block;
  }
  return block->bytes;
}

static void add_block(struct arena *arena) {
  struct block *block = block_create(arena->next_size);
  block->next = arena->blocks;
  arena->blocks = block;
  arena->free = block->bytes;
  arena->left = arena->next_size;
  if (arena->next_size < LARGEST_BLOCK_BYTES) {
    arena->next_size *= 2;
  }
}

void *arena_alloc(struct arena *arena, size_t size) {
  assert(arena != NULL);
  const size_t unit = alignof(max_align_t);
  if (size > SIZE_MAX - unit) {
    memory_exhausted();
  }
  size_t rounded = size == 0 ? unit : (size + unit - 1) / unit * unit;
  if (rounded > arena->left) {
    if (rounded > arena->next_size / 4) {
      return alloc_alone(arena, rounded);
    }
    add_block(arena);
  }
  void *bytes = arena->free;
  arena->free += rounded;
  arena->left -= rounded;
  return bytes;
}

void *arena_array(struct arena *arena, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) {
    memory_exhausted();
  }
  return arena_alloc(arena, count * size);
}

char *arena_copy(struct arena *arena, const char *text, size_t length) {
  if (length == SIZE_MAX) {
    memory_exhausted();
  }
  char *copy = arena_alloc(arena, length + 1);
  if (length > 0) {
    memcpy(copy, text, length);
  }
  return copy;
}

char *arena_string(struct arena *arena, const char *text) {
  return arena_copy(arena, text, strlen(text));
}

char *arena_format(struct arena *arena, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  va_end(arguments);
  assert(length >= 0);
  char *text = arena_alloc(arena, (size_t)length + 1);
  vsnprintf(text, (size_t)length + 1, format, again);
  va_end(again);
  return text;
}
