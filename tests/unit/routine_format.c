/* Every example in docs/format.md is a file that limber reads. */
#include "routine_support.h"

#include "base/macros.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MANUAL_BYTES_MAX ((size_t)256 * 1024)

static char *read_manual(void) {
  FILE *file = fopen(SOURCE_DIR "/docs/format.md", "r");
  assert_non_null(file);
  char *text = calloc(1, MANUAL_BYTES_MAX);
  assert_non_null(text);
  assert_in_range(fread(text, 1, MANUAL_BYTES_MAX - 1, file), 1, MANUAL_BYTES_MAX - 2);
  fclose(file);
  return text;
}

/* A whole routine, a whole exercise, or a list of steps. */
static void check_example(const char *example) {
  if (strncmp(example, "limber: 1\nname:", 15) == 0) {
    struct reading reading = read_exercise(example, strlen(example));
    if (diagnostics_count(reading.diagnostics) > 0) {
      fail_msg("%s", show_diagnostics(reading.diagnostics));
    }
    assert_non_null(reading.exercise);
    reading_finish(&reading);
    return;
  }
  char whole[8192];
  bool steps = strncmp(example, "- ", 2) == 0;
  snprintf(whole, sizeof whole, "%s%s", steps ? "limber: 1\ntitle: T\nsteps:\n" : "", example);
  struct reading reading = read_good_routine(whole);
  reading_finish(&reading);
}

static void every_example_of_the_manual_is_well(void **state) {
  (void)state;
  static const char opening[] = "\n```yaml\n", closing[] = "\n```";
  char *manual = read_manual();
  int examples = 0;
  for (char *at = strstr(manual, opening); at != NULL; at = strstr(at, opening)) {
    char *example = at + sizeof opening - 1;
    char *end = strstr(example, closing);
    assert_non_null(end);
    end[1] = '\0';
    check_example(example);
    examples++;
    at = end + 2;
  }
  free(manual);
  assert_in_range(examples, 6, 100);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_example_of_the_manual_is_well),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
