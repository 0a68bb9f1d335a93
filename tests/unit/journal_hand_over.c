/* A session never waits for the thread that writes, whatever that is doing. */
#include "journal/thread.h"

#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { STEPS = 5, CLOSE_MS = 5000, LOST_S = 20 };

static char folder[64];

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)status;
  (void)kind;
  (void)place;
  return remove(path);
}

static int make_folder(void **state) {
  (void)state;
  snprintf(folder, sizeof folder, "/tmp/limber-hand-over-XXXXXX");
  alarm(LOST_S); /* who waits for a lock that is not given back waits for ever */
  return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_folder(void **state) {
  (void)state;
  return nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* The next set told as saved, with the patience of a loop that sleeps on its descriptors. */
static bool wait_for_saved(struct journal *journal, struct step_record *step) {
  struct pollfd news;
  journal_pollfd(journal, &news);
  while (!journal_take_saved(journal, step)) {
    if (poll(&news, 1, CLOSE_MS) <= 0) {
      return false;
    }
  }
  return true;
}

static void what_cannot_be_laid_down_now_is_laid_down_later(void **state) {
  (void)state;
  struct journal *journal = journal_open(folder);
  struct session_record session;
  struct step_record step = {.outcome = STEP_OUTCOME_DONE, .planned_ns = 1000, .done_ns = 1000};
  session_record_init(&session);
  session.started_s = 1795000000;
  journal_text(session.routine, sizeof session.routine, "hips-1");
  journal_text(step.exercise, sizeof step.exercise, "pigeon");
  /* The thread, put aside by the system while it copies. */
  pthread_mutex_lock(&journal->mutex);
  journal_begin(journal, &session);
  for (int i = 0; i < STEPS; i++) {
    step.set = i + 1;
    journal_add_step(journal, &step);
  }
  journal_rate_after(journal, 3);
  journal_end(journal, SESSION_OUTCOME_FINISHED, 5000);
  assert_false(journal_take_saved(journal, &step));
  assert_false(journal_is_idle(journal));
  assert_null(journal_trouble(journal));
  assert_null(journal->desk.sheets);
  assert_true(atomic_load(&journal->is_awaited)); /* it will call back */
  pthread_mutex_unlock(&journal->mutex);
  for (int i = 0; i < STEPS; i++) {
    assert_true(wait_for_saved(journal, &step));
    assert_int_equal(step.set, i + 1);
  }
  assert_true(journal_close(journal, CLOSE_MS));
}

static void what_is_in_hand_at_the_end_is_written_too(void **state) {
  (void)state;
  struct journal *journal = journal_open(folder);
  struct journal_memory *memory = calloc(1, sizeof *memory);
  struct session_record session;
  assert_non_null(memory);
  session_record_init(&session);
  session.started_s = 1795000001;
  journal_text(session.routine, sizeof session.routine, "glutes-1");
  pthread_mutex_lock(&journal->mutex);
  journal_begin(journal, &session);
  journal_note(journal, "warm");
  journal_end(journal, SESSION_OUTCOME_STOPPED, 1);
  pthread_mutex_unlock(&journal->mutex);
  assert_true(journal_close(journal, CLOSE_MS));
  journal = journal_open(folder);
  assert_true(journal_recall(journal, "glutes-1", CLOSE_MS, memory));
  assert_int_equal(memory->of_routine_count, 1);
  assert_int_equal(memory->of_routine[0].outcome, SESSION_OUTCOME_STOPPED);
  assert_true(journal_close(journal, CLOSE_MS));
  free(memory);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_cannot_be_laid_down_now_is_laid_down_later),
      cmocka_unit_test(what_is_in_hand_at_the_end_is_written_too),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
