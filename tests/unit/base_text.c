#include "base/text.h"

#include "base/macros.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void every_character_survives_encoding_and_decoding(void **state) {
  (void)state;
  for (uint32_t codepoint = 0; codepoint <= 0x10FFFF; codepoint++) {
    if (codepoint == 0xD800) {
      codepoint = 0xE000;
    }
    char bytes[4];
    size_t length = text_encode(codepoint, bytes);
    uint32_t back;
    assert_int_equal(text_decode(bytes, length, &back), length);
    assert_int_equal(back, codepoint);
    assert_true(text_is_utf8(bytes, length));
    assert_true(length == 1 || !text_is_utf8(bytes, length - 1));
  }
}

static void ill_formed_bytes_are_refused_one_by_one(void **state) {
  (void)state;
  static const char *const cases[] = {
      "\x80",
      "\xC0\xAF",
      "\xC1\xBF",
      "\xE0\x80\xAF",
      "\xED\xA0\x80",
      "\xF0\x80\x80\xAF",
      "\xF4\x90\x80\x80",
      "\xF8\x88\x80\x80\x80",
      "\xFF",
      "\xC3",
      "\xE2\x82",
      "\xF0\x9F\x98",
      "\xC3(",
      "\xE2(\x82",
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    uint32_t codepoint;
    assert_false(text_is_utf8(cases[i], strlen(cases[i])));
    assert_int_equal(text_decode(cases[i], strlen(cases[i]), &codepoint), 1);
    assert_int_equal(codepoint, 0xFFFD);
  }
  assert_true(text_is_utf8("\xEF\xBF\xBD", 3)); /* U+FFFD itself is well-formed */
  assert_true(text_is_utf8("", 0));
}

static void widths_are_those_of_a_terminal(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int columns;
  } cases[] = {
      {"", 0},
      {"hold 30 s", 9},
      {"\x1B[0m\a", 3},
      {"caf\xC3\xA9", 4},
      {"cafe\xCC\x81", 4},             /* e and a combining accent */
      {"\xE4\xBD\xA0\xE5\xA5\xBD", 4}, /* Chinese */
      {"\xED\x95\x9C", 2},             /* Hangul, one syllable */
      {"\xE1\x84\x92\xE1\x85\xA1", 2}, /* the same from its letters */
      {"\xF0\x9F\xA7\x98", 2},         /* an emoji */
      {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", 4},
      {"\xE2\x96\xB8\xE2\x80\xA6", 2}, /* a small triangle and an ellipsis */
      {"a\xE2\x80\x8B"
       "b",
       2},                     /* zero-width space */
      {"\xEF\xBC\xA1", 2},     /* full-width A */
      {"\xC2\xAD", 1},         /* soft hyphen */
      {"\xF0\xA0\x80\x80", 2}, /* an ideograph of the second plane */
      {"\xFF", 1},             /* shown as U+FFFD */
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    assert_int_equal(text_width(cases[i].text), cases[i].columns);
  }
}

static void text_is_cut_only_between_whole_characters(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int columns, bytes, used;
  } cases[] = {
      {"abcdef", 3, 3, 3},        {"abc", 10, 3, 3}, {"abc", 0, 0, 0}, {"\xE4\xBD\xA0\xE5\xA5\xBD", 3, 3, 2},
      {"cafe\xCC\x81s", 4, 6, 4}, /* the accent stays with its letter */
      {"cafe\xCC\x81s", 3, 3, 3},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    int used = -1;
    assert_int_equal(text_fit(cases[i].text, cases[i].columns, &used), cases[i].bytes);
    assert_int_equal(used, cases[i].used);
  }
}

static void nothing_that_drives_a_terminal_is_printable(void **state) {
  (void)state;
  static const uint32_t refused[] = {0x00, 0x07, 0x1B, 0x7F, 0x85, 0x9B, 0x202E, 0x2066, 0x2028, 0xD800, 0xFFFE, 0x110000};
  static const uint32_t printed[] = {' ', '~', 0xA0, 0xE9, 0x200D, 0xFFFD, 0x1F9D8, 0x10FFFD};
  for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
    assert_false(text_is_printable(refused[i]));
  }
  for (size_t i = 0; i < ARRAY_LEN(printed); i++) {
    assert_true(text_is_printable(printed[i]));
  }
}

