/* What comes before a session, as a person meets it: the questions, the words that lead to help, the changes, the profile. */
#include "support/terminal.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define LIMBER BINARY_DIR "/limber"

/* A person with folders of their own. */
struct home {
  char folder[64];
  char variables[5][128];
  const char *environment[7];
};

static void open_home(struct home *home) {
  static const char *const names[] = {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME",
                                      "XDG_RUNTIME_DIR"};
  snprintf(home->folder, sizeof home->folder, "/tmp/limber-person-XXXXXX");
  assert_non_null(mkdtemp(home->folder));
  for (size_t i = 0; i < 5; i++) {
    snprintf(home->variables[i], sizeof home->variables[i], "%s=%s/%s", names[i], home->folder, names[i]);
    home->environment[i] = home->variables[i];
  }
  home->environment[5] = home->environment[6] = NULL;
}

static void close_home(struct home *home) {
  char command[96];
  snprintf(command, sizeof command, "rm -rf %s", home->folder);
  assert_int_equal(system(command), 0);
}

static const char *profile_path(const struct home *home, char path[128]) {
  snprintf(path, 128, "%s/XDG_CONFIG_HOME/limber/profile.yaml", home->folder);
  return path;
}

/* The profile's text; empty where there is none. */
static const char *read_profile(const struct home *home, char text[2048]) {
  char path[128];
  FILE *file = fopen(profile_path(home, path), "r");
  size_t length = file != NULL ? fread(text, 1, 2047, file) : 0;
  text[length] = '\0';
  if (file != NULL) {
    fclose(file);
  }
  return text;
}

/* Someone who answered all questions today, with more lines in their profile. */
static void write_profile(const struct home *home, const char *lines) {
  char path[128], folder[128], date[16];
  time_t now = time(NULL);
  strftime(date, sizeof date, "%Y-%m-%d", localtime(&now));
  snprintf(folder, sizeof folder, "%s/XDG_CONFIG_HOME", home->folder);
  mkdir(folder, 0700);
  snprintf(folder, sizeof folder, "%s/XDG_CONFIG_HOME/limber", home->folder);
  mkdir(folder, 0700);
  FILE *file = fopen(profile_path(home, path), "w");
  assert_non_null(file);
  fprintf(file, "limber: 1\ntold: true\nchecked: %s\n%s", date, lines);
  fclose(file);
}

static struct terminal *start(struct home *home, const char *const *arguments, int rows, int columns) {
  return terminal_start(
      &(struct terminal_options){.rows = rows, .columns = columns, .arguments = arguments, .environment = home->environment});
}

static const char *const play[] = {LIMBER, "play", "hips-1", "--audio", "none", NULL};

/* What is typed once something is seen, in turn. */
struct turn {
  const char *seen, *typed;
};

static void go_through(struct terminal *terminal, const struct turn *turns) {
  for (; turns->seen != NULL; turns++) {
    terminal_expect(terminal, turns->seen);
    terminal_type(terminal, turns->typed);
  }
}

static const struct turn warnings_clear[] = {{"First some questions about you and your back.", "\r"},
                                             {"Do you have any of these?", "n"},
                                             {"And any of these?", "n"},
                                             {NULL, NULL}};

static void leave_player(struct terminal *terminal) {
  terminal_expect(terminal, "GET READY");
  terminal_type(terminal, "q");
  terminal_expect(terminal, "Stop here?");
  terminal_type(terminal, "y");
  terminal_expect(terminal, "close");
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
}

