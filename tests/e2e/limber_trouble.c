/*
 * What `limber` makes of a terminal that stands still, a keyboard that is not there, and an end that comes from outside.
 *
 * usage: test_limber_trouble [real-time]
 *
 * With an argument only the terminal that stands still, for 31 seconds at the pace of a person.
 */
#include "support/terminal.h"

#include <dirent.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define LIMBER BINARY_DIR "/limber"

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The file's text. Caller frees. */
static char *text_of(const char *path) {
  FILE *file = fopen(path, "r");
  char *text = calloc(1, 1 << 20);
  assert_non_null(text);
  if (file != NULL) {
    text[fread(text, 1, (1 << 20) - 1, file)] = '\0';
    fclose(file);
  }
  return text;
}

/* The number behind `key` on the line, such as `"t_s":`. */
static double number_of(const char *line, const char *key) {
  const char *found = strstr(line, key);
  assert_non_null(found);
  return strtod(found + strlen(key), NULL);
}

/* How far the session has come by the log of its events. */
static double last_moment_s(const char *log) {
  char *text = text_of(log);
  char *last = text;
  for (char *line = text; *line != '\0'; line = strchr(line, '\n') + 1) {
    last = line;
    if (strchr(line, '\n') == NULL) {
      break;
    }
  }
  double moment_s = *text != '\0' && strstr(last, "\"t_s\":") != NULL ? number_of(last, "\"t_s\":") : 0;
  free(text);
  return moment_s;
}

static void wait_for_moment(const char *log, double moment_s) {
  int64_t end_ms = now_ms() + 60000;
  while (last_moment_s(log) < moment_s) {
    assert_true(now_ms() < end_ms);
    poll(NULL, 0, 5);
  }
}

/* The greatest `late_s` of the cues due from `from_s` to `to_s`, and how many those are. */
static double latest_cue_s(const char *log, double from_s, double to_s, int *count) {
  char *text = text_of(log);
  double latest_s = 0;
  *count = 0;
  char *rest = text;
  for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
    if (strstr(line, "\"event\":\"cue\"") == NULL) {
      continue;
    }
    double at_s = number_of(line, "\"at_s\":");
    if (at_s >= from_s && at_s <= to_s) {
      double late_s = number_of(line, "\"late_s\":");
      latest_s = late_s > latest_s ? late_s : latest_s;
      *count += 1;
    }
  }
  free(text);
  return latest_s;
}

/* The seconds that the screen says are left: `9:48 left`; -1: it does not say. */
static int seconds_left(const struct terminal *terminal) {
  char *text = terminal_text(terminal);
  int left_s = -1;
  for (char *colon = strchr(text, ':'); colon != NULL; colon = strchr(colon + 1, ':')) {
    char *start = colon;
    while (start > text && start[-1] >= '0' && start[-1] <= '9') {
      start--;
    }
    int minutes = 0, seconds = 0, length = 0;
    if (sscanf(start, "%d:%2d left%n", &minutes, &seconds, &length) == 2 && length > 0) {
      left_s = minutes * 60 + seconds;
    }
  }
  free(text);
  return left_s;
}

static bool says_less(const struct terminal *terminal, const void *seconds) {
  int left_s = seconds_left(terminal);
  return left_s >= 0 && left_s < *(const int *)seconds;
}

/* A session at `speed`, and a terminal that takes nothing for `freeze_s` of it, over at least `least_cues`. */
static void freeze_over_cues(const char *speed, int freeze_s, int least_cues) {
  enum { LATEST_MS = 50, FRAMES_MOST_BYTES = 4000 };
  char log[] = BINARY_DIR "/frozen-XXXXXX";
  close(mkstemp(log));
  const char *const arguments[] = {LIMBER, "play", "hips-1", "--yes", "--audio", "none", "--speed", speed, "--log", log, NULL};
  struct terminal *terminal = terminal_start(&(struct terminal_options){.arguments = arguments});
  terminal_expect(terminal, "GET READY");
  char *text = text_of(log);
  double total_s = number_of(text, "\"total_s\":");
  free(text);

  double from_s = last_moment_s(log);
  int frozen_left_s = seconds_left(terminal);
  terminal_freeze(terminal, true);
  wait_for_moment(log, from_s + freeze_s);
  double to_s = last_moment_s(log);
  size_t before = terminal_written(terminal);
  terminal_freeze(terminal, false);
  int then_s = frozen_left_s - freeze_s / 2;
  terminal_expect_that(terminal, says_less, &then_s, "the time that is left now");
  int shown_s = seconds_left(terminal), right_s = (int)(total_s - to_s);
  size_t bytes = terminal_written(terminal) - before;

  int count = 0;
  double latest_ms = latest_cue_s(log, from_s, to_s, &count) * 1000 / (double)strtol(speed, NULL, 10);
  print_message("frozen for %.0f s of the session: %d cues, the latest %.1f ms late; then %zu bytes, off by %d s\n",
                to_s - from_s, count, latest_ms, bytes, shown_s - right_s);
  assert_true(count >= least_cues);
  assert_true(latest_ms <= LATEST_MS);
  assert_true(bytes <= FRAMES_MOST_BYTES);
  assert_in_range(shown_s, right_s - 4, right_s + 1);
  terminal_close(terminal);
  unlink(log);
}

