#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/macros.h"
#include "base/timespan.h"
#include "screen/motion.h"
#include "screen/theme.h"
#include "support/screen_views.h"

#define MS(n) ((n) * (int64_t)NS_PER_MS)

static int percent_at(struct motion *motion, enum scene scene, int64_t now_ns) {
  struct player_view view = scene_view(scene);
  motion_fade(motion, &view, now_ns);
  return view.fade_percent;
}

static void a_change_of_tone_fades_in_three_steps(void **state) {
  static const struct {
    int64_t at_ms;
    int percent;
    int64_t next_ms; /* -1: none */
  } steps[] = {{0, 33, 100}, {40, 33, 100}, {100, 66, 200}, {199, 66, 200}, {200, 0, -1}, {5000, 0, -1}};
  struct motion motion;
  (void)state;
  motion_init(&motion, false);
  assert_int_equal(percent_at(&motion, SCENE_HOLD, MS(500)), 0); /* the first frame is what it is */
  assert_int_equal(percent_at(&motion, SCENE_HOLD, MS(900)), 0);
  for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
    int64_t now_ns = MS(1000 + steps[i].at_ms);
    assert_int_equal(percent_at(&motion, SCENE_PAUSED, now_ns), steps[i].percent);
    int64_t next_ns = steps[i].next_ms < 0 ? INT64_MAX : MS(1000 + steps[i].next_ms);
    assert_true(motion_deadline_ns(&motion, now_ns) == next_ns);
  }
}

static void who_wants_less_motion_gets_no_fade(void **state) {
  struct motion motion;
  (void)state;
  motion_init(&motion, true);
  percent_at(&motion, SCENE_HOLD, 0);
  assert_int_equal(percent_at(&motion, SCENE_PAUSED, MS(1000)), 0);
  assert_true(motion_deadline_ns(&motion, MS(1000)) == INT64_MAX);
  assert_true(motion_frame_ns(&motion) == MS(500));
  motion_sent(&motion, 100, MS(1000));
  assert_true(motion_earliest_ns(&motion) == MS(1040)); /* what a key asks for is shown at once */
}

static void a_slow_line_gets_two_frames_a_second_until_it_is_quick_again(void **state) {
  struct motion motion;
  int64_t now_ns = MS(10000);
  (void)state;
  motion_init(&motion, false);
  motion_sent(&motion, 100, now_ns);
  motion_taken(&motion, now_ns + MS(250));
  assert_false(motion.is_slow);
  assert_true(motion_earliest_ns(&motion) == now_ns + MS(40));
  motion_sent(&motion, 100, now_ns);
  motion_taken(&motion, now_ns + MS(251));
  assert_true(motion.is_slow);
  assert_true(motion_earliest_ns(&motion) == now_ns + MS(500));
  percent_at(&motion, SCENE_HOLD, now_ns);
  assert_int_equal(percent_at(&motion, SCENE_PAUSED, now_ns), 0);
  static const struct {
    int64_t took_ms;
    bool slow;
  } frames[] = {{20, true}, {20, true}, {150, true}, {20, true}, {20, true}, {20, true}, {20, false}, {300, true}};
  for (size_t i = 0; i < ARRAY_LEN(frames); i++) {
    motion_sent(&motion, 100, now_ns);
    motion_taken(&motion, now_ns + MS(frames[i].took_ms));
    motion_taken(&motion, now_ns + MS(9000)); /* told again: it counts once */
    assert_int_equal(motion.is_slow, frames[i].slow);
  }
}

static void what_moves_on_a_far_terminal_takes_no_more_than_its_share(void **state) {
  struct motion motion;
  int64_t now_ns = MS(1000);
  size_t sum = 0;
  (void)state;
  motion_init(&motion, false);
  motion_is_far(&motion);
  motion_sent(&motion, 20000, now_ns); /* all of a large screen */
  assert_true(motion_paced_ns(&motion, MS(125)) == MS(1000));
  for (int64_t start_ns = now_ns; now_ns < start_ns + MS(10000); sum += 2400) {
    now_ns += motion_paced_ns(&motion, MS(125));
    motion_sent(&motion, 2400, now_ns);
  }
  assert_in_range(sum, 40000, 60000);
  now_ns += MS(2000);
  motion_sent(&motion, 300, now_ns);
  assert_true(motion_paced_ns(&motion, MS(125)) == MS(125));
}

static void frames_of_many_bytes_come_less_often(void **state) {
  static const struct {
    size_t bytes;
    int64_t wanted_ms;
    int least, most; /* frames in ten seconds, in each of which the digits have one as well */
  } frames[] = {{400, 125, 80, 90}, {1000, 125, 50, 60}, {1900, 125, 26, 32}, {90000, 125, 20, 30}, {90000, 700, 14, 25}};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(frames); i++) {
    struct motion motion;
    int count = 0;
    motion_init(&motion, false);
    int64_t second_ns = MS(1000);
    for (int64_t now_ns = 0; now_ns < MS(10000); count++) {
      motion_sent(&motion, frames[i].bytes, now_ns);
      now_ns += motion_paced_ns(&motion, MS(frames[i].wanted_ms));
      if (now_ns >= second_ns) {
        now_ns = second_ns;
        second_ns += MS(1000);
      }
    }
    assert_in_range(count, frames[i].least, frames[i].most);
  }
}

static void a_window_that_is_dragged_is_drawn_ten_times_a_second(void **state) {
  struct motion motion;
  (void)state;
  motion_init(&motion, false);
  motion_resized(&motion);
  motion_sent(&motion, 100, MS(1000));
  assert_true(motion_earliest_ns(&motion) == MS(1040)); /* a key is shown as soon as ever */
  motion_resized(&motion);
  assert_true(motion_earliest_ns(&motion) == MS(1100));
  motion_sent(&motion, 100, MS(1100));
  motion_sent(&motion, 100, MS(2000));
  motion_resized(&motion);
  assert_true(motion_earliest_ns(&motion) == MS(2040));
}

static void a_stage_lies_between_the_two_colours(void **state) {
  static const struct {
    struct theme theme;
    int percent;
    int32_t foreground;
  } stages[] = {
      {{THEME_TRUE, false}, 0, 0x688cb0}, {{THEME_TRUE, false}, 50, 0xacc0d6}, {{THEME_TRUE, false}, 100, 0xf0f5fc},
      {{THEME_TRUE, true}, 50, 0x314963}, {{THEME_16, false}, 33, 15},         {{THEME_MONO, false}, 33, -1},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(stages); i++) {
    struct pen pen = {.foreground = ink_between(ROLE_DIGIT2, ROLE_DIGIT, stages[i].percent)};
    assert_int_equal(theme_paint(stages[i].theme, pen).foreground, stages[i].foreground);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_change_of_tone_fades_in_three_steps),
      cmocka_unit_test(who_wants_less_motion_gets_no_fade),
      cmocka_unit_test(a_slow_line_gets_two_frames_a_second_until_it_is_quick_again),
      cmocka_unit_test(what_moves_on_a_far_terminal_takes_no_more_than_its_share),
      cmocka_unit_test(frames_of_many_bytes_come_less_often),
      cmocka_unit_test(a_window_that_is_dragged_is_drawn_ten_times_a_second),
      cmocka_unit_test(a_stage_lies_between_the_two_colours),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
