/* The full screen as a person meets it: `limber` in a terminal, keys typed, windows dragged, connections lost. */
#include "support/terminal.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LIMBER BINARY_DIR "/limber"

static const char *const play[] = {LIMBER, "play", "hips-1", "--yes", "--audio", "none", NULL};

static struct terminal *start(const char *const *arguments, int rows, int columns) {
  return terminal_start(&(struct terminal_options){.rows = rows, .columns = columns, .arguments = arguments});
}

static void a_session_is_shown_paused_and_stopped(void **state) {
  (void)state;
  struct terminal *terminal = start(play, 24, 80);
  terminal_expect(terminal, "GET READY");
  terminal_expect(terminal, "Next: Easy march on the spot");
  terminal_type(terminal, "n");
  terminal_expect(terminal, "next  Standing hip circles");
  terminal_type(terminal, " ");
  terminal_expect(terminal, "Paused at");
  terminal_type(terminal, "q");
  terminal_expect(terminal, "Stop here?");
  terminal_type(terminal, "y");
  terminal_expect(terminal, "0 of 8");
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
}

static void a_session_ends_with_its_summary(void **state) {
  (void)state;
  static const char *const fast[] = {LIMBER, "play", "core-1", "--yes", "--audio", "none", "--speed", "500", NULL};
  struct terminal *terminal = start(fast, 24, 80);
  terminal_expect(terminal, "That's it. Notice how your back feels.");
  terminal_expect(terminal, "8 of 8");
  char *text = terminal_text(terminal);
  char *length = strstr(text, "8:"); /* 8:18, and a little at this speed */
  assert_non_null(length);
  length[strcspn(length, "\n")] = '\0';
  assert_non_null(strstr(length, "in all"));
  terminal_type(terminal, "?"); /* means nothing here, but to draw it again: it does not become longer */
  terminal_resize(terminal, 30, 90);
  terminal_expect(terminal, length);
  free(text);
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
}

static void keys_do_what_the_help_says(void **state) {
  (void)state;
  struct terminal *terminal = start(play, 30, 100);
  terminal_expect(terminal, "GET READY");
  terminal_type(terminal, "?");
  terminal_expect(terminal, "paused while you read");
  terminal_type(terminal, "?");
  terminal_expect_no(terminal, "paused while you read");
  terminal_type(terminal, "nn");
  terminal_expect(terminal, "Standing hip circles");
  terminal_type(terminal, "n");
  terminal_expect(terminal, "REPS");
  terminal_type(terminal, "e");
  terminal_expect(terminal, "Eased: half the range, half the hold.");
  terminal_type(terminal, "bb");
  terminal_expect(terminal, "1 of 8");
  terminal_type(terminal, "x");
  terminal_expect(terminal, "Left out from now on.");
  terminal_expect(terminal, "2 of 8");
  terminal_close(terminal);
}

static void every_size_is_survived(void **state) {
  (void)state;
  static const int sizes[][2] = {{24, 80}, {12, 40}, {5, 20},  {1, 1}, {40, 120},
                                 {36, 50}, {3, 200}, {60, 10}, {2, 2}, {24, 80}};
  struct terminal *terminal = start(play, 24, 80);
  terminal_expect(terminal, "GET READY");
  for (int round = 0; round < 20; round++) {
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
      terminal_resize(terminal, sizes[i][0], sizes[i][1]);
    }
  }
  terminal_expect(terminal, "GET READY");
  terminal_expect(terminal, "1 of 8");
  terminal_close(terminal);
}

static void signals_end_it_and_the_terminal_is_as_it_was(void **state) {
  (void)state;
  static const int numbers[] = {SIGTERM, SIGINT, SIGHUP};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    struct terminal *terminal = start(play, 24, 80);
    terminal_expect(terminal, "GET READY");
    terminal_signal(terminal, numbers[i]);
    assert_int_equal(terminal_expect_end(terminal, true, 1000), 128 + numbers[i]);
    assert_true(terminal_is_restored(terminal));
    terminal_close(terminal);
  }
}

