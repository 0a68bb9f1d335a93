/* Terminals that are asked what they are, and answer at once, late, in pieces, or never. */
#include "support/terminal.h"

#include "base/macros.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define QUESTION "\033]11;?\033\\"
#define LIGHT "\033]11;rgb:ffff/fffd/f0f0\033\\"
#define ACCENT_ON_DARK 0x7abeec
#define ACCENT_ON_LIGHT 0x1468a8

static const char *const true_colour[] = {"COLORTERM=truecolor", NULL};

static struct terminal *start_demo(const char *const *environment) {
  static const char *const arguments[] = {BINARY_DIR "/tests/screen_demo", "hold", NULL};
  return terminal_start(&(struct terminal_options){.arguments = arguments, .environment = environment});
}

/* The colour of the big word, at row 4. */
static bool accent_is(const struct terminal *terminal, const void *colour) {
  return terminal_cell_at(terminal, 4, 55).foreground == *(const int32_t *)colour;
}

static void expect_accent(struct terminal *terminal, int32_t colour, const char *what) {
  terminal_expect_that(terminal, accent_is, &colour, what);
}

static bool never(const struct terminal *terminal, const void *context) {
  (void)terminal;
  (void)context;
  return false;
}

static void the_first_frame_is_dark_and_an_answer_makes_it_light(void **state) {
  static const struct {
    const char *pieces[4];
    int32_t accent;
  } answers[] = {
      {{LIGHT}, ACCENT_ON_LIGHT},
      {{"\033]11;rgb:ff/ff/ff\a"}, ACCENT_ON_LIGHT},
      {{"\033]11;rgba:e0e0/e0e0/d0d0/ffff\033\\"}, ACCENT_ON_LIGHT},
      {{"\033]11;r", "gb:ffff/ff", "ff/ffff\033", "\\"}, ACCENT_ON_LIGHT},
      {{"\033]11;rgb:0000/0000/3333\033\\"}, ACCENT_ON_DARK},
      {{"\033]11;rgb:ffff\033\\"}, ACCENT_ON_DARK},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
    struct terminal *terminal = start_demo(true_colour);
    terminal_expect(terminal, "? help");
    expect_accent(terminal, ACCENT_ON_DARK, "dark at first");
    assert_true(terminal_wrote(terminal, QUESTION));
    for (size_t piece = 0; piece < ARRAY_LEN(answers[i].pieces) && answers[i].pieces[piece] != NULL; piece++) {
      terminal_type(terminal, answers[i].pieces[piece]);
      terminal_wait(terminal, never, NULL, 20); /* so that they arrive one by one */
    }
    expect_accent(terminal, answers[i].accent, "the palette for the background");
    /* Its letters were no keys: `b` would have gone to another scene. */
    assert_true(terminal_shows(terminal, "HOLD  set 1 of 2"));
    terminal_type(terminal, "n");
    terminal_expect(terminal, "HOLD  set 2 of 2, eased");
    terminal_close(terminal);
  }
}

static void an_answer_that_comes_after_keys_still_counts(void **state) {
  (void)state;
  struct terminal *terminal = start_demo(true_colour);
  terminal_expect(terminal, "? help");
  terminal_type(terminal, "n");
  terminal_expect(terminal, "HOLD  set 2 of 2, eased");
  terminal_type(terminal, "n" LIGHT "bb");
  expect_accent(terminal, ACCENT_ON_LIGHT, "the light palette");
  terminal_expect(terminal, "HOLD  set 1 of 2");
  terminal_close(terminal);
}

static void a_silent_terminal_loses_nothing(void **state) {
  static const char *const arguments[] = {BINARY_DIR "/limber", "play", "hips-1", "--yes", "--audio", "none", NULL};
  (void)state;
  struct terminal *terminal = terminal_start(&(struct terminal_options){.arguments = arguments, .is_mute = true});
  terminal_expect(terminal, "GET READY");
  terminal_type(terminal, "\033");
  terminal_expect(terminal, "Stop here?");
  terminal_type(terminal, "\033");
  terminal_expect_no(terminal, "Stop here?");
  terminal_type(terminal, "\033[24;5~"); /* a function key of some kind: neither escape nor letters */
  terminal_type(terminal, "q");
  terminal_expect(terminal, "Stop here?");
  terminal_type(terminal, "yq");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
}

static void only_those_are_asked_that_know_the_question(void **state) {
  static const struct {
    const char *environment[3];
    bool asked;
  } terminals[] = {
      {{"TERM=xterm-256color"}, true},   {{"TERM=screen-256color", "TMUX=/tmp/tmux,1,0"}, true},
      {{"TERM=screen-256color"}, false}, {{"TERM=linux"}, false},
      {{"TERM=vt100"}, false},           {{"NO_COLOR=1"}, false},
      {{"COLORFGBG=15;0"}, false},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(terminals); i++) {
    struct terminal *terminal = start_demo(terminals[i].environment);
    terminal_expect(terminal, "help");
    assert_int_equal(terminal_wrote(terminal, QUESTION), terminals[i].asked);
    terminal_close(terminal);
  }
}

static void characters_go_by_the_locale_or_by_proof(void **state) {
  static const struct {
    const char *environment[3];
    bool takes_bytes, is_mute, asked, utf8;
  } cases[] = {
      {.environment = {"LANG="}, .asked = true, .utf8 = true},
      {.environment = {"LANG=xx_YY"}, .asked = true, .utf8 = true},
      {.environment = {"LANG="}, .takes_bytes = true, .asked = true, .utf8 = false},
      {.environment = {"LANG="}, .is_mute = true, .asked = true, .utf8 = false},
      {.environment = {"LANG=C"}, .asked = false, .utf8 = false},
      {.environment = {"LC_ALL=POSIX"}, .asked = false, .utf8 = false},
      {.environment = {"LANG=xx_YY.ISO-8859-1"}, .asked = false, .utf8 = false},
      {.environment = {"LANG=", "TERM=linux"}, .asked = false, .utf8 = false},
      {.environment = {"LANG=C.UTF-8"}, .asked = false, .utf8 = true},
      {.environment = {"LANG=xx_YY.UTF-8"}, .asked = false, .utf8 = true}, /* not generated */
  };
  static const char *const arguments[] = {BINARY_DIR "/limber", "play", "hips-1", "--yes", "--audio", "none", NULL};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct terminal *terminal = terminal_start(&(struct terminal_options){.arguments = arguments,
                                                                          .environment = cases[i].environment,
                                                                          .takes_bytes = cases[i].takes_bytes,
                                                                          .is_mute = cases[i].is_mute});
    terminal_expect(terminal, "? help");
    assert_int_equal(terminal_wrote(terminal, "\033[6n"), cases[i].asked);
    assert_int_equal(terminal_shows(terminal, cases[i].utf8 ? "█" : "R E A D Y"), true);
    assert_int_equal(terminal_shows(terminal, "R E A D Y"), !cases[i].utf8);
    terminal_type(terminal, "qyq");
    assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
    assert_true(terminal_is_restored(terminal));
    char *text = terminal_text(terminal);
    assert_true(!cases[i].asked || text[0] == '\n'); /* the question has been taken away */
    free(text);
    terminal_close(terminal);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_frame_is_dark_and_an_answer_makes_it_light),
      cmocka_unit_test(an_answer_that_comes_after_keys_still_counts),
      cmocka_unit_test(a_silent_terminal_loses_nothing),
      cmocka_unit_test(only_those_are_asked_that_know_the_question),
      cmocka_unit_test(characters_go_by_the_locale_or_by_proof),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
