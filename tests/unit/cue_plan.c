/* What is planned is what the session then calls, whatever was pressed before; and nothing else is planned. */
#include "base/macros.h"
#include "base/timespan.h"
#include "cue/plan.h"
#include "support/chance.h"
#include "support/sample_routine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { DUE_MAX = 512, RUNS = 400, TURNS = 60 };

/* A timeline made by hand: 10 s of getting ready, a hold of 20 s, a wait, a rest of 5 s. */
static const struct exercise exercise = {.id = "a", .name = "A", .short_name = "A"};
static const struct cue ready_cues[] = {{.at_ns = 0, .kind = CUE_SETUP, .text = "Ready."},
                                        {.at_ns = SECONDS(7), .kind = CUE_COUNT, .sound = CUE_SOUND_COUNT},
                                        {.at_ns = SECONDS(8), .kind = CUE_COUNT, .sound = CUE_SOUND_COUNT},
                                        {.at_ns = SECONDS(9), .kind = CUE_COUNT, .sound = CUE_SOUND_COUNT}};
static const struct cue hold_cues[] = {{.at_ns = 0, .kind = CUE_START, .sound = CUE_SOUND_START},
                                       {.at_ns = SECONDS(10), .kind = CUE_HALFWAY, .sound = CUE_SOUND_HALFWAY},
                                       {.at_ns = SECONDS(20), .kind = CUE_END, .sound = CUE_SOUND_END}};
static const struct cue wait_cues[] = {{.at_ns = 0, .kind = CUE_ANNOUNCE, .sound = CUE_SOUND_REST}};
static const struct cue rest_cues[] = {{.at_ns = 0, .kind = CUE_REST, .sound = CUE_SOUND_REST}};

#define FORM(what, seconds, its_cues) \
  { .kind = (what), .length_ns = SECONDS(seconds), .exercise = &exercise, .cues = (its_cues), .cue_count = ARRAY_LEN(its_cues) }
#define SEGMENT(at_step, ...) \
  { \
    .step = (at_step), .sets = 1, .set = 1, .forms = { __VA_ARGS__, __VA_ARGS__, __VA_ARGS__, __VA_ARGS__, __VA_ARGS__ } \
  }

static const struct segment segments[] = {
    SEGMENT(0, FORM(SEGMENT_TRANSITION, 10, ready_cues)),
    SEGMENT(0, FORM(SEGMENT_HOLD, 20, hold_cues)),
    SEGMENT(1, FORM(SEGMENT_WAIT, 0, wait_cues)),
    SEGMENT(2, FORM(SEGMENT_REST, 5, rest_cues)),
};
static const struct timeline_step steps[] = {{.exercise = &exercise, .first_segment = 0, .segment_count = 2},
                                             {.first_segment = 2, .segment_count = 1},
                                             {.exercise = &exercise, .first_segment = 3, .segment_count = 1}};
static const struct timeline timeline = {.steps = steps, .step_count = 3, .segments = segments, .segment_count = 4};
static const bool left_out[3] = {false};

static struct session_view view_at(enum session_state state, size_t segment, int64_t elapsed_ns) {
  const struct segment_form *form = &segments[segment].forms[0];
  return (struct session_view){.state = state,
                               .timeline = &timeline,
                               .t_ns = SECONDS(100),
                               .step = segments[segment].step,
                               .segment = segment,
                               .form = form,
                               .left_out = left_out,
                               .next_step = segments[segment].step + 1,
                               .elapsed_ns = elapsed_ns,
                               .length_ns = form->length_ns};
}

struct expected {
  const char *name;
  enum session_state state;
  size_t segment;
  int64_t elapsed_ns, settling_left_ns, extra_ns, horizon_ns;
  const char *sounds; /* NAME@SECONDS from the view's moment on */
  int64_t next_s;     /* -1: none */
};

static void check(const struct expected *expected) {
  struct session_view view = view_at(expected->state, expected->segment, expected->elapsed_ns);
  view.settling_left_ns = expected->settling_left_ns;
  view.extra_ns = expected->extra_ns;
  view.length_ns += expected->extra_ns;
  struct cue_due due[DUE_MAX];
  int64_t next_ns = 0;
  char sounds[512] = "";
  size_t count = cue_plan(&view, expected->horizon_ns, due, DUE_MAX, &next_ns);
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(sounds);
    snprintf(sounds + length, sizeof sounds - length, "%s%s@%g", i > 0 ? " " : "", cue_sound_name(due[i].cue->sound),
             (double)(due[i].at_ns - view.t_ns) / 1e9);
  }
  if (strcmp(sounds, expected->sounds) != 0) {
    fail_msg("%s: planned \"%s\", not \"%s\"", expected->name, sounds, expected->sounds);
  }
  int64_t next_s = next_ns == INT64_MAX ? -1 : (next_ns - view.t_ns) / NS_PER_S;
  if (next_s != expected->next_s) {
    fail_msg("%s: next at %lld s, not %lld s", expected->name, (long long)next_s, (long long)expected->next_s);
  }
}

