#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/macros.h"
#include "base/timespan.h"
#include "screen/keymap.h"
#include "screen/library_filter.h"

#include <stdio.h>
#include <string.h>

static const char *const strap[] = {"mat", "strap"};

static const struct library_item items[] = {
    {.title = "Hips, easy", .goal = "Loosen hips stiff from sitting.", .area = AREA_HIPS, .total_ns = SECONDS(660)},
    {.title = "Hips, deep", .area = AREA_HIPS, .total_ns = SECONDS(900), .equipment = {strap, 2}},
    {.title = "Big 3", .goal = "Three drills.", .area = AREA_CORE, .total_ns = SECONDS(629)},
    {.title = "Two-minute reset", .area = AREA_LOWER_BACK, .total_ns = SECONDS(120)},
};

/* The titles that come through, `a; b; `. */
static const char *through(const struct library_filter *filter, char *out, size_t size) {
  size_t used = 0;
  out[0] = '\0';
  for (size_t i = 0; i < ARRAY_LEN(items); i++) {
    if (library_filter_lets_through(filter, &items[i])) {
      used += (size_t)snprintf(out + used, size - used, "%s; ", items[i].title);
    }
  }
  return out;
}

static void type(struct library_filter *filter, const char *words) {
  filter->typing = true;
  for (; *words != '\0'; words++) {
    library_filter_type(filter, (uint32_t)*words);
  }
}

static void every_word_must_occur_in_what_is_known_of_a_routine(void **state) {
  static const struct {
    const char *words, *through;
  } rows[] = {
      {"hips", "Hips, easy; Hips, deep; "},
      {"HIPS", "Hips, easy; Hips, deep; "},
      {"hip strap", "Hips, deep; "},
      {"strap  hip ", "Hips, deep; "},
      {"sitting", "Hips, easy; "},
      {"lower back", "Two-minute reset; "},
      {"core", "Big 3; "},
      {"3", "Big 3; "},
      {"hips core", ""},
      {"", "Hips, easy; Hips, deep; Big 3; Two-minute reset; "},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
    struct library_filter filter = {.typing = false};
    char out[128];
    type(&filter, rows[i].words);
    assert_string_equal(through(&filter, out, sizeof out), rows[i].through);
  }
}

static void areas_follow_one_another_and_then_all(void **state) {
  static const char *const rounds[] = {"Hips, easy; Hips, deep; ", "Big 3; ", "Two-minute reset; ",
                                       "Hips, easy; Hips, deep; Big 3; Two-minute reset; "};
  struct library_filter filter = {.typing = false};
  char out[128];
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(rounds); i++) {
    library_filter_next_area(&filter, items, ARRAY_LEN(items));
    assert_string_equal(through(&filter, out, sizeof out), rounds[i]);
  }
  assert_true(library_filter_is_open(&filter));
}

/* The bound is of the minutes that are shown: 629 s are 10 min. */
static void lengths_follow_one_another_and_then_any(void **state) {
  static const char *const rounds[] = {"Two-minute reset; ", "Big 3; Two-minute reset; ",
                                       "Hips, easy; Hips, deep; Big 3; Two-minute reset; "};
  struct library_filter filter = {.typing = false};
  char out[128];
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(rounds); i++) {
    library_filter_next_length(&filter);
    assert_string_equal(through(&filter, out, sizeof out), rounds[i]);
  }
  library_filter_next_length(&filter);
  assert_int_equal(filter.most_minutes, 20);
  library_filter_next_length(&filter);
  assert_true(library_filter_is_open(&filter));
}

static void the_words_are_written_and_taken_back(void **state) {
  struct library_filter filter = {.typing = false};
  (void)state;
  type(&filter, "ab");
  assert_true(library_filter_type(&filter, 0xFC)); /* an u with two dots takes two bytes */
  assert_string_equal(filter.search, "ab\xC3\xBC");
  assert_true(library_filter_type(&filter, KEY_RUBOUT));
  assert_string_equal(filter.search, "ab");
  assert_false(library_filter_type(&filter, KEY_RETURN));
  assert_false(filter.typing);
  filter.typing = true;
  assert_true(library_filter_type(&filter, KEY_ESCAPE));
  assert_false(filter.typing);
  assert_true(library_filter_is_open(&filter));
}

static void a_rubout_past_the_first_letter_ends_the_typing(void **state) {
  struct library_filter filter = {.typing = true};
  (void)state;
  library_filter_type(&filter, 'a');
  library_filter_type(&filter, KEY_RUBOUT);
  assert_true(filter.typing);
  library_filter_type(&filter, KEY_RUBOUT);
  assert_false(filter.typing);
}

static void no_more_is_written_than_there_is_room_for(void **state) {
  struct library_filter filter = {.typing = true};
  (void)state;
  for (int i = 0; i < 3 * LIBRARY_SEARCH_SIZE; i++) {
    library_filter_type(&filter, 0x1F600);
  }
  assert_true(strlen(filter.search) < sizeof filter.search);
  assert_int_equal(strlen(filter.search) % 4, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_word_must_occur_in_what_is_known_of_a_routine),
      cmocka_unit_test(areas_follow_one_another_and_then_all),
      cmocka_unit_test(lengths_follow_one_another_and_then_any),
      cmocka_unit_test(the_words_are_written_and_taken_back),
      cmocka_unit_test(a_rubout_past_the_first_letter_ends_the_typing),
      cmocka_unit_test(no_more_is_written_than_there_is_room_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
