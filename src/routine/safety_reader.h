#ifndef ROUTINE_SAFETY_READER_H
#define ROUTINE_SAFETY_READER_H

#include "routine/reader.h"
#include "routine/safety.h"

/* Reads the rules about the person's safety; what they hold goes into the reader's arena. NULL after adding errors. */
const struct safety *safety_read(const struct reader *reader, const struct node *node);

#endif
