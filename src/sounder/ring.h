#ifndef SOUNDER_RING_H
#define SOUNDER_RING_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A queue from one thread to one other, without locks: what the main thread and the audio callback speak through. Pushing
 * and popping never wait, allocate or call the system.
 */
struct ring;

/* Room for `count` items (a power of two) of `item_size` bytes. Caller destroys. */
struct ring *ring_create(size_t count, size_t item_size);

/* NULL is fine. */
void ring_destroy(struct ring *ring);

/* Copies `*item` in; false when there is no room. One thread only. */
bool ring_push(struct ring *ring, const void *item);

/* Copies the oldest item out; false when there is none. One thread only. */
bool ring_pop(struct ring *ring, void *item);

#endif