static void a_newcomer_is_asked_once_and_then_shortly(void **state) {
  static const struct turn rest[] = {{"Does any of this apply right now?", "\r"}, {"What applies to you?", "\r"},
                                     {"How is your back right now?", "2"},        {"Any routine is fine.", "\r"},
                                     {"Anything to leave out today", "\r"},       {NULL, NULL}};
  static const struct turn shortly[] = {{"Anything new since last time", "n"},
                                        {"How is your back right now?", "10"},
                                        {"8 to 10: please", "3\r"},
                                        {"Anything to leave out today", "\r"},
                                        {NULL, NULL}};
  struct home home;
  char path[128], text[2048];
  struct stat status;
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, play, 24, 80);
  go_through(terminal, warnings_clear);
  go_through(terminal, rest);
  leave_player(terminal);
  assert_non_null(strstr(read_profile(&home, text), "checked: 20"));
  assert_int_equal(stat(profile_path(&home, path), &status), 0);
  assert_int_equal(status.st_mode & 0777, 0600);
  *strrchr(path, '/') = '\0';
  assert_int_equal(stat(path, &status), 0);
  assert_int_equal(status.st_mode & 0777, 0700);
  terminal = start(&home, play, 24, 80);
  go_through(terminal, shortly);
  leave_player(terminal);
  close_home(&home);
}

static void a_warning_sign_leads_out_with_words_and_never_to_a_routine(void **state) {
  static const struct turn turns[] = {{"First some questions about you and your back.", "\r"},
                                      {"Do you have any of these?", "y"},
                                      {"Which of them?", "jjj \r"},
                                      {"Please get medical help now.", " n3"},
                                      {"\"Chest pain, or shortness of breath at rest.\"", "a"},
                                      {"Ask someone to stay with you", "w"},
                                      {"Written to", "b"},
                                      {"Which of them?", "\r"},
                                      {NULL, NULL}};
  struct home home;
  char path[160], text[2048];
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, play, 24, 80);
  go_through(terminal, turns);
  terminal_expect(terminal, "Please get medical help now.");
  terminal_type(terminal, "\r");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  assert_false(terminal_wrote(terminal, "READY"));
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
  assert_string_equal(read_profile(&home, text), "");
  snprintf(path, sizeof path, "%s/XDG_DATA_HOME/limber/what-to-say.txt", home.folder);
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  text[fread(text, 1, sizeof text - 1, file)] = '\0';
  fclose(file);
  assert_non_null(strstr(text, "Chest pain, or shortness of breath at rest."));
  close_home(&home);
}

static void not_sure_on_a_small_screen_leads_to_a_professional(void **state) {
  struct home home;
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, play, 12, 40);
  terminal_expect(terminal, "First some questions");
  terminal_type(terminal, "\r");
  for (int i = 0; i < 9; i++) {
    char progress[16];
    snprintf(progress, sizeof progress, "%d of ", i + 2);
    terminal_expect(terminal, progress);
    terminal_type(terminal, "n");
  }
  terminal_expect(terminal, "no better with rest");
  terminal_type(terminal, "u");
  terminal_expect(terminal, "Please see a health professional");
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  terminal_close(terminal);
  close_home(&home);
}

static void severe_discomfort_asks_for_warning_signs_and_starts_nothing(void **state) {
  static const struct turn turns[] = {{"Anything new since last time", "n"},
                                      {"How is your back right now?", "9\r"},
                                      {"Do you have any of these?", "n"},
                                      {"Please see a health professional", "\r"},
                                      {NULL, NULL}};
  struct home home;
  (void)state;
  open_home(&home);
  write_profile(&home, "");
  struct terminal *terminal = start(&home, play, 24, 80);
  go_through(terminal, turns);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  terminal_close(terminal);
  close_home(&home);
}

static void a_flare_leaves_only_gentle_movement(void **state) {
  static const struct turn turns[] = {
      {"Does any of this apply right now?", " \r"}, {"What applies to you?", "\r"}, {"How is your back right now?", "5\r"},
      {"Anything to leave out today", "\r"},        {"Gentle movement only", "\r"}, {NULL, NULL}};
  struct home home;
  char text[2048];
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, play, 24, 80);
  go_through(terminal, warnings_clear);
  go_through(terminal, turns);
  leave_player(terminal);
  assert_non_null(strstr(read_profile(&home, text), "{id: c1, since: "));
  close_home(&home);
}

