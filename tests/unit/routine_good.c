/* What a well-written file means. */
#include "routine_support.h"

#include "base/arena.h"
#include "base/macros.h"
#include "base/timespan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char whole_format[] = "limber: 1\n"
                                   "title: After sitting all day\n"
                                   "goal: Open the hips and wake the glutes after a desk day.\n"
                                   "area: [hips, glutes]\n"
                                   "level: 1                        # 1 easy, 2 steady, 3 strong\n"
                                   "timing: {transition: 12s, rest: 5s, switch: 5s}\n"
                                   "steps:\n"
                                   "  - hip-flexor-standing\n"
                                   "  - figure-four-supine 2x30s/side\n"
                                   "  - glute-bridge 2x10 @2-2-3 rest 20s\n"
                                   "  - exercise: hamstring-strap\n"
                                   "    hold: 30s\n"
                                   "    sets: {left: 2, right: 1}\n"
                                   "    easier: hamstring-active-90\n"
                                   "    say: Prop the hip on a cushion.\n"
                                   "  - circuit: 2\n"
                                   "    rest: 30s\n"
                                   "    steps: [clamshell 12/side, heel-slide 8 @3-1-3]\n"
                                   "  - wait: Fetch the roller, then press a key.\n"
                                   "  - towel-scrunch\n"
                                   "exercises:\n"
                                   "  towel-scrunch:\n"
                                   "    name: Towel scrunch\n"
                                   "    type: strength\n"
                                   "    area: hamstrings\n"
                                   "    muscles: [hamstrings]\n"
                                   "    position: seated-chair\n"
                                   "    sides: none\n"
                                   "    reps: 10\n"
                                   "    tempo: 2-1-2\n"
                                   "    setup: Sit tall, towel under the heel, and drag it towards you.\n"
                                   "    avoid: [acute]\n"
                                   "    figure: heel-slide\n";

static void the_whole_format_is_read(void **state) {
  (void)state;
  struct reading reading = read_good_routine(whole_format);
  const struct routine *routine = reading.routine;
  assert_string_equal(routine->id, "own");
  assert_string_equal(routine->title, "After sitting all day");
  assert_string_equal(routine->goal, "Open the hips and wake the glutes after a desk day.");
  assert_int_equal(routine->areas, WORD_BIT(AREA_HIPS) | WORD_BIT(AREA_GLUTES));
  assert_int_equal(routine->level, 1);
  assert_true(routine->timing.transition_ns == SECONDS(12) && routine->timing.rest_ns == SECONDS(5));
  assert_true(routine->timing.switch_ns == SECONDS(5));
  assert_int_equal(routine->step_count, 7);
  assert_int_equal(reading.steps, 8);
  assert_string_equal(routine->file, "own.yaml");
  assert_ptr_equal(routine->arena, reading.arena);
  reading_finish(&reading);
}

static void steps_carry_their_doses_sides_and_words(void **state) {
  (void)state;
  struct reading reading = read_good_routine(whole_format);
  const struct step *steps = reading.routine->steps;
  assert_int_equal(steps[0].exercise.dose.kind, DOSE_HOLD);
  assert_int_equal(steps[0].exercise.dose.sets[1], 2);
  assert_true(steps[0].exercise.rest_ns == -1);
  assert_int_equal(steps[2].exercise.dose.reps, 10);
  assert_int_equal(steps[2].exercise.dose.sets[0], 2);
  assert_int_equal(steps[2].exercise.dose.sets[1], 0);
  assert_true(steps[2].exercise.rest_ns == SECONDS(20));
  assert_string_equal(steps[2].exercise.easier->id, "glute-squeeze"); /* from the exercise itself */
  assert_int_equal(steps[3].exercise.dose.sets[0], 2);
  assert_int_equal(steps[3].exercise.dose.sets[1], 1);
  assert_string_equal(steps[3].exercise.easier->id, "hamstring-active-90");
  assert_string_equal(steps[3].exercise.say, "Prop the hip on a cushion.");
  assert_int_equal(steps[3].exercise.say_place.line, 15);
  assert_int_equal(steps[3].exercise.say_place.column, 10);
  assert_int_equal(steps[4].kind, STEP_CIRCUIT);
  assert_int_equal(steps[4].circuit.rounds, 2);
  assert_true(steps[4].circuit.rest_ns == SECONDS(30));
  assert_int_equal(steps[4].circuit.count, 2);
  assert_int_equal(steps[4].circuit.steps[1].exercise.dose.tempo.in_s, 3);
  assert_int_equal(steps[5].kind, STEP_WAIT);
  assert_string_equal(steps[5].wait.text, "Fetch the roller, then press a key.");
  assert_int_equal(steps[6].place.line, 20);
  reading_finish(&reading);
}

