#include "screen/direct_colour.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A compiled entry of 16-bit numbers: name, 28 flags, 15 numbers, no strings; and `Tc` among the extended names. */
enum { NAMES = 6, FLAGS = 28, NUMBERS = 15 };

static size_t make_entry(unsigned char *bytes, bool has_flag_tc) {
  static const int header[] = {0432, NAMES, FLAGS, NUMBERS, 0, 0};
  size_t used = 0;
  memset(bytes, 0, 256);
  for (size_t i = 0; i < sizeof header / sizeof header[0]; i++) {
    bytes[used++] = (unsigned char)(header[i] & 0xFF);
    bytes[used++] = (unsigned char)(header[i] >> 8);
  }
  memcpy(bytes + used, "x|tiny", NAMES);
  bytes[used + NAMES - 1] = '\0';
  used += NAMES + FLAGS + 2 * NUMBERS;
  bytes[12 + NAMES + 27] = 1; /* it says that its colours can be changed */
  if (has_flag_tc) {
    memcpy(bytes + used + 1, "Tc", 2);
    used += 4;
  }
  return used;
}

static size_t decode(const char *text, unsigned char *bytes) {
  size_t length = 0;
  for (text += strlen("hex:"); text[0] != '\0' && text[1] != '\0'; text += 2) {
    const char pair[3] = {text[0], text[1], '\0'};
    bytes[length++] = (unsigned char)strtoul(pair, NULL, 16);
  }
  return length;
}

static void an_entry_becomes_one_with_direct_colours(void **state) {
  unsigned char entry[256] = {0};
  unsigned char made[8192] = {0};
  (void)state;
  char *text = direct_colour_rewrite(entry, make_entry(entry, false), true);
  assert_non_null(text);
  assert_memory_equal(text, "hex:1E02", 8); /* the form with 32-bit numbers */
  size_t length = decode(text, made);
  assert_memory_equal(made + 12, "x|tin", NAMES);
  assert_int_equal(made[12 + NAMES + 27], 0);
  const unsigned char *colours = made + 12 + NAMES + FLAGS + 52; /* the 13th number */
  assert_memory_equal(colours, "\0\0\0\1\0\0\1\0", 8);           /* 2^24 colours, 2^16 pairs */
  const char *strings = (const char *)memchr(made, '\033', length);
  assert_non_null(strings);
  assert_memory_equal(strings, "\033[38;2;%p1%{65536}%/%d;", strlen("\033[38;2;%p1%{65536}%/%d;"));
  free(text);
}

static void only_a_terminal_that_says_so_gets_them(void **state) {
  unsigned char entry[256];
  (void)state;
  assert_null(direct_colour_rewrite(entry, make_entry(entry, false), false));
  char *text = direct_colour_rewrite(entry, make_entry(entry, true), false);
  assert_non_null(text);
  free(text);
}

static void what_is_not_an_entry_is_left_alone(void **state) {
  unsigned char entry[256];
  (void)state;
  size_t whole = make_entry(entry, false);
  for (size_t length = 0; length < whole; length++) {
    assert_null(direct_colour_rewrite(entry, length, true));
  }
  for (size_t at = 0; at < 12; at++) {
    for (int value = 0; value < 256; value++) {
      make_entry(entry, false);
      entry[at] = (unsigned char)value;
      free(direct_colour_rewrite(entry, whole, true)); /* no reading past its end, whatever it says of itself */
    }
  }
}

static void a_name_is_never_taken_for_a_path(void **state) {
  (void)state;
  setenv("COLORTERM", "truecolor", 1);
  unsetenv("STY");
  assert_null(direct_colour_entry("", true));
  assert_null(direct_colour_entry("../x/xterm", true));
  assert_null(direct_colour_entry("no-such-terminal", true));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_entry_becomes_one_with_direct_colours),
      cmocka_unit_test(only_a_terminal_that_says_so_gets_them),
      cmocka_unit_test(what_is_not_an_entry_is_left_alone),
      cmocka_unit_test(a_name_is_never_taken_for_a_path),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
