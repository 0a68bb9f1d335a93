/* What becomes of a session in the journal, whatever the person does in it. */
#include "base/macros.h"
#include "base/timespan.h"
#include "journal/history.h"
#include "journal/journal.h"
#include "journal/recorder.h"
#include "support/sample_routine.h"

#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CLOSE_MS = 5000, SEGMENTS_MOST = 200 };

/* A session in virtual time, with a journal in a folder of its own. */
struct run {
  char folder[64];
  struct routine *routine;
  const struct timeline *timeline;
  struct journal *journal;
  struct recorder *recorder;
  struct session *session;
  int64_t now_ns;
};

/* The last session, as it was read back. */
struct kept {
  struct session_record session;
  struct step_record steps[SEGMENTS_MOST];
  size_t count;
};

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)status;
  (void)kind;
  (void)place;
  return remove(path);
}

static void begin(struct run *run, const struct session_record *resumed) {
  struct session_record known;
  session_record_init(&known);
  known.before = 4;
  known.started_s = 1795000000;
  run->recorder = recorder_create(run->journal, run->timeline, &known, resumed);
  run->session = session_create(run->timeline);
  struct session_command start = {.kind = COMMAND_START};
  if (resumed != NULL) {
    start.index = resumed->position.segment;
    start.span_ns = resumed->position.elapsed_ns;
  }
  session_command(run->session, start, run->now_ns);
}

static void drain(struct run *run) {
  struct session_event event;
  struct session_view view;
  while (session_next(run->session, run->now_ns, &event)) {
    session_view(run->session, run->now_ns, &view);
    recorder_event(run->recorder, &event, &view);
  }
}

static void set_up(struct run *run) {
  *run = (struct run){.folder = "/tmp/limber-recorder-XXXXXX", .now_ns = SECONDS(1000)};
  assert_non_null(mkdtemp(run->folder));
  run->routine = sample_routine();
  run->timeline = timeline_compile(run->routine, NULL);
  run->journal = journal_open(run->folder);
  begin(run, NULL);
  drain(run);
}

static void command(struct run *run, enum session_command_kind kind) {
  session_command(run->session, (struct session_command){.kind = kind}, run->now_ns);
  drain(run);
}

static struct session_view look(const struct run *run) {
  struct session_view view;
  session_view(run->session, run->now_ns, &view);
  return view;
}

static void pass(struct run *run, int64_t span_ns) {
  int64_t end_ns = run->now_ns + span_ns;
  while (run->now_ns < end_ns) {
    int64_t next_ns = session_deadline(run->session);
    run->now_ns = next_ns < end_ns ? next_ns : end_ns;
    drain(run);
  }
}

/* On to `part` of the work of the next set. */
static void pass_into_set(struct run *run, int64_t span_ns) {
  size_t from = look(run).segment;
  for (;;) {
    struct session_view view = look(run);
    if (view.state == SESSION_WAITING) {
      command(run, COMMAND_NEXT);
    } else if (segment_is_work(view.form->kind) && view.segment != from) {
      break;
    } else {
      pass(run, view.left_ns > 0 ? view.left_ns : 1);
    }
  }
  pass(run, span_ns);
}

static void play_to_the_end(struct run *run) {
  while (!session_is_over(run->session)) {
    if (look(run).state == SESSION_WAITING) {
      command(run, COMMAND_NEXT);
    } else {
      pass(run, SECONDS(1));
    }
  }
}

static bool keep(const struct session_record *session, const struct step_record *steps, size_t count, void *context) {
  struct kept *kept = context;
  assert_in_range(count, 0, SEGMENTS_MOST);
  kept->session = *session;
  kept->count = count;
  memcpy(kept->steps, steps, count * sizeof *steps);
  return true;
}

static void finish_journal(struct run *run) {
  session_destroy(run->session);
  recorder_destroy(run->recorder);
  assert_true(journal_close(run->journal, CLOSE_MS));
}

static void read_back(const struct run *run, struct kept *kept) {
  struct error err = {0};
  struct history *history = history_of(run->folder, &err);
  assert_non_null(history);
  assert_true(history_sessions(history, 1, keep, kept, &err));
  history_end(history);
}