static void an_own_exercise_is_read_and_used(void **state) {
  (void)state;
  struct reading reading = read_good_routine(whole_format);
  const struct exercise *own = reading.routine->steps[6].exercise.exercise;
  assert_string_equal(own->id, "towel-scrunch");
  assert_string_equal(own->name, "Towel scrunch");
  assert_string_equal(own->short_name, "Towel scrunch");
  assert_int_equal(own->type, TYPE_STRENGTH);
  assert_int_equal(own->area, AREA_HAMSTRINGS);
  assert_int_equal(own->position, POSITION_SEATED_CHAIR);
  assert_int_equal(own->sides, SIDES_NONE);
  assert_int_equal(own->muscles.count, 1);
  assert_int_equal(own->avoid, WORD_BIT(AVOID_ACUTE));
  assert_string_equal(own->figure, "heel-slide");
  assert_string_equal(own->phases[0], "lift");
  assert_string_equal(own->phases[2], "lower");
  assert_null(own->say);
  reading_finish(&reading);
}

static void expect_dose(const struct dose *dose, const struct dose *expected) {
  assert_int_equal(dose->kind, expected->kind);
  assert_int_equal(dose->reps, expected->reps);
  assert_true(dose->length_ns == expected->length_ns);
  assert_memory_equal(&dose->tempo, &expected->tempo, sizeof dose->tempo);
  assert_memory_equal(dose->sets, expected->sets, sizeof dose->sets);
}

/* One step, and the dose that comes of it. */
static void what_is_written_replaces_the_whole_dose(void **state) {
  (void)state;
  static const struct {
    const char *step;
    struct dose dose;
  } cases[] = {
      {"figure-four-supine", {DOSE_HOLD, 0, SECONDS(30), {0, 0, 0}, {2, 2}}},
      {"figure-four-supine 45s", {DOSE_HOLD, 0, SECONDS(45), {0, 0, 0}, {1, 1}}}, /* unwritten sets are 1 */
      {"figure-four-supine 3x45s/side", {DOSE_HOLD, 0, SECONDS(45), {0, 0, 0}, {3, 3}}},
      {"figure-four-supine 6 @2-5-2", {DOSE_REPS, 6, 0, {2, 5, 2}, {1, 1}}},
      {"glute-bridge", {DOSE_REPS, 10, 0, {2, 2, 3}, {2, 0}}},
      {"glute-bridge 8", {DOSE_REPS, 8, 0, {2, 2, 3}, {1, 0}}}, /* its tempo stays */
      {"glute-bridge @3-1-3", {DOSE_REPS, 10, 0, {3, 1, 3}, {2, 0}}},
      {"glute-bridge 45s", {DOSE_TIME, 0, SECONDS(45), {0, 0, 0}, {1, 0}}}, /* it does not hold: timed */
      {"march-in-place 2m", {DOSE_TIME, 0, SECONDS(120), {0, 0, 0}, {1, 0}}},
      {"breathe-belly 1m", {DOSE_TIME, 0, SECONDS(60), {5, 0, 5}, {1, 0}}}, /* breathing stays paced */
      {"breathe-belly 6", {DOSE_REPS, 6, 0, {5, 0, 5}, {1, 0}}},
      {"breathe-belly 1m @4-2-6", {DOSE_TIME, 0, SECONDS(60), {4, 2, 6}, {1, 0}}},
      {"{exercise: glute-bridge, hold: 30s}", {DOSE_HOLD, 0, SECONDS(30), {0, 0, 0}, {1, 0}}},
      {"{exercise: glute-bridge, sets: 3}", {DOSE_REPS, 10, 0, {2, 2, 3}, {3, 0}}},
      {"{exercise: calf-wall, time: 40, sets: {left: 0, right: 2}}", {DOSE_TIME, 0, SECONDS(40), {0, 0, 0}, {0, 2}}},
      {"'heel-slide 12'", {DOSE_REPS, 12, 0, {2, 1, 2}, {1, 0}}},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    char text[256];
    snprintf(text, sizeof text, "limber: 1\ntitle: T\nsteps:\n  - %s\n", cases[i].step);
    struct reading reading = read_good_routine(text);
    expect_dose(&reading.routine->steps[0].exercise.dose, &cases[i].dose);
    reading_finish(&reading);
  }
}

static void what_a_file_leaves_out_follows_from_its_exercises(void **state) {
  (void)state;
  struct reading reading = read_good_routine("limber: 1\ntitle: T\nsteps:\n"
                                             "  - hip-flexor-standing\n  - itb-standing\n  - hip-hinge\n  - hamstring-strap\n"
                                             "  - breathe-belly\n");
  const struct routine *routine = reading.routine;
  assert_int_equal(routine->areas, WORD_BIT(AREA_HIPS) | WORD_BIT(AREA_HAMSTRINGS));
  assert_int_equal(routine->level, 1);
  assert_false(routine->gentle);
  assert_false(routine->desk);
  assert_true(routine->timing.transition_ns == -1 && routine->timing.rest_ns == -1 && routine->timing.switch_ns == -1);
  static const char *const tools[] = {"wall", "mat", "strap or towel"}; /* "wall or chair" is met, the stick is optional */
  assert_int_equal(routine->equipment.count, ARRAY_LEN(tools));
  for (size_t i = 0; i < ARRAY_LEN(tools); i++) {
    assert_string_equal(routine->equipment.items[i], tools[i]);
  }
  reading_finish(&reading);
}