static void a_tag_swaps_with_its_reason_and_can_be_undone(void **state) {
  static const struct turn turns[] = {{"Anything new since last time", "n"},
                                      {"How is your back right now?", "1\r"},
                                      {"Anything to leave out today", "\r"},
                                      {"Today is a little different.", ""},
                                      {"instead of Side-lying quad stretch", ""},
                                      {"Kneeling or deep knee bending hurts.", "u"},
                                      {"undone: ", "u"},
                                      {NULL, NULL}};
  struct home home;
  (void)state;
  open_home(&home);
  write_profile(&home, "tags: [knee]\n");
  struct terminal *terminal = start(&home, play, 24, 80);
  go_through(terminal, turns);
  terminal_expect_no(terminal, "undone: ");
  terminal_type(terminal, "\r");
  leave_player(terminal);
  close_home(&home);
}

static void yes_asks_nothing_and_keeps_no_answer(void **state) {
  static const char *const yes[] = {LIMBER, "play", "hips-1", "--yes", "--plain", "--audio", "none", "--speed", "1000", NULL};
  struct home home;
  char path[128], before[2048], after[2048];
  struct stat status;
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, yes, 24, 80);
  assert_int_equal(terminal_expect_end(terminal, true, 20000), 0);
  assert_false(terminal_wrote(terminal, "How is your back"));
  terminal_close(terminal);
  assert_int_not_equal(stat(profile_path(&home, path), &status), 0);
  write_profile(&home, "tags: [knee]\nstanding: [{id: c1, since: 2020-01-01}]\n");
  read_profile(&home, before);
  terminal = start(&home, yes, 24, 80);
  terminal_expect(terminal, "instead of Side-lying quad stretch");
  assert_int_equal(terminal_expect_end(terminal, true, 20000), 0);
  terminal_close(terminal);
  assert_string_equal(read_profile(&home, after), before);
  close_home(&home);
}

static void plain_lines_ask_one_question_at_a_time(void **state) {
  static const char *const plain[] = {LIMBER, "play", "hips-1", "--plain", "--audio", "none", NULL};
  struct home home;
  (void)state;
  open_home(&home);
  write_profile(&home, "tags: [knee]\n");
  struct terminal *terminal = start(&home, plain, 50, 100);
  static const struct turn turns[] = {{"Anything new since last time", "maybe\n"},
                                      {"Please type n, y, u, b or q", "n\n"},
                                      {"[0 to 10]", "eleven\n"},
                                      {"Please type a number from 0 to 10", "3\n"},
                                      {"Anything to leave out today", "n\n"},
                                      {"instead of Side-lying quad stretch", "1\n"},
                                      {"1: undone: ", "\n"},
                                      {NULL, NULL}};
  go_through(terminal, turns);
  terminal_expect(terminal, "Get ready, 1 of 8");
  terminal_close(terminal);
  close_home(&home);
}

/* A terminal would break them anywhere, and a speech reader would say the halves. */
static void plain_lines_break_between_words(void **state) {
  static const char *const plain[] = {LIMBER, "play", "hips-1", "--plain", "--audio", "none", NULL};
  struct home home;
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, plain, 50, 60);
  terminal_expect(terminal, "there numbness or tingling around");
  terminal_expect(terminal, "your genitals, bottom or inner thighs?");
  terminal_expect(terminal, "\"Not sure\" counts as yes here.");
  terminal_type(terminal, "q\n");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  terminal_close(terminal);
  close_home(&home);
}

static void plain_lines_lead_to_help_too(void **state) {
  static const char *const plain[] = {LIMBER, "play", "hips-1", "--plain", "--audio", "none", NULL};
  struct home home;
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, plain, 50, 100);
  terminal_expect(terminal, "numbness or tingling");
  terminal_type(terminal, "u\n");
  terminal_expect(terminal, "Please get medical help now.");
  terminal_expect(terminal, "[enter] close");
  terminal_type(terminal, "\n");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  assert_false(terminal_wrote(terminal, "Get ready"));
  terminal_close(terminal);
  close_home(&home);
}