static void what_is_due_soon_is_planned(void **state) {
  (void)state;
  static const struct expected cases[] = {
      {"nothing near", SESSION_RUNNING, 0, SECONDS(1), 0, 0, SECONDS(2), "", 6},
      {"within the horizon", SESSION_RUNNING, 0, SECONDS(6), 0, 0, SECONDS(2), "count@1 count@2", 3},
      {"across a border", SESSION_RUNNING, 0, SECONDS(9), 0, 0, SECONDS(2), "count@0 start@1", 11},
      {"what is behind is not", SESSION_RUNNING, 0, SECONDS(9) + 1, 0, 0, SECONDS(2), "start@1", 10},
      {"up to a wait and no further", SESSION_RUNNING, 1, SECONDS(19), 0, 0, SECONDS(60), "end@1 rest@1", -1},
      {"in a wait", SESSION_WAITING, 2, SECONDS(4), 0, 0, SECONDS(60), "", -1},
      {"the last segment", SESSION_RUNNING, 3, 0, 0, 0, SECONDS(60), "rest@0", -1},
      {"made longer, the count moves", SESSION_RUNNING, 0, SECONDS(6), 0, SECONDS(10), SECONDS(12), "count@11 count@12", 13},
      {"going on: the count, then the rest of it", SESSION_SETTLING, 1, SECONDS(9), SECONDS(4), 0, SECONDS(6),
       "count@1 count@2 count@3 start@4 halfway@5", 15},
      {"going on: what was called is not called again", SESSION_SETTLING, 1, SECONDS(10) + 1, SECONDS(1), 0, SECONDS(4),
       "count@0 start@1", 10},
      {"going on at the moment of a sound", SESSION_SETTLING, 1, SECONDS(10), SECONDS(1), 0, SECONDS(4),
       "count@0 start@1 halfway@1", 11},
      {"standing still", SESSION_PAUSED, 0, SECONDS(6), 0, 0, SECONDS(9), "", -1},
      {"not begun", SESSION_READY, 0, 0, 0, 0, SECONDS(9), "", -1},
      {"hurt", SESSION_HURT, 1, SECONDS(9), 0, 0, SECONDS(9), "", -1},
      {"over", SESSION_FINISHED, 3, SECONDS(5), 0, 0, SECONDS(9), "", -1},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    check(&cases[i]);
  }
}

static void past_its_room_the_earliest_are_kept(void **state) {
  (void)state;
  struct session_view view = view_at(SESSION_SETTLING, 1, SECONDS(9));
  view.settling_left_ns = SECONDS(4);
  struct cue_due due[2];
  int64_t next_ns = 0;
  assert_int_equal(cue_plan(&view, SECONDS(60), due, ARRAY_LEN(due), &next_ns), 2);
  assert_int_equal(due[0].at_ns, view.t_ns + SECONDS(1));
  assert_int_equal(due[1].at_ns, view.t_ns + SECONDS(2));
  assert_int_equal(next_ns, view.t_ns + SECONDS(3));
}

struct called {
  int64_t at_ns;
  enum cue_sound sound;
};

static size_t listen(struct session *session, int64_t now_ns, struct called *called) {
  struct session_event event;
  size_t count = 0;
  while (session_next(session, now_ns, &event)) {
    if (event.kind == EVENT_CUE && event.cue.cue->sound != CUE_SOUND_NONE) {
      assert_true(count < DUE_MAX);
      called[count++] = (struct called){.at_ns = event.cue.at_ns, .sound = event.cue.cue->sound};
    }
  }
  return count;
}

/* Takes out `sound` at `at_ns`; false when it is not there. */
static bool take_out(struct called *sounds, size_t *count, struct called sound) {
  for (size_t i = 0; i < *count; i++) {
    if (sounds[i].at_ns == sound.at_ns && sounds[i].sound == sound.sound) {
      sounds[i] = sounds[--*count];
      return true;
    }
  }
  return false;
}

/*
 * Time passes without a command: what sounds is what was planned. Only what is due at the very moment at which a pause began
 * cannot be told from a view: it may have been called before. `start_ns` is when the session began.
 */