static void a_crash_gives_the_terminal_back(void **state) {
  (void)state;
  struct terminal *terminal = start(play, 24, 80);
  terminal_expect(terminal, "GET READY");
  terminal_signal(terminal, SIGSEGV);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 128 + SIGSEGV);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
}

static void a_crash_gives_the_title_back(void **state) {
  static const char *const by_bell[] = {LIMBER, "play", "hips-1", "--yes", "--audio", "bell", NULL};
  static const char *const far[] = {"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL};
  (void)state;
  struct terminal *terminal = terminal_start(&(struct terminal_options){.arguments = by_bell, .environment = far});
  terminal_expect(terminal, "bell");
  terminal_expect(terminal, "10:42 left");
  assert_true(terminal_wrote(terminal, "\033[22;2t"));
  assert_false(terminal_wrote(terminal, "\033[23;2t"));
  terminal_signal(terminal, SIGSEGV);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 128 + SIGSEGV);
  assert_true(terminal_is_restored(terminal));
  assert_true(terminal_wrote(terminal, "\033[23;2t"));
  terminal_close(terminal);
}

static void stopped_and_continued_it_comes_back(void **state) {
  (void)state;
  struct terminal *terminal = start(play, 24, 80);
  terminal_expect(terminal, "GET READY");
  terminal_signal(terminal, SIGTSTP);
  terminal_expect_stop(terminal);
  assert_true(terminal_is_restored(terminal));
  terminal_signal(terminal, SIGCONT);
  terminal_expect(terminal, "GET READY");
  assert_true(terminal_is_alternate(terminal));
  terminal_signal(terminal, SIGTERM);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 128 + SIGTERM);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
}

static void a_lost_terminal_ends_it(void **state) {
  (void)state;
  struct terminal *terminal = start(play, 24, 80);
  terminal_expect(terminal, "GET READY");
  terminal_hang_up(terminal);
  assert_int_equal(terminal_expect_end(terminal, false, 1000), 128 + SIGHUP);
  terminal_close(terminal);
}

static bool shows_a_figure(const struct terminal *terminal, const void *context) {
  (void)context;
  return terminal_shows(terminal, "\xE2\xA3\xBF\xE2\xA3\xBF");
}

static void the_library_shows_what_a_routine_is_made_of(void **state) {
  (void)state;
  static const char *const library[] = {LIMBER, NULL};
  struct terminal *terminal = start(library, 40, 120);
  terminal_expect(terminal, "1 of 8  Easy march on the spot");
  terminal_expect_that(terminal, shows_a_figure, NULL, "the exercise's figure");
  terminal_type(terminal, "jjj");
  terminal_expect(terminal, "1 of 7  Pelvic tilt");
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
}

/* What a person on a line of 9600 baud reads in so long. */
static void take_slowly(struct terminal *terminal, int ms) {
  enum { PIECE_MS = 50, BYTES_A_SECOND = 960 };
  for (int passed = 0; passed < ms; passed += PIECE_MS) {
    terminal_take(terminal, BYTES_A_SECOND * PIECE_MS / 1000, PIECE_MS);
  }
}

/* The seconds of `9:34 left`, as the screen shows them now. */
static int seconds_left(const struct terminal *terminal) {
  char *text = terminal_text(terminal), *left = strstr(text, " left\n");
  int minutes = 0, seconds = 0;
  assert_non_null(left);
  while (left > text && left[-1] != ' ') {
    left--;
  }
  assert_int_equal(sscanf(left, "%d:%d", &minutes, &seconds), 2);
  free(text);
  return minutes * 60 + seconds;
}

static bool shows_a_pause(const struct terminal *terminal, const void *context) {
  (void)context;
  return terminal_shows(terminal, "Paused at");
}

