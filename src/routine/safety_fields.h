#ifndef ROUTINE_SAFETY_FIELDS_H
#define ROUTINE_SAFETY_FIELDS_H

#include "routine/fields.h"

/* The keys of safety.yaml, as tables for fields_read(). */

/* The whole file, into a struct safety. */
extern const struct field_table safety_fields;

#endif
