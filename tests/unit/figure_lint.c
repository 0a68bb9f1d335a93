/* What no body does is found where it is worst, and said in words with an amount. */
#include "figure/lint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct findings {
  char text[2048];
};

static void keep(const struct figure_fault *fault, void *context) {
  struct findings *findings = context;
  size_t used = strlen(findings->text);
  snprintf(findings->text + used, sizeof findings->text - used, "%s (%.2f): %s\n", fault->where, fault->moment, fault->message);
}

/* Two moments, both as the base is; the second is to be changed. */
static struct figure two_moments(struct figure_moment moments[2], enum figure_base base) {
  struct figure figure = {.moments = moments, .base = base, .zoom = 1, .moment_count = 2, .there = 2};
  for (int i = 0; i < 2; i++) {
    figure_base_values(base, figure.moments[i].values);
    snprintf(figure.moments[i].name, sizeof figure.moments[i].name, "%s", i == 0 ? "begin" : "end");
  }
  figure.ground[0] = (struct figure_contact){base == FIGURE_BASE_STANDING ? PLACE_FOOT : PLACE_PELVIS, FIGURE_BOTH, 0};
  figure.ground_count = 1;
  figure.anchor = figure.ground[0];
  return figure;
}

static void expect_finding(const struct figure *figure, const char *finding) {
  struct findings findings = {{0}};
  figure_lint(figure, keep, &findings);
  if (strstr(findings.text, finding) == NULL) {
    fail_msg("wanted: %s\nfound:\n%s", finding, findings.text);
  }
}

static void a_good_figure_has_no_faults(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  struct findings findings = {{0}};
  figure_lint(&figure, keep, &findings);
  assert_string_equal(findings.text, "");
}

static void limbs_through_the_floor_are_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_SUPINE);
  figure.moments[1].values[figure_limb_value(FIGURE_RIGHT, LIMB_HIP_FLEX)] = -25;
  expect_finding(&figure, "at \"end\" (1.00): the right foot sinks ");
}

static void a_floating_body_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_SUPINE);
  figure.moments[1].values[MIDDLE_ROOT_LIFT] = .3;
  expect_finding(&figure, "the body floats ");
}

static void what_should_touch_the_ground_and_does_not_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  figure.ground[0].side = FIGURE_LEFT;
  figure.ground[1] = (struct figure_contact){PLACE_HAND, FIGURE_RIGHT, 0};
  figure.ground_count = 2;
  expect_finding(&figure, "the right hand should touch the ground and is ");
}

static void a_hand_that_cannot_get_there_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  figure.moments[1].reaches[FIGURE_LEFT_HAND] =
      (struct figure_reach){.is_set = true, .to = {.place = PLACE_WORLD, .offset = {1, 0, .2}}};
  expect_finding(&figure, "at \"end\" (1.00): left-hand falls ");
}

static void a_joint_bent_too_far_by_reaching_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  figure.ground[0].side = FIGURE_LEFT;
  figure.moments[1].reaches[FIGURE_RIGHT_FOOT] =
      (struct figure_reach){.is_set = true, .to = {.place = PLACE_WORLD, .offset = {-.45, -.15, .42}}};
  expect_finding(&figure, "degrees");
}

static void a_hand_through_the_trunk_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  figure.moments[1].reaches[FIGURE_RIGHT_HAND] =
      (struct figure_reach){.is_set = true, .to = {.place = PLACE_RIBS, .side = FIGURE_BOTH, .offset = {0, 0, 0}}};
  expect_finding(&figure, "the right forearm passes through the trunk, ");
}

static void legs_through_each_other_are_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  figure.moments[1].values[figure_limb_value(FIGURE_LEFT, LIMB_HIP_ABDUCT)] = -8;
  figure.moments[1].values[figure_limb_value(FIGURE_RIGHT, LIMB_HIP_ABDUCT)] = -8;
  expect_finding(&figure, "passes through the right shin");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_good_figure_has_no_faults),
      cmocka_unit_test(limbs_through_the_floor_are_found),
      cmocka_unit_test(a_floating_body_is_found),
      cmocka_unit_test(what_should_touch_the_ground_and_does_not_is_found),
      cmocka_unit_test(a_hand_that_cannot_get_there_is_found),
      cmocka_unit_test(a_joint_bent_too_far_by_reaching_is_found),
      cmocka_unit_test(a_hand_through_the_trunk_is_found),
      cmocka_unit_test(legs_through_each_other_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
