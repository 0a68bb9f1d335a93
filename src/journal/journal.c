#include "journal/journal.h"

#include "base/macros.h"
#include "base/memory.h"
#include "journal/hand_over.h"
#include "journal/thread.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- opening and closing ---------------------------------------------------------------------------------------------------
 */

static bool make_pipe(int ends[2]) {
  if (pipe(ends) != 0) {
    ends[0] = ends[1] = -1;
    return false;
  }
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
  }
  return true;
}

/* Signals are for the loop's thread. */
static bool start_thread(struct journal *journal) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool started = pthread_create(&journal->thread, NULL, journal_thread, journal) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return started;
}

static void free_journal(struct journal *journal) {
  int *const pipes[] = {journal->wake, journal->news, journal->answer};
  for (size_t i = 0; i < ARRAY_LEN(pipes); i++) {
    for (int end = 0; end < 2; end++) {
      if (pipes[i][end] >= 0) {
        close(pipes[i][end]);
      }
    }
  }
  desk_free(&journal->desk);
  free(journal->memory);
  pthread_mutex_destroy(&journal->mutex);
  hand_over_free(journal);
  free(journal->folder);
  free(journal);
}

struct journal *journal_open(const char *folder) {
  struct journal *journal = memory_alloc(1, sizeof *journal);
  journal->folder = folder != NULL ? memory_string(folder) : NULL;
  journal->alive_fd = -1;
  pthread_mutex_init(&journal->mutex, NULL);
  bool piped = make_pipe(journal->wake);
  piped = make_pipe(journal->news) && piped;
  piped = make_pipe(journal->answer) && piped;
  journal->has_thread = folder != NULL && piped && start_thread(journal);
  if (folder == NULL) {
    journal->done = true;
  } else if (!journal->has_thread) {
    /* Without a thread there is a journal that nothing comes of, and it says so. */
    journal->done = true;
    memcpy(journal->trouble, "the history: no thread can be started", sizeof "the history: no thread can be started");
  }
  return journal;
}

/* Whether the thread has come to its end. */
static bool is_done(struct journal *journal) {
  pthread_mutex_lock(&journal->mutex);
  bool done = journal->done;
  pthread_mutex_unlock(&journal->mutex);
  return done;
}

bool journal_finish(struct journal *journal, int wait_ms) {
  pthread_mutex_lock(&journal->mutex);
  hand_over_all(journal);
  journal->closing = true;
  pthread_mutex_unlock(&journal->mutex);
  journal_signal(journal->wake[1]);
  while (!is_done(journal)) {
    struct pollfd end = {.fd = journal->answer[0], .events = POLLIN};
    if (poll(&end, 1, wait_ms) <= 0) {
      return false;
    }
    journal_drain(journal->answer[0]);
  }
  return journal->folder == NULL || journal_is_idle(journal);
}

bool journal_close(struct journal *journal, int wait_ms) {
  if (journal == NULL) {
    return true;
  }
  bool all_written = journal_finish(journal, wait_ms);
  if (!is_done(journal)) {
    /* It may be in the middle of something that never ends, such as a network's disk: it goes when the program does. */
    pthread_detach(journal->thread);
    return false;
  }
  if (journal->has_thread) {
    pthread_join(journal->thread, NULL);
  }
  free_journal(journal);
  return all_written;
}

/* --- asking
 * -------------------------------------------------------------------------------------------------------------------- */

void journal_ask(struct journal *journal, const char *routine) {
  pthread_mutex_lock(&journal->mutex);
  hand_over_all(journal);
  journal->asked = !journal->done;
  journal->answered = journal->folder == NULL;
  journal->asked_of_routine = routine != NULL;
  journal_text(journal->routine, sizeof journal->routine, routine);
  pthread_mutex_unlock(&journal->mutex);
  journal_signal(journal->folder != NULL ? journal->wake[1] : journal->news[1]);
}

bool journal_take_answer(struct journal *journal, struct journal_memory *memory) {
  pthread_mutex_lock(&journal->mutex);
  bool answered = journal->answered;
  if (answered) {
    *memory = journal->memory != NULL ? *journal->memory : (struct journal_memory){.readable = true};
    free(journal->memory);
    journal->memory = NULL;
    journal->answered = false;
  }
  pthread_mutex_unlock(&journal->mutex);
  return answered;
}

bool journal_recall(struct journal *journal, const char *routine, int wait_ms, struct journal_memory *memory) {
  *memory = (struct journal_memory){0};
  journal_drain(journal->answer[0]);
  journal_ask(journal, routine);
  struct pollfd answered = {.fd = journal->answer[0], .events = POLLIN};
  if (journal->folder != NULL && poll(&answered, 1, wait_ms) > 0) {
    journal_drain(journal->answer[0]);
  }
  if (journal_take_answer(journal, memory)) {
    return true;
  }
  journal_text(memory->problem, sizeof memory->problem, "the history did not answer in time");
  return false;
}

void journal_pollfd(const struct journal *journal, struct pollfd *watched) {
  *watched = (struct pollfd){.fd = journal->news[0], .events = POLLIN};
}

bool journal_take_saved(struct journal *journal, struct step_record *step) {
  bool found = false;
  journal_drain(journal->news[0]);
  if (!journal_try_lock(journal)) {
    return false;
  }
  hand_over_all(journal);
  struct sheet *sheet = desk_last_sheet(&journal->desk);
  while (sheet != NULL && !found && sheet->told_count < sheet->written_count) {
    *step = sheet->steps[sheet->told_count++];
    found = step->outcome == STEP_OUTCOME_DONE || step->outcome == STEP_OUTCOME_EASED;
  }
  pthread_mutex_unlock(&journal->mutex);
  return found;
}

/* A copy of what the thread says, for the caller to keep; the last one where the thread is just about to say something else. */
static const char *copy_text(struct journal *journal, char *copy, const char *text, size_t size) {
  if (journal_try_lock(journal)) {
    memcpy(copy, text, size);
    pthread_mutex_unlock(&journal->mutex);
  }
  return copy[0] != '\0' ? copy : NULL;
}

const char *journal_trouble(struct journal *journal) {
  return copy_text(journal, journal->told_trouble, journal->trouble, sizeof journal->trouble);
}

const char *journal_notice(struct journal *journal) {
  return copy_text(journal, journal->told_notice, journal->notice, sizeof journal->notice);
}

bool journal_is_idle(struct journal *journal) {
  if (journal->folder == NULL) {
    return true;
  }
  if (!journal_try_lock(journal)) {
    return false;
  }
  hand_over_all(journal);
  bool idle = !desk_is_dirty(&journal->desk);
  pthread_mutex_unlock(&journal->mutex);
  return idle;
}
