/* The frame clock keeps sounds exactly apart under jitter, follows drift slowly, and finds its place again after a stall. */
#include "base/macros.h"
#include "base/timespan.h"
#include "sounder/frame_clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define RATE 48000
#define BLOCK 960
#define BEGIN_NS SECONDS(1000)

/* The same jitter in every run, within ±most. */
static int64_t jitter_ns(uint32_t *seed, int64_t most_ns) {
  *seed = *seed * 1664525U + 1013904223U;
  return ((int64_t)(*seed >> 8) - (1 << 23)) * most_ns / (1 << 23);
}

/* A device whose second lasts `second_ns`, reporting `blocks` blocks with jitter, `late_ns` late. Returns the next frame. */
static int64_t run(struct frame_clock *clock, int64_t frame, int blocks, int64_t second_ns, int64_t jitter_most_ns,
                   int64_t late_ns) {
  uint32_t seed = 5;
  for (int i = 0; i < blocks; i++, frame += BLOCK) {
    int64_t true_ns = BEGIN_NS + frame / RATE * second_ns + frame % RATE * second_ns / RATE;
    frame_clock_report(clock, frame, true_ns + late_ns + jitter_ns(&seed, jitter_most_ns));
  }
  return frame;
}

static void jitter_moves_no_onset(void **state) {
  (void)state;
  struct frame_clock clock;
  frame_clock_init(&clock, RATE);
  int64_t frame = run(&clock, 0, 50, NS_PER_S, 4 * NS_PER_MS, 0);
  int64_t anchored_at = frame_clock_frame(&clock, BEGIN_NS + SECONDS(100));
  run(&clock, frame, 5000, NS_PER_S, 4 * NS_PER_MS, 0);
  assert_int_equal(frame_clock_frame(&clock, BEGIN_NS + SECONDS(100)), anchored_at);
  assert_true(llabs(anchored_at - INT64_C(100) * RATE) < 3 * RATE / 1000);
}

static void drift_is_followed_within_six_milliseconds(void **state) {
  (void)state;
  static const int64_t seconds_ns[] = {NS_PER_S + 50000, NS_PER_S - 50000};
  for (size_t i = 0; i < ARRAY_LEN(seconds_ns); i++) {
    struct frame_clock clock;
    frame_clock_init(&clock, RATE);
    int64_t frame = 0;
    int64_t before_ns = 0;
    for (int second = 0; second < 3600; second++) {
      frame = run(&clock, frame, RATE / BLOCK, seconds_ns[i], NS_PER_MS, 0);
      int64_t true_ns = BEGIN_NS + frame / RATE * seconds_ns[i];
      int64_t off_ns = frame_clock_time(&clock, frame) - true_ns;
      assert_true(llabs(off_ns) < 6 * NS_PER_MS);
      assert_true(second == 0 || llabs(off_ns - before_ns) <= 160000);
      before_ns = off_ns;
    }
  }
}

static void a_stall_of_a_fifth_of_a_second_is_made_up_for_within_five_blocks(void **state) {
  (void)state;
  struct frame_clock clock;
  frame_clock_init(&clock, RATE);
  int64_t frame = run(&clock, 0, 500, NS_PER_S, NS_PER_MS, 0);
  frame = run(&clock, frame, 5, NS_PER_S, NS_PER_MS, 210 * NS_PER_MS);
  int64_t off_ns = frame_clock_time(&clock, frame) - (BEGIN_NS + frame * NS_PER_S / RATE + 210 * NS_PER_MS);
  assert_true(llabs(off_ns) < 3 * NS_PER_MS);
}

static void one_odd_report_moves_nothing(void **state) {
  (void)state;
  struct frame_clock clock;
  frame_clock_init(&clock, RATE);
  int64_t frame = run(&clock, 0, 500, NS_PER_S, 0, 0);
  int64_t before = frame_clock_frame(&clock, BEGIN_NS + SECONDS(60));
  frame = run(&clock, frame, 1, NS_PER_S, 0, SECONDS(2));
  run(&clock, frame, 100, NS_PER_S, 0, 0);
  assert_int_equal(frame_clock_frame(&clock, BEGIN_NS + SECONDS(60)), before);
}

static void frames_and_moments_are_each_others_inverse(void **state) {
  (void)state;
  struct frame_clock clock;
  static const int rates[] = {44100, 48000, 96000};
  for (size_t i = 0; i < ARRAY_LEN(rates); i++) {
    frame_clock_init_virtual(&clock, rates[i]);
    for (int64_t frame = 0; frame < INT64_C(5000000000); frame = frame * 3 / 2 + 1) {
      assert_int_equal(frame_clock_frame(&clock, frame_clock_time(&clock, frame)), frame);
      assert_int_equal(frame_clock_frame(&clock, frame_clock_time(&clock, -frame)), -frame);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(jitter_moves_no_onset),
      cmocka_unit_test(drift_is_followed_within_six_milliseconds),
      cmocka_unit_test(a_stall_of_a_fifth_of_a_second_is_made_up_for_within_five_blocks),
      cmocka_unit_test(one_odd_report_moves_nothing),
      cmocka_unit_test(frames_and_moments_are_each_others_inverse),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
