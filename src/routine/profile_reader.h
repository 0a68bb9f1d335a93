#ifndef ROUTINE_PROFILE_READER_H
#define ROUTINE_PROFILE_READER_H

#include "routine/profile.h"
#include "routine/reader.h"

/* Reads a profile into `*out`. False after adding errors, `*out` then untouched. */
bool profile_read(const struct reader *reader, const struct node *node, struct profile *out);

#endif
