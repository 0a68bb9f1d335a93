/* What was typed behind `limber ssh`: which words are ssh's, which the far limber's, and that no shell takes any for more. */
#include "app/ssh_line.h"
#include "base/macros.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WORDS_MOST = 12 };

static size_t count_words(const char *const *words) {
  size_t count = 0;
  while (words[count] != NULL) {
    count++;
  }
  return count;
}

static void words_go_to_whom_they_are_for(void **state) {
  (void)state;
  static const struct {
    const char *words[WORDS_MOST];
    size_t options;
    const char *host, *voice, *command;
  } cases[] = {
      {{"far"}, 0, "far", NULL, "limber play --link T"},
      {{"far", "hips-1", "--yes"}, 0, "far", NULL, "limber play --link T hips-1 --yes"},
      {{"-p", "2222", "me@far", "hips-1"}, 2, "me@far", NULL, "limber play --link T hips-1"},
      {{"-p2222", "-4C", "-o", "User=me", "far"}, 4, "far", NULL, "limber play --link T"},
      {{"-4p", "22", "far"}, 2, "far", NULL, "limber play --link T"},
      {{"-J", "gate", "--", "far"}, 2, "far", NULL, "limber play --link T"},
      {{"far", "--remote", "/opt/limber", "core-1"}, 0, "far", NULL, "/opt/limber play --link T core-1"},
      {{"far", "--remote=~/bin/limber"}, 0, "far", NULL, "~/bin/limber play --link T"},
      {{"far", "--voice", "flite:rms", "core-1"}, 0, "far", "flite:rms", "limber play --link T core-1"},
      {{"far", "two words"}, 0, "far", NULL, "limber play --link T 'two words'"},
      {{"far", "$(x); `y` \"z\" *"}, 0, "far", NULL, "limber play --link T '$(x); `y` \"z\" *'"},
      {{"far", "it's"}, 0, "far", NULL, "limber play --link T 'it'\\''s'"},
      {{"far", ""}, 0, "far", NULL, "limber play --link T ''"},
      {{"far", "--remote", "~/a b"}, 0, "far", NULL, "'~/a b' play --link T"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct ssh_line line;
    const char *const *words = cases[i].words;
    assert_true(ssh_line_parse(words, count_words(words), &line, NULL));
    assert_int_equal(line.option_count, cases[i].options);
    assert_string_equal(line.host, cases[i].host);
    assert_true((line.voice == NULL) == (cases[i].voice == NULL));
    char *command = ssh_line_remote_command(&line, "T");
    assert_string_equal(command, cases[i].command);
    free(command);
    ssh_line_finish(&line);
  }
}

static void what_cannot_be_meant_is_refused(void **state) {
  (void)state;
  static const struct {
    const char *words[WORDS_MOST];
    const char *message;
  } cases[] = {
      {{NULL}, "which host? `limber ssh [SSH OPTIONS] HOST [ROUTINE] [PLAY OPTIONS]`"},
      {{"-p", "22"}, "which host? `limber ssh [SSH OPTIONS] HOST [ROUTINE] [PLAY OPTIONS]`"},
      {{"--", "-oProxyCommand=x"}, "which host? `limber ssh [SSH OPTIONS] HOST [ROUTINE] [PLAY OPTIONS]`"},
      {{"--yes", "far"}, "--yes comes after the host; before it stand options of ssh"},
      {{"far", "--remote"}, "--remote needs a value"},
      {{"far", "--remote="}, "--remote names a program"},
      {{"far", "--audio", "none"}, "sound always comes here; --audio is for `limber play`"},
      {{"far", "--link=x"}, "sound always comes here; --link=x is for `limber play`"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct ssh_line line;
    struct error err = {0};
    const char *const *words = cases[i].words;
    assert_false(ssh_line_parse(words, count_words(words), &line, &err));
    assert_int_equal(err.code, ERROR_USAGE);
    assert_string_equal(err.message, cases[i].message);
    ssh_line_finish(&line);
  }
}

static void ssh_is_called_with_the_forward_and_nothing_hidden(void **state) {
  (void)state;
  static const char *const words[] = {"-p", "2222", "far", "hips-1"};
  static const char *const play[] = {
      "ssh", "-p",  "2222",       "-oExitOnForwardFailure=yes", "-oSendEnv=COLORTERM LANG LC_*", "-t", "-R", "A:B",
      "--",  "far", "limber play"};
  static const char *const cancel[] = {"ssh", "-p", "2222", "-O", "cancel", "-R", "A:B", "--", "far"};
  static const char *const quiet[] = {
      "ssh", "-p", "2222", "-oBatchMode=yes", "-oConnectTimeout=10", "-oClearAllForwardings=yes", "-T", "--", "far", "rm -f X"};
  struct ssh_line line;
  assert_true(ssh_line_parse(words, ARRAY_LEN(words), &line, NULL));
  const char **made = ssh_line_arguments(&line, "A:B", true, "limber play");
  for (size_t i = 0; i < ARRAY_LEN(play); i++) {
    assert_string_equal(made[i], play[i]);
  }
  assert_null(made[ARRAY_LEN(play)]);
  free(made);
  made = ssh_line_arguments(&line, "A:B", true, NULL);
  for (size_t i = 0; i < ARRAY_LEN(cancel); i++) {
    assert_string_equal(made[i], cancel[i]);
  }
  assert_null(made[ARRAY_LEN(cancel)]);
  free(made);
  made = ssh_line_quiet_arguments(&line, "rm -f X");
  for (size_t i = 0; i < ARRAY_LEN(quiet); i++) {
    assert_string_equal(made[i], quiet[i]);
  }
  assert_null(made[ARRAY_LEN(quiet)]);
  free(made);
  ssh_line_finish(&line);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_go_to_whom_they_are_for),
      cmocka_unit_test(what_cannot_be_meant_is_refused),
      cmocka_unit_test(ssh_is_called_with_the_forward_and_nothing_hidden),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
