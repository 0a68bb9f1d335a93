/* How a mistake looks: the line, the caret beneath what is wrong, the help. */
#include "routine/diagnostic.h"

#include "base/macros.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BAR "\xE2\x94\x82"

struct look {
  struct diagnostic diagnostic;
  bool ascii;
  int columns;
  const char *shown;
};

static void expect_look(const struct look *look) {
  const struct diagnostic_style style = {.utf8 = !look->ascii, .columns = look->columns};
  char *shown = diagnostic_format(&look->diagnostic, &style);
  assert_string_equal(shown, look->shown);
  free(shown);
}

static void the_line_is_shown_with_a_caret_and_the_help(void **state) {
  (void)state;
  static const struct look looks[] = {
      {{"evening.yaml", 7, 5, 18, SEVERITY_ERROR, "unknown exercise \"hip-flexor-kneling\"",
        "did you mean \"hip-flexor-kneeling\"?", "  - hip-flexor-kneling 2x30s/side"},
       false,
       80,
       "evening.yaml:7:5: error: unknown exercise \"hip-flexor-kneling\"\n"
       "   7 " BAR "   - hip-flexor-kneling 2x30s/side\n"
       "     " BAR "     ^~~~~~~~~~~~~~~~~~\n"
       "     = help: did you mean \"hip-flexor-kneeling\"?\n"},
      {{"evening.yaml", 14, 10, 42, SEVERITY_WARNING, "this phrase needs 3.1 s, has 2.0 s", NULL,
        "    say: Prop the hip on a cushion and let it sink."},
       true,
       80,
       "evening.yaml:14:10: warning: this phrase needs 3.1 s, has 2.0 s\n"
       "  14 |     say: Prop the hip on a cushion and let it sink.\n"
       "     |          ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"},
      {{"a.yaml", 12345, 1, 1, SEVERITY_ERROR, "m", "h", "x"},
       false,
       80,
       "a.yaml:12345:1: error: m\n"
       "12345 " BAR " x\n"
       "      " BAR " ^\n"
       "      = help: h\n"},
      {{"a.yaml", 0, 0, 1, SEVERITY_ERROR, "the file is larger than 1 MiB", NULL, NULL},
       false,
       80,
       "a.yaml: error: the file is larger than 1 MiB\n"},
  };
  for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
    expect_look(&looks[i]);
  }
}

static void tabs_and_wide_characters_keep_the_caret_in_place(void **state) {
  (void)state;
  static const struct look looks[] = {
      {{"a.yaml", 1, 3, 2, SEVERITY_ERROR, "m", NULL, "a\tbc"},
       false,
       80,
       "a.yaml:1:3: error: m\n   1 " BAR " a bc\n     " BAR "   ^~\n"},
      {{"a.yaml", 1, 3, 2, SEVERITY_ERROR, "m", NULL,
        "\xE4\xBD\xA0\xE5\xA5\xBD"
        "bc"},
       false,
       80,
       "a.yaml:1:3: error: m\n   1 " BAR " \xE4\xBD\xA0\xE5\xA5\xBD"
       "bc\n     " BAR "     ^~\n"},
      {{"a.yaml", 1, 1, 2, SEVERITY_ERROR, "m", NULL,
        "\xE4\xBD\xA0\xE5\xA5\xBD"
        "bc"},
       false,
       80,
       "a.yaml:1:1: error: m\n   1 " BAR " \xE4\xBD\xA0\xE5\xA5\xBD"
       "bc\n     " BAR " ^~~~\n"},
      {{"a.yaml", 1, 6, 1, SEVERITY_ERROR, "m", NULL, "cafe\xCC\x81s"},
       false,
       80,
       "a.yaml:1:6: error: m\n   1 " BAR " cafe\xCC\x81s\n     " BAR "     ^\n"},
      {{"a.yaml", 1, 3, 1, SEVERITY_ERROR, "m", NULL,
        "\xE4\xBD\xA0\xE5\xA5\xBD"
        "bc"},
       true,
       80,
       "a.yaml:1:3: error: m\n   1 | ??bc\n     |   ^\n"},
      {{"a.yaml", 1, 9, 4, SEVERITY_ERROR, "m", NULL, "abc"}, /* past the end: something is missing there */
       false,
       80,
       "a.yaml:1:9: error: m\n   1 " BAR " abc\n     " BAR "    ^\n"},
  };
  for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
    expect_look(&looks[i]);
  }
}

static void long_lines_are_cut_around_the_caret(void **state) {
  (void)state;
  static const struct look looks[] = {
      {{"a.yaml", 1, 41, 3, SEVERITY_ERROR, "m", NULL, "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddXYZeeeeeeeeeeffffffffff"},
       false,
       37,
       "a.yaml:1:41: error: m\n"
       "   1 " BAR " \xE2\x80\xA6"
       "dddddddddXYZeeeeeeeeeeffffff\xE2\x80\xA6\n"
       "     " BAR "           ^~~\n"},
      {{"a.yaml", 1, 2, 60, SEVERITY_ERROR, "m", NULL, "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddXYZeeeeeeeeeeffffffffff"},
       true,
       37,
       "a.yaml:1:2: error: m\n"
       "   1 | aaaaaaaaaabbbbbbbbbbcccccccc~\n"
       "     |  ^~~~~~~~~~~~~~~~~~~~~~~~~~~\n"},
  };
  for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
    expect_look(&looks[i]);
  }
}

