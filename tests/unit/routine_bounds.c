/* Files that are made to hurt meet a bound and a clear message, quickly. */
#include "routine_support.h"

#include "base/arena.h"
#include "base/macros.h"
#include "base/memory.h"
#include "routine/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A text of any length under construction. */
struct text {
  char *bytes;
  size_t length, room;
};

static void add(struct text *text, const char *more, size_t times) {
  size_t length = strlen(more);
  if (text->length + length * times + 1 > text->room) {
    text->room = (text->length + length * times + 1) * 2;
    text->bytes = memory_resize(text->bytes, text->room, 1);
  }
  for (size_t i = 0; i < times; i++) {
    memcpy(text->bytes + text->length, more, length);
    text->length += length;
  }
  text->bytes[text->length] = '\0';
}

static void expect_message(struct text *text, const char *message) {
  struct reading reading = read_routine(text->bytes, text->length);
  assert_null(reading.routine);
  bool found = false;
  for (size_t i = 0; i < diagnostics_count(reading.diagnostics); i++) {
    found = found || strcmp(diagnostics_at(reading.diagnostics, i)->message, message) == 0;
  }
  if (!found) {
    char *shown = show_diagnostics(reading.diagnostics);
    fail_msg("no \"%s\" in:\n%.2000s", message, shown);
  }
  assert_in_range(diagnostics_count(reading.diagnostics), 1, SOURCE_DIAGNOSTICS_MAX + 1);
  reading_finish(&reading);
  free(text->bytes);
}

static const char head[] = "limber: 1\ntitle: T\nsteps:\n";

static void a_file_of_more_than_a_mebibyte_is_refused(void **state) {
  (void)state;
  struct text text = {0};
  add(&text, head, 1);
  add(&text, "  - clamshell\n", 80000);
  expect_message(&text, "the file is larger than 1 MiB");
}

static void a_file_of_a_mebibyte_is_looked_at(void **state) {
  (void)state;
  struct text text = {0};
  add(&text, head, 1);
  add(&text, "  - clamshell\n", 1);
  add(&text, "#", SOURCE_BYTES_MAX - text.length);
  struct reading reading = read_good_routine(text.bytes);
  assert_int_equal(reading.steps, 1);
  reading_finish(&reading);
  free(text.bytes);
}

static void too_many_steps_are_refused(void **state) {
  (void)state;
  struct text text = {0};
  add(&text, head, 1);
  add(&text, "  - clamshell 1\n", 2001);
  expect_message(&text, "these are 2001 steps, 2000 are possible");
}

static void two_thousand_steps_are_fine(void **state) {
  (void)state;
  struct text text = {0};
  add(&text, "limber: 1\ntitle: T\ntiming: {transition: 3, rest: 0, switch: 0}\nsteps:\n", 1);
  add(&text, "  - clamshell 1\n", 2000);
  struct reading reading = read_good_routine(text.bytes);
  assert_int_equal(reading.routine->step_count, 2000);
  reading_finish(&reading);
  free(text.bytes);
}

static void aliases_of_aliases_do_not_explode(void **state) {
  (void)state;
  struct text text = {0};
  add(&text, "limber: 1\ntitle: T\na: &a [x, x, x, x, x, x, x, x, x, x]\n", 1);
  for (int name = 'b'; name <= 'i'; name++) {
    char line[128];
    snprintf(line, sizeof line, "%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n", name, name, name - 1, name - 1,
             name - 1, name - 1, name - 1, name - 1, name - 1, name - 1, name - 1, name - 1);
    add(&text, line, 1);
  }
  add(&text, "steps: [clamshell]\n", 1);
  expect_message(&text, "aliases stand for more than 10000 parts");
}

