/* The journal as a person meets it in a terminal: rated after a session, gone on with after a hang-up, looked back at. */
#include "support/terminal.h"

#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define LIMBER BINARY_DIR "/limber"

static char folder[64], data[128];
static const char *const environment[] = {data, NULL};

static struct terminal *start(const char *const *arguments, int rows, int columns) {
  return terminal_start(
      &(struct terminal_options){.rows = rows, .columns = columns, .arguments = arguments, .environment = environment});
}

/* The history as text. Caller frees. */
static char *history_text(void) {
  static const char *const list[] = {LIMBER, "history", NULL};
  struct terminal *terminal = start(list, 24, 100);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  char *text = terminal_text(terminal);
  terminal_close(terminal);
  return text;
}

static void a_rating_and_a_note_are_kept(void **state) {
  static const char *const fast[] = {LIMBER, "play", "breathe-calm", "--yes", "--audio", "none", "--speed", "1000", NULL};
  (void)state;
  struct terminal *terminal = start(fast, 24, 80);
  terminal_expect(terminal, "How is your back now?");
  terminal_type(terminal, "1");
  terminal_type(terminal, "0");
  terminal_type(terminal, "4");
  terminal_type(terminal, "\t");
  terminal_expect(terminal, "tab back");
  terminal_type(terminal, "warm q\177");
  terminal_expect(terminal, "note  warm _");
  terminal_type(terminal, "\r");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
  char *text = history_text();
  assert_non_null(strstr(text, "- → 4"));
  assert_non_null(strstr(text, "warm"));
  free(text);
}

static void a_session_cut_off_is_offered_by_the_library_and_goes_on(void **state) {
  static const char *const play[] = {LIMBER, "play", "hips-1", "--yes", "--audio", "none", "--speed", "20", NULL};
  static const char *const library[] = {LIMBER, NULL};
  (void)state;
  struct terminal *terminal = start(play, 24, 80);
  terminal_expect(terminal, "next  Standing hip circles");
  terminal_hang_up(terminal);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 128 + SIGHUP);
  terminal_close(terminal);
  char *text = history_text();
  assert_non_null(strstr(text, "interrupted"));
  free(text);
  terminal = start(library, 24, 80);
  terminal_expect(terminal, "resume?");
  terminal_type(terminal, "4");
  terminal_expect(terminal, "Minutes by area");
  terminal_type(terminal, "q");
  terminal_expect(terminal, "resume?");
  terminal_type(terminal, "r");
  terminal_expect(terminal, "1 of 8");
  terminal_type(terminal, "q");
  terminal_expect(terminal, "Stop here?");
  terminal_type(terminal, "y");
  terminal_expect(terminal, "That's it.");
  terminal_type(terminal, "q");
  terminal_expect(terminal, "enter start");
  terminal_expect_no(terminal, "resume?");
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
}

static void the_history_screen_is_walked_through(void **state) {
  static const char *const library[] = {LIMBER, NULL};
  (void)state;
  for (int i = 0; i < 2; i++) {
    struct terminal *terminal = start(library, i == 0 ? 40 : 12, i == 0 ? 120 : 40);
    terminal_expect(terminal, "enter start");
    terminal_type(terminal, "4");
    terminal_expect(terminal, "this week");
    terminal_type(terminal, "j");
    terminal_expect(terminal, "further back");
    terminal_expect(terminal, "Calm breathing");
    terminal_type(terminal, "k");
    terminal_expect(terminal, "this week");
    terminal_resize(terminal, 24, 80);
    terminal_expect(terminal, "Minutes by area");
    terminal_type(terminal, "?");
    terminal_expect(terminal, "the year before");
    terminal_type(terminal, "q");
    terminal_expect_no(terminal, "the year before");
    terminal_type(terminal, "1");
    terminal_expect(terminal, "enter start");
    terminal_type(terminal, "q");
    assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
    terminal_close(terminal);
  }
}

/* The text of a file in the test's own folder; NULL: there is none. Caller frees. */
static char *text_of(const char *name) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "re");
  if (file == NULL) {
    return NULL;
  }
  char *text = calloc(1, 1 << 20);
  assert_non_null(text);
  size_t length = fread(text, 1, (1 << 20) - 1, file);
  fclose(file);
  assert_true(length > 0);
  return text;
}

static void the_history_is_written_to_a_file_that_is_named(void **state) {
  static const char *const library[] = {"/bin/sh", "-c", "cd \"$XDG_DATA_HOME\" && exec " LIMBER, NULL};
  static const char *const import[] = {"/bin/sh", "-c", "cd \"$XDG_DATA_HOME\" && exec " LIMBER " history import *.jsonl",
                                       NULL};
  (void)state;
  char today[16], name[64], named[96];
  time_t now = time(NULL);
  struct tm local;
  assert_int_not_equal(strftime(today, sizeof today, "%Y-%m-%d", localtime_r(&now, &local)), 0);
  struct terminal *terminal = start(library, 24, 80);
  terminal_expect(terminal, "enter start");
  terminal_type(terminal, "4");
  terminal_expect(terminal, "w write");
  for (int i = 0; i < 3; i++) {
    snprintf(name, sizeof name, "limber-history-%s%s.%s", today, i == 1 ? "-2" : "", i == 2 ? "jsonl" : "csv");
    terminal_type(terminal, "w");
    terminal_expect(terminal, "a table for a spreadsheet");
    terminal_type(terminal, i == 2 ? "a" : "t");
    snprintf(named, sizeof named, "%s", name);
    terminal_expect(terminal, named);
    char *text = text_of(name);
    assert_non_null(text);
    assert_non_null(strstr(text, "breathe-calm"));
    free(text);
    terminal_type(terminal, "+");
    terminal_expect_no(terminal, named);
  }
  terminal_type(terminal, "q");
  terminal_expect(terminal, "enter start");
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
  terminal = start(import, 24, 80);
  terminal_expect(terminal, "0 new, 0 brought up to date");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
}

static void plain_lines_ask_before_going_on(void **state) {
  static const char *const play[] = {LIMBER, "play", "core-1", "--yes", "--audio", "none", "--plain", NULL};
  static const char *const again[] = {LIMBER, "play", "--audio", "none", "--plain", NULL};
  (void)state;
  struct terminal *terminal = start(play, 24, 80);
  terminal_expect(terminal, "Get ready, 1 of");
  terminal_signal(terminal, SIGTERM);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 128 + SIGTERM);
  terminal_close(terminal);
  terminal = start(again, 24, 80);
  terminal_expect(terminal, "resume? y/n");
  terminal_type(terminal, "y\r");
  terminal_expect(terminal, "Get ready, 1 of");
  terminal_type(terminal, "q");
  terminal_expect(terminal, "Stop here?");
  terminal_type(terminal, "y");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  terminal_close(terminal);
}

static int make_folder(void **state) {
  (void)state;
  snprintf(folder, sizeof folder, "/tmp/limber-history-XXXXXX");
  assert_non_null(mkdtemp(folder));
  snprintf(data, sizeof data, "XDG_DATA_HOME=%s", folder);
  return 0;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
  (void)status;
  (void)kind;
  (void)place;
  return remove(path);
}

static int remove_folder(void **state) {
  (void)state;
  return nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_rating_and_a_note_are_kept),
      cmocka_unit_test(a_session_cut_off_is_offered_by_the_library_and_goes_on),
      cmocka_unit_test(the_history_screen_is_walked_through),
      cmocka_unit_test(the_history_is_written_to_a_file_that_is_named),
      cmocka_unit_test(plain_lines_ask_before_going_on),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
