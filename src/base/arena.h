#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/macros.h"

#include <stddef.h>

/*
 * A region of memory that grows and is freed at once. Everything that one loaded routine needs (model, timeline, their
 * strings) lives in one arena, so that no part of it is ever freed alone. Running out of memory ends the program through
 * memory_exhausted(): no call here returns NULL.
 */
struct arena;

/* An empty arena. Caller destroys. */
struct arena *arena_create(void);

/* Frees every block handed out. NULL is fine. */
void arena_destroy(struct arena *arena);

/* `size` zeroed bytes, aligned for any type, valid until the arena is destroyed. Size 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size);

/* A zeroed array of `count` items of `size` bytes; an overflowing product counts as running out of memory. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Texts are not aligned. */

/* A copy of the first `length` bytes of `text`, with a NUL behind them. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

/* A copy of the string `text`. */
char *arena_string(struct arena *arena, const char *text);

/* A formatted string. */
char *arena_format(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
