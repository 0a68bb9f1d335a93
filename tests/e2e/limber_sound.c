/* What the screen says of sound, and what is said aloud at each verbosity: a real sound server, a voice that writes down its
 * words, and the v key. */
#include "support/terminal.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define SERVER SOURCE_DIR "/tests/support/sound_server.sh"
#define VARIABLES_MAX 16
#define LINE_SIZE (PATH_MAX + 64)

static const char limber[] = BINARY_DIR "/limber";

/* A folder of its own with a sound server in it; the environment in which programs find that. */
struct stage {
  char folder[64];
  char lines[VARIABLES_MAX][LINE_SIZE];
  const char *environment[VARIABLES_MAX + 1];
  size_t count;
};

/* `value` may lie in the stage itself. */
static void add_variable(struct stage *stage, const char *name, const char *value) {
  char line[LINE_SIZE];
  assert_true(stage->count < VARIABLES_MAX);
  snprintf(line, sizeof line, "%s%s", name, value);
  memcpy(stage->lines[stage->count], line, sizeof line);
  stage->environment[stage->count] = stage->lines[stage->count];
  stage->count++;
}

static void call_server(struct stage *stage, const char *verb) {
  char command[LINE_SIZE];
  char line[LINE_SIZE];
  snprintf(command, sizeof command, "%s %s %s/server", SERVER, verb, stage->folder);
  FILE *output = popen(command, "r");
  assert_non_null(output);
  while (fgets(line, sizeof line, output) != NULL) {
    line[strcspn(line, "\n")] = '\0';
    add_variable(stage, line, "");
  }
  assert_int_equal(pclose(output), 0);
}

static int set_up(void **state) {
  struct stage *stage = calloc(1, sizeof *stage);
  assert_non_null(stage);
  snprintf(stage->folder, sizeof stage->folder, "/tmp/limber-sound-XXXXXX");
  assert_non_null(mkdtemp(stage->folder));
  add_variable(stage, "XDG_CACHE_HOME=", stage->folder);
  add_variable(stage, "XDG_STATE_HOME=", stage->folder);
  add_variable(stage, "XDG_DATA_HOME=", stage->folder);
  call_server(stage, "start");
  *state = stage;
  return 0;
}

static int tear_down(void **state) {
  struct stage *stage = *state;
  char command[LINE_SIZE];
  call_server(stage, "stop");
  snprintf(command, sizeof command, "rm -rf %s", stage->folder);
  assert_int_equal(system(command), 0);
  free(stage);
  return 0;
}

static struct terminal *start(const struct stage *stage, const char *voice) {
  const char *const arguments[] = {limber, "play", "hips-1", "--yes", "--audio", "auto", "--voice", voice, NULL};
  return terminal_start(&(struct terminal_options){.arguments = arguments, .environment = stage->environment});
}

/* Whether `words` have been given to the voice; for terminal_expect_that(). */
struct said {
  const char *log, *words;
};

static bool are_said(const struct terminal *terminal, const void *context) {
  (void)terminal;
  const struct said *said = context;
  char text[1 << 14] = "";
  FILE *file = fopen(said->log, "r");
  if (file != NULL) {
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
  }
  return strstr(text, said->words) != NULL;
}

static void expect_said(struct terminal *terminal, const char *log, const char *words) {
  terminal_expect_that(terminal, are_said, &(struct said){log, words}, words);
}

static void v_says_less_and_less_and_then_all_again(void **state) {
  struct stage *stage = *state;
  char log[LINE_SIZE];
  char voice[2 * LINE_SIZE];
  snprintf(log, sizeof log, "%s/said", stage->folder);
  snprintf(voice, sizeof voice, "command:tee -a %s | espeak-ng --stdout; echo >>%s", log, log);
  struct terminal *terminal = start(stage, voice);
  terminal_expect(terminal, "\u266a voice");
  expect_said(terminal, log, "Welcome.");
  expect_said(terminal, log, "Let's begin with Easy march on the spot.");
  terminal_type(terminal, "v");
  terminal_expect(terminal, "Only what you need is said.");
  terminal_expect(terminal, "\u266a voice");
  terminal_type(terminal, "v");
  terminal_expect(terminal, "Tones only.");
  terminal_expect(terminal, "\u266a tones");
  terminal_type(terminal, "v");
  terminal_expect(terminal, "Silent.");
  terminal_expect(terminal, "muted");
  terminal_type(terminal, "nn"); /* into the work, and on to the next exercise, of which nothing is said */
  terminal_expect(terminal, "2 of 8");
  assert_false(are_said(terminal, &(struct said){log, "Standing hip circles"}));
  terminal_type(terminal, "v");
  terminal_expect(terminal, "Everything is said.");
  terminal_expect(terminal, "\u266a voice");
  terminal_type(terminal, "n");
  terminal_expect(terminal, "REPS");
  terminal_type(terminal, " ");
  terminal_expect(terminal, "Paused at");
  terminal_type(terminal, " ");
  expect_said(terminal, log, "Hip circles, left, ");
  expect_said(terminal, log, " seconds left.");
  expect_said(terminal, log, "Three.");
  terminal_close(terminal);
}

/* Libraries that cannot be loaded stand in for those that are not there. */
static void hide_engines(struct stage *stage) {
  static const char *const libraries[] = {"libflite.so.1", "libespeak-ng.so.1"};
  char path[LINE_SIZE];
  for (size_t i = 0; i < sizeof libraries / sizeof libraries[0]; i++) {
    snprintf(path, sizeof path, "%s/%s", stage->folder, libraries[i]);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
  }
  add_variable(stage, "LD_LIBRARY_PATH=", stage->folder);
}

static void without_an_engine_there_are_tones_and_the_screen_says_why(void **state) {
  struct stage *stage = *state;
  hide_engines(stage);
  struct terminal *terminal = start(stage, "auto");
  terminal_expect(terminal, "No voice is installed (flite or espeak-ng).");
  terminal_expect(terminal, "\u266a tones");
  terminal_close(terminal);
}

static void a_server_that_goes_and_comes_back_is_told_on_the_screen(void **state) {
  struct stage *stage = *state;
  size_t count = stage->count;
  struct terminal *terminal = start(stage, "none");
  terminal_expect(terminal, "\u266a tones");
  call_server(stage, "kill");
  terminal_expect(terminal, "\u266a bell");
  terminal_expect(terminal, "using the bell.");
  stage->count = count;
  call_server(stage, "start");
  terminal_expect(terminal, "Sound is back.");
  terminal_expect(terminal, "\u266a tones");
  terminal_close(terminal);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(v_says_less_and_less_and_then_all_again, set_up, tear_down),
      cmocka_unit_test_setup_teardown(without_an_engine_there_are_tones_and_the_screen_says_why, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_server_that_goes_and_comes_back_is_told_on_the_screen, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