static void tear_down(struct run *run) {
  routine_destroy(run->routine);
  nftw(run->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static int sets_of(const struct timeline *timeline) {
  int sets = 0;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    sets += segment_is_work(timeline->segments[i].forms[FORM_FULL].kind);
  }
  return sets;
}

static void a_session_done_as_it_was_written_is_kept_set_by_set(void **state) {
  struct run run;
  struct kept kept = {0};
  int64_t done_ns = 0;
  (void)state;
  set_up(&run);
  play_to_the_end(&run);
  journal_rate_after(run.journal, 2);
  journal_note(run.journal, "soft\x1b[2J");
  finish_journal(&run);
  read_back(&run, &kept);
  assert_int_equal(kept.session.outcome, SESSION_OUTCOME_FINISHED);
  assert_string_equal(kept.session.routine, run.routine->id);
  assert_int_equal(kept.session.before, 4);
  assert_int_equal(kept.session.after, 2);
  assert_null(strchr(kept.session.note, '\x1b'));
  assert_int_equal(kept.count, sets_of(run.timeline));
  for (size_t i = 0; i < kept.count; i++) {
    assert_int_equal(kept.steps[i].outcome, STEP_OUTCOME_DONE);
    assert_int_equal(kept.steps[i].done_ns, kept.steps[i].planned_ns);
    done_ns += kept.steps[i].done_ns;
  }
  assert_int_equal(kept.session.done_ns, done_ns);
  tear_down(&run);
}

/* What is done five seconds into the first set, and how it is kept. */
static const struct {
  enum session_command_kind command;
  enum step_outcome_kept outcome;
  bool whole;
} cases[] = {
    {COMMAND_NEXT, STEP_OUTCOME_SKIPPED, false}, {COMMAND_LEAVE_OUT, STEP_OUTCOME_SKIPPED, false},
    {COMMAND_HURTS, STEP_OUTCOME_HURT, false},   {COMMAND_EASE, STEP_OUTCOME_EASED, true},
    {COMMAND_STOP, STEP_OUTCOME_SKIPPED, false}, {COMMAND_PAUSE, STEP_OUTCOME_DONE, true},
};

static void what_the_person_does_in_a_set_is_kept_as_its_outcome(void **state) {
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct run run;
    struct kept kept = {0};
    set_up(&run);
    pass_into_set(&run, SECONDS(5));
    command(&run, cases[i].command);
    if (cases[i].whole) {
      command(&run, COMMAND_RESUME);
      pass_into_set(&run, 0);
    }
    finish_journal(&run);
    read_back(&run, &kept);
    assert_int_equal(kept.count, 1);
    assert_int_equal(kept.steps[0].outcome, cases[i].outcome);
    if (!cases[i].whole) {
      assert_int_equal(kept.steps[0].done_ns, SECONDS(5));
    } else if (cases[i].outcome == STEP_OUTCOME_DONE) {
      assert_int_equal(kept.steps[0].done_ns, kept.steps[0].planned_ns);
    } else {
      assert_in_range(kept.steps[0].done_ns, SECONDS(5), kept.steps[0].planned_ns - 1);
    }
    tear_down(&run);
  }
}

static void a_set_done_again_counts_the_time_of_both(void **state) {
  struct run run;
  struct kept kept = {0};
  (void)state;
  set_up(&run);
  pass_into_set(&run, SECONDS(5));
  command(&run, COMMAND_BACK);
  pass_into_set(&run, 0);
  pass_into_set(&run, 0);
  finish_journal(&run);
  read_back(&run, &kept);
  int64_t done_ns = 0;
  for (size_t i = 0; i < kept.count; i++) {
    done_ns += kept.steps[i].done_ns;
  }
  assert_int_equal(kept.steps[kept.count - 1].outcome, STEP_OUTCOME_DONE);
  assert_int_equal(done_ns, kept.steps[0].planned_ns + SECONDS(5));
  tear_down(&run);
}

