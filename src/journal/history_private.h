#ifndef JOURNAL_HISTORY_PRIVATE_H
#define JOURNAL_HISTORY_PRIVATE_H

#include "journal/file.h"
#include "journal/history.h"

/* What history.c and statistics.c share. */
struct history {
  struct history_file file; /* not open: there is none, and it is read as empty */
  char *folder;
  char notice[HISTORY_NOTICE_SIZE];
};

#endif