static void a_desk_routine_of_gentle_exercises_is_both(void **state) {
  (void)state;
  struct reading reading = read_good_routine("limber: 1\ntitle: T\nsteps: [march-in-place, breathe-long-exhale]\n");
  assert_true(reading.routine->gentle);
  assert_true(reading.routine->desk);
  reading_finish(&reading);
  reading = read_good_routine("limber: 1\ntitle: T\ngentle: false\ndesk: false\nlevel: 3\narea: desk\nequipment: [chair]\n"
                              "say: Slowly.\nsource: us\nsteps: [march-in-place]\n");
  assert_false(reading.routine->gentle);
  assert_false(reading.routine->desk);
  assert_int_equal(reading.routine->level, 3);
  assert_int_equal(reading.routine->areas, WORD_BIT(AREA_DESK));
  assert_string_equal(reading.routine->equipment.items[0], "chair");
  assert_string_equal(reading.routine->say, "Slowly.");
  assert_string_equal(reading.routine->source, "us");
  reading_finish(&reading);
}

static void yaml_is_read_by_the_core_meaning_of_1_2(void **state) {
  (void)state;
  struct reading reading =
      read_good_routine("%YAML 1.2\n---\nlimber: 1\ntitle: no\ngoal: >\n  Folded\n  text.\n\nsay: |\n  Two\n  lines\n"
                        "source: \"a\\tb\"\nsteps: [&c clamshell 5, *c]\n...\n");
  assert_string_equal(reading.routine->title, "no");
  assert_string_equal(reading.routine->goal, "Folded text.");
  assert_string_equal(reading.routine->say, "Two lines");
  assert_string_equal(reading.routine->source, "a b");
  assert_int_equal(reading.routine->step_count, 2);
  assert_int_equal(reading.routine->steps[1].exercise.dose.reps, 5);
  reading_finish(&reading);
}

static void line_ends_and_a_byte_order_mark_are_of_no_matter(void **state) {
  (void)state;
  struct reading reading = read_good_routine("\xEF\xBB\xBFlimber: 1\r\ntitle: T\r\nsteps:\r\n  - clamshell\r\n");
  assert_int_equal(reading.routine->steps[0].place.line, 4);
  assert_int_equal(reading.routine->steps[0].place.column, 5);
  reading_finish(&reading);
}

static void an_exercise_may_say_everything(void **state) {
  (void)state;
  static const char text[] = "limber: 1\nname: Sea breath\nshort: Sea\ntype: breathing\narea: full-body\nmuscles: diaphragm\n"
                             "position: any\nsides: none\ntime: 2m\ntempo: 4-0-6\nsets: 2\nphases: [in, stay, out]\nlevel: 2\n"
                             "equipment: [wall or chair, stick optional]\navoid: [acute, pregnancy]\ngentle: true\ndesk: true\n"
                             "setup: Sit tall.\nsay: Softly.\neasier: breathe-belly\nharder: breathe-long-exhale\n"
                             "source: nobody\nfigure: {base: supine, moments: [{name: start}]}\n";
  struct reading reading = read_exercise(text, strlen(text));
  const struct exercise *exercise = reading.exercise;
  assert_int_equal(diagnostics_count(reading.diagnostics), 0);
  assert_non_null(exercise);
  assert_string_equal(exercise->short_name, "Sea");
  assert_int_equal(exercise->dose.kind, DOSE_TIME);
  assert_int_equal(exercise->dose.tempo.out_s, 6);
  assert_int_equal(exercise->dose.sets[0], 2);
  assert_int_equal(exercise->dose.sets[1], 0);
  assert_string_equal(exercise->phases[1], "stay");
  assert_int_equal(exercise->level, 2);
  assert_int_equal(exercise->equipment.count, 2);
  assert_int_equal(exercise->avoid, WORD_BIT(AVOID_ACUTE) | WORD_BIT(AVOID_PREGNANCY));
  assert_true(exercise->gentle && exercise->desk);
  assert_string_equal(exercise->say, "Softly.");
  assert_int_equal(exercise->say_place.line, 19);
  assert_string_equal(exercise->easier, "breathe-belly");
  assert_string_equal(exercise->harder, "breathe-long-exhale");
  assert_null(exercise->figure);
  assert_non_null(exercise->own_figure);
  reading_finish(&reading);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_whole_format_is_read),
      cmocka_unit_test(steps_carry_their_doses_sides_and_words),
      cmocka_unit_test(an_own_exercise_is_read_and_used),
      cmocka_unit_test(what_is_written_replaces_the_whole_dose),
      cmocka_unit_test(what_a_file_leaves_out_follows_from_its_exercises),
      cmocka_unit_test(a_desk_routine_of_gentle_exercises_is_both),
      cmocka_unit_test(yaml_is_read_by_the_core_meaning_of_1_2),
      cmocka_unit_test(line_ends_and_a_byte_order_mark_are_of_no_matter),
      cmocka_unit_test(an_exercise_may_say_everything),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