static void sanitized_text_holds_no_control_character(void **state) {
  (void)state;
  static const struct {
    size_t size;
    const char *text, *out;
  } cases[] = {
      {64, "plain", "plain"},
      {64, "a\tb\nc", "a b c"},
      {64, "\x1B[31mred", "\xEF\xBF\xBD[31mred"},
      {64,
       "\xC2\x9B"
       "2J",
       "\xEF\xBF\xBD"
       "2J"},
      {64,
       "a\xE2\x80\xAE"
       "b",
       "a\xEF\xBF\xBD"
       "b"},
      {64, "\xC3(", "\xEF\xBF\xBD("},
      {4, "abcdef", "abc"},
      {4, "ab\xE2\x82\xAC", "ab"},
      {1, "abc", ""},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    char out[64];
    assert_ptr_equal(text_sanitize(out, cases[i].size, cases[i].text), out);
    assert_string_equal(out, cases[i].out);
  }
}

static void words_are_counted_as_a_voice_says_them(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int words;
  } cases[] = {
      {"", 0},
      {"Breathe.", 1},
      {"Prop the hip on a cushion and let it sink.", 10},
      {"one \xE2\x80\x94 two - three", 3}, /* dashes are not words */
      {"  half-kneeling  30 s ", 3},
      {"\xC3\xA9tire\xC2\xA0toi", 2}, /* a no-break space parts words too */
      {"\xE2\x80\xA6 \xF0\x9F\x98\x80", 0},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    assert_int_equal(text_count_words(cases[i].text), cases[i].words);
  }
}

static void distance_counts_edits_and_swaps(void **state) {
  (void)state;
  static const struct {
    const char *a, *b;
    int edits;
  } cases[] = {
      {"", "", 0},          {"hold", "hold", 0}, {"", "hold", 4},    {"hold", "hodl", 1},
      {"hold", "holds", 1}, {"hold", "cold", 1}, {"rest", "set", 2}, {"kitten", "sitting", 3},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    assert_int_equal(text_distance(cases[i].a, cases[i].b), cases[i].edits);
    assert_int_equal(text_distance(cases[i].b, cases[i].a), cases[i].edits);
  }
}

static void a_distance_looks_at_64_bytes_at_most(void **state) {
  (void)state;
  char a[200], b[200];
  memset(a, 'a', sizeof a);
  memset(b, 'b', sizeof b);
  a[199] = b[199] = '\0';
  assert_int_equal(text_distance(a, b), 64);
}

static void the_nearest_word_is_offered_only_when_near(void **state) {
  (void)state;
  static const char *const words[] = {"hold", "reps", "time", "rest", NULL, "hip-flexor-kneeling"};
  static const struct {
    const char *word, *nearest;
  } cases[] = {
      {"hold_s", "hold"}, {"hodl", "hold"}, {"rep", "reps"},  {"hip-flexor-kneling", "hip-flexor-kneeling"},
      {"volume", NULL},   {"xyz", NULL},    {"rest", "rest"}, {"", NULL},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    const char *nearest = text_nearest(cases[i].word, words, ARRAY_LEN(words));
    if (cases[i].nearest == NULL) {
      assert_null(nearest);
    } else {
      assert_non_null(nearest);
      assert_string_equal(nearest, cases[i].nearest);
    }
  }
}

static void plain_text_ends_at_the_first_byte_that_is_not(void **state) {
  (void)state;
  enum { LENGTH = 21 };
  for (int byte = 0; byte < 256; byte++) {
    bool plain = byte >= 0x20 && byte < 0x7F;
    for (size_t at = 0; at < LENGTH; at++) {
      char text[LENGTH];
      memset(text, '~', sizeof text);
      text[at] = (char)byte;
      assert_int_equal(text_plain_length(text, LENGTH), plain ? LENGTH : at);
      assert_int_equal(text_plain_length(text, at), at);
    }
  }
  assert_int_equal(text_plain_length("", 0), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_text_ends_at_the_first_byte_that_is_not),
      cmocka_unit_test(every_character_survives_encoding_and_decoding),
      cmocka_unit_test(ill_formed_bytes_are_refused_one_by_one),
      cmocka_unit_test(widths_are_those_of_a_terminal),
      cmocka_unit_test(text_is_cut_only_between_whole_characters),
      cmocka_unit_test(nothing_that_drives_a_terminal_is_printable),
      cmocka_unit_test(sanitized_text_holds_no_control_character),
      cmocka_unit_test(words_are_counted_as_a_voice_says_them),
      cmocka_unit_test(distance_counts_edits_and_swaps),
      cmocka_unit_test(a_distance_looks_at_64_bytes_at_most),
      cmocka_unit_test(the_nearest_word_is_offered_only_when_near),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
