/* Figures are read strictly: every kind of mistake is shown where it is, and what is well becomes what was written. */
#include "routine_support.h"

#include "base/macros.h"
#include "figure/figure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD \
  "limber: 1\nname: N\ntype: stretch\narea: hips\nposition: supine\nsides: each\nhold: 30s\nsetup: Lie down.\nfigure:\n"

/* Lines of the figure count from here. */
enum { FIRST_LINE = 10 };

struct bad_figure {
  const char *name, *text;
  int line, column, length;
  const char *message, *help;
};

#define MOMENTS "  moments: [{name: start}]\n"

static const struct bad_figure cases[] = {
    {"no base", MOMENTS, 0, 3, 24, "the key \"base\" is missing", "for example base: supine"},
    {"an unknown base", "  base: spine\n" MOMENTS, 0, 9, 5, "unknown base \"spine\"", "did you mean \"supine\"?"},
    {"an unknown key", "  base: supine\n  veiw: [14, 9]\n" MOMENTS, 1, 3, 4, "unknown key \"veiw\"",
     "did you mean \"view\"? For example view: [14, 9]"},
    {"a view of one angle", "  base: supine\n  view: [14]\n" MOMENTS, 1, 9, 4,
     "two angles are expected here: round the person, and above level", "for example [14, 9]"},
    {"a view from below", "  base: supine\n  view: [14, -9]\n" MOMENTS, 1, 14, 2, "-9 is out of range, 0 to 80 is possible",
     NULL},
    {"an unknown muscle", "  base: supine\n  target: [right-glute]\n" MOMENTS, 1, 12, 11, "unknown muscle \"right-glute\"",
     "did you mean \"glutes\"?"},
    {"an unknown contact", "  base: supine\n  ground: [left-kne]\n" MOMENTS, 1, 12, 8, "unknown part of the body \"left-kne\"",
     "did you mean \"left-knee\"?"},
    {"a contact without its side", "  base: supine\n  ground: [knee]\n" MOMENTS, 1, 12, 4, "unknown part of the body \"knee\"",
     "did you mean \"knees\"?"},
    {"too many contacts", "  base: supine\n  ground: [feet, hands, knees, elbows, pelvis]\n" MOMENTS, 1, 11, 38,
     "1 to 4 are possible here, this has 5", NULL},
    {"a contact at a height that is none", "  base: supine\n  ground: [{part: feet, height: tall}]\n" MOMENTS, 1, 33, 4,
     "a number from 0 to 1 is expected here", NULL},
    {"an unknown prop", "  base: supine\n  props: [{kind: bal}]\n" MOMENTS, 1, 18, 3, "unknown prop \"bal\"",
     "did you mean \"ball\"?"},
    {"a prop at a point of two numbers", "  base: supine\n  props: [{kind: ball, at: [0, 1]}]\n" MOMENTS, 1, 28, 6,
     "three numbers are expected here, in brackets", NULL},
    {"a reach for a prop that is not there", "  base: supine\n  reach: {left-hand: {to: chair}}\n" MOMENTS, 1, 27, 5,
     "unknown part of the body \"chair\"", "for example pelvis, left-knee, feet"},
    {"a reach without a goal", "  base: supine\n  reach: {left-hand: {flat: true}}\n" MOMENTS, 1, 22, 12,
     "the key \"to\" is missing", "for example to: left-knee-front"},
    {"a permission without a reason", "  base: supine\n  allow: {knee: 1}\n" MOMENTS, 1, 17, 1,
     "a text is expected here, this is a number", "put it in quotes"},
    {"no moments", "  base: supine\n  moments: []\n", 1, 12, 2, "a list of 1 to 12 moments is expected here",
     "for example [{name: start}, {name: stretch, lumbar: 20}]"},
    {"a moment without a name", "  base: supine\n  moments: [{lumbar: 20}]\n", 1, 13, 12, "the key \"name\" is missing",
     "for example name: stretch"},
    {"a knee bent too far", "  base: supine\n  moments: [{name: a, left: {knee: 170}}]\n", 1, 36, 3,
     "knee is 170, -5 to 150 (AMA; 5 more at either end) is possible", "if it is meant, say why: allow: {knee: REASON}"},
    {"a hip turned too far", "  base: supine\n  moments: [{name: a, both: {hip: [60, 10, 70]}}]\n", 1, 44, 2,
     "hip-rotation is 70, -45 to 50 (AAOS, AMA; 5 more at either end) is possible",
     "if it is meant, say why: allow: {hip-rotation: REASON}"},
    {"a shoulder lifted too far", "  base: supine\n  moments: [{name: a, both: {girdle: [60, 0]}}]\n", 1, 39, 2,
     "girdle-lift is 60, -10 to 45 (Neumann; 5 more at either end) is possible",
     "if it is meant, say why: allow: {girdle-lift: REASON}"},
    {"a shoulder girdle of three angles", "  base: supine\n  moments: [{name: a, both: {girdle: [10, 0, 1]}}]\n", 1, 38, 10,
     "one angle or up to two in brackets are expected here", "for example 30, or [30, -10]"},
    {"a head that glides too far", "  base: supine\n  moments: [{name: a, glide: 0.2}]\n", 1, 30, 3,
     "head-glide is 0.2, -0.05 to 0.05 is possible", NULL},
    {"an angle in words", "  base: supine\n  moments: [{name: a, neck: low}]\n", 1, 29, 3,
     "a number from -180 to 180 is expected here", NULL},
    {"a moment there after one back", "  base: supine\n  moments: [{name: a}, {name: b, back: true}, {name: c, back: false}]\n",
     1, 47, 22, "the way back comes after the way there", NULL},
};