static void aliases_do_not_nest_past_the_bound(void **state) {
  (void)state;
  struct text text = {0};
  add(&text, "limber: 1\ntitle: T\na: &a ", 1);
  add(&text, "[", 20);
  add(&text, "]", 20);
  add(&text, "\nb: ", 1);
  add(&text, "[", 20);
  add(&text, "*a", 1);
  add(&text, "]", 20);
  add(&text, "\nsteps: [clamshell]\n", 1);
  expect_message(&text, "this is nested deeper than 32 levels");
}

static void a_thousand_anchors_are_enough(void **state) {
  (void)state;
  struct text text = {0};
  add(&text, "limber: 1\ntitle: T\nsteps:\n", 1);
  add(&text, "  - &a clamshell 1\n", 1001);
  expect_message(&text, "more than 1000 anchors are too many");
}

static void deep_nesting_is_refused(void **state) {
  (void)state;
  static const char *const openings[] = {"[", "{a: ", "- "};
  for (size_t i = 0; i < ARRAY_LEN(openings); i++) {
    struct text text = {0};
    add(&text, "limber: 1\ntitle:\n  ", 1);
    add(&text, openings[i], 100000);
    expect_message(&text, "this is nested deeper than 32 levels");
  }
}

static void of_a_hundred_thousand_mistakes_a_hundred_are_shown(void **state) {
  (void)state;
  static const char *const lines[] = {"  - zumba 12\n", "  - clamshell 12/left\n", "  - {hold: 30s}\n"};
  for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
    struct text text = {0};
    add(&text, head, 1);
    add(&text, lines[i], 2000);
    expect_message(&text, "there is more wrong in this file than is shown");
  }
  struct text text = {0};
  add(&text, head, 1);
  add(&text, "  - clamshell\n", 1);
  for (int i = 0; i < 60000; i++) {
    char line[32];
    snprintf(line, sizeof line, "k%d: 1\n", i);
    add(&text, line, 1);
  }
  expect_message(&text, "there is more wrong in this file than is shown");
}

static void doubled_keys_by_the_thousand_are_found_in_time(void **state) {
  (void)state;
  struct text text = {0};
  add(&text, "limber: 1\ntitle: T\nsteps: [clamshell]\n", 1);
  add(&text, "title: T\n", 100000);
  expect_message(&text, "the key \"title\" stands here twice");
}

static void own_exercises_have_a_bound(void **state) {
  (void)state;
  struct text text = {0};
  add(&text, "limber: 1\ntitle: T\nsteps: [clamshell]\nexercises:\n", 1);
  for (int i = 0; i < 201; i++) {
    char line[32];
    snprintf(line, sizeof line, "  e%d: {}\n", i);
    add(&text, line, 1);
  }
  expect_message(&text, "these are 201 exercises, 200 are possible");
}

static void a_line_of_a_megabyte_is_not_shown(void **state) {
  (void)state;
  struct text text = {0};
  add(&text, "limber: 1\nsteps: [clamshell]\ntitle: ", 1);
  add(&text, "a", 1000000);
  struct reading reading = read_routine(text.bytes, text.length);
  assert_int_equal(diagnostics_count(reading.diagnostics), 1);
  assert_null(diagnostics_at(reading.diagnostics, 0)->source_line);
  reading_finish(&reading);
  free(text.bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file_of_more_than_a_mebibyte_is_refused),
      cmocka_unit_test(a_file_of_a_mebibyte_is_looked_at),
      cmocka_unit_test(too_many_steps_are_refused),
      cmocka_unit_test(two_thousand_steps_are_fine),
      cmocka_unit_test(aliases_of_aliases_do_not_explode),
      cmocka_unit_test(aliases_do_not_nest_past_the_bound),
      cmocka_unit_test(a_thousand_anchors_are_enough),
      cmocka_unit_test(deep_nesting_is_refused),
      cmocka_unit_test(of_a_hundred_thousand_mistakes_a_hundred_are_shown),
      cmocka_unit_test(doubled_keys_by_the_thousand_are_found_in_time),
      cmocka_unit_test(own_exercises_have_a_bound),
      cmocka_unit_test(a_line_of_a_megabyte_is_not_shown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