static void the_profile_is_shown_and_changed(void **state) {
  static const char *const screen[] = {LIMBER, "profile", NULL};
  static const char *const text_form[] = {LIMBER, "profile", "knee=no", "slow=yes", "--plain", NULL};
  static const char *const wrong[] = {LIMBER, "profile", "knees=yes", NULL};
  struct home home;
  char text[2048];
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, screen, 24, 80);
  terminal_expect(terminal, "Your profile");
  terminal_type(terminal, "jjjj q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
  assert_non_null(strstr(read_profile(&home, text), "tags: [knee]"));
  terminal = start(&home, text_form, 40, 100);
  terminal_expect(terminal, "slow                  yes");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
  assert_non_null(strstr(read_profile(&home, text), "tags: []"));
  assert_non_null(strstr(text, "\nslow: true"));
  terminal = start(&home, wrong, 24, 80);
  terminal_expect(terminal, "did you mean knee");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 2);
  terminal_close(terminal);
  close_home(&home);
}

static void a_damaged_profile_is_refused_and_left_as_it_is(void **state) {
  struct home home;
  char before[2048], after[2048];
  (void)state;
  open_home(&home);
  write_profile(&home, "tags: [knees]\n");
  read_profile(&home, before);
  struct terminal *terminal = start(&home, play, 24, 80);
  terminal_expect(terminal, "did you mean \"knee\"?");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 1);
  terminal_close(terminal);
  assert_string_equal(read_profile(&home, after), before);
  close_home(&home);
}

static void help_ends_the_library_too(void **state) {
  static const char *const library[] = {LIMBER, NULL};
  static const struct turn turns[] = {{"Hips, easy", "g\r"},
                                      {"First some questions", "\r"},
                                      {"Do you have any of these?", "u\r"},
                                      {"Please get medical help now.", "\r"},
                                      {NULL, NULL}};
  struct home home;
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, library, 24, 80);
  go_through(terminal, turns);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
  close_home(&home);
}

/* Starts the player in an exercise with an easier form, and says that something hurts. */
static struct terminal *start_hurting(struct home *home) {
  static const char *const strong[] = {LIMBER, "play", "glutes-3", "--yes", "--audio", "none", NULL};
  struct terminal *terminal = start(home, strong, 24, 80);
  terminal_expect(terminal, "GET READY");
  terminal_type(terminal, "n");
  terminal_expect(terminal, "ease off");
  terminal_type(terminal, "q");
  terminal_expect(terminal, "something feels wrong");
  terminal_type(terminal, "p");
  terminal_expect(terminal, "How strong is it, from 0 to 10?");
  return terminal;
}

static void what_hurts_above_five_stops_and_says_why(void **state) {
  struct home home;
  (void)state;
  open_home(&home);
  struct terminal *terminal = start_hurting(&home);
  terminal_expect_no(terminal, "b go on");
  terminal_type(terminal, "3");
  terminal_expect(terminal, "Up to 3 is fine.");
  terminal_expect(terminal, "b go on");
  terminal_type(terminal, "10");
  terminal_expect(terminal, "Above 5 is too much: this exercise is over.");
  terminal_expect_no(terminal, "b go on");
  terminal_type(terminal, "b");
  terminal_expect(terminal, "Above 5 is too much: this exercise is over.");
  terminal_type(terminal, "n");
  terminal_expect(terminal, "2 of ");
  terminal_close(terminal);
  close_home(&home);
}

static void signs_while_exercising_lead_to_help(void **state) {
  struct home home;
  (void)state;
  open_home(&home);
  struct terminal *terminal = start_hurting(&home);
  terminal_type(terminal, "a");
  terminal_expect(terminal, "Please get medical help now.");
  terminal_expect(terminal, "While exercising I noticed");
  terminal_type(terminal, "\r");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
  assert_true(terminal_is_restored(terminal));
  terminal_close(terminal);
  close_home(&home);
}

static void level_and_minutes_shape_the_session(void **state) {
  static const char *const shaped[] = {LIMBER, "play",    "glutes-3", "--yes",     "--plain", "--audio", "none", "--speed",
                                       "1000", "--level", "1",        "--minutes", "4",       "--pace",  "slow", NULL};
  struct home home;
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, shaped, 50, 120);
  terminal_expect(terminal, "Level 1 instead of 3. You asked for level 1.");
  terminal_expect(terminal, "You have 4 minutes.");
  assert_int_equal(terminal_expect_end(terminal, true, 20000), 0);
  terminal_close(terminal);
  close_home(&home);
}

