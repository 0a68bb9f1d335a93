#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* Allocation that cannot fail for its caller: when memory runs out, the last-words handler is called and does not return. */

typedef void (*last_words_fn)(void);

/* Sets what happens before the program ends for want of memory, such as restoring the terminal. NULL: nothing. */
void memory_set_last_words(last_words_fn last_words);

/* Calls the last-words handler, prints one line on stderr and exits with status 3. */
_Noreturn void memory_exhausted(void);

/* `count` zeroed items of `size` bytes. Caller frees with free(). */
void *memory_alloc(size_t count, size_t size);

/* `size` bytes that hold anything, untouched: what is never used never takes room. Caller frees with free(). */
void *memory_raw(size_t size);

/*
 * `size` zeroed bytes straight from the system, for what is large and needed for moments only: given to memory_pages_free()
 * with the same `size` they are the system's again at once, and a program that mostly waits does not hold them.
 */
void *memory_pages(size_t size);
void memory_pages_free(void *pages, size_t size);

/* Grows or shrinks `block` (NULL: a new one) to `count` items of `size` bytes; added bytes are not zeroed. Caller frees. */
void *memory_resize(void *block, size_t count, size_t size);

/* A copy of the string `text`. Caller frees with free(). */
char *memory_string(const char *text);

#endif
