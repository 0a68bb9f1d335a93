/* Every kind of mistake is found where it is, and said with a way out. */
#include "routine_support.h"

#include "base/macros.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct expected {
  int line, column, length;
  const char *message, *help;
};

struct bad_file {
  const char *name;
  const char *text;
  size_t length;
  struct expected expected[2];
};

/* Texts may hold a NUL: their length is counted by the compiler. */
#define TEXT(text) text, sizeof(text) - 1

static const struct bad_file cases[] = {
    {"no name",
     TEXT("limber: 1\ntype: stretch\narea: hips\nposition: standing\nsides: each\nhold: 30s\nsetup: Stand tall.\n"),
     {{1, 1, 1, "the key \"name\" is missing", "for example name: Glute bridge"}}},
    {"no dose",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nsetup: Stand tall.\n"),
     {{1, 1, 1, "a dose is missing: one of hold, reps and time", "for example hold: 30s, or reps: 10 with tempo: 2-1-2"}}},
    {"an unknown key",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nhold: 30s\nset-up: Stand tall.\n"),
     {{8, 1, 6, "unknown key \"set-up\"", "did you mean \"setup\"? For example setup: Lie on your back with your knees bent."},
      {1, 1, 1, "the key \"setup\" is missing", "for example setup: Lie on your back with your knees bent."}}},
    {"an unknown type",
     TEXT("limber: 1\nname: N\ntype: strech\narea: hips\nposition: standing\nsides: each\nhold: 30s\nsetup: Stand tall.\n"),
     {{3, 7, 6, "unknown type \"strech\"", "did you mean \"stretch\"?"}}},
    {"a type near none",
     TEXT("limber: 1\nname: N\ntype: dance\narea: hips\nposition: standing\nsides: each\nhold: 30s\nsetup: Stand tall.\n"),
     {{3, 7, 5, "unknown type \"dance\"",
       "possible are stretch, strength, mobility, breathing, massage-swedish, massage-deep, massage-trigger and "
       "massage-sports"}}},
    {"an unknown position",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: stading\nsides: each\nhold: 30s\nsetup: Stand tall.\n"),
     {{5, 11, 7, "unknown position \"stading\"", "did you mean \"standing\"?"}}},
    {"two areas",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: [hips, glutes]\nposition: standing\nsides: each\nhold: 30s\nsetup: Stand "
          "tall.\n"),
     {{4, 7, 1, "a word is expected here, this is a list", NULL}}},
    {"sides that are a boolean",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: both\nhold: 30s\nsetup: Stand tall.\n"),
     {{6, 8, 4, "unknown word for sides \"both\"", "possible are none, each and alternate"}}},
    {"two doses",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nhold: 30s\nreps: 10\nsetup: Stand "
          "tall.\n"),
     {{8, 7, 2, "a dose is a hold, reps or a time, not two of them", "keep one of them"}}},
    {"repetitions without a tempo",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nreps: 10\nsetup: Stand tall.\n"),
     {{7, 7, 2, "repetitions need a tempo, and this exercise has none", "add the seconds up-hold-down, such as 2-2-3"}}},
    {"a hold with a tempo",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nhold: 30s\ntempo: 2-1-2\nsetup: "
          "Stand tall.\n"),
     {{8, 8, 5, "a hold has no tempo", "leave it out, or give repetitions"}}},
    {"a time with a tempo",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\ntime: 30s\ntempo: 2-1-2\nsetup: "
          "Stand tall.\n"),
     {{8, 8, 5, "only breathing has a tempo beside a time", "leave it out, or give repetitions"}}},
    {"a hold that alternates",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: alternate\nhold: 30s\nsetup: Stand "
          "tall.\n"),
     {{7, 7, 3, "an exercise that alternates cannot hold", "give repetitions or a time"}}},
    {"a hold of no length",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nhold: 0\nsetup: Stand tall.\n"),
     {{7, 7, 1, "0 is out of range, 1 s to 60 min is possible", NULL}}},
    {"a hold in parts of a second",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nhold: 2.5\nsetup: Stand tall.\n"),
     {{7, 7, 3, "\"2.5\" is no duration", "durations are written 45s, 2m, 1m30s, or as plain seconds"}}},
    {"sets by side without sides",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: none\nhold: 30s\nsets: {left: 1, right: "
          "2}\nsetup: Stand tall.\n"),
     {{8, 7, 1, "this exercise has no sides to count apart", "write one number"}}},
    {"two phases",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nreps: 5\ntempo: 2-1-2\nphases: "
          "[lift, lower]\nsetup: Stand tall.\n"),
     {{9, 9, 1, "three words are expected here", "for example [lift, hold, lower]"}}},
    {"a phase of two words",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nreps: 5\ntempo: 2-1-2\nphases: "
          "[lift up, hold, lower]\nsetup: Stand tall.\n"),
     {{9, 10, 7, "a phase is one word of 8 letters at most", NULL}}},
    {"a short name that is long",
     TEXT("limber: 1\nname: N\nshort: Nineteen columns ...x\ntype: stretch\narea: hips\nposition: standing\nsides: each\nhold: "
          "30s\nsetup: Stand tall.\n"),
     {{3, 8, 21, "a short name has 18 columns at most, this has 21", NULL}}},
    {"an unknown reason to avoid it",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\navoid: [knees]\nhold: 30s\nsetup: "
          "Stand tall.\n"),
     {{7, 9, 5, "unknown reason to avoid it \"knees\"", "did you mean \"knee\"?"}}},
    {"a level of nought",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nlevel: 0\nhold: 30s\nsetup: Stand "
          "tall.\n"),
     {{7, 8, 1, "0 is out of range, 1 to 3 is possible", NULL}}},
    {"an exercise easier than itself",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\neasier: own\nhold: 30s\nsetup: "
          "Stand tall.\n"),
     {{7, 9, 3, "this is the exercise itself", "name another, or leave the key out"}}},
    {"an easier one that is unknown",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\neasier: clamshel\nhold: 30s\nsetup: "
          "Stand tall.\n"),
     {{7, 9, 8, "unknown exercise \"clamshel\"", "did you mean \"clamshell\"?"}}},
    {"an easier one with other sides",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\neasier: glute-bridge\nhold: "
          "30s\nsetup: Stand tall.\n"),
     {{7, 9, 12, "\"own\" has sides: each, \"glute-bridge\" has sides: none",
       "name one that counts its sides in the same way"}}},
    {"a harder one that is unknown",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nharder: zumba\nhold: 30s\nsetup: "
          "Stand tall.\n"),
     {{7, 9, 5, "unknown exercise \"zumba\"", "limber list --exercises names them all"}}},
    {"a figure that is no id",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nfigure: Heel Slide\nhold: "
          "30s\nsetup: Stand tall.\n"),
     {{7, 9, 10, "\"Heel Slide\" is no id", "ids are lower-case words joined by -, such as glute-bridge"}}},
    {"a figure that is a list",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nfigure: [a]\nhold: 30s\nsetup: "
          "Stand tall.\n"),
     {{7, 9, 1, "an id is expected here, this is a list", NULL}}},
    {"a set-up of 301 characters",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nhold: 30s\nsetup: "
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"),
     {{8, 8, 301, "this text has 301 characters, 300 are possible", NULL}}},
    {"muscles that hold a number",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nmuscles: [1]\nhold: 30s\nsetup: "
          "Stand tall.\n"),
     {{7, 11, 1, "a text is expected here, this is a number", "put it in quotes"}}},
    {"equipment with a comma",
     TEXT("limber: 1\nname: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nequipment: 'mat, strap'\nhold: "
          "30s\nsetup: Stand tall.\n"),
     {{7, 12, 12, "a tool is named in lower-case words", "such as mat, wall or chair, stick optional"}}},
    {"no version",
     TEXT("name: N\ntype: stretch\narea: hips\nposition: standing\nsides: each\nhold: 30s\nsetup: Stand tall.\n"),
     {{1, 1, 1, "the key \"limber\" is missing", "for example limber: 1"}}},
};