static void a_session_that_made_it_worse_ends_with_slow_breathing(void **state) {
  static const char *const fast[] = {LIMBER, "play", "core-1", "--audio", "none", "--speed", "300", NULL};
  static const struct turn turns[] = {{"Anything new since last time", "n"},
                                      {"How is your back right now?", "2\r"},
                                      {"Anything to leave out today", "\r"},
                                      {"How is your back now?", "5\r"},
                                      {NULL, NULL}};
  struct home home;
  (void)state;
  open_home(&home);
  write_profile(&home, "");
  struct terminal *terminal = start(&home, fast, 24, 80);
  go_through(terminal, turns);
  terminal_expect(terminal, "Long exhale breathing");
  terminal_expect(terminal, "1 of 1");
  terminal_expect(terminal, "close");
  terminal_type(terminal, "q");
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
  close_home(&home);
}

static void an_interrupted_session_goes_on_as_it_was_adapted(void **state) {
  static const char *const shaped[] = {LIMBER, "play", "back-care-full", "--yes", "--audio", "none", "--minutes", "6", NULL};
  static const char *const resumed[] = {LIMBER, "play", "--resume", "--yes", "--audio", "none", NULL};
  struct home home;
  char count[16] = "";
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, shaped, 24, 80);
  terminal_expect(terminal, "GET READY");
  terminal_type(terminal, "nnn");
  terminal_expect(terminal, "2 of ");
  char *text = terminal_text(terminal);
  snprintf(count, sizeof count, "%.7s", strstr(text, "2 of "));
  count[strcspn(count, "\n")] = '\0';
  free(text);
  terminal_signal(terminal, SIGHUP);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 129);
  terminal_close(terminal);
  terminal = start(&home, resumed, 24, 80);
  terminal_expect(terminal, count);
  terminal_close(terminal);
  close_home(&home);
}

/* Ratings that cannot be read may have asked for less. */
static void a_history_that_cannot_be_read_is_told_before_the_start(void **state) {
  static const char *const before[] = {LIMBER,    "play", "breathe-calm", "--yes", "--plain",
                                       "--audio", "none", "--speed",      "1000",  NULL};
  static const struct turn turns[] = {{"Anything new since last time", "n"},
                                      {"How is your back right now?", "2\r"},
                                      {"Anything to leave out today", "\r"},
                                      {"Your history could not be read", "q"},
                                      {NULL, NULL}};
  struct home home;
  char command[256];
  (void)state;
  open_home(&home);
  write_profile(&home, "");
  struct terminal *terminal = start(&home, before, 24, 80);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 0);
  terminal_close(terminal);
  snprintf(command, sizeof command, "rm %s/XDG_DATA_HOME/limber/history.db && mkdir %s/XDG_DATA_HOME/limber/history.db",
           home.folder, home.folder);
  assert_int_equal(system(command), 0);
  terminal = start(&home, play, 24, 80);
  go_through(terminal, turns);
  terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS);
  terminal_close(terminal);
  close_home(&home);
}

/* Lets `hours` pass since all that is in the history. */
static void let_hours_pass(const struct home *home, int hours) {
  char command[512];
  snprintf(command, sizeof command,
           "/usr/bin/python3 -c 'import sqlite3; base = sqlite3.connect(\"%s/XDG_DATA_HOME/limber/history.db\");"
           " base.execute(\"update sessions set started_s = started_s - %d\"); base.commit()'",
           home->folder, hours * 3600);
  assert_int_equal(system(command), 0);
}

