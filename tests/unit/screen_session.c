#include "base/macros.h"
#include "base/timespan.h"
#include "screen/player.h"
#include "session/session.h"
#include "support/sample_routine.h"
#include "support/screen_views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The player over real sessions in virtual time: whatever a session can come to is drawn, and says the right thing. */

static const struct screen_style unicode = {.ascii = false, .reverse = true};

struct play {
  struct routine *routine;
  struct session *session;
  int64_t now_ns;
  struct cells *cells;
};

static void drain(struct play *play) {
  struct session_event event;
  while (session_next(play->session, play->now_ns, &event)) {
  }
}

static void command(struct play *play, enum session_command_kind kind) {
  drain(play);
  session_command(play->session, (struct session_command){.kind = kind, .span_ns = SECONDS(90)}, play->now_ns);
  drain(play);
}

static struct play play_start(int rows, int columns) {
  struct play play = {.routine = sample_routine(), .cells = cells_create(rows, columns)};
  play.session = session_create(timeline_compile(play.routine, NULL));
  command(&play, COMMAND_START);
  return play;
}

static void play_end(struct play *play) {
  session_destroy(play->session);
  routine_destroy(play->routine);
  cells_destroy(play->cells);
}

static struct player_view shown(struct play *play) {
  struct player_view view = {.sound = "tones"};
  drain(play);
  session_view(play->session, play->now_ns, &view.session);
  return view;
}

static char *drawn(struct play *play) {
  struct player_view view = shown(play);
  player_draw(play->cells, &view, &unicode);
  return cells_as_text(play->cells);
}

static void a_whole_session_is_drawn_from_its_first_second_to_its_last(void **state) {
  static const int sizes[][2] = {{24, 80}, {40, 120}, {12, 40}, {5, 20}, {36, 50}, {1, 3}};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
    struct play play = play_start(sizes[i][0], sizes[i][1]);
    int draws = 0;
    while (!session_is_over(play.session)) {
      free(drawn(&play));
      struct player_view view = shown(&play);
      int64_t step_ns = player_next_change_ns(&view);
      assert_true(step_ns > 0 && step_ns <= SECONDS(1));
      if (view.session.state == SESSION_WAITING) {
        command(&play, COMMAND_RESUME);
      }
      play.now_ns += step_ns;
      draws++;
      drain(&play);
    }
    free(drawn(&play));
    assert_true(draws > 300);
    play_end(&play);
  }
}

static void commands_at_any_moment_leave_something_to_draw(void **state) {
  static const enum session_command_kind kinds[] = {
      COMMAND_PAUSE,      COMMAND_RESUME,  COMMAND_NEXT,   COMMAND_BACK, COMMAND_FORWARD, COMMAND_REWIND,
      COMMAND_LONGER,     COMMAND_EASE,    COMMAND_HURTS,  COMMAND_EASE, COMMAND_BACK,    COMMAND_LEAVE_OUT,
      COMMAND_BRING_BACK, COMMAND_STALLED, COMMAND_RESUME, COMMAND_NEXT, COMMAND_EASE,    COMMAND_NEXT,
  };
  uint32_t random = 1;
  (void)state;
  for (int run = 0; run < 200; run++) {
    struct play play = play_start(1 + run % 50, 1 + run * 7 % 130);
    for (int i = 0; i < 60 && !session_is_over(play.session); i++) {
      random = random * 1664525u + 1013904223u;
      play.now_ns += (int64_t)(random >> 8) * 700;
      command(&play, kinds[(random >> 16) % ARRAY_LEN(kinds)]);
      struct player_view view = shown(&play);
      view.mode = (random >> 4) % 5 == 0 ? PLAYER_STOP_QUESTION : PLAYER_RUNNING;
      player_draw(play.cells, &view, &unicode);
      assert_true(player_next_change_ns(&view) > 0);
      assert_int_equal(cells_at(play.cells, 0, 0)->width > 0, 1);
    }
    play_end(&play);
  }
}

static void advance_to(struct play *play, const char *text) {
  for (int i = 0; i < 2000; i++) {
    char *screen = drawn(play);
    bool found = strstr(screen, text) != NULL;
    free(screen);
    if (found) {
      return;
    }
    play->now_ns += NS_PER_S / 2;
    struct player_view view = shown(play);
    if (view.session.state == SESSION_WAITING && strcmp(text, "YOUR PACE") != 0) {
      command(play, COMMAND_RESUME);
    }
  }
  fail_msg("\"%s\" never came", text);
}

static void a_session_tells_its_states_in_their_order(void **state) {
  static const char *const states[] = {
      "GET READY",
      "MOVE",
      "next  Deep lunge, kneeling",
      "GET READY  left first",
      "HOLD  set 1 of 2",
      "REST  before set 2 of 2",
      "HOLD  set 2 of 2",
      "then  Switch sides",
      "SWITCH SIDES",
      "then  Hold 30 s, right, set 1 of 2",
      "HOLD  set 1 of 2",
      "YOUR PACE",
      "Take as long as you need.",
      "REPS  set 1 of 2",
      "of 6",
      "REPS  set 2 of 2",
      "REPS  set 1 of 1",
      "BREATHE",
      "last one",
  };
  (void)state;
  struct play play = play_start(24, 80);
  for (size_t i = 0; i < ARRAY_LEN(states); i++) {
    advance_to(&play, states[i]);
  }
  play_end(&play);
}

static void pausing_stops_the_clock_and_resuming_counts_in(void **state) {
  (void)state;
  struct play play = play_start(24, 80);
  advance_to(&play, "HOLD  set 1 of 2");
  play.now_ns += SECONDS(10);
  command(&play, COMMAND_PAUSE);
  advance_to(&play, "Take your time.");
  advance_to(&play, "space resume");
  struct player_view view = shown(&play);
  assert_int_equal(player_next_change_ns(&view), INT64_MAX);
  command(&play, COMMAND_RESUME);
  view = shown(&play);
  assert_int_equal(view.session.state, SESSION_SETTLING);
  assert_true(player_next_change_ns(&view) <= SECONDS(1));
  play_end(&play);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_whole_session_is_drawn_from_its_first_second_to_its_last),
      cmocka_unit_test(commands_at_any_moment_leave_something_to_draw),
      cmocka_unit_test(a_session_tells_its_states_in_their_order),
      cmocka_unit_test(pausing_stops_the_clock_and_resuming_counts_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