/* 9600 baud, and a figure that would send three times as much. */
static void a_slow_line_counts_down_right_with_fewer_frames(void **state) {
  (void)state;
  static const char *const far[] = {"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL};
  struct terminal *terminal = terminal_start(&(struct terminal_options){.arguments = play, .environment = far});
  terminal_expect(terminal, "GET READY");
  terminal_type(terminal, "n");
  terminal_expect(terminal, "MOVE");
  take_slowly(terminal, 7000);
  int shown_s = seconds_left(terminal);
  terminal_type(terminal, " ");
  terminal_expect_that(terminal, shows_a_pause, NULL, "the pause");
  int true_s = seconds_left(terminal);
  if (shown_s - true_s > 2 || shown_s < true_s) {
    fail_msg("the screen said %d s left when there were %d", shown_s, true_s);
  }
  terminal_close(terminal);
}

static void the_library_leads_into_a_session_and_back(void **state) {
  (void)state;
  static const char *const library[] = {LIMBER, NULL};
  struct terminal *terminal = start(library, 24, 80);
  terminal_expect(terminal, "Hips, easy");
  terminal_expect(terminal, "Core, easy");
  terminal_type(terminal, "g\r");
  terminal_expect(terminal, "First some questions about you and your back.");
  terminal_type(terminal, "\r");
  terminal_expect(terminal, "Do you have any of these?");
  terminal_type(terminal, "n");
  terminal_expect(terminal, "And any of these?");
  terminal_type(terminal, "n");
  terminal_expect(terminal, "Does any of this apply right now?");
  terminal_type(terminal, "\r");
  terminal_expect(terminal, "What applies to you?");
  terminal_type(terminal, "\r");
  terminal_expect(terminal, "How is your back right now?");
  terminal_type(terminal, "0\r");
  terminal_expect(terminal, "Anything to leave out today");
  terminal_type(terminal, "\r");
  terminal_expect(terminal, "GET READY");
  terminal_type(terminal, "qy");
  terminal_expect(terminal, "close");
  terminal_type(terminal, "q");
  terminal_expect(terminal, "Core, easy");
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
}

static void the_library_is_searched(void **state) {
  (void)state;
  static const char *const library[] = {LIMBER, NULL};
  struct terminal *terminal = start(library, 24, 80);
  terminal_expect(terminal, "Hips, easy");
  terminal_type(terminal, "/four-min");
  terminal_expect(terminal, "enter keep");
  terminal_expect_no(terminal, "Hips, easy");
  terminal_expect(terminal, "Four-minute hips");
  terminal_type(terminal, "zz");
  terminal_expect(terminal, "Nothing here fits. esc shows all again.");
  terminal_type(terminal, "\x7F\x7F\r");
  terminal_expect(terminal, "enter start");
  terminal_expect(terminal, "Four-minute hips");
  terminal_type(terminal, "\033");
  terminal_expect(terminal, "After a day of sitting");
  terminal_type(terminal, "gaa");
  terminal_expect(terminal, "a glutes");
  terminal_expect_no(terminal, "Hips, easy");
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
}

static void every_exercise_is_looked_at_and_practised(void **state) {
  (void)state;
  static const char *const library[] = {LIMBER, NULL};
  struct terminal *terminal = start(library, 24, 80);
  terminal_expect(terminal, "Hips, easy");
  terminal_type(terminal, "2");
  terminal_expect(terminal, "Adductor rock-back");
  terminal_type(terminal, "/clamsh\r");
  terminal_expect(terminal, "12 reps at 2-1-2 each side");
  terminal_type(terminal, "\r");
  terminal_expect(terminal, "gluteus medius, hip");
  terminal_expect(terminal, "leave out with  hip replacement");
  terminal_expect(terminal, "Glutes, easy");
  terminal_type(terminal, " ");
  terminal_expect(terminal, "space move");
  terminal_type(terminal, "\r");
  terminal_expect(terminal, "First some questions about you and your back.");
  terminal_type(terminal, "q");
  terminal_expect(terminal, "space move"); /* back where one was */
  terminal_type(terminal, "4");
  terminal_expect_no(terminal, "space move");
  terminal_type(terminal, "2");
  terminal_expect(terminal, "Clamshell");
  terminal_type(terminal, "1");
  terminal_expect(terminal, "t any length");
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
}

static void a_dumb_terminal_gets_plain_lines(void **state) {
  (void)state;
  static const char *const environment[] = {"TERM=dumb", NULL};
  struct terminal *terminal =
      terminal_start(&(struct terminal_options){.rows = 24, .columns = 80, .arguments = play, .environment = environment});
  terminal_expect(terminal, "Get ready, 1 of 8: Easy march on the spot.");
  assert_false(terminal_wrote(terminal, "\033"));
  terminal_close(terminal);
}

static void ascii_is_enough_for_a_plain_locale(void **state) {
  (void)state;
  static const char *const environment[] = {"LANG=C", NULL};
  struct terminal *terminal =
      terminal_start(&(struct terminal_options){.rows = 24, .columns = 80, .arguments = play, .environment = environment});
  terminal_expect(terminal, "GET READY");
  terminal_expect(terminal, "R E A D Y");
  char *text = terminal_text(terminal);
  for (const char *byte = text; *byte != '\0'; byte++) {
    assert_true((unsigned char)*byte < 0x80);
  }
  free(text);
  terminal_close(terminal);
}

static void a_change_fades_unless_less_motion_is_wanted(void **state) {
  static const char *const usual[] = {"COLORTERM=truecolor", NULL};
  static const char *const reduced[] = {"COLORTERM=truecolor", "LIMBER_MOTION=reduced", NULL};
  static const char a_third_of_the_way[] = "38;2;156;204;238"; /* from the accent to the text */
  static const struct {
    const char *const *environment;
    bool fades;
  } cases[] = {{usual, true}, {reduced, false}};
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct terminal *terminal =
        terminal_start(&(struct terminal_options){.arguments = play, .environment = cases[i].environment});
    terminal_expect(terminal, "GET READY");
    terminal_type(terminal, " ");
    terminal_expect(terminal, "Paused at");
    terminal_signal(terminal, SIGTERM);
    assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 128 + SIGTERM);
    assert_int_equal(terminal_wrote(terminal, a_third_of_the_way), cases[i].fades);
    terminal_close(terminal);
  }
}

