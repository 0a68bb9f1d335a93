/* Where routines and exercises are found, and what shadows what. */
#include "routine/catalogue.h"

#include "base/arena.h"
#include "base/macros.h"
#include "base/paths.h"

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

#define ROUTINE(title, step) "limber: 1\ntitle: " title "\nsteps: [" step "]\n"
#define EXERCISE(name, more) \
  "limber: 1\nname: " name "\ntype: strength\narea: core\nposition: supine\nreps: 5\ntempo: 2-1-2\nsetup: Lie down.\n" more

/* A folder of its own for each test, with a user's and a built-in folder in it. */
struct place_of_test {
  char top[64];
  struct catalogue *catalogue;
  struct diagnostics *diagnostics;
  struct arena *arena;
  struct error err;
};

static const char *path_of(const struct place_of_test *test, const char *name) {
  return arena_format(test->arena, "%s/%s", test->top, name);
}

static void write_file(const struct place_of_test *test, const char *name, const char *text) {
  const char *path = path_of(test, name);
  char *folder = arena_string(test->arena, path);
  *strrchr(folder, '/') = '\0';
  assert_true(paths_make_folder(folder, NULL));
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static int set_up(void **state) {
  struct place_of_test *test = calloc(1, sizeof *test);
  assert_non_null(test);
  snprintf(test->top, sizeof test->top, "/tmp/limber-catalogue-XXXXXX");
  assert_non_null(mkdtemp(test->top));
  test->arena = arena_create();
  test->diagnostics = diagnostics_create();
  test->catalogue = catalogue_create(path_of(test, "user"), path_of(test, "builtin"));
  write_file(test, "builtin/morning.yaml", ROUTINE("Built-in morning", "bridge"));
  write_file(test, "builtin/evening.yaml", ROUTINE("Built-in evening", "bridge"));
  write_file(test, "builtin/safety.yaml", "questions: []\n");
  write_file(test, "builtin/phrases.yaml", "limber: 1\n");
  write_file(test, "builtin/plans/four-weeks.yaml", "weeks: []\n");
  write_file(test, "builtin/exercises/bridge.yaml", EXERCISE("Built-in bridge", ""));
  write_file(test, "builtin/exercises/plank.yaml", EXERCISE("Built-in plank", ""));
  *state = test;
  return 0;
}

static int tear_down(void **state) {
  struct place_of_test *test = *state;
  char command[128];
  snprintf(command, sizeof command, "rm -rf -- '%s'", test->top);
  int removed = system(command);
  diagnostics_destroy(test->diagnostics);
  catalogue_destroy(test->catalogue);
  arena_destroy(test->arena);
  free(test);
  return removed;
}

static struct routine *load(struct place_of_test *test, const char *name) {
  test->err = (struct error){0};
  return catalogue_load_routine(test->catalogue, name, test->diagnostics, &test->err);
}

static void expect_title(struct place_of_test *test, const char *name, const char *title) {
  struct routine *routine = load(test, name);
  assert_non_null(routine);
  assert_string_equal(routine->title, title);
  routine_destroy(routine);
}

static void the_list_is_sorted_and_tells_what_shadows_what(void **state) {
  struct place_of_test *test = *state;
  write_file(test, "user/morning.yaml", ROUTINE("My morning", "bridge"));
  write_file(test, "user/zen.yaml", ROUTINE("Zen", "bridge"));
  write_file(test, "user/Not An Id.yaml", ROUTINE("Odd", "bridge"));
  write_file(test, "user/notes.txt", "x");
  write_file(test, "user/.hidden.yaml", "x");
  struct catalogue_list list = catalogue_list_routines(test->catalogue, test->arena);
  static const struct {
    const char *id, *path, *shadows;
  } expected[] = {
      {"evening", "builtin/evening.yaml", NULL},
      {"morning", "user/morning.yaml", "builtin/morning.yaml"},
      {"zen", "user/zen.yaml", NULL},
  };
  assert_int_equal(list.count, ARRAY_LEN(expected));
  for (size_t i = 0; i < list.count; i++) {
    assert_string_equal(list.entries[i].id, expected[i].id);
    assert_string_equal(list.entries[i].path, path_of(test, expected[i].path));
    if (expected[i].shadows == NULL) {
      assert_null(list.entries[i].shadows);
    } else {
      assert_string_equal(list.entries[i].shadows, path_of(test, expected[i].shadows));
    }
  }
}

static void a_users_file_comes_before_a_built_in_one(void **state) {
  struct place_of_test *test = *state;
  expect_title(test, "morning", "Built-in morning");
  write_file(test, "user/morning.yaml", ROUTINE("My morning", "bridge"));
  expect_title(test, "morning", "My morning");
  expect_title(test, "evening", "Built-in evening");
}

static void a_name_with_a_slash_or_an_ending_is_a_path(void **state) {
  struct place_of_test *test = *state;
  assert_true(catalogue_is_path("a/b"));
  assert_true(catalogue_is_path("morning.yaml"));
  assert_false(catalogue_is_path("morning"));
  write_file(test, "elsewhere/mine.yaml", ROUTINE("Elsewhere", "bridge"));
  expect_title(test, path_of(test, "elsewhere/mine.yaml"), "Elsewhere");
}

static void exercises_are_looked_for_near_first(void **state) {
  struct place_of_test *test = *state;
  static const char with_own[] =
      "limber: 1\ntitle: T\nsteps: [bridge]\nexercises:\n  bridge: {name: Own bridge, type: strength, "
      "area: core, position: supine, time: 5s, setup: Lie.}\n";
  static const char *const names[] = {"Built-in bridge", "The user's bridge", "The bridge beside it", "Own bridge"};
  write_file(test, "elsewhere/mine.yaml", ROUTINE("T", "bridge"));
  for (size_t i = 0; i < ARRAY_LEN(names); i++) {
    if (i == 1) {
      write_file(test, "user/exercises/bridge.yaml", EXERCISE("The user's bridge", ""));
    } else if (i == 2) {
      write_file(test, "elsewhere/exercises/bridge.yaml", EXERCISE("The bridge beside it", ""));
    } else if (i == 3) {
      write_file(test, "elsewhere/mine.yaml", with_own);
    }
    struct routine *routine = load(test, path_of(test, "elsewhere/mine.yaml"));
    assert_non_null(routine);
    assert_string_equal(routine->steps[0].exercise.exercise->name, names[i]);
    routine_destroy(routine);
  }
}

static void an_unknown_routine_names_the_nearest(void **state) {
  struct place_of_test *test = *state;
  static const struct {
    const char *name, *message;
  } cases[] = {
      {"mornin", "there is no routine \"mornin\"; did you mean \"morning\"?"},
      {"zumba", "there is no routine \"zumba\"; limber list names them all"},
      {"safety", "there is no routine \"safety\"; limber list names them all"},
      {"\x1B[2J", "there is no routine \"\xEF\xBF\xBD[2J\"; limber list names them all"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    assert_null(load(test, cases[i].name));
    assert_int_equal(test->err.code, ERROR_INPUT);
    assert_string_equal(test->err.message, cases[i].message);
  }
  write_file(test, "user/mornings.yaml", ROUTINE("M", "bridge"));
  assert_null(load(test, "mornin"));
  assert_string_equal(test->err.message, "there is no routine \"mornin\"; did you mean \"morning\" or \"mornings\"?");
}

static void an_exercise_is_a_routine_by_itself(void **state) {
  struct place_of_test *test = *state;
  write_file(test, "builtin/exercises/side-bridge.yaml",
             EXERCISE("Side bridge", "sides: each\nlevel: 2\nequipment: [mat]\neasier: lean\n"));
  write_file(test, "builtin/exercises/lean.yaml", EXERCISE("Lean", "sides: each\n"));
  struct routine *routine = load(test, "side-bridge");
  assert_non_null(routine);
  assert_string_equal(routine->id, "side-bridge");
  assert_string_equal(routine->title, "Side bridge");
  assert_int_equal(routine->step_count, 1);
  assert_string_equal(routine->steps[0].exercise.exercise->id, "side-bridge");
  assert_int_equal(routine->steps[0].exercise.dose.reps, 5);
  assert_string_equal(routine->steps[0].exercise.easier->id, "lean");
  assert_int_equal(routine->level, 2);
  assert_int_equal(routine->equipment.count, 1);
  routine_destroy(routine);
}

/* A routine of the same name comes first; a guest plays routines only. */
static void a_routine_comes_before_an_exercise_of_its_name(void **state) {
  struct place_of_test *test = *state;
  write_file(test, "builtin/exercises/morning.yaml", EXERCISE("Morning stretch", ""));
  struct routine *routine = load(test, "morning");
  assert_string_equal(routine->title, "Built-in morning");
  routine_destroy(routine);
  catalogue_confine(test->catalogue, (struct strings){NULL, 0});
  assert_null(load(test, "bridge"));
  assert_non_null(strstr(test->err.message, "there is no routine \"bridge\""));
}

static void an_exercise_that_is_wrong_says_where_to_look(void **state) {
  struct place_of_test *test = *state;
  write_file(test, "builtin/exercises/twist.yaml", "limber: 1\nname: Twist\n");
  assert_null(load(test, "twist"));
  assert_string_equal(test->err.message, "the exercise \"twist\" cannot be used as it is; limber check tells why");
  assert_true(diagnostics_count(test->diagnostics) > 0);
  assert_null(load(test, "plonk"));
  assert_string_equal(test->err.message, "there is no routine \"plonk\"; did you mean \"plank\"?");
}

static void only_ids_become_file_names(void **state) {
  struct place_of_test *test = *state;
  write_file(test, "secret.yaml", EXERCISE("Secret", ""));
  write_file(test, "user/climb.yaml", ROUTINE("Climb", "../../secret"));
  assert_null(load(test, "climb"));
  assert_int_equal(diagnostics_count(test->diagnostics), 1);
  assert_string_equal(diagnostics_at(test->diagnostics, 0)->message, "unknown exercise \"../../secret\"");
  assert_null(load(test, ".."));
  assert_null(catalogue_load_exercise(test->catalogue, "../../secret", test->arena, test->diagnostics, &test->err));
}

static void a_routine_that_is_wrong_says_where_to_look(void **state) {
  struct place_of_test *test = *state;
  write_file(test, "user/wrong.yaml", ROUTINE("Wrong", "bridge 0"));
  write_file(test, "user/twice.yaml", "limber: 1\ntitle: T\ntitle: T\nsteps: [bridge]\n");
  write_file(test, "user/odd.yaml", "limber: 1\ntitle: T\ncolour: red\nsteps: [bridge]\n");
  assert_null(load(test, "wrong"));
  assert_int_equal(test->err.code, ERROR_INPUT);
  assert_non_null(strstr(test->err.message, "wrong.yaml cannot be played as it is; limber check"));
  assert_int_equal(diagnostics_count_of(test->diagnostics, SEVERITY_ERROR), 1);
  for (int again = 0; again < 2; again++) { /* also when its messages are there already */
    assert_null(load(test, "twice"));
    assert_null(load(test, "odd"));
  }
}

static void a_missing_file_or_a_folder_is_no_routine(void **state) {
  struct place_of_test *test = *state;
  assert_null(load(test, path_of(test, "nowhere.yaml")));
  assert_non_null(strstr(test->err.message, "nowhere.yaml: No such file or directory"));
  assert_null(load(test, path_of(test, "builtin/")));
  assert_non_null(strstr(test->err.message, "it is not a file"));
  assert_int_equal(mkfifo(path_of(test, "pipe.yaml"), 0600), 0);
  assert_null(load(test, path_of(test, "pipe.yaml"))); /* nobody writes to it, and still it does not wait */
  assert_non_null(strstr(test->err.message, "it is not a file"));
}

static void a_file_whose_name_is_no_id_plays_with_a_warning(void **state) {
  struct place_of_test *test = *state;
  write_file(test, "elsewhere/My Evening_2.yaml", ROUTINE("T", "bridge"));
  struct routine *routine = load(test, path_of(test, "elsewhere/My Evening_2.yaml"));
  assert_non_null(routine);
  assert_string_equal(routine->id, "my-evening-2");
  assert_int_equal(diagnostics_count_of(test->diagnostics, SEVERITY_WARNING), 1);
  routine_destroy(routine);
}

static void a_broken_exercise_is_reported_in_its_own_file(void **state) {
  struct place_of_test *test = *state;
  write_file(test, "user/exercises/plank.yaml", EXERCISE("Plank", "easier: bridg\n"));
  write_file(test, "user/exercises/broken.yaml", "limber: 1\nname: Broken\n");
  write_file(test, "user/a.yaml", ROUTINE("A", "plank, plank"));
  write_file(test, "user/b.yaml", ROUTINE("B", "broken, broken 5"));
  assert_null(load(test, "a"));
  assert_int_equal(diagnostics_count(test->diagnostics), 1);
  assert_string_equal(diagnostics_at(test->diagnostics, 0)->file, path_of(test, "user/exercises/plank.yaml"));
  assert_string_equal(diagnostics_at(test->diagnostics, 0)->help, "did you mean \"bridge\"?");
  assert_null(load(test, "b"));
  assert_int_equal(diagnostics_count(test->diagnostics), 6); /* four keys and the dose are missing, each said once */
}

/* The titles seen, and a - for what cannot be used. */
static void note_title(const struct catalogue_entry *entry, const struct routine *routine, void *context) {
  char *seen = context;
  size_t length = strlen(seen);
  snprintf(seen + length, 200 - length, "%s=%s;", entry->id, routine == NULL ? "-" : routine->title);
}

static void every_routine_is_visited_right_or_wrong(void **state) {
  struct place_of_test *test = *state;
  char seen[200] = "";
  write_file(test, "user/exercises/odd.yaml", EXERCISE("Odd", "colour: red\n"));
  write_file(test, "user/a.yaml", ROUTINE("A", "odd"));
  write_file(test, "user/b.yaml", ROUTINE("B", "odd"));
  write_file(test, "user/morning.yaml", ROUTINE("Mine", "bridge"));
  catalogue_visit_routines(test->catalogue, test->diagnostics, NULL, note_title, seen);
  assert_string_equal(seen, "a=-;b=-;evening=Built-in evening;morning=Mine;");
  assert_int_equal(diagnostics_count(test->diagnostics), 1); /* about the exercise, once */
}

static void exercises_load_by_their_ids(void **state) {
  struct place_of_test *test = *state;
  const struct exercise *exercise =
      catalogue_load_exercise(test->catalogue, "plank", test->arena, test->diagnostics, &test->err);
  assert_non_null(exercise);
  assert_string_equal(exercise->name, "Built-in plank");
  assert_null(catalogue_load_exercise(test->catalogue, "plan", test->arena, test->diagnostics, &test->err));
  assert_string_equal(test->err.message, "there is no exercise \"plan\"; did you mean \"plank\"?");
  struct catalogue_list list = catalogue_list_exercises(test->catalogue, test->arena);
  assert_int_equal(list.count, 2);
  assert_string_equal(list.entries[0].id, "bridge");
}

static void folders_that_are_not_there_hold_nothing(void **state) {
  struct place_of_test *test = *state;
  struct catalogue *catalogue = catalogue_create(path_of(test, "nowhere"), NULL);
  assert_int_equal(catalogue_list_routines(catalogue, test->arena).count, 0);
  assert_null(catalogue_load_routine(catalogue, "morning", test->diagnostics, &test->err));
  catalogue_destroy(catalogue);
  catalogue_destroy(NULL);
}

static void count_routine(struct routine *routine, struct diagnostics *diagnostics, void *context) {
  struct place place = routine->steps[0].place;
  diagnostics_add(diagnostics, SEVERITY_WARNING, place, 1, NULL, 0, NULL, "seen");
  ++*(int *)context;
}

static void a_check_of_a_folder_looks_at_all_that_is_its_own(void **state) {
  struct place_of_test *test = *state;
  struct check_totals totals = {0, 0};
  int routines = 0;
  write_file(test, "builtin/sub/exercises/odd.yaml", "limber: 1\nname: Odd\n");
  write_file(test, "builtin/sub/strange.yaml", EXERCISE("Strange", "harder: nothing-like-it\n"));
  assert_true(catalogue_check_path(test->catalogue, path_of(test, "builtin"), test->diagnostics, &totals, count_routine,
                                   &routines, &test->err));
  assert_int_equal(totals.files, 8); /* two routines, two exercises, the two above, phrases, safety; not plans */
  assert_int_equal(totals.steps, 2);
  assert_int_equal(routines, 2);
  assert_int_equal(diagnostics_count_of(test->diagnostics, SEVERITY_WARNING), 2);
  size_t elsewhere = 0, in_safety = 0;
  for (size_t i = 0; i < diagnostics_count(test->diagnostics); i++) {
    const struct diagnostic *found = diagnostics_at(test->diagnostics, i);
    bool safety = strstr(found->file, "/safety.yaml") != NULL;
    in_safety += safety;
    elsewhere += !safety && found->severity == SEVERITY_ERROR;
  }
  assert_int_equal(elsewhere, 6);
  assert_true(in_safety > 0);
}

static void a_check_of_a_file_that_is_not_there_fails(void **state) {
  struct place_of_test *test = *state;
  struct check_totals totals = {0, 0};
  assert_false(
      catalogue_check_path(test->catalogue, path_of(test, "nowhere.yaml"), test->diagnostics, &totals, NULL, NULL, &test->err));
  assert_int_equal(test->err.code, ERROR_INPUT);
  assert_int_equal(totals.files, 0);
}

static void ten_thousand_files_are_listed_by_name_alone(void **state) {
  struct place_of_test *test = *state;
  assert_true(paths_make_folder(path_of(test, "user"), NULL));
  for (int i = 0; i < 10000; i++) {
    char path[128];
    snprintf(path, sizeof path, "%s/user/r-%05d.yaml", test->top, i);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
    assert_int_equal(chmod(path, 0), 0); /* opening any would fail, were we not root */
  }
  struct catalogue_list list = catalogue_list_routines(test->catalogue, test->arena);
  assert_int_equal(list.count, 10002);
  assert_string_equal(list.entries[2].id, "r-00000");
  assert_string_equal(list.entries[10001].id, "r-09999");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(the_list_is_sorted_and_tells_what_shadows_what, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_users_file_comes_before_a_built_in_one, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_name_with_a_slash_or_an_ending_is_a_path, set_up, tear_down),
      cmocka_unit_test_setup_teardown(exercises_are_looked_for_near_first, set_up, tear_down),
      cmocka_unit_test_setup_teardown(an_unknown_routine_names_the_nearest, set_up, tear_down),
      cmocka_unit_test_setup_teardown(an_exercise_is_a_routine_by_itself, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_routine_comes_before_an_exercise_of_its_name, set_up, tear_down),
      cmocka_unit_test_setup_teardown(an_exercise_that_is_wrong_says_where_to_look, set_up, tear_down),
      cmocka_unit_test_setup_teardown(only_ids_become_file_names, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_routine_that_is_wrong_says_where_to_look, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_missing_file_or_a_folder_is_no_routine, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_file_whose_name_is_no_id_plays_with_a_warning, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_broken_exercise_is_reported_in_its_own_file, set_up, tear_down),
      cmocka_unit_test_setup_teardown(every_routine_is_visited_right_or_wrong, set_up, tear_down),
      cmocka_unit_test_setup_teardown(exercises_load_by_their_ids, set_up, tear_down),
      cmocka_unit_test_setup_teardown(folders_that_are_not_there_hold_nothing, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_check_of_a_folder_looks_at_all_that_is_its_own, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_check_of_a_file_that_is_not_there_fails, set_up, tear_down),
      cmocka_unit_test_setup_teardown(ten_thousand_files_are_listed_by_name_alone, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
