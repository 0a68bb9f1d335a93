#include "base/timespan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/macros.h"
#include <cmocka.h>

static void sums_saturate_so_that_endless_stays_endless(void **state) {
  (void)state;
  assert_true(time_add(INT64_MAX, 1) == INT64_MAX);
  assert_true(time_add(1, INT64_MAX) == INT64_MAX);
  assert_true(time_add(INT64_MIN, -1) == INT64_MIN);
  assert_true(time_add(INT64_MAX, -1) == INT64_MAX - 1);
  assert_true(time_add(SECONDS(2), SECONDS(3)) == SECONDS(5));
}

static void a_countdown_shows_1_until_the_very_end(void **state) {
  (void)state;
  assert_int_equal(time_ceil_seconds(SECONDS(30)), 30);
  assert_int_equal(time_ceil_seconds(SECONDS(30) - 1), 30);
  assert_int_equal(time_ceil_seconds(SECONDS(29)), 29);
  assert_int_equal(time_ceil_seconds(1), 1);
  assert_int_equal(time_ceil_seconds(0), 0);
  assert_int_equal(time_ceil_seconds(-SECONDS(5)), 0);
  assert_true(time_ceil_seconds(INT64_MAX) == INT64_MAX / NS_PER_S + 1);
}

static void clocks_show_hours_only_when_there_are_any(void **state) {
  (void)state;
  static const struct {
    int64_t span_ns;
    const char *shown;
  } cases[] = {
      {0, "0:00"},
      {1, "0:01"},
      {SECONDS(59), "0:59"},
      {SECONDS(59) + 1, "1:00"},
      {SECONDS(245), "4:05"},
      {SECONDS(3599), "59:59"},
      {SECONDS(3600), "1:00:00"},
      {SECONDS(3723), "1:02:03"},
      {SECONDS(24 * 3600), "24:00:00"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    char shown[16];
    time_format_clock(shown, sizeof shown, cases[i].span_ns);
    assert_string_equal(shown, cases[i].shown);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sums_saturate_so_that_endless_stays_endless),
      cmocka_unit_test(a_countdown_shows_1_until_the_very_end),
      cmocka_unit_test(clocks_show_hours_only_when_there_are_any),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