static void what_ended_from_outside_goes_on_at_the_very_second(void **state) {
  struct run run;
  struct kept kept = {0};
  struct journal_memory *memory = calloc(1, sizeof *memory);
  (void)state;
  assert_non_null(memory);
  set_up(&run);
  pass_into_set(&run, SECONDS(5));
  pass_into_set(&run, SECONDS(7));
  struct session_view before = look(&run);
  recorder_interrupted(run.recorder);
  command(&run, COMMAND_STOP);
  finish_journal(&run);
  run.journal = journal_open(run.folder);
  assert_true(journal_recall(run.journal, run.routine->id, CLOSE_MS, memory));
  assert_true(memory->has_unfinished);
  assert_int_equal(memory->unfinished.position.segment, before.segment);
  assert_int_equal(memory->unfinished.position.elapsed_ns, SECONDS(7));
  assert_int_equal(memory->unfinished.position.left_ns, before.left_ns);
  assert_string_equal(memory->unfinished.position.name, before.form->exercise->short_name);
  assert_int_equal(memory->unfinished.timeline_hash, recorder_timeline_hash(run.timeline));
  begin(&run, &memory->unfinished);
  drain(&run);
  struct session_view after = look(&run);
  assert_int_equal(after.segment, before.segment);
  assert_int_equal(after.elapsed_ns, SECONDS(7));
  assert_int_equal(after.state, SESSION_SETTLING);
  play_to_the_end(&run);
  finish_journal(&run);
  read_back(&run, &kept);
  assert_int_equal(kept.session.outcome, SESSION_OUTCOME_FINISHED);
  assert_int_equal(kept.count, sets_of(run.timeline));
  free(memory);
  tear_down(&run);
}

static void what_was_turned_down_is_not_offered_again(void **state) {
  struct run run;
  struct journal_memory *memory = calloc(1, sizeof *memory);
  (void)state;
  assert_non_null(memory);
  set_up(&run);
  pass_into_set(&run, SECONDS(5));
  recorder_interrupted(run.recorder);
  command(&run, COMMAND_STOP);
  finish_journal(&run);
  run.journal = journal_open(run.folder);
  assert_true(journal_recall(run.journal, NULL, CLOSE_MS, memory) && memory->has_unfinished);
  journal_decline(run.journal, &memory->unfinished.id);
  assert_true(journal_close(run.journal, CLOSE_MS));
  run.journal = journal_open(run.folder);
  assert_true(journal_recall(run.journal, NULL, CLOSE_MS, memory));
  assert_false(memory->has_unfinished);
  assert_int_equal(memory->session_count, 1);
  assert_true(journal_close(run.journal, CLOSE_MS));
  free(memory);
  tear_down(&run);
}

static void a_check_in_is_remembered_and_nothing_else_of_it(void **state) {
  struct run run;
  struct journal_memory *memory = calloc(1, sizeof *memory);
  struct checkin_record checkin = {
      .at_s = 1795000100, .full = true, .outcome = CHECKIN_OUTCOME_GENTLE, .tags = WORD_BIT(AVOID_KNEE)};
  (void)state;
  assert_non_null(memory);
  set_up(&run);
  journal_add_checkin(run.journal, &checkin);
  checkin.at_s += 10;
  checkin.full = false;
  checkin.outcome = CHECKIN_OUTCOME_CLEAR;
  journal_add_checkin(run.journal, &checkin);
  finish_journal(&run);
  run.journal = journal_open(run.folder);
  assert_true(journal_recall(run.journal, NULL, CLOSE_MS, memory));
  assert_true(memory->has_checkin);
  assert_int_equal(memory->last_checkin.outcome, CHECKIN_OUTCOME_CLEAR);
  assert_int_equal(memory->last_checkin.tags, WORD_BIT(AVOID_KNEE));
  assert_int_equal(memory->last_full_checkin_s, 1795000100);
  assert_true(journal_close(run.journal, CLOSE_MS));
  free(memory);
  tear_down(&run);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_session_done_as_it_was_written_is_kept_set_by_set),
      cmocka_unit_test(what_the_person_does_in_a_set_is_kept_as_its_outcome),
      cmocka_unit_test(a_set_done_again_counts_the_time_of_both),
      cmocka_unit_test(what_ended_from_outside_goes_on_at_the_very_second),
      cmocka_unit_test(what_was_turned_down_is_not_offered_again),
      cmocka_unit_test(a_check_in_is_remembered_and_nothing_else_of_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