static void hours_later_it_goes_on_only_where_it_suits_the_answers(void **state) {
  static const char *const begun[] = {LIMBER, "play", "hips-2", "--yes", "--audio", "none", NULL};
  static const char *const again[] = {LIMBER, "play", "--audio", "none", NULL};
  static const struct turn well[] = {{"Anything new since last time", "n"},
                                     {"How is your back right now?", "3\r"},
                                     {"Anything to leave out", "\r"},
                                     {NULL, NULL}};
  static const struct turn sore[] = {{"Anything new since last time", "n"}, {"How is your back right now?", "6\r"},
                                     {"Anything to leave out", "\r"},       {"does not suit your answers", "y\r"},
                                     {"Gentle movement only", "q"},         {NULL, NULL}};
  (void)state;
  for (int is_sore = 0; is_sore < 2; is_sore++) {
    struct home home;
    open_home(&home);
    write_profile(&home, "");
    struct terminal *terminal = start(&home, begun, 24, 80);
    terminal_expect(terminal, "GET READY");
    terminal_type(terminal, "nn");
    terminal_expect(terminal, "2 of 9");
    terminal_signal(terminal, SIGHUP);
    assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 129);
    terminal_close(terminal);
    let_hours_pass(&home, 5);
    terminal = start(&home, again, 24, 80);
    terminal_expect(terminal, "resume? y/n");
    terminal_type(terminal, "y\r");
    go_through(terminal, is_sore ? sore : well);
    if (!is_sore) {
      terminal_expect(terminal, "2 of 9");
      terminal_type(terminal, "qy");
      terminal_expect(terminal, "That's it.");
      terminal_type(terminal, "q");
    }
    assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 130);
    terminal_close(terminal);
    close_home(&home);
  }
}

/* Signs lead to help in a session that goes on, too. */
static void signs_lead_to_help_after_going_on(void **state) {
  static const char *const begun[] = {LIMBER, "play", "hips-1", "--yes", "--audio", "none", NULL};
  static const char *const resume[] = {LIMBER, "play", "--resume", "--yes", "--audio", "none", NULL};
  struct home home;
  (void)state;
  open_home(&home);
  struct terminal *terminal = start(&home, begun, 24, 80);
  terminal_expect(terminal, "GET READY");
  terminal_signal(terminal, SIGHUP);
  assert_int_equal(terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS), 129);
  terminal_close(terminal);
  terminal = start(&home, resume, 24, 80);
  terminal_expect(terminal, "GET READY");
  terminal_type(terminal, "q");
  terminal_expect(terminal, "Stop here?");
  terminal_type(terminal, "p");
  terminal_expect(terminal, "How strong");
  terminal_type(terminal, "a");
  terminal_expect(terminal, "Please get medical help now.");
  terminal_type(terminal, "q");
  terminal_expect_end(terminal, true, TERMINAL_PATIENCE_MS);
  terminal_close(terminal);
  close_home(&home);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_newcomer_is_asked_once_and_then_shortly),
      cmocka_unit_test(a_warning_sign_leads_out_with_words_and_never_to_a_routine),
      cmocka_unit_test(not_sure_on_a_small_screen_leads_to_a_professional),
      cmocka_unit_test(severe_discomfort_asks_for_warning_signs_and_starts_nothing),
      cmocka_unit_test(a_flare_leaves_only_gentle_movement),
      cmocka_unit_test(a_tag_swaps_with_its_reason_and_can_be_undone),
      cmocka_unit_test(yes_asks_nothing_and_keeps_no_answer),
      cmocka_unit_test(plain_lines_ask_one_question_at_a_time),
      cmocka_unit_test(plain_lines_break_between_words),
      cmocka_unit_test(plain_lines_lead_to_help_too),
      cmocka_unit_test(the_profile_is_shown_and_changed),
      cmocka_unit_test(a_damaged_profile_is_refused_and_left_as_it_is),
      cmocka_unit_test(help_ends_the_library_too),
      cmocka_unit_test(what_hurts_above_five_stops_and_says_why),
      cmocka_unit_test(signs_while_exercising_lead_to_help),
      cmocka_unit_test(level_and_minutes_shape_the_session),
      cmocka_unit_test(a_session_that_made_it_worse_ends_with_slow_breathing),
      cmocka_unit_test(an_interrupted_session_goes_on_as_it_was_adapted),
      cmocka_unit_test(a_history_that_cannot_be_read_is_told_before_the_start),
      cmocka_unit_test(hours_later_it_goes_on_only_where_it_suits_the_answers),
      cmocka_unit_test(signs_lead_to_help_after_going_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
