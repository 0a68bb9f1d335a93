#include "journal/journal.h"

#include "base/macros.h"
#include "base/memory.h"
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

/* --- handing over ------------------------------------------------------------------------------------------------------------
 */

static struct sheet *last_sheet(struct journal *journal) {
  struct sheet *sheet = journal->desk.sheets;
  while (sheet != NULL && sheet->next != NULL) {
    sheet = sheet->next;
  }
  return sheet;
}

/* The sheet of the present session, with the lock held; NULL: there is none, and no lock is held. */
static struct sheet *lock_sheet(struct journal *journal) {
  pthread_mutex_lock(&journal->mutex);
  struct sheet *sheet = last_sheet(journal);
  if (sheet == NULL) {
    pthread_mutex_unlock(&journal->mutex);
  }
  return sheet;
}

static void unlock_changed(struct journal *journal, struct sheet *sheet) {
  sheet->session.revision++;
  sheet->version++;
  pthread_mutex_unlock(&journal->mutex);
  journal_signal(journal->wake[1]);
}

static void lay_down(struct journal *journal, const struct session_record *session, const struct journal_id *id) {
  struct sheet *sheet = memory_alloc(1, sizeof *sheet);
  sheet->session = *session;
  sheet->session.id = *id;
  sheet->session.outcome = SESSION_OUTCOME_RUNNING;
  sheet->session.resumable = false;
  pthread_mutex_lock(&journal->mutex);
  struct sheet *last = last_sheet(journal);
  if (last == NULL) {
    journal->desk.sheets = sheet;
  } else {
    last->next = sheet;
  }
  unlock_changed(journal, sheet);
}

void journal_begin(struct journal *journal, const struct session_record *session) {
  struct journal_id id = journal_id_make();
  lay_down(journal, session, &id);
}

void journal_continue(struct journal *journal, const struct session_record *unfinished) {
  lay_down(journal, unfinished, &unfinished->id);
}

void journal_add_checkin(struct journal *journal, const struct checkin_record *checkin) {
  pthread_mutex_lock(&journal->mutex);
  struct desk *desk = &journal->desk;
  if (desk->checkin_count < CHECKINS_MOST) {
    desk->checkins[desk->checkin_count] = *checkin;
    desk->checkins[desk->checkin_count++].id = journal_id_make();
  }
  pthread_mutex_unlock(&journal->mutex);
  journal_signal(journal->wake[1]);
}

void journal_decline(struct journal *journal, const struct journal_id *id) {
  pthread_mutex_lock(&journal->mutex);
  struct desk *desk = &journal->desk;
  if (desk->declined_count < DECLINED_MOST) {
    desk->declined[desk->declined_count++] = *id;
  }
  pthread_mutex_unlock(&journal->mutex);
  journal_signal(journal->wake[1]);
}

void journal_add_step(struct journal *journal, const struct step_record *step) {
  struct sheet *sheet = lock_sheet(journal);
  if (sheet == NULL) {
    return;
  }
  if (sheet->step_count == sheet->step_capacity) {
    sheet->step_capacity = sheet->step_capacity == 0 ? 64 : sheet->step_capacity * 2;
    sheet->steps = memory_resize(sheet->steps, sheet->step_capacity, sizeof *sheet->steps);
  }
  sheet->steps[sheet->step_count] = *step;
  sheet->steps[sheet->step_count].sequence = sheet->session.next_sequence++;
  sheet->step_count++;
  sheet->session.done_ns += step->done_ns;
  unlock_changed(journal, sheet);
}

void journal_set_position(struct journal *journal, const struct session_position *position) {
  struct sheet *sheet = lock_sheet(journal);
  if (sheet != NULL) {
    sheet->session.position = *position;
    unlock_changed(journal, sheet);
  }
}

void journal_end(struct journal *journal, enum session_outcome outcome, int64_t done_ns) {
  struct sheet *sheet = lock_sheet(journal);
  if (sheet != NULL) {
    sheet->session.outcome = outcome;
    sheet->session.resumable = outcome == SESSION_OUTCOME_INTERRUPTED;
    sheet->session.done_ns = done_ns;
    sheet->over = true;
    unlock_changed(journal, sheet);
  }
}

void journal_rate_before(struct journal *journal, int rating) {
  struct sheet *sheet = lock_sheet(journal);
  if (sheet != NULL) {
    sheet->session.before = rating;
    unlock_changed(journal, sheet);
  }
}

void journal_rate_after(struct journal *journal, int rating) {
  struct sheet *sheet = lock_sheet(journal);
  if (sheet != NULL) {
    sheet->session.after = rating;
    unlock_changed(journal, sheet);
  }
}

void journal_note(struct journal *journal, const char *note) {
  struct sheet *sheet = lock_sheet(journal);
  if (sheet != NULL) {
    journal_text(sheet->session.note, sizeof sheet->session.note, note);
    unlock_changed(journal, sheet);
  }
}

/* --- asking
 * -------------------------------------------------------------------------------------------------------------------- */

void journal_ask(struct journal *journal, const char *routine) {
  pthread_mutex_lock(&journal->mutex);
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
  struct sheet *sheet = lock_sheet(journal);
  if (sheet == NULL) {
    return false;
  }
  while (!found && sheet->told_count < sheet->written_count) {
    *step = sheet->steps[sheet->told_count++];
    found = step->outcome == STEP_OUTCOME_DONE || step->outcome == STEP_OUTCOME_EASED;
  }
  pthread_mutex_unlock(&journal->mutex);
  return found;
}

/* A copy of what the thread says, for the caller to keep. */
static const char *copy_text(struct journal *journal, char *copy, const char *text, size_t size) {
  pthread_mutex_lock(&journal->mutex);
  memcpy(copy, text, size);
  pthread_mutex_unlock(&journal->mutex);
  return copy[0] != '\0' ? copy : NULL;
}

const char *journal_trouble(struct journal *journal) {
  return copy_text(journal, journal->told_trouble, journal->trouble, sizeof journal->trouble);
}

const char *journal_notice(struct journal *journal) {
  return copy_text(journal, journal->told_notice, journal->notice, sizeof journal->notice);
}

bool journal_is_idle(struct journal *journal) {
  pthread_mutex_lock(&journal->mutex);
  bool idle = journal->folder == NULL || !desk_is_dirty(&journal->desk);
  pthread_mutex_unlock(&journal->mutex);
  return idle;
}
