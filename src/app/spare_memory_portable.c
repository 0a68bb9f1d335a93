#include "app/spare_memory.h"

void spare_memory_return(void) {
  /* Other C libraries give it back by themselves. */
}