static void a_frozen_terminal_holds_no_cue_up(void **state) {
  (void)state;
  freeze_over_cues("8", 60, 5);
}

static void a_terminal_frozen_for_31_seconds_holds_no_cue_up(void **state) {
  (void)state;
  freeze_over_cues("1", 31, 4);
}

static void a_hang_up_that_no_signal_tells_of_is_noticed(void **state) {
  static const char *const arguments[] = {LIMBER, "play", "hips-1", "--yes", "--audio", "none", NULL};
  static const char *const library[] = {LIMBER, NULL};
  static const char *const *const calls[] = {arguments, library};
  (void)state;
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
    struct terminal *terminal = terminal_start(&(struct terminal_options){.arguments = calls[i], .ignores_hang_up = true});
    terminal_expect(terminal, "? help");
    terminal_hang_up(terminal);
    assert_int_equal(terminal_expect_end(terminal, false, 1000), 128 + SIGHUP);
    print_message("ended after %d ms of the processor\n", terminal_processor_ms(terminal));
    assert_in_range(terminal_processor_ms(terminal), 0, 300);
    terminal_close(terminal);
  }
}

static void without_a_keyboard_it_plays_lines_and_does_not_spin(void **state) {
  static const char *const inputs[] = {"</dev/null", "<&-", "<<END\nEND"};
  (void)state;
  for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
    char line[512];
    snprintf(line, sizeof line, "exec %s play core-1 --yes --audio none --speed 250 %s\n", LIMBER, inputs[i]);
    const char *const arguments[] = {"/bin/sh", "-c", line, NULL};
    struct terminal *terminal = terminal_start(&(struct terminal_options){.arguments = arguments, .columns = 120});
    assert_int_equal(terminal_expect_end(terminal, true, 10000), 0);
    assert_true(terminal_shows(terminal, "Finished."));
    assert_true(terminal_is_restored(terminal));
    print_message("%.3s: %d ms of the processor\n", inputs[i], terminal_processor_ms(terminal));
    assert_in_range(terminal_processor_ms(terminal), 0, 500);
    terminal_close(terminal);
  }
}

/* The state of a process, as in /proc/PID/stat, and its parent; '\0': there is none. */
static char process_state(pid_t process, pid_t *parent, char name[32]) {
  char path[64], state = '\0';
  snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
  FILE *file = fopen(path, "r");
  int number = 0;
  if (file != NULL && fscanf(file, "%*d (%31[^)]) %c %d", name, &state, &number) != 3) {
    state = '\0';
  }
  *parent = number;
  if (file != NULL) {
    fclose(file);
  }
  return state;
}

static pid_t child_of(pid_t process) {
  DIR *folder = opendir("/proc");
  pid_t found = 0;
  for (struct dirent *entry = folder != NULL ? readdir(folder) : NULL; entry != NULL && found == 0; entry = readdir(folder)) {
    pid_t one = (pid_t)strtol(entry->d_name, NULL, 10), parent = 0;
    char name[32];
    if (one > 0 && process_state(one, &parent, name) != '\0' && parent == process && strstr(name, "limber-sounder") != NULL) {
      found = one;
    }
  }
  if (folder != NULL) {
    closedir(folder);
  }
  return found;
}

static bool has_ended(pid_t process) {
  pid_t parent = 0;
  char name[32];
  char state = process_state(process, &parent, name);
  return state == '\0' || state == 'Z' || strstr(name, "limber-sounder") == NULL;
}

static void killed_it_leaves_no_sounder_behind(void **state) {
  static const char *const arguments[] = {LIMBER, "play", "hips-1", "--yes", "--audio", "auto", NULL};
  (void)state;
  struct terminal *terminal = terminal_start(&(struct terminal_options){.arguments = arguments});
  pid_t sounder = 0;
  for (int64_t end_ms = now_ms() + TERMINAL_PATIENCE_MS; sounder == 0 && now_ms() < end_ms; poll(NULL, 0, 1)) {
    sounder = child_of(terminal_process(terminal));
  }
  terminal_expect(terminal, "♪"); /* which way sound goes is known: it runs, and waits for what we say */
  sounder = child_of(terminal_process(terminal));
  assert_true(sounder > 0);
  terminal_signal(terminal, SIGKILL);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 128 + SIGKILL);
  int64_t killed_ms = now_ms();
  while (!has_ended(sounder)) {
    assert_true(now_ms() < killed_ms + TERMINAL_PATIENCE_MS);
    poll(NULL, 0, 5);
  }
  print_message("the sounder ended %d ms later\n", (int)(now_ms() - killed_ms));
  terminal_close(terminal);
}

int main(int argc, char **argv) {
  (void)argv;
  const struct CMUnitTest in_real_time[] = {cmocka_unit_test(a_terminal_frozen_for_31_seconds_holds_no_cue_up)};
  if (argc > 1) {
    return cmocka_run_group_tests(in_real_time, NULL, NULL);
  }
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_frozen_terminal_holds_no_cue_up),
      cmocka_unit_test(a_hang_up_that_no_signal_tells_of_is_noticed),
      cmocka_unit_test(without_a_keyboard_it_plays_lines_and_does_not_spin),
      cmocka_unit_test(killed_it_leaves_no_sounder_behind),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
