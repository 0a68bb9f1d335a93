#include "app/spare_memory.h"

#include <stdlib.h> /* defines __GLIBC__ where it is that */
#ifdef __GLIBC__
#include <malloc.h>
#endif

void spare_memory_return(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
