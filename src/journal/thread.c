#include "journal/thread.h"

#include "base/memory.h"
#include "base/spare_memory.h"
#include "journal/recall.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  FIRST_WRITE_MS = 100,
  FIRST_WAKES = 5,
  RETRY_MS = 2000,
  RETRY_CLOSING_MS = 100,
  WAKES_BETWEEN_TRIES = 10,
  BUSY_WAIT_MS = 1000
};

void journal_signal(int fd) {
  ssize_t written = write(fd, "", 1); /* full: it is readable as it is */
  (void)written;
}

void journal_drain(int fd) {
  char bytes[64];
  while (read(fd, bytes, sizeof bytes) > 0) {
  }
}

static void lock(struct journal *journal) {
  pthread_mutex_lock(&journal->mutex);
}

/* Whoever came by in the meantime, and did not wait, is called back. */
static void unlock(struct journal *journal) {
  pthread_mutex_unlock(&journal->mutex);
  if (atomic_exchange(&journal->is_awaited, false)) {
    journal_signal(journal->news[1]);
  }
}

static void tell_notice(struct journal *journal, const char *notice) {
  if (notice[0] == '\0') {
    return;
  }
  lock(journal);
  memcpy(journal->notice, notice, sizeof journal->notice);
  unlock(journal);
  journal_signal(journal->news[1]);
}

static void close_file(struct journal *journal) {
  if (journal->file.database != NULL) {
    history_close(&journal->file);
  }
}

/* Opens the database for writing unless it is; what was written to one that is no longer there is to be written again. */
static bool open_to_write(struct journal *journal, struct fault *fault) {
  char notice[HISTORY_NOTICE_SIZE] = "";
  if (history_is_current(&journal->file, journal->folder)) {
    return true;
  }
  close_file(journal);
  if (!history_open(journal->folder, BUSY_WAIT_MS, &journal->file, notice, fault)) {
    return false;
  }
  tell_notice(journal, notice);
  lock(journal);
  desk_forget_written(&journal->desk);
  unlock(journal);
  return true;
}

static void hold_alive(struct journal *journal, const struct batch *batch) {
  bool same = journal->alive_fd >= 0 && strcmp(journal->alive_id.text, batch->session.id.text) == 0;
  if (journal->alive_fd >= 0 && (!same || batch->over)) {
    alive_end(journal->folder, &journal->alive_id, journal->alive_fd);
    journal->alive_fd = -1;
  }
  if (!same && !batch->over) {
    journal->alive_id = batch->session.id;
    journal->alive_fd = alive_begin(journal->folder, &batch->session.id);
  }
}

static bool settle(struct journal *journal, struct fault *fault) {
  if (!journal->settled) {
    struct fault ignored;
    journal->settled = database_run(journal->file.database, "BEGIN IMMEDIATE", fault) &&
                       recall_settle(journal->file.database, journal->folder, fault) &&
                       database_run(journal->file.database, "COMMIT", fault);
    if (!journal->settled) {
      database_run(journal->file.database, "ROLLBACK", &ignored);
    }
  }
  return journal->settled;
}

static void tell_trouble(struct journal *journal, const struct fault *fault) {
  lock(journal);
  bool news = strcmp(journal->trouble, fault->message) != 0;
  memcpy(journal->trouble, fault->message, sizeof journal->trouble);
  unlock(journal);
  if (news) {
    journal_signal(journal->news[1]);
  }
}

static bool write_batch(struct journal *journal, const struct batch *batch, struct fault *fault) {
  if (batch->has_session) {
    hold_alive(journal, batch);
  }
  bool written = settle(journal, fault) && batch_write(batch, journal->file.database, fault);
  database_rest(journal->file.database);
  return written;
}

/* What opening did not find has come to light in writing. Whether writing is worth trying again at once. */
static bool rescue_in_use(struct journal *journal, struct fault *fault) {
  char notice[HISTORY_NOTICE_SIZE] = "";
  bool rescued = history_open_damaged(journal->folder, BUSY_WAIT_MS, &journal->file, notice, fault);
  tell_notice(journal, notice);
  if (!rescued) {
    tell_trouble(journal, fault);
  }
  lock(journal);
  desk_forget_written(&journal->desk);
  unlock(journal);
  return rescued;
}

