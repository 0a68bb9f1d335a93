/* A sound that has been sent is known by what and when it is, and forgotten when it no longer matters. */
#include "base/timespan.h"
#include "cue/sent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct sent_sound *look_up(const struct sent *sent, enum cue_sound sound, int64_t at_ns) {
  return sent_find(sent, &(struct sent_sound){.at_ns = at_ns, .sound = sound});
}

static void a_sound_is_found_by_its_name_and_moment(void **state) {
  (void)state;
  struct sent sent = {.count = 0};
  sent_add(&sent, &(struct sent_sound){.id = 4, .at_ns = SECONDS(1), .sound = CUE_SOUND_COUNT});
  sent_add(&sent, &(struct sent_sound){.id = 5, .at_ns = SECONDS(2), .sound = CUE_SOUND_COUNT});
  assert_int_equal(look_up(&sent, CUE_SOUND_COUNT, SECONDS(2) + 3 * NS_PER_MS)->id, 5);
  assert_int_equal(look_up(&sent, CUE_SOUND_COUNT, SECONDS(1) - 3 * NS_PER_MS)->id, 4);
  assert_null(look_up(&sent, CUE_SOUND_COUNT, SECONDS(1) + 4 * NS_PER_MS));
  assert_null(look_up(&sent, CUE_SOUND_START, SECONDS(1)));
}

static void what_lies_ahead_or_behind_can_be_forgotten(void **state) {
  (void)state;
  struct sent sent = {.count = 0};
  for (int64_t i = 0; i < 10; i++) {
    sent_add(&sent, &(struct sent_sound){.id = i, .at_ns = SECONDS(i), .sound = CUE_SOUND_COUNT});
  }
  sent_drop_after(&sent, SECONDS(7));
  sent_drop_before(&sent, SECONDS(3));
  assert_int_equal(sent.count, 5);
  for (int64_t i = 0; i < 10; i++) {
    assert_int_equal(look_up(&sent, CUE_SOUND_COUNT, SECONDS(i)) != NULL, i >= 3 && i <= 7);
  }
}

static void when_full_the_oldest_gives_way(void **state) {
  (void)state;
  struct sent sent = {.count = 0};
  for (int64_t i = SENT_MAX + 5; i > 0; i--) {
    sent_add(&sent, &(struct sent_sound){.id = i, .at_ns = SECONDS(i), .sound = CUE_SOUND_COUNT});
  }
  sent_add(&sent, &(struct sent_sound){.id = 999, .at_ns = SECONDS(999), .sound = CUE_SOUND_COUNT});
  assert_int_equal(sent.count, SENT_MAX);
  assert_int_equal(look_up(&sent, CUE_SOUND_COUNT, SECONDS(999))->id, 999);
  assert_int_equal(look_up(&sent, CUE_SOUND_COUNT, SECONDS(SENT_MAX + 5))->id, SENT_MAX + 5);
}

static void what_was_called_off_is_still_known_by_its_id(void **state) {
  (void)state;
  struct sent sent = {.count = 0};
  sent_add(&sent, &(struct sent_sound){.id = 4, .at_ns = SECONDS(1), .sound = CUE_SOUND_COUNT});
  sent_add(&sent, &(struct sent_sound){.id = 5, .at_ns = SECONDS(2), .sound = CUE_SOUND_BREATH_IN});
  sent_call_off_after(&sent, SECONDS(1));
  assert_false(look_up(&sent, CUE_SOUND_COUNT, SECONDS(1))->called_off);
  assert_true(look_up(&sent, CUE_SOUND_BREATH_IN, SECONDS(2))->called_off);
  sent_forget(&sent, 5);
  assert_null(look_up(&sent, CUE_SOUND_BREATH_IN, SECONDS(2)));
  assert_int_equal(sent.count, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_sound_is_found_by_its_name_and_moment),
      cmocka_unit_test(what_lies_ahead_or_behind_can_be_forgotten),
      cmocka_unit_test(what_was_called_off_is_still_known_by_its_id),
      cmocka_unit_test(when_full_the_oldest_gives_way),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
