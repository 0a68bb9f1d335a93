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

/*
 * Small arenas come and go: they are made of blocks from the heap. What grows beyond stays, mostly, and its blocks are the
 * system's own pages: what lasts does not lie in between what has long been freed, and room never handed out is never there.
 */
#define FIRST_BLOCK_BYTES ((size_t)2 * 1024)
#define SECOND_BLOCK_BYTES ((size_t)24 * 1024)
#define PAGED_BLOCK_BYTES ((size_t)64 * 1024)
#define LARGEST_BLOCK_BYTES ((size_t)512 * 1024)

struct block {
  struct block *next;
  size_t paged_bytes; /* 0: it is from the heap */
  alignas(max_align_t) char bytes[];
};

struct arena {
  struct block *blocks; /* the newest first; only the newest has room left */
  char *free;
  size_t left;
  size_t total; /* of all blocks */
};

struct arena *arena_create(void) {
  return memory_alloc(1, sizeof(struct arena));
}

static void block_free(struct block *block) {
  if (block->paged_bytes > 0) {
    memory_pages_free(block, block->paged_bytes);
  } else {
    free(block);
  }
}

void arena_destroy(struct arena *arena) {
  if (arena == NULL) {
    return;
  }
  for (struct block *block = arena->blocks; block != NULL;) {
    struct block *next = block->next;
    block_free(block);
    block = next;
  }
  free(arena);
}

static size_t rounded_up(size_t size) {
  const size_t unit = alignof(max_align_t);
  if (size > SIZE_MAX - unit) {
    memory_exhausted();
  }
  return size == 0 ? unit : (size + unit - 1) / unit * unit;
}

static struct block *block_create(struct arena *arena, size_t size) {
  if (size > SIZE_MAX - sizeof(struct block)) {
    memory_exhausted();
  }
  size_t bytes = sizeof(struct block) + size;
  bool is_paged = bytes >= PAGED_BLOCK_BYTES;
  struct block *block = is_paged ? memory_pages(bytes) : memory_raw(bytes);
  *block = (struct block){.paged_bytes = is_paged ? bytes : 0};
  arena->total += size;
  return block;
}

/* What does not fit a usual block gets one of its own, behind the newest, whose room stays in use. */
static void *alloc_alone(struct arena *arena, size_t size) {
  struct block *block = block_create(arena, size);
  if (arena->blocks == NULL) {
    arena->blocks = block;
  } else {
    block->next = arena->blocks->next;
    arena->blocks->next = block;
  }
  return block->bytes;
}

static size_t next_size(const struct arena *arena) {
  if (arena->total < FIRST_BLOCK_BYTES) {
    return FIRST_BLOCK_BYTES;
  }
  if (arena->total < SECOND_BLOCK_BYTES) {
    return SECOND_BLOCK_BYTES;
  }
  size_t bytes = PAGED_BLOCK_BYTES;
  while (bytes < arena->total && bytes < LARGEST_BLOCK_BYTES) {
    bytes *= 2;
  }
  return bytes - sizeof(struct block);
}

static void add_block(struct arena *arena) {
  size_t size = next_size(arena);
  struct block *block = block_create(arena, size);
  block->next = arena->blocks;
  arena->blocks = block;
  arena->free = block->bytes;
  arena->left = size;
}

/* Whether the newest block has room for `size` bytes, or could be given it; what is large for a block gets one of its own. */
static bool make_room(struct arena *arena, size_t size) {
  assert(arena != NULL);
  if (size > arena->left) {
    if (size > next_size(arena) / 4) {
      return false;
    }
    add_block(arena);
  }
  return true;
}

/* Blocks are not cleared as a whole, so that room never handed out is never touched. */
void *arena_alloc(struct arena *arena, size_t size) {
  size_t rounded = rounded_up(size);
  if (!make_room(arena, rounded)) {
    return memset(alloc_alone(arena, rounded), 0, size);
  }
  void *bytes = arena->free;
  arena->free += rounded;
  arena->left -= rounded;
  return memset(bytes, 0, size);
}

/* Texts need no alignment: they fill a block from its end, with whatever was there before. */
static char *take_text(struct arena *arena, size_t size) {
  if (!make_room(arena, size)) {
    return alloc_alone(arena, size);
  }
  arena->left -= size;
  return arena->free + arena->left;
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
  char *copy = take_text(arena, length + 1);
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
  const char *written = arena->free;
  int length = vsnprintf(arena->free, arena->left, format, arguments); /* it mostly fits, and then it is done */
  va_end(arguments);
  assert(length >= 0);
  size_t size = (size_t)length + 1;
  bool fits = size <= arena->left;
  char *text = take_text(arena, size);
  if (fits) {
    memmove(text, written, size);
  } else {
    vsnprintf(text, size, format, again);
  }
  va_end(again);
  return text;
}