static void every_mistake_in_a_figure_is_shown_where_it_is(void **state) {
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    const struct bad_figure *expected = &cases[i];
    char text[1024];
    snprintf(text, sizeof text, HEAD "%s", expected->text);
    struct reading reading = read_exercise(text, strlen(text));
    char *shown = show_diagnostics(reading.diagnostics);
    if (diagnostics_count(reading.diagnostics) != 1) {
      fail_msg("%s: %zu messages:\n%s", expected->name, diagnostics_count(reading.diagnostics), shown);
    }
    const struct diagnostic *found = diagnostics_at(reading.diagnostics, 0);
    bool same_help =
        expected->help == NULL ? found->help == NULL : found->help != NULL && strcmp(found->help, expected->help) == 0;
    if (found->line != FIRST_LINE + expected->line || found->column != expected->column ||
        strcmp(found->message, expected->message) != 0 || !same_help) {
      fail_msg("%s: expected at %d:%d:\n%s", expected->name, FIRST_LINE + expected->line, expected->column, shown);
    }
    assert_int_equal(found->severity, SEVERITY_ERROR);
    free(shown);
    reading_finish(&reading);
  }
}

static struct reading read_figure(const char *text) {
  char whole[2048];
  snprintf(whole, sizeof whole, HEAD "%s", text);
  struct reading reading = read_exercise(whole, strlen(whole));
  if (reading.exercise == NULL || reading.exercise->own_figure == NULL) {
    char *shown = show_diagnostics(reading.diagnostics);
    fail_msg("%s", shown);
  }
  return reading;
}

static void a_figure_becomes_what_was_written(void **state) {
  (void)state;
  struct reading reading = read_figure("  base: supine\n  view: [12, 8.5]\n  target: [right-hamstrings, abs]\n"
                                       "  ground: [{part: pelvis, height: 0.02}]\n"
                                       "  props: [{kind: strap, foot: left}]\n"
                                       "  reach: {hands: {to: left-knee, offset: [0, 0.03, 0]}}\n"
                                       "  moments:\n"
                                       "  - {name: start, right: {hip: [50, 10, -5], knee: 15}}\n"
                                       "  - {name: stretch, right: {hip: 88}, reach: {left-hand: free}}\n"
                                       "  - {name: lower, back: true, lumbar: [5, 1, 2]}\n");
  const struct figure *figure = reading.exercise->own_figure;
  assert_int_equal(figure->base, FIGURE_BASE_SUPINE);
  assert_true(figure->elevation_degrees == 8.5);
  assert_int_equal(figure->muscles[FIGURE_LEFT], 1u << MUSCLE_ABS);
  assert_int_equal(figure->muscles[FIGURE_RIGHT], 1u << MUSCLE_ABS | 1u << MUSCLE_HAMSTRINGS);
  assert_int_equal(figure->ground_count, 1);
  assert_true(figure->ground[0].height > .0199 && figure->ground[0].height < .0201);
  assert_int_equal(figure->anchor.place, PLACE_PELVIS);
  assert_int_equal(figure->props[0].foot, FIGURE_LEFT);
  assert_int_equal(figure->props[1].kind, PROP_MAT); /* lying asks for one */
  assert_int_equal(figure->moment_count, 3);
  assert_int_equal(figure->there, 2);
  assert_string_equal(figure->moments[1].name, "stretch");
  reading_finish(&reading);
}

