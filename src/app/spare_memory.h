#ifndef APP_SPARE_MEMORY_H
#define APP_SPARE_MEMORY_H

/* Gives memory that has been freed back to the system where the C library would keep it: before what takes long. */
void spare_memory_return(void);

#endif
