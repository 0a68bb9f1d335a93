/* What a window is told beside the screen: only what was asked for, only printable words, and everything taken back. */
#include "screen/window.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define SAYS(call, expected) \
  do { \
    char out[WINDOW_BYTES]; \
    size_t said = (call); \
    assert_int_equal(said, strlen(expected)); \
    assert_memory_equal(out, expected, strlen(expected)); \
  } while (0)

static struct window window_of(const char *term, bool in_tmux, bool passes) {
  struct window window = {.shows_progress = true, .notes = WINDOW_NOTES_777, .passes = passes};
  window_init(&window, term, in_tmux);
  return window;
}

static void what_nobody_asked_for_is_not_said(void **state) {
  (void)state;
  struct window quiet = {.has_title = false};
  window_init(&quiet, "xterm-256color", false);
  SAYS(window_progress(&quiet, 10, false, out), "");
  SAYS(window_note(&quiet, "Next", out), "");
  SAYS(window_farewell(&quiet, out), "");
  SAYS(window_rest(&quiet, out), "");
  struct window console = window_of("linux", false, false);
  SAYS(window_progress(&console, 10, false, out), "");
  SAYS(window_note(&console, "Next", out), "");
  SAYS(window_title(&console, "Next", out), "");
}

static void progress_is_told_as_it_changes_and_taken_back(void **state) {
  (void)state;
  struct window window = window_of("xterm-256color", false, true);
  SAYS(window_progress(&window, 0, false, out), "\033]9;4;1;0\033\\");
  SAYS(window_progress(&window, 0, false, out), "");
  SAYS(window_progress(&window, 1, false, out), "\033]9;4;1;1\033\\");
  SAYS(window_progress(&window, 1, true, out), "\033]9;4;4;1\033\\");
  SAYS(window_progress(&window, 400, false, out), "\033]9;4;1;100\033\\");
  SAYS(window_progress(&window, WINDOW_NO_PROGRESS, false, out), "\033]9;4;0;0\033\\");
  SAYS(window_progress(&window, WINDOW_NO_PROGRESS, false, out), "");
  SAYS(window_rest(&window, out), "");
  SAYS(window_progress(&window, -5, false, out), "\033]9;4;1;0\033\\");
  SAYS(window_title(&window, "0:10", out), "\033[22;2t\033]2;0:10\033\\");
  SAYS(window_title(&window, "0:10", out), "");
  SAYS(window_title(&window, "0:09", out), "\033]2;0:09\033\\");
  SAYS(window_rest(&window, out), "\033]9;4;0;0\033\\\033[23;2t");
  SAYS(window_farewell(&window, out), "\033]9;4;0;0\033\\");
}

static void a_notification_is_one_line_of_words(void **state) {
  (void)state;
  struct window window = window_of("foot", false, false);
  SAYS(window_note(&window, "Next: Lift", out), "\033]777;notify;limber;Next: Lift\033\\");
  window.notes = WINDOW_NOTES_99;
  SAYS(window_note(&window, "Next: Lift", out), "\033]99;i=limber;Next: Lift\033\\");
  static const char *const evil[] = {"\033\\\033]52;c;AAAA\a", "a\nb;c\x07\x9c",
                                     "\xc2\x9b"
                                     "2J\xe2\x80\xae;;"};
  for (size_t i = 0; i < sizeof evil / sizeof *evil; i++) {
    char out[WINDOW_BYTES];
    size_t length = window_note(&window, evil[i], out);
    assert_memory_equal(out, "\033]99;i=limber;", 14);
    assert_memory_equal(out + length - 2, "\033\\", 2);
    for (size_t at = 14; at < length - 2; at++) {
      assert_true((unsigned char)out[at] >= 0x20 && out[at] != ';' && out[at] != 0x7f);
      assert_false((unsigned char)out[at] == 0xc2 && (unsigned char)out[at + 1] < 0xa0);
    }
  }
  char longest[2 * WINDOW_TEXT_SIZE], out[WINDOW_BYTES];
  memset(longest, 'x', sizeof longest);
  longest[sizeof longest - 1] = '\0';
  size_t length = window_note(&window, longest, out);
  assert_memory_equal(out + length - 2, "\033\\", 2);
}

static void through_tmux_it_goes_only_where_that_is_asked_for(void **state) {
  (void)state;
  struct window window = window_of("screen-256color", true, true);
  SAYS(window_progress(&window, 7, false, out), "\033Ptmux;\033\033]9;4;1;7\033\033\\\033\\");
  SAYS(window_note(&window, "Next", out), "\033Ptmux;\033\033]777;notify;limber;Next\033\033\\\033\\");
  SAYS(window_title(&window, "t", out), "\033[22;2t\033]2;t\033\\");
  SAYS(window_rest(&window, out), "\033Ptmux;\033\033]9;4;0;0\033\033\\\033\\\033[23;2t");
  window = window_of("tmux-256color", false, true); /* over ssh from a tmux */
  SAYS(window_progress(&window, 7, false, out), "\033Ptmux;\033\033]9;4;1;7\033\033\\\033\\");
  window = window_of("tmux-256color", true, false);
  SAYS(window_progress(&window, 7, false, out), "\033]9;4;1;7\033\\");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_nobody_asked_for_is_not_said),
      cmocka_unit_test(progress_is_told_as_it_changes_and_taken_back),
      cmocka_unit_test(a_notification_is_one_line_of_words),
      cmocka_unit_test(through_tmux_it_goes_only_where_that_is_asked_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