static void a_moment_keeps_what_it_does_not_change(void **state) {
  (void)state;
  struct reading reading =
      read_figure("  base: supine\n  reach: {hands: {to: left-knee, offset: [0, 0.03, 0]}}\n"
                  "  moments: [{name: a, right: {hip: [50, 10, -5]}}, {name: b, right: {hip: 88}, reach: {left-hand: "
                  "free}}]\n");
  const struct figure_moment *last = &reading.exercise->own_figure->moments[1];
  assert_true(last->values[figure_limb_value(FIGURE_RIGHT, LIMB_HIP_FLEX)] == 88);
  assert_true(last->values[figure_limb_value(FIGURE_RIGHT, LIMB_HIP_ABDUCT)] == 10);
  assert_false(last->reaches[FIGURE_LEFT_HAND].is_set);
  assert_true(last->reaches[FIGURE_RIGHT_HAND].is_set);
  assert_int_equal(last->reaches[FIGURE_RIGHT_HAND].to.side, FIGURE_RIGHT); /* written for the left, mirrored */
  assert_true(last->reaches[FIGURE_RIGHT_HAND].to.offset.y < 0);
  reading_finish(&reading);
}

static void a_borrowed_figure_is_the_lenders(void **state) {
  (void)state;
  struct reading reading =
      read_good_routine("limber: 1\ntitle: T\nsteps: [own, clamshell]\nexercises:\n"
                        "  own: {name: N, type: stretch, area: hips, position: supine, sides: each, hold: 30s, "
                        "setup: Lie down., figure: clamshell}\n");
  const struct step *steps = reading.routine->steps;
  assert_non_null(steps[0].exercise.exercise->own_figure);
  assert_ptr_equal(steps[0].exercise.exercise->own_figure, steps[1].exercise.exercise->own_figure);
  reading_finish(&reading);
}

static void an_unknown_lender_is_an_error(void **state) {
  (void)state;
  static const char text[] = "limber: 1\nname: N\ntype: stretch\narea: hips\nposition: supine\nsides: each\nhold: 30s\n"
                             "setup: Lie down.\nfigure: clamshel\n";
  struct reading reading = read_exercise(text, strlen(text));
  assert_int_equal(diagnostics_count(reading.diagnostics), 1);
  assert_int_equal(diagnostics_at(reading.diagnostics, 0)->line, 9);
  assert_int_equal(diagnostics_at(reading.diagnostics, 0)->column, 9);
  assert_string_equal(diagnostics_at(reading.diagnostics, 0)->message, "unknown exercise \"clamshel\"");
  reading_finish(&reading);
}

static void an_arrow_has_a_way(void **state) {
  (void)state;
  struct reading reading = read_figure("  base: supine\n  props: [{kind: arrow, at: belly, offset: [0, 0, 0.1]}, "
                                       "{kind: arrow, at: pelvis, direction: [1, 0, 0]}]\n  moments: [{name: a}]\n");
  const struct figure *figure = reading.exercise->own_figure;
  assert_int_equal(figure->props[0].kind, PROP_ARROW);
  assert_true(figure->props[0].direction.z == -1 && figure->props[0].at.offset.z == .1);
  assert_true(figure->props[1].direction.x == 1 && figure->props[1].direction.z == 0);
  reading_finish(&reading);
}

static void a_reason_widens_a_range(void **state) {
  (void)state;
  struct reading reading = read_figure("  base: quadruped\n  allow: {ankle: kneeling on the instep}\n"
                                       "  moments: [{name: a, both: {ankle: -72}}]\n");
  const struct figure_range *range;
  assert_true(figure_value_fits(reading.exercise->own_figure, figure_limb_value(FIGURE_LEFT, LIMB_ANKLE), -72, &range));
  assert_false(figure_value_fits(reading.exercise->own_figure, figure_limb_value(FIGURE_LEFT, LIMB_KNEE), -72, &range));
  reading_finish(&reading);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_mistake_in_a_figure_is_shown_where_it_is),
      cmocka_unit_test(a_figure_becomes_what_was_written),
      cmocka_unit_test(a_moment_keeps_what_it_does_not_change),
      cmocka_unit_test(a_borrowed_figure_is_the_lenders),
      cmocka_unit_test(an_unknown_lender_is_an_error),
      cmocka_unit_test(an_arrow_has_a_way),
      cmocka_unit_test(a_reason_widens_a_range),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
