/* The routines and exercises that limber brings along are well, and hold what they should. */
#include "routine_support.h"

#include "base/arena.h"
#include "base/macros.h"
#include "base/text.h"
#include "base/timespan.h"
#include "routine/catalogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct catalogue *builtin(void) {
  return catalogue_create(NULL, SOURCE_DIR "/routines");
}

static void every_file_that_limber_brings_is_well(void **state) {
  (void)state;
  struct catalogue *catalogue = builtin();
  struct diagnostics *diagnostics = diagnostics_create();
  struct check_totals totals = {0, 0};
  struct error err = {0};
  assert_true(catalogue_check_path(catalogue, SOURCE_DIR "/routines", diagnostics, &totals, NULL, NULL, &err));
  if (diagnostics_count(diagnostics) > 0) {
    fail_msg("%s", show_diagnostics(diagnostics));
  }
  assert_true(totals.files >= 31);
  assert_true(totals.steps >= 30);
  diagnostics_destroy(diagnostics);
  catalogue_destroy(catalogue);
}

static void every_routine_loads_by_its_id(void **state) {
  (void)state;
  struct catalogue *catalogue = builtin();
  struct arena *arena = arena_create();
  struct catalogue_list list = catalogue_list_routines(catalogue, arena);
  assert_true(list.count >= 4);
  for (size_t i = 0; i < list.count; i++) {
    struct diagnostics *diagnostics = diagnostics_create();
    struct error err = {0};
    struct routine *routine = catalogue_load_routine(catalogue, list.entries[i].id, diagnostics, &err);
    assert_non_null(routine);
    assert_string_equal(routine->id, list.entries[i].id);
    assert_non_null(routine->goal);
    assert_true(routine->areas != 0);
    routine_destroy(routine);
    diagnostics_destroy(diagnostics);
  }
  arena_destroy(arena);
  catalogue_destroy(catalogue);
}

static void every_exercise_fits_screens_and_says_its_phases(void **state) {
  (void)state;
  struct catalogue *catalogue = builtin();
  struct arena *arena = arena_create();
  struct diagnostics *diagnostics = diagnostics_create();
  struct catalogue_list list = catalogue_list_exercises(catalogue, arena);
  assert_true(list.count >= 27);
  for (size_t i = 0; i < list.count; i++) {
    struct error err = {0};
    const struct exercise *exercise = catalogue_load_exercise(catalogue, list.entries[i].id, arena, diagnostics, &err);
    assert_non_null(exercise);
    assert_in_range(text_width(exercise->short_name), 1, 18);
    assert_non_null(exercise->source);
    for (size_t phase = 0; phase < 3; phase++) {
      assert_in_range(text_width(exercise->phases[phase]), 1, 6);
    }
    if (exercise->type == TYPE_BREATHING) {
      assert_true(tempo_length_ns(exercise->dose.tempo) > 0);
    }
  }
  diagnostics_destroy(diagnostics);
  arena_destroy(arena);
  catalogue_destroy(catalogue);
}

/* Work alone, as the content's own table of doses gives it. */
static void the_easy_routines_have_their_doses(void **state) {
  (void)state;
  static const struct {
    const char *routine;
    size_t steps;
    int64_t work_s[8];
  } cases[] = {
      {"hips-1", 8, {60, 48, 120, 60, 60, 48, 45, 60}},
      {"glutes-1", 7, {36, 60, 140, 120, 120, 60, 60}},
      {"hamstrings-1", 7, {60, 60, 60, 60, 96, 120, 60}},
      {"core-1", 8, {60, 30, 60, 50, 60, 56, 40, 36}},
  };
  struct catalogue *catalogue = builtin();
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct diagnostics *diagnostics = diagnostics_create();
    struct error err = {0};
    struct routine *routine = catalogue_load_routine(catalogue, cases[i].routine, diagnostics, &err);
    assert_non_null(routine);
    assert_int_equal(routine->step_count, cases[i].steps);
    for (size_t step = 0; step < routine->step_count; step++) {
      const struct dose *dose = &routine->steps[step].exercise.dose;
      assert_true((dose->sets[0] + dose->sets[1]) * dose_set_length_ns(dose) == SECONDS(cases[i].work_s[step]));
    }
    routine_destroy(routine);
    diagnostics_destroy(diagnostics);
  }
  catalogue_destroy(catalogue);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_file_that_limber_brings_is_well),
      cmocka_unit_test(every_routine_loads_by_its_id),
      cmocka_unit_test(every_exercise_fits_screens_and_says_its_phases),
      cmocka_unit_test(the_easy_routines_have_their_doses),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
