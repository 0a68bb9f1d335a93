/* What the bell rings for can be told from how often and how fast it rings. */
#include "app/bell.h"
#include "base/macros.h"
#include "base/timespan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* When it rings, in hundredths of a second from its beginning, as text. */
static void listen(enum cue_sound sound, char *heard, size_t size) {
  struct bell bell = {0};
  size_t length = 0;
  bell_begin(&bell, sound, SECONDS(7));
  heard[0] = '\0';
  for (int64_t next_ns; (next_ns = bell_deadline(&bell)) != INT64_MAX;) {
    assert_false(bell_rings(&bell, next_ns - 1));
    assert_true(bell_rings(&bell, next_ns));
    length += (size_t)snprintf(heard + length, size - length, "%d ", (int)((next_ns - SECONDS(7)) / (10 * NS_PER_MS)));
  }
  assert_false(bell_rings(&bell, SECONDS(100)));
}

static void each_event_has_a_pattern_of_its_own(void **state) {
  (void)state;
  static const struct {
    enum cue_sound sound;
    const char *heard;
  } cases[] = {
      {CUE_SOUND_START, "0 "},         {CUE_SOUND_END, "0 45 "},
      {CUE_SOUND_REST, "0 45 90 "},    {CUE_SOUND_SWITCH, "0 18 "},
      {CUE_SOUND_WARNING, "0 18 36 "}, {CUE_SOUND_FINISH, "0 45 63 108 "},
      {CUE_SOUND_HALFWAY, ""},         {CUE_SOUND_NONE, ""},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    char heard[64];
    listen(cases[i].sound, heard, sizeof heard);
    assert_string_equal(heard, cases[i].heard);
  }
}

static void a_new_one_takes_the_place_of_the_old(void **state) {
  (void)state;
  struct bell bell = {0};
  assert_true(bell_deadline(&bell) == INT64_MAX);
  bell_begin(&bell, CUE_SOUND_FINISH, 0);
  assert_true(bell_rings(&bell, 0));
  bell_begin(&bell, CUE_SOUND_START, SECONDS(1));
  assert_true(bell_rings(&bell, SECONDS(1)));
  assert_true(bell_deadline(&bell) == INT64_MAX);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_event_has_a_pattern_of_its_own),
      cmocka_unit_test(a_new_one_takes_the_place_of_the_old),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
