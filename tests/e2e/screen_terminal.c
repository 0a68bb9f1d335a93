#include "support/terminal.h"

#include "base/macros.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The terminal adapter, seen from the terminal's side: a demonstration program shows scenes of the player through it. */

static struct terminal *start_demo(const char *scene, int rows, int columns, const char *const *environment) {
  const char *const arguments[] = {BINARY_DIR "/tests/screen_demo", scene, NULL};
  return terminal_start(
      &(struct terminal_options){.rows = rows, .columns = columns, .arguments = arguments, .environment = environment});
}

static void the_player_is_shown_on_the_alternate_screen(void **state) {
  (void)state;
  struct terminal *terminal = start_demo("hold", 24, 80, NULL);
  terminal_expect(terminal, "HOLD  set 1 of 2");
  terminal_expect(terminal, "space pause   n next   b back   e ease off   ? help");
  assert_true(terminal_is_alternate(terminal));
  assert_false(terminal_shows_cursor(terminal));
  struct termios during = terminal_settings(terminal);
  assert_int_equal(during.c_lflag & (tcflag_t)(ICANON | ECHO), 0);
  assert_int_equal(during.c_iflag & (tcflag_t)IXON, 0);
  terminal_close(terminal);
}

static void keys_arrive_one_by_one(void **state) {
  static const struct {
    const char *keys, *shown;
  } presses[] = {
      {"n", "HOLD  set 2 of 2, eased"}, {"\033OC", "of 10"},   {"\033[6~", "Last three."}, {"b", "of 10"}, {"\033OD", "eased"},
      {"\033[5~", "HOLD  set 1 of 2"},  {"nnn", "Last three."}};
  (void)state;
  struct terminal *terminal = start_demo("hold", 24, 80, NULL);
  terminal_expect(terminal, "HOLD  set 1 of 2");
  for (size_t i = 0; i < ARRAY_LEN(presses); i++) {
    terminal_type(terminal, presses[i].keys);
    terminal_expect(terminal, presses[i].shown);
  }
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
}

static void colours_come_by_the_depth_of_the_terminal(void **state) {
  static const char *const true_colour[] = {"COLORTERM=truecolor", NULL};
  static const char *const light[] = {"COLORTERM=24bit", "COLORFGBG=0;15", NULL};
  static const char *const none[] = {"COLORTERM=truecolor", "NO_COLOR=1", NULL};
  static const struct {
    const char *const *environment;
    int32_t accent; /* of the word LEFT at row 4, column 55 */
  } depths[] = {
      {true_colour, 0x7abeec}, {light, 0x1468a8}, {NULL, 0x66ccff /* 117, on the emulator's even cube */}, {none, -1}};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(depths); i++) {
    struct terminal *terminal = start_demo("hold", 24, 80, depths[i].environment);
    terminal_expect(terminal, "? help");
    struct terminal_cell cell = terminal_cell_at(terminal, 4, 55);
    assert_string_equal(cell.text, "█");
    assert_int_equal(cell.foreground, depths[i].accent);
    assert_int_equal(terminal_cell_at(terminal, 10, 5).background, -1);
    assert_false(terminal_wrote(terminal, "\033]4;")); /* the person's palette is left alone */
    terminal_close(terminal);
  }
}

static void a_panel_has_its_background_to_its_edges(void **state) {
  static const char *const true_colour[] = {"COLORTERM=truecolor", NULL};
  (void)state;
  struct terminal *terminal = start_demo("help", 24, 80, true_colour);
  terminal_expect(terminal, "? esc close and resume");
  for (int row = 2; row < 22; row++) {
    assert_int_equal(terminal_cell_at(terminal, row, 6).background, 0x171b24);
    assert_int_equal(terminal_cell_at(terminal, row, 73).background, 0x171b24);
    assert_int_equal(terminal_cell_at(terminal, row, 74).background, -1);
  }
  terminal_close(terminal);
}

