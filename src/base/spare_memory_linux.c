#include "base/spare_memory.h"

#include <stdlib.h> /* defines __GLIBC__ where it is that */
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { LARGE_BYTES = 64 * 1024 };

void spare_memory_prepare(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
#endif
}

void spare_memory_return(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
