/* `limber figure --animate`: the author saves, and sees; what is broken is said, and the last good figure stays. */
#include "support/terminal.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define LIMBER BINARY_DIR "/limber"

static char folder[] = "/tmp/limber-animate-XXXXXX";
static char path[64];

/* Writes the exercise as an editor does: another file, renamed. */
static void save(const char *name, const char *knee) {
  char temporary[80];
  snprintf(temporary, sizeof temporary, "%s.new", path);
  FILE *file = fopen(temporary, "w");
  assert_non_null(file);
  fprintf(file,
          "limber: 1\nname: %s\ntype: strength\narea: core\nposition: supine\nsides: each\nreps: 8\ntempo: 2-1-2\n"
          "setup: Lie down.\nfigure:\n  base: supine\n  ground: [pelvis]\n  moments:\n"
          "    - {name: down, right: {hip: 5}}\n    - {name: up, right: {hip: 45, knee: %s}}\n",
          name, knee);
  assert_int_equal(fclose(file), 0);
  assert_int_equal(rename(temporary, path), 0);
}

static struct terminal *start(void) {
  static const char *const arguments[] = {LIMBER, "figure", path, "--animate", NULL};
  return terminal_start(&(struct terminal_options){.arguments = arguments});
}

static void expect_end(struct terminal *terminal, int status) {
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), status);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
}

static void what_is_saved_is_shown(void **state) {
  (void)state;
  save("Leg raise", "0");
  struct terminal *terminal = start();
  terminal_expect(terminal, "Leg raise");
  terminal_expect(terminal, "space pause");
  save("Higher leg raise", "10");
  terminal_expect(terminal, "Higher leg raise");
  terminal_type(terminal, "q");
  expect_end(terminal, 0);
}

static bool shows_a_body(const struct terminal *terminal, const void *context) {
  (void)context;
  return terminal_shows(terminal, "\xE2\xA3\xBF\xE2\xA3\xBF\xE2\xA3\xBF");
}

static void a_broken_file_is_told_of_below_the_last_good_figure(void **state) {
  (void)state;
  save("Leg raise", "0");
  struct terminal *terminal = start();
  terminal_expect(terminal, "Leg raise");
  save("Leg raise", "200");
  terminal_expect(terminal, "200 is out of range");
  terminal_expect_that(terminal, shows_a_body, NULL, "the last good figure");
  save("Mended", "20");
  terminal_expect(terminal, "Mended");
  terminal_expect_no(terminal, "200 is out of range");
  terminal_type(terminal, "q");
  expect_end(terminal, 0);
}

static void a_file_broken_from_the_beginning_is_told_of(void **state) {
  (void)state;
  save("Leg raise", "200");
  struct terminal *terminal = start();
  terminal_expect(terminal, "200 is out of range");
  save("Mended", "20");
  terminal_expect_that(terminal, shows_a_body, NULL, "the figure");
  terminal_type(terminal, "q");
  expect_end(terminal, 0);
}

static void keys_stop_and_step_the_motion(void **state) {
  (void)state;
  save("Leg raise", "0");
  struct terminal *terminal = start();
  terminal_expect(terminal, "down");
  terminal_type(terminal, " ");
  terminal_expect(terminal, "go on");
  terminal_type(terminal, "hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh"); /* all the way round, at rest */
  terminal_type(terminal, "m \033[C");
  terminal_expect(terminal, "go on");
  terminal_signal(terminal, SIGTERM);
  expect_end(terminal, 128 + SIGTERM);
}

static int make_folder(void **state) {
  (void)state;
  if (mkdtemp(folder) == NULL) {
    return -1;
  }
  snprintf(path, sizeof path, "%s/leg-raise.yaml", folder);
  return 0;
}

static int remove_folder(void **state) {
  (void)state;
  unlink(path);
  return rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_saved_is_shown),
      cmocka_unit_test(a_broken_file_is_told_of_below_the_last_good_figure),
      cmocka_unit_test(a_file_broken_from_the_beginning_is_told_of),
      cmocka_unit_test(keys_stop_and_step_the_motion),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
