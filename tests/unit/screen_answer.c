#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/macros.h"
#include "screen/answer.h"

#include <stdio.h>
#include <string.h>

/* Feeds `bytes`; writes what of them were keys into `keys`, an escape as `^`, and the number of whole sequences behind it. */
static void feed(struct answer *answer, const char *bytes, char *keys) {
  size_t used = 0;
  int done = 0;
  for (const char *byte = bytes; *byte != '\0'; byte++) {
    bool escape = answer_holds_escape(answer);
    switch (answer_take(answer, (unsigned char)*byte)) {
    case ANSWER_KEY:
      if (escape) {
        keys[used++] = '^';
      }
      keys[used++] = *byte;
      break;
    case ANSWER_PART:
      break;
    case ANSWER_DONE:
      done++;
      break;
    }
  }
  if (answer_holds_escape(answer)) {
    keys[used++] = '^';
  }
  sprintf(keys + used, "%d", done);
}

static void keys_and_answers_are_told_apart(void **state) {
  static const struct {
    const char *bytes, *keys;
  } cases[] = {
      {"abc", "abc0"},
      {"\033", "^0"},
      {"\033x", "^x0"},
      {"n\033]11;rgb:ffff/ffff/ffff\033\\b", "nb1"},
      {"\033]11;rgb:ff/ff/ff\aq", "q1"},
      {"\033[?62;22c\033[24;80Rn", "n2"},
      {"\033]11;rgb:00/00/00\a\033]11;rgb:00/00/00\a", "2"},
      {"\033]n n", "n n0"},          /* Alt and a bracket, typed */
      {"\033]11;rgb:ff n", " n0"},   /* an answer that breaks off */
      {"\033]11;rgb:ff\033n", "n0"}, /* the same */
      {"\033[\001q", "\001q0"},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct answer answer = {0};
    char keys[256];
    feed(&answer, cases[i].bytes, keys);
    assert_string_equal(keys, cases[i].keys);
  }
}

static void an_endless_answer_ends(void **state) {
  char bytes[600], keys[700];
  struct answer answer = {0};
  (void)state;
  memset(bytes, '1', sizeof bytes);
  memcpy(bytes, "\033]", 2);
  bytes[sizeof bytes - 1] = '\0';
  feed(&answer, bytes, keys);
  assert_true(strlen(keys) > sizeof bytes - 2 * (size_t)ANSWER_MOST);
  assert_int_equal(answer.state, ANSWER_NONE);
}

static void backgrounds_are_light_or_dark(void **state) {
  static const struct {
    const char *text;
    bool tells, light;
  } cases[] = {
      {"11;rgb:ffff/ffff/ffff", true, true},
      {"11;rgb:0000/0000/0000", true, false},
      {"11;rgb:f/f/f", true, true},
      {"11;rgb:1e/1e/2e", true, false},
      {"11;rgb:fdf/6e3/e3e", true, true},
      {"11;rgb:0000/0000/ffff", true, false},
      {"11;rgba:fafa/fafa/fafa/ffff", true, true},
      {"10;rgb:ffff/ffff/ffff", false, false},
      {"11;rgb:ffff/ffff", false, false},
      {"11;rgb:fffff/ffff/ffff", false, false},
      {"11;rgb://", false, false},
      {"11;rgb:-1/ff/ff", false, false},
      {"", false, false},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    bool light = false;
    assert_int_equal(answer_tells_background(cases[i].text, &light), cases[i].tells);
    assert_true(!cases[i].tells || light == cases[i].light);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_and_answers_are_told_apart),
      cmocka_unit_test(an_endless_answer_ends),
      cmocka_unit_test(backgrounds_are_light_or_dark),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
