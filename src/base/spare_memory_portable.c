#include "base/spare_memory.h"

/* Other C libraries give it back by themselves. */

void spare_memory_prepare(void) {
}

void spare_memory_return(void) {
}