static void expect(const struct bad_file *file, const struct diagnostics *found) {
  size_t expected_count = file->expected[1].message == NULL ? 1 : 2;
  char *shown = show_diagnostics(found);
  if (diagnostics_count(found) != expected_count) {
    fail_msg("%s: %zu messages instead of %zu:\n%s", file->name, diagnostics_count(found), expected_count, shown);
  }
  for (size_t i = 0; i < expected_count; i++) {
    const struct diagnostic *diagnostic = diagnostics_at(found, i);
    const struct expected *expected = &file->expected[i];
    if (diagnostic->line != expected->line || diagnostic->column != expected->column ||
        diagnostic->length != expected->length || diagnostic->severity != SEVERITY_ERROR) {
      fail_msg("%s: expected at %d:%d, %d long:\n%s", file->name, expected->line, expected->column, expected->length, shown);
    }
    assert_string_equal(diagnostic->message, expected->message);
    if (expected->help == NULL) {
      assert_null(diagnostic->help);
    } else {
      assert_non_null(diagnostic->help);
      assert_string_equal(diagnostic->help, expected->help);
    }
  }
  free(shown);
}

static void every_mistake_in_an_exercise_is_shown_where_it_is(void **state) {
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct reading reading = read_exercise(cases[i].text, cases[i].length);
    expect(&cases[i], reading.diagnostics);
    reading_finish(&reading);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_mistake_in_an_exercise_is_shown_where_it_is),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
