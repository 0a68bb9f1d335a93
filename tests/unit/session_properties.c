/* Whatever a person presses, and whenever: time only goes on, no cue is called twice in a row, and there is one ending. */
#include "base/timespan.h"
#include "session/session.h"
#include "support/chance.h"
#include "support/sample_routine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { SESSIONS = 4000, TURNS_MAX = 400 };

struct witness {
  const struct timeline *timeline;
  int64_t last_t_ns;
  const struct cue *last_cue;
  int64_t last_cue_at_ns;
  int endings, starts;
};

static void see(struct witness *witness, const struct session_event *event) {
  assert_true(event->t_ns >= witness->last_t_ns);
  witness->last_t_ns = event->t_ns;
  assert_true(event->segment < witness->timeline->segment_count);
  assert_int_equal(witness->endings, 0);
  switch (event->kind) {
  case EVENT_STARTED:
    witness->starts++;
    break;
  case EVENT_FINISHED:
  case EVENT_STOPPED:
    witness->endings++;
    break;
  case EVENT_CUE:
    assert_true(event->cue.late_ns >= 0);
    assert_int_equal(event->cue.late_ns, event->t_ns - event->cue.at_ns);
    /* Within a run of cues they come in their order, each once. */
    if (witness->last_cue != NULL) {
      assert_ptr_not_equal(event->cue.cue, witness->last_cue);
      assert_true(event->cue.at_ns >= witness->last_cue_at_ns);
    }
    witness->last_cue = event->cue.cue;
    witness->last_cue_at_ns = event->cue.at_ns;
    break;
  default:
    witness->last_cue = NULL;
  }
}

static void check_view(const struct session *session, int64_t now_ns) {
  struct session_view view;
  session_view(session, now_ns, &view);
  assert_true(view.segment < view.timeline->segment_count);
  assert_true(view.elapsed_ns >= 0);
  assert_true(view.left_ns >= 0);
  assert_true(view.total_left_ns >= 0);
  assert_true(view.worked_ns >= 0 && view.worked_ns <= view.t_ns);
  assert_true(view.steps_done + view.steps_skipped <= view.timeline->exercise_count);
  if (view.state == SESSION_RUNNING) {
    assert_true(view.elapsed_ns <= view.length_ns);
    assert_true(view.form->length_ns + view.extra_ns == view.length_ns);
  }
}

static void drain(struct session *session, int64_t now_ns, struct witness *witness) {
  struct session_event event;
  while (session_next(session, now_ns, &event)) {
    see(witness, &event);
  }
  assert_true(session_deadline(session) > now_ns);
  check_view(session, now_ns);
}

static struct session_command any_command(struct chance *chance, const struct timeline *timeline) {
  struct session_command command = {.kind = (enum session_command_kind)chance_draw(chance, COMMAND_COUNT)};
  /* An ending now and then only, or sessions would all be short. */
  if (command.kind == COMMAND_STOP && chance_draw(chance, 8) != 0) {
    command.kind = COMMAND_RESUME;
  }
  command.index = (size_t)chance_draw(chance, timeline->step_count + 2);
  command.span_ns = (int64_t)chance_draw(chance, 120) * NS_PER_S;
  return command;
}

static void play_at_random(const struct timeline *timeline, uint64_t seed) {
  struct chance chance = {.state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1};
  struct witness witness = {.timeline = timeline};
  struct session *session = session_create(timeline);
  int64_t now_ns = SECONDS(1000);
  session_command(session, (struct session_command){.kind = COMMAND_START}, now_ns);
  for (int turn = 0; turn < TURNS_MAX && !session_is_over(session); turn++) {
    drain(session, now_ns, &witness);
    session_command(session, any_command(&chance, timeline), now_ns);
    drain(session, now_ns, &witness);
    int64_t deadline_ns = session_deadline(session);
    bool to_the_deadline = chance_draw(&chance, 2) == 0 && deadline_ns != INT64_MAX;
    now_ns = to_the_deadline ? deadline_ns : now_ns + (int64_t)chance_draw(&chance, 20000) * NS_PER_MS;
  }
  drain(session, now_ns, &witness);
  session_command(session, (struct session_command){.kind = COMMAND_STOP}, now_ns);
  drain(session, now_ns, &witness);
  assert_int_equal(witness.starts, 1);
  assert_int_equal(witness.endings, 1);
  session_command(session, (struct session_command){.kind = COMMAND_NEXT}, now_ns);
  struct session_event event;
  assert_false(session_next(session, now_ns + SECONDS(3600), &event));
  session_destroy(session);
}

static void random_commands_keep_time_monotone_cues_single_and_endings_one(void **state) {
  (void)state;
  struct routine *routine = sample_routine();
  const struct timeline *timeline = timeline_compile(routine, NULL);
  for (uint64_t seed = 1; seed <= SESSIONS; seed++) {
    play_at_random(timeline, seed);
  }
  routine_destroy(routine);
}

/* Left alone, a session does exactly what the timeline says, to the nanosecond. */
static void undisturbed_session_follows_the_timeline(void **state) {
  (void)state;
  struct routine *routine = sample_routine();
  const struct timeline *timeline = timeline_compile(routine, NULL);
  struct session *session = session_create(timeline);
  session_command(session, (struct session_command){.kind = COMMAND_START}, 0);
  struct session_event event;
  int64_t now_ns = 0;
  size_t segments = 0, cues = 0, expected_cues = 0;
  while (!session_is_over(session)) {
    while (session_next(session, now_ns, &event)) {
      const struct segment *segment = &timeline->segments[event.segment];
      if (event.kind == EVENT_SEGMENT) {
        assert_int_equal(event.segment, segments++);
        assert_int_equal(event.t_ns, segment->start_ns);
        expected_cues += segment->forms[FORM_FULL].cue_count;
      } else if (event.kind == EVENT_CUE) {
        assert_int_equal(event.cue.at_ns, segment->start_ns + event.cue.cue->at_ns);
        assert_int_equal(event.cue.late_ns, 0);
        /* It is of the segment as written: nothing is named twice. */
        const struct segment_form *full = &segment->forms[FORM_FULL];
        assert_true(event.cue.cue >= full->cues && event.cue.cue < full->cues + full->cue_count);
        cues++;
      } else if (event.kind == EVENT_WAITING) {
        session_command(session, (struct session_command){.kind = COMMAND_NEXT}, now_ns);
      }
    }
    now_ns = session_is_over(session) ? now_ns : session_deadline(session);
  }
  assert_int_equal(segments, timeline->segment_count);
  assert_int_equal(now_ns, timeline->total_ns);
  assert_true(cues + 1 >= expected_cues);
  struct session_view view;
  session_view(session, now_ns, &view);
  assert_int_equal(view.steps_done, timeline->exercise_count);
  session_destroy(session);
  routine_destroy(routine);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_commands_keep_time_monotone_cues_single_and_endings_one),
      cmocka_unit_test(undisturbed_session_follows_the_timeline),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