/* One attempt at writing what lies on the desk; false: it has to be tried again later. */
static bool write_something(struct journal *journal) {
  struct fault fault = {0};
  struct batch batch;
  bool written = open_to_write(journal, &fault);
  if (written) {
    lock(journal);
    desk_take(&journal->desk, &batch);
    unlock(journal);
    written = write_batch(journal, &batch, &fault);
    if (written) {
      lock(journal);
      desk_written(&journal->desk, &batch);
      journal->trouble[0] = '\0';
      unlock(journal);
      journal_signal(journal->news[1]);
    }
    batch_free(&batch);
  }
  if (!written && fault.kind == FAULT_DAMAGED && journal->file.database != NULL) {
    return rescue_in_use(journal, &fault);
  }
  if (!written) {
    /* Opened anew next time: a disk that came back is found again. */
    close_file(journal);
    tell_trouble(journal, &fault);
  }
  return written;
}

static bool read_memory(struct journal *journal, const char *routine, struct journal_memory *memory) {
  struct history_file file = {0};
  struct fault fault = {0};
  char notice[HISTORY_NOTICE_SIZE] = "";
  bool open = history_open_to_read(journal->folder, BUSY_WAIT_MS, &file, notice, &fault);
  bool read = open && recall_read(file.database, journal->folder, routine, memory, &fault);
  if (open && !read && fault.kind == FAULT_DAMAGED &&
      history_open_damaged(journal->folder, BUSY_WAIT_MS, &file, notice, &fault)) {
    read = recall_read(file.database, journal->folder, routine, memory, &fault);
  }
  history_close(&file);
  tell_notice(journal, notice);
  if (!read) {
    *memory = (struct journal_memory){.readable = fault.kind == FAULT_MISSING};
    journal_text(memory->problem, sizeof memory->problem, memory->readable ? NULL : fault.message);
  }
  return memory->readable;
}

static void answer(struct journal *journal) {
  struct journal_memory *memory = memory_alloc(1, sizeof *memory);
  char routine[JOURNAL_NAME_SIZE];
  lock(journal);
  bool of_routine = journal->asked_of_routine;
  memcpy(routine, journal->routine, sizeof routine);
  unlock(journal);
  read_memory(journal, of_routine ? routine : NULL, memory);
  lock(journal);
  free(journal->memory);
  journal->memory = memory;
  journal->asked = false;
  journal->answered = true;
  unlock(journal);
  journal_signal(journal->answer[1]);
  journal_signal(journal->news[1]);
}

/* What is to be done now: told under the lock. */
struct to_do {
  bool question, write, closing;
};

static struct to_do look(struct journal *journal) {
  lock(journal);
  struct to_do to_do = {journal->asked, desk_is_dirty(&journal->desk), journal->closing};
  unlock(journal);
  return to_do;
}

/* Sleeps until there is something to do, `wait_ms` at most (-1: endlessly); whether it was woken. */
static bool wait_for_wake(struct journal *journal, int wait_ms) {
  struct pollfd wake = {.fd = journal->wake[0], .events = POLLIN};
  bool woken = poll(&wake, 1, wait_ms) > 0;
  journal_drain(journal->wake[0]);
  return woken;
}

/* The first screen, or the first line, has the processor to itself: until nothing has come for a while. */
static void let_it_begin(struct journal *journal) {
  journal_drain(journal->wake[0]);
  for (int i = 0; i < FIRST_WAKES && wait_for_wake(journal, FIRST_WRITE_MS) && !look(journal).closing; i++) {
  }
}

void *journal_thread(void *argument) {
  struct journal *journal = argument;
  bool failed = false, first = true;
  int wakes_left = 0;
  for (;;) {
    struct to_do to_do = look(journal);
    if (to_do.question) {
      answer(journal);
    }
    if (to_do.write && first && !to_do.closing) {
      let_it_begin(journal);
      first = false;
      continue;
    }
    if (to_do.write && !failed) {
      failed = !write_something(journal);
      spare_memory_return(); /* there is nothing to write for seconds, mostly */
      wakes_left = WAKES_BETWEEN_TRIES;
      continue;
    }
    if (to_do.closing && !to_do.write) {
      break;
    }
    int retry_ms = to_do.closing ? RETRY_CLOSING_MS : RETRY_MS;
    bool woken = wait_for_wake(journal, failed ? retry_ms : -1);
    /* While nothing can be written, more to write is no reason to try again at once. */
    failed = failed && woken && --wakes_left > 0 && (to_do.closing || !look(journal).closing);
  }
  close_file(journal);
  if (journal->alive_fd >= 0) {
    alive_end(journal->folder, &journal->alive_id, journal->alive_fd);
  }
  lock(journal);
  journal->done = true;
  unlock(journal);
  journal_signal(journal->answer[1]);
  return NULL;
}