static void the_linux_console_gets_plain_characters(void **state) {
  static const char *const console[] = {"TERM=linux", NULL};
  static const char *const latin[] = {"LANG=C", NULL};
  static const char *const *const environments[] = {console, latin};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(environments); i++) {
    struct terminal *terminal = start_demo("hold", 24, 80, environments[i]);
    terminal_expect(terminal, "<--  L E F T");
    terminal_expect(terminal, "left o .   right . .     30 s");
    assert_false(terminal_wrote(terminal, "\xE2"));
    terminal_close(terminal);
  }
}

static void a_storm_of_resizes_ends_in_the_right_picture(void **state) {
  (void)state;
  struct terminal *terminal = start_demo("hold", 24, 80, NULL);
  terminal_expect(terminal, "HOLD  set 1 of 2");
  for (int i = 0; i < 200; i++) {
    terminal_resize(terminal, 1 + i * 7 % 60, 1 + i * 13 % 200);
  }
  terminal_resize(terminal, 12, 40);
  terminal_expect(terminal, "Hip flexor stretch");
  terminal_expect(terminal, "◀ LEFT");
  terminal_resize(terminal, 40, 120);
  terminal_expect(terminal, "HOLD  set 1 of 2");
  terminal_expect(terminal, "left ◉ ○   right ○ ○");
  terminal_resize(terminal, 1, 1);
  terminal_resize(terminal, 24, 80);
  terminal_expect(terminal, "space pause   n next   b back   e ease off   ? help");
  terminal_close(terminal);
}

static void the_largest_screen_passes_through_the_pipe(void **state) {
  static const char *const true_colour[] = {"COLORTERM=truecolor", NULL};
  (void)state;
  struct terminal *terminal = start_demo("help", 300, 900, true_colour);
  terminal_expect(terminal, "? esc close and resume");
  terminal_type(terminal, "n");
  terminal_expect(terminal, "That's it. Notice how your back feels.");
  terminal_close(terminal);
}

static void a_second_costs_few_bytes_at_any_size(void **state) {
  static const struct {
    int rows, columns;
    size_t most; /* by the size of the digits: 5, 7, 11 rows */
  } sizes[] = {{12, 40, 140}, {24, 80, 200}, {40, 120, 375}, {60, 200, 380}};
  static const char *const true_colour[] = {"COLORTERM=truecolor", NULL};
  enum { SECONDS = 17, LEFT_AT_FIRST = 19 * 60 + 12 };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
    struct terminal *terminal = start_demo("hold", sizes[i].rows, sizes[i].columns, true_colour);
    size_t first = 0;
    for (int second = 0; second <= SECONDS; second++) {
      char clock[16];
      int left = LEFT_AT_FIRST - second;
      snprintf(clock, sizeof clock, "%d:%02d", left / 60, left % 60);
      terminal_expect(terminal, clock);
      first = second == 1 ? terminal_written(terminal) : first;
      if (second < SECONDS) {
        terminal_type(terminal, ".");
      }
    }
    size_t mean = (terminal_written(terminal) - first) / (SECONDS - 1);
    print_message("%dx%d: %zu bytes a second\n", sizes[i].columns, sizes[i].rows, mean);
    assert_in_range(mean, 1, sizes[i].most);
    terminal_close(terminal);
  }
}

static void every_end_puts_the_terminal_back(void **state) {
  static const struct {
    int signal;
    int status;
  } ends[] = {{SIGTERM, 128 + SIGTERM}, {SIGINT, 128 + SIGINT}, {SIGHUP, 128 + SIGHUP}, {SIGSEGV, 128 + SIGSEGV}};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
    struct terminal *terminal = start_demo("paused", 24, 80, NULL);
    terminal_expect(terminal, "Paused at 18 seconds. Take your time.");
    assert_false(terminal_is_restored(terminal));
    terminal_signal(terminal, ends[i].signal);
    assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), ends[i].status);
    assert_true(terminal_is_restored(terminal));
    terminal_close(terminal);
  }
}

static void stopping_and_going_on_gives_the_terminal_away_and_takes_it_back(void **state) {
  (void)state;
  struct terminal *terminal = start_demo("hold", 24, 80, NULL);
  terminal_expect(terminal, "HOLD  set 1 of 2");
  terminal_signal(terminal, SIGTSTP);
  terminal_expect_stop(terminal);
  assert_true(terminal_is_restored(terminal));
  terminal_signal(terminal, SIGCONT);
  terminal_expect(terminal, "HOLD  set 1 of 2");
  assert_true(terminal_is_alternate(terminal));
  assert_int_equal(terminal_settings(terminal).c_lflag & (tcflag_t)ICANON, 0);
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
}

