#ifndef BASE_SPARE_MEMORY_H
#define BASE_SPARE_MEMORY_H

/* Memory that has been freed, back to the system where the C library would keep it. */

/* Once, before anything is allocated: threads share what is free, and what is large comes from the system and goes back to it.
 */
void spare_memory_prepare(void);

/* Gives back what is free: before and after what takes long. Takes a tenth of a millisecond. */
void spare_memory_return(void);

#endif