/* Someone else's wide letters, marks and right-to-left names keep their columns. */
static void names_of_any_script_are_shown(void **state) {
  (void)state;
  static const char *const arguments[] = {LIMBER, "play", SOURCE_DIR "/tests/e2e/routines/names.yaml", "--yes", "--audio",
                                          "none", NULL};
  struct terminal *terminal = start(arguments, 24, 80);
  terminal_expect(terminal, "深い蹲踞");
  terminal_expect(terminal, "1 of 1");
  terminal_close(terminal);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_session_is_shown_paused_and_stopped),
      cmocka_unit_test(a_session_ends_with_its_summary),
      cmocka_unit_test(keys_do_what_the_help_says),
      cmocka_unit_test(every_size_is_survived),
      cmocka_unit_test(signals_end_it_and_the_terminal_is_as_it_was),
      cmocka_unit_test(a_crash_gives_the_terminal_back),
      cmocka_unit_test(a_crash_gives_the_title_back),
      cmocka_unit_test(stopped_and_continued_it_comes_back),
      cmocka_unit_test(a_lost_terminal_ends_it),
      cmocka_unit_test(the_library_leads_into_a_session_and_back),
      cmocka_unit_test(the_library_is_searched),
      cmocka_unit_test(every_exercise_is_looked_at_and_practised),
      cmocka_unit_test(the_library_shows_what_a_routine_is_made_of),
      cmocka_unit_test(a_slow_line_counts_down_right_with_fewer_frames),
      cmocka_unit_test(a_dumb_terminal_gets_plain_lines),
      cmocka_unit_test(ascii_is_enough_for_a_plain_locale),
      cmocka_unit_test(a_change_fades_unless_less_motion_is_wanted),
      cmocka_unit_test(names_of_any_script_are_shown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