static int64_t let_pass(struct session *session, int64_t start_ns, int64_t now_ns, int64_t span_ns) {
  struct called called[DUE_MAX];
  struct cue_due due[DUE_MAX];
  struct session_view view;
  int64_t next_ns = 0;
  session_view(session, now_ns, &view);
  size_t planned = cue_plan(&view, span_ns, due, DUE_MAX, &next_ns);
  size_t count = listen(session, now_ns + span_ns, called);
  for (size_t i = 0; i < planned; i++) {
    bool open = due[i].at_ns == view.t_ns + view.settling_left_ns;
    bool was_called = take_out(called, &count, (struct called){.at_ns = due[i].at_ns, .sound = due[i].cue->sound});
    assert_true(was_called || open);
    assert_true(i == 0 || due[i].at_ns >= due[i - 1].at_ns);
  }
  assert_int_equal(count, 0);
  assert_true(next_ns > now_ns - start_ns + span_ns);
  return now_ns + span_ns;
}

static void whatever_was_pressed_the_session_calls_what_was_planned(void **state) {
  (void)state;
  struct routine *routine = sample_routine();
  const struct timeline *sample = timeline_compile(routine, NULL);
  for (uint64_t run = 1; run <= RUNS; run++) {
    struct chance chance = {.state = run * 77777};
    struct session *session = session_create(sample);
    struct called ignored[DUE_MAX];
    int64_t start_ns = SECONDS(5000);
    int64_t now_ns = start_ns;
    session_command(session, (struct session_command){.kind = COMMAND_START}, now_ns);
    for (int turn = 0; turn < TURNS && !session_is_over(session); turn++) {
      listen(session, now_ns, ignored);
      now_ns = let_pass(session, start_ns, now_ns, (int64_t)chance_draw(&chance, 30000) * NS_PER_MS);
      struct session_command command = {.kind = (enum session_command_kind)chance_draw(&chance, COMMAND_STOP),
                                        .index = chance_draw(&chance, sample->step_count),
                                        .span_ns = SECONDS(3)};
      session_command(session, command, now_ns);
    }
    session_destroy(session);
  }
  routine_destroy(routine);
}

static void words_are_planned_by_how_much_is_said(void **state) {
  (void)state;
  static const struct cue cues[] = {{.at_ns = 0, .kind = CUE_SETUP, .text = "Ready."},
                                    {.at_ns = SECONDS(2), .kind = CUE_BREATHE, .sound = CUE_SOUND_REP_IN, .text = "In."},
                                    {.at_ns = SECONDS(3), .kind = CUE_REP, .sound = CUE_SOUND_REP_OUT},
                                    {.at_ns = SECONDS(8), .kind = CUE_ANNOUNCE, .text = "Next."}};
  static const struct segment_form form = {
      .kind = SEGMENT_HOLD, .length_ns = SECONDS(10), .exercise = &exercise, .cues = cues, .cue_count = ARRAY_LEN(cues)};
  static const struct {
    enum verbosity verbosity;
    int64_t horizon_ns;
    size_t count;
    int64_t first_ns, next_ns;
  } cases[] = {
      {VERBOSITY_ALL, SECONDS(20), 3, 0, INT64_MAX},       {VERBOSITY_ALL, SECONDS(5), 2, 0, SECONDS(8)},
      {VERBOSITY_ESSENTIAL, SECONDS(5), 1, 0, SECONDS(8)}, {VERBOSITY_TONES, SECONDS(20), 0, 0, INT64_MAX},
      {VERBOSITY_SILENT, SECONDS(20), 0, 0, INT64_MAX},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct session_view view = view_at(SESSION_RUNNING, 3, 0);
    struct cue_due due[DUE_MAX];
    int64_t next_ns = 0;
    view.form = &form;
    view.length_ns = form.length_ns;
    assert_int_equal(cue_plan_words(&view, cases[i].verbosity, cases[i].horizon_ns, due, DUE_MAX, &next_ns), cases[i].count);
    assert_true(cases[i].count == 0 || due[0].at_ns == view.t_ns + cases[i].first_ns);
    assert_true(next_ns == (cases[i].next_ns == INT64_MAX ? INT64_MAX : view.t_ns + cases[i].next_ns));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_due_soon_is_planned),
      cmocka_unit_test(past_its_room_the_earliest_are_kept),
      cmocka_unit_test(whatever_was_pressed_the_session_calls_what_was_planned),
      cmocka_unit_test(words_are_planned_by_how_much_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
