#include "sounder/ring.h"

#include "base/memory.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct ring {
  atomic_size_t pushed, popped; /* in all, so far; they may wrap around */
  size_t count, item_size;
  unsigned char *items;
};

struct ring *ring_create(size_t count, size_t item_size) {
  assert(count > 0 && (count & (count - 1)) == 0);
  struct ring *ring = memory_alloc(1, sizeof *ring);
  ring->count = count;
  ring->item_size = item_size;
  ring->items = memory_alloc(count, item_size);
  return ring;
}

void ring_destroy(struct ring *ring) {
  if (!ring) {
    return;
  }
  free(ring->items);
  free(ring);
}

static unsigned char *item_at(const struct ring *ring, size_t number) {
  return ring->items + (number & (ring->count - 1)) * ring->item_size;
}

bool ring_push(struct ring *ring, const void *item) {
  size_t pushed = atomic_load_explicit(&ring->pushed, memory_order_relaxed);
  if (pushed - atomic_load_explicit(&ring->popped, memory_order_acquire) == ring->count) {
    return false;
  }
  memcpy(item_at(ring, pushed), item, ring->item_size);
  atomic_store_explicit(&ring->pushed, pushed + 1, memory_order_release);
  return true;
}

bool ring_pop(struct ring *ring, void *item) {
  size_t popped = atomic_load_explicit(&ring->popped, memory_order_relaxed);
  if (popped == atomic_load_explicit(&ring->pushed, memory_order_acquire)) {
    return false;
  }
  memcpy(item, item_at(ring, popped), ring->item_size);
  atomic_store_explicit(&ring->popped, popped + 1, memory_order_release);
  return true;
}
