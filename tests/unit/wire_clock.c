/* Two ends on one clock agree exactly; two clocks are told apart within the jitter of the link, and followed as they drift. */
#include "base/macros.h"
#include "base/timespan.h"
#include "wire/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* An answer that took `there_ns` to go and `back_ns` to come, by a clock that is `offset_ns` ahead. */
static void answer(struct wire_clock *clock, int64_t now_ns, int64_t offset_ns, int64_t there_ns, int64_t back_ns) {
  wire_clock_feed(clock, now_ns, now_ns + there_ns + offset_ns, now_ns + there_ns + back_ns);
}

/* The same jitter in every run. */
static int64_t jitter_ns(uint32_t *seed, int64_t most_ns) {
  *seed = *seed * 1664525U + 1013904223U;
  return (int64_t)(*seed >> 8) * most_ns / (1 << 24);
}

static void on_one_machine_a_moment_stays_what_it_is(void **state) {
  (void)state;
  struct wire_clock clock = {0};
  uint32_t seed = 1;
  assert_int_equal(wire_clock_here(&clock, 123), 123);
  for (int64_t i = 0; i < 200; i++) {
    answer(&clock, SECONDS(i), 0, jitter_ns(&seed, SECONDS(1) / 50), jitter_ns(&seed, SECONDS(1) / 50));
    assert_int_equal(wire_clock_here(&clock, SECONDS(5)), SECONDS(5));
  }
}

static void over_a_jittery_link_the_difference_is_found(void **state) {
  (void)state;
  static const int64_t offsets[] = {SECONDS(86400), -SECONDS(1000), SECONDS(1) / 2};
  for (size_t i = 0; i < ARRAY_LEN(offsets); i++) {
    struct wire_clock clock = {0};
    uint32_t seed = 7;
    for (int64_t turn = 0; turn < 50; turn++) {
      int64_t there_ns = 20 * NS_PER_MS + jitter_ns(&seed, 30 * NS_PER_MS);
      answer(&clock, SECONDS(turn), offsets[i], there_ns, 20 * NS_PER_MS + jitter_ns(&seed, 30 * NS_PER_MS));
    }
    assert_true(clock.known);
    assert_true(llabs(clock.offset_ns - offsets[i]) < 6 * NS_PER_MS);
    assert_int_equal(wire_clock_here(&clock, wire_clock_there(&clock, 55)), 55);
  }
}

static void one_slow_answer_moves_nothing(void **state) {
  (void)state;
  struct wire_clock clock = {0};
  answer(&clock, 0, SECONDS(100), NS_PER_MS, NS_PER_MS);
  answer(&clock, SECONDS(5), SECONDS(100), SECONDS(3), NS_PER_MS);
  answer(&clock, SECONDS(9), SECONDS(100), NS_PER_MS, SECONDS(3));
  assert_int_equal(clock.offset_ns, SECONDS(100));
}

static void a_clock_that_runs_faster_is_followed(void **state) {
  (void)state;
  struct wire_clock clock = {0};
  uint32_t seed = 3;
  for (int64_t turn = 0; turn < 720; turn++) { /* an hour at 100 millionths */
    int64_t offset_ns = SECONDS(50) + turn * 5 * NS_PER_S / 10000;
    answer(&clock, SECONDS(5 * turn), offset_ns, NS_PER_MS + jitter_ns(&seed, NS_PER_MS), NS_PER_MS);
    assert_true(llabs(clock.offset_ns - offset_ns) < 3 * NS_PER_MS);
  }
}

static void an_answer_from_before_its_question_is_ignored(void **state) {
  (void)state;
  struct wire_clock clock = {0};
  wire_clock_feed(&clock, SECONDS(9), SECONDS(1), SECONDS(8));
  assert_false(clock.known);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(on_one_machine_a_moment_stays_what_it_is),
      cmocka_unit_test(over_a_jittery_link_the_difference_is_found),
      cmocka_unit_test(one_slow_answer_moves_nothing),
      cmocka_unit_test(a_clock_that_runs_faster_is_followed),
      cmocka_unit_test(an_answer_from_before_its_question_is_ignored),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
