#ifndef JOURNAL_THREAD_H
#define JOURNAL_THREAD_H

#include "journal/alive.h"
#include "journal/desk.h"
#include "journal/journal.h"

#include <pthread.h>
#include <stdatomic.h>

/* A journal, as its two sides see it: journal.c is the caller's, thread.c the thread's. */
struct journal {
  pthread_t thread;
  char *folder;  /* NULL: nothing is kept, and there is no thread */
  int wake[2];   /* to the thread: there is something to do */
  int news[2];   /* from it: something is written, or is not */
  int answer[2]; /* from it: a question has been answered, or all is done */

  pthread_mutex_t mutex;  /* of everything below; held for copying only, never over the disk */
  atomic_bool is_awaited; /* the caller found it held, and did not wait */
  struct desk desk;
  bool closing, done;
  bool asked, answered;
  bool asked_of_routine;
  char routine[JOURNAL_NAME_SIZE];
  struct journal_memory *memory; /* the answer until it is taken; NULL: nothing is known */
  char trouble[256], notice[HISTORY_NOTICE_SIZE];

  /* The thread's own. */
  struct history_file file;
  bool settled; /* sessions that died have been written down as such */
  int alive_fd;
  struct journal_id alive_id;

  /* The caller's own, with copies to hand out. */
  bool has_thread;
  struct parcel *parcels; /* to be laid on the desk, the first one first */
  char told_trouble[256], told_notice[HISTORY_NOTICE_SIZE];
};

/* What the thread does, until all is written and it is told to close. The argument is the journal. */
void *journal_thread(void *argument);

/* Makes the other end of a pipe readable. Never waits. */
void journal_signal(int fd);

/* Takes what makes a pipe readable. */
void journal_drain(int fd);

#endif
