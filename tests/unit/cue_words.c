/* Words are left out by how much shall be said, and shortened where a sentence can end. */
#include "base/macros.h"
#include "cue/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void less_is_said_from_level_to_level(void **state) {
  (void)state;
  static const bool essential[CUE_COUNT_OF] = {
      [CUE_ANNOUNCE] = true, [CUE_SETUP] = true, [CUE_COUNT] = true, [CUE_START] = true,
      [CUE_SWITCH] = true,   [CUE_END] = true,   [CUE_REST] = true,  [CUE_DONE] = true,
  };
  for (enum cue_kind kind = 0; kind < CUE_COUNT_OF; kind++) {
    struct cue cue = {.kind = kind, .text = "Words."};
    assert_true(words_are_said(&cue, VERBOSITY_ALL));
    assert_int_equal(words_are_said(&cue, VERBOSITY_ESSENTIAL), essential[kind]);
    assert_false(words_are_said(&cue, VERBOSITY_TONES));
    assert_false(words_are_said(&cue, VERBOSITY_SILENT));
  }
}

static void a_cue_without_words_says_none(void **state) {
  (void)state;
  assert_false(words_are_said(&(struct cue){.kind = CUE_START, .sound = CUE_SOUND_START}, VERBOSITY_ALL));
  assert_false(words_are_said(&(struct cue){.kind = CUE_START, .text = ""}, VERBOSITY_ALL));
}

static void a_short_form_ends_where_a_sentence_can(void **state) {
  (void)state;
  static const struct {
    const char *text, *shortened;
  } cases[] = {
      {"Next: lean, left.", "Next: lean."},
      {"Next: lean.", "Next."},
      {"Welcome. 8 exercises, about 8 minutes.", "Welcome. 8 exercises."},
      {"And rest.", ""},
      {"Hold for 1.5 seconds", ""},
      {"", ""},
      {".", ""},
      {", then on.", ""},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    char out[64];
    assert_string_equal(words_shorten(cases[i].text, out, sizeof out), cases[i].shortened);
  }
}

static void every_text_has_a_key_of_its_own(void **state) {
  (void)state;
  assert_true(words_key("") != 0);
  assert_true(words_key("Two.") == words_key("Two."));
  assert_true(words_key("Two.") != words_key("One."));
}

static void each_level_has_its_notice(void **state) {
  (void)state;
  for (enum verbosity verbosity = 0; verbosity < VERBOSITY_COUNT; verbosity++) {
    assert_true(strlen(verbosity_notice(verbosity)) > 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(less_is_said_from_level_to_level),
      cmocka_unit_test(a_cue_without_words_says_none),
      cmocka_unit_test(a_short_form_ends_where_a_sentence_can),
      cmocka_unit_test(every_text_has_a_key_of_its_own),
      cmocka_unit_test(each_level_has_its_notice),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
