#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The one thing here that is not passed in: whoever runs out of memory knows nothing of the terminal. */
static last_words_fn last_words;

void memory_set_last_words(last_words_fn words) {
  last_words = words;
}

_Noreturn void memory_exhausted(void) {
  static const char line[] = "limber: out of memory\n";
  last_words_fn words = last_words;
  last_words = NULL; /* it may run out of memory itself */
  if (words != NULL) {
    words();
  }
  /* No stdio and no atexit(): both may allocate. */
  ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);
  (void)written;
  _exit(3);
}

void *memory_alloc(size_t count, size_t size) {
  void *block = calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);
  if (block == NULL) {
    memory_exhausted();
  }
  return block;
}

void *memory_raw(size_t size) {
  void *block = malloc(size == 0 ? 1 : size);
  if (block == NULL) {
    memory_exhausted();
  }
  return block;
}

void *memory_pages(size_t size) {
  void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) {
    memory_exhausted();
  }
  return pages;
}

void memory_pages_free(void *pages, size_t size) {
  munmap(pages, size);
}

void *memory_resize(void *block, size_t count, size_t size) {
  if (size != 0 && count > SIZE_MAX / size) {
    memory_exhausted();
  }
  size_t bytes = count * size;
  void *resized = realloc(block, bytes == 0 ? 1 : bytes);
  if (resized == NULL) {
    memory_exhausted();
  }
  return resized;
}

char *memory_string(const char *text) {
  size_t size = strlen(text) + 1;
  char *copy = memory_alloc(size, 1);
  memcpy(copy, text, size);
  return copy;
}
