#include "base/arena.h"

#include "base/memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
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
  struct block *block = memory_raw(sizeof(struct block) + size);
  block->next = NULL;
  return block;
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

static size_t rounded_up(size_t size) {
  const size_t unit = alignof(max_align_t);
  if (size > SIZE_MAX - unit) {
    memory_exhausted();
  }
  return size == 0 ? unit : (size + unit - 1) / unit * unit;
}

/* Bytes that hold anything: blocks are not cleared as a whole, so that room never handed out is never touched. */
static void *take(struct arena *arena, size_t size) {
  assert(arena != NULL);
  size_t rounded = rounded_up(size);
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

void *arena_alloc(struct arena *arena, size_t size) {
  return memset(take(arena, size), 0, size);
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
  char *copy = take(arena, length + 1);
  if (length > 0) {
    memcpy(copy, text, length);
  }
  copy[length] = '\0';
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
  int length = vsnprintf(arena->free, arena->left, format, arguments); /* it mostly fits, and then it is there already */
  va_end(arguments);
  assert(length >= 0);
  bool fits = (size_t)length < arena->left;
  char *text = take(arena, (size_t)length + 1);
  if (!fits) {
    vsnprintf(text, (size_t)length + 1, format, again);
  }
  va_end(again);
  return text;
}