static void a_frozen_terminal_holds_nobody_up(void **state) {
  (void)state;
  struct terminal *terminal = start_demo("hold", 100, 250, NULL);
  terminal_expect(terminal, "? help");
  for (int i = 0; i < 200; i++) { /* far more frames than a pty takes unread */
    terminal_type(terminal, "n");
  }
  terminal_signal(terminal, SIGTERM);
  assert_int_equal(terminal_expect_end(terminal, false, 1000), 128 + SIGTERM);
  terminal_close(terminal);
}

static void a_hang_up_ends_the_program(void **state) {
  (void)state;
  struct terminal *terminal = start_demo("hold", 24, 80, NULL);
  terminal_expect(terminal, "? help");
  terminal_hang_up(terminal);
  assert_int_equal(terminal_expect_end(terminal, false, 1000), 128 + SIGHUP);
  terminal_close(terminal);
}

static void a_terminal_that_cannot_place_text_is_refused_and_left_alone(void **state) {
  static const char *const terms[] = {"TERM=dumb", "TERM="};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
    /* ncurses keeps a block that it got before it gave up; that is no leak of ours. */
    const char *const environment[] = {terms[i], "ASAN_OPTIONS=detect_leaks=0", NULL};
    struct terminal *terminal = start_demo("hold", 24, 80, environment);
    assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 3);
    assert_true(terminal_is_restored(terminal));
    assert_true(terminal_shows(terminal, "screen_demo: "));
    terminal_close(terminal);
  }
}

static void a_terminal_that_is_not_known_here_is_taken_for_the_nearest(void **state) {
  static const struct {
    const char *term, *wrote;
  } cases[] = {{"TERM=no-such-terminal", "\033[3"},
               {"TERM=xterm-unheard-of", "\033[38;5;"},
               {"TERM=foot-next", "\033[38;5;"},
               {"TERM=tmux-unheard-of", "\033[38;5;"}};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    const char *const environment[] = {cases[i].term, "COLORTERM=", NULL};
    struct terminal *terminal = start_demo("hold", 24, 80, environment);
    terminal_expect(terminal, "? help");
    assert_true(terminal_wrote(terminal, cases[i].wrote));
    terminal_close(terminal);
  }
}

static void a_window_without_a_size_counts_as_80_by_24(void **state) {
  const char *const arguments[] = {BINARY_DIR "/tests/screen_demo", "hold", NULL};
  (void)state;
  struct terminal *terminal = terminal_start(&(struct terminal_options){.arguments = arguments, .has_no_size = true});
  terminal_expect(terminal, "space pause   n next   b back   e ease off   ? help");
  terminal_close(terminal);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_player_is_shown_on_the_alternate_screen),
      cmocka_unit_test(keys_arrive_one_by_one),
      cmocka_unit_test(colours_come_by_the_depth_of_the_terminal),
      cmocka_unit_test(a_panel_has_its_background_to_its_edges),
      cmocka_unit_test(the_linux_console_gets_plain_characters),
      cmocka_unit_test(a_storm_of_resizes_ends_in_the_right_picture),
      cmocka_unit_test(the_largest_screen_passes_through_the_pipe),
      cmocka_unit_test(a_second_costs_few_bytes_at_any_size),
      cmocka_unit_test(every_end_puts_the_terminal_back),
      cmocka_unit_test(stopping_and_going_on_gives_the_terminal_away_and_takes_it_back),
      cmocka_unit_test(a_frozen_terminal_holds_nobody_up),
      cmocka_unit_test(a_hang_up_ends_the_program),
      cmocka_unit_test(a_terminal_that_cannot_place_text_is_refused_and_left_alone),
      cmocka_unit_test(a_terminal_that_is_not_known_here_is_taken_for_the_nearest),
      cmocka_unit_test(a_window_without_a_size_counts_as_80_by_24),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
