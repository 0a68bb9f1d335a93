#ifndef JOURNAL_FAULT_H
#define JOURNAL_FAULT_H

#include "base/macros.h"

#include <stdbool.h>

/* What is in the way of reading or writing the database: what can be done about it depends on the kind. */
enum fault_kind {
  FAULT_NONE,
  FAULT_MISSING,   /* there is no database yet, and none was to be made */
  FAULT_BUSY,      /* another limber is writing: later */
  FAULT_SPACE,     /* the disk is full: later */
  FAULT_READ_ONLY, /* may not be written: later */
  FAULT_DAMAGED,   /* to be rescued */
  FAULT_NEWER,     /* written by a later version: hands off */
  FAULT_OTHER,
};

struct fault {
  enum fault_kind kind;
  char message[256]; /* a sentence without its full stop */
};

/* Fills `fault` and returns false. */
bool fault_set(struct fault *fault, enum fault_kind kind, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