static void nothing_from_a_file_drives_the_terminal(void **state) {
  (void)state;
  static const struct look looks[] = {
      {{"e\x1B[2J.yaml", 1, 2, 1, SEVERITY_ERROR, "bad \x1B]0;x\a", "try \x9B", "a\x1B[31mb"},
       true,
       80,
       "e?[2J.yaml:1:2: error: bad ?]0;x?\n   1 | a?[31mb\n     |  ^\n     = help: try ?\n"},
      {{"e.yaml", 1, 2, 1, SEVERITY_ERROR, "m", NULL,
        "a\x1B"
        "b"},
       false,
       80,
       "e.yaml:1:2: error: m\n   1 " BAR " a\xEF\xBF\xBD"
       "b\n     " BAR "  ^\n"},
  };
  for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
    expect_look(&looks[i]);
  }
}

static void colours_go_around_the_parts_they_are_for(void **state) {
  (void)state;
  const struct diagnostic diagnostic = {"a.yaml", 1, 3, 2, SEVERITY_ERROR, "m", "h", "- xy z"};
  const struct diagnostic_style style = {
      .utf8 = false,
      .paint = {[DIAGNOSTIC_PLAIN] = "<p>",
                [DIAGNOSTIC_HEAD] = "<b>",
                [DIAGNOSTIC_ERROR] = "<e>",
                [DIAGNOSTIC_QUIET] = "<q>",
                [DIAGNOSTIC_MARKED] = "<m>",
                [DIAGNOSTIC_HELP] = "<h>"},
  };
  char *shown = diagnostic_format(&diagnostic, &style);
  assert_string_equal(shown, "<b>a.yaml:1:3<q>: <e>error<q>: <b>m<p>\n"
                             "<q>   1 | <q>- <m>xy<q> z<q><p>\n"
                             "<q>     |   <e>^~<p>\n"
                             "<q>     = <h>help:<q> h<p>\n");
  free(shown);
}

static void the_same_message_at_the_same_place_is_kept_once(void **state) {
  (void)state;
  struct diagnostics *diagnostics = diagnostics_create();
  char message[16];
  for (int round = 0; round < 2; round++) {
    for (int i = 0; i < 1000; i++) {
      snprintf(message, sizeof message, "m%d", i % 500);
      bool new = diagnostics_add(diagnostics, i % 2 == 0 ? SEVERITY_ERROR : SEVERITY_WARNING,
                                 (struct place){"a.yaml", 1, 1 + i / 500}, 1, "line", 4, NULL, message);
      assert_int_equal(new, round == 0);
    }
  }
  struct diagnostics *copy = diagnostics_create();
  diagnostics_append(copy, diagnostics);
  diagnostics_append(copy, diagnostics);
  diagnostics_destroy(diagnostics);
  assert_int_equal(diagnostics_count(copy), 1000);
  assert_int_equal(diagnostics_count_of(copy, SEVERITY_ERROR), 500);
  assert_string_equal(diagnostics_at(copy, 999)->message, "m499");
  assert_string_equal(diagnostics_at(copy, 999)->source_line, "line");
  diagnostics_destroy(copy);
  diagnostics_destroy(NULL);
}

static void the_summary_counts_what_was_found(void **state) {
  (void)state;
  static const struct {
    int errors, warnings;
    size_t files, steps;
    const char *summary;
  } cases[] = {
      {3, 1, 1, 9, "3 errors, 1 warning in 1 file, 9 steps. Nothing was changed."},
      {1, 0, 2, 1, "1 error in 2 files, 1 step. Nothing was changed."},
      {0, 2, 1, 0, "2 warnings in 1 file, 0 steps. Nothing was changed."},
      {0, 0, 31, 30, "All well in 31 files, 30 steps. Nothing was changed."},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct diagnostics *diagnostics = diagnostics_create();
    for (int n = 0; n < cases[i].errors + cases[i].warnings; n++) {
      diagnostics_add(diagnostics, n < cases[i].errors ? SEVERITY_ERROR : SEVERITY_WARNING, (struct place){"a", n + 1, 1}, 1,
                      NULL, 0, NULL, "m");
    }
    char summary[128];
    assert_string_equal(diagnostics_summary(summary, sizeof summary, diagnostics, cases[i].files, cases[i].steps),
                        cases[i].summary);
    diagnostics_destroy(diagnostics);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_line_is_shown_with_a_caret_and_the_help),
      cmocka_unit_test(tabs_and_wide_characters_keep_the_caret_in_place),
      cmocka_unit_test(long_lines_are_cut_around_the_caret),
      cmocka_unit_test(nothing_from_a_file_drives_the_terminal),
      cmocka_unit_test(colours_go_around_the_parts_they_are_for),
      cmocka_unit_test(the_same_message_at_the_same_place_is_kept_once),
      cmocka_unit_test(the_summary_counts_what_was_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
