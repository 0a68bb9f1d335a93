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

static void expect_no_angle(const struct figure *figure) {
  struct findings findings = {{0}};
  figure_lint(figure, keep, &findings);
  if (strstr(findings.text, "degrees") != NULL) {
    fail_msg("found:\n%s", findings.text);
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
  moments[1].values[figure_limb_value(FIGURE_RIGHT, LIMB_HIP_FLEX)] = -25;
  expect_finding(&figure, "at \"end\" (1.00): the right foot sinks ");
}

static void a_floating_body_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_SUPINE);
  moments[1].values[MIDDLE_ROOT_LIFT] = .3;
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
  moments[1].reaches[FIGURE_LEFT_HAND] =
      (struct figure_reach){.is_set = true, .to = {.place = PLACE_WORLD, .offset = {1, 0, .2}}};
  expect_finding(&figure, "at \"end\" (1.00): left-hand falls ");
}

static void a_joint_bent_too_far_by_reaching_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  figure.ground[0].side = FIGURE_LEFT;
  moments[1].reaches[FIGURE_RIGHT_FOOT] =
      (struct figure_reach){.is_set = true, .to = {.place = PLACE_WORLD, .offset = {-.45, -.15, .42}}};
  expect_finding(&figure, " degrees, ");
}

static void an_arm_reached_too_far_back_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  moments[1].reaches[FIGURE_LEFT_HAND] =
      (struct figure_reach){.is_set = true,
                            .has_pole = true,
                            .pole = {0, 0, -1},
                            .to = {.place = PLACE_SHOULDER, .side = FIGURE_LEFT, .offset = {-.33, .05, 0}}};
  expect_finding(&figure, "left shoulder-flexion is -67 degrees, -55 to 180 is possible (AAOS)");
}

static void an_arm_reached_across_too_far_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  moments[1].reaches[FIGURE_RIGHT_HAND] =
      (struct figure_reach){.is_set = true,
                            .has_pole = true,
                            .pole = {1, 0, 0},
                            .to = {.place = PLACE_SHOULDER, .side = FIGURE_RIGHT, .offset = {.05, .36, 0}}};
  expect_finding(&figure, "right shoulder-abduction is -");
}

static void an_arm_turned_too_far_by_its_elbow_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  moments[1].reaches[FIGURE_RIGHT_HAND] =
      (struct figure_reach){.is_set = true,
                            .has_pole = true,
                            .pole = {1, 0, 0},
                            .to = {.place = PLACE_SHOULDER, .side = FIGURE_RIGHT, .offset = {0, -.06, -.26}}};
  expect_finding(&figure, "right shoulder-rotation is ");
}

static void a_wrist_bent_too_far_by_reaching_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  moments[1].reaches[FIGURE_RIGHT_HAND] =
      (struct figure_reach){.is_set = true,
                            .has_direction = true,
                            .direction = {-1, 0, 0},
                            .to = {.place = PLACE_SHOULDER, .side = FIGURE_RIGHT, .offset = {.3, 0, 0}}};
  expect_finding(&figure, "right wrist is ");
}

/* Spine and neck go nowhere but where they are told to: what was not read from a file is measured all the same. */
static void a_spine_beyond_its_range_is_found(void **state) {
  (void)state;
  static const struct {
    enum figure_middle middle;
    double degrees;
    const char *finding;
  } cases[] = {
      {MIDDLE_LUMBAR_FLEX, 80, "at \"end\" (1.00): lumbar-flexion is 80 degrees, -25 to 60 is possible (AMA)"},
      {MIDDLE_LUMBAR_SIDE, -40, "at \"end\" (1.00): lumbar-side is -40 degrees, -25 to 25 is possible (AMA)"},
      {MIDDLE_THORACIC_ROTATE, 60, "at \"end\" (1.00): thoracic-rotation is 60 degrees, -35 to 35 is possible (Kapandji)"},
      {MIDDLE_NECK_FLEX, -75, "at \"end\" (1.00): neck-flexion is -75 degrees, -60 to 50 is possible (AMA)"},
      {MIDDLE_NECK_ROTATE, 100, "at \"end\" (1.00): neck-rotation is 100 degrees, -80 to 80 is possible (AMA)"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct figure_moment moments[2] = {0};
    struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
    moments[1].values[cases[i].middle] = cases[i].degrees;
    expect_finding(&figure, cases[i].finding);
    figure.allowed_middle[cases[i].middle] = true;
    expect_no_angle(&figure);
  }
}

/* Everything a description may say is within the ranges, and so is every joint of the body that comes of it. */
static void what_may_be_written_is_possible(void **state) {
  (void)state;
  for (int index = 0; index < FIGURE_VALUES; index++) {
    const struct figure_range *range;
    struct figure_moment moments[2] = {0};
    struct figure figure = two_moments(moments, FIGURE_BASE_SUPINE);
    figure_value_is_allowed(&figure, index, &range);
    for (int most = 0; range->source != NULL && most < 2; most++) {
      moments[1].values[index] = most != 0 ? range->most : range->least;
      expect_no_angle(&figure);
    }
  }
}

static void a_hand_through_the_trunk_is_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  moments[1].reaches[FIGURE_RIGHT_HAND] =
      (struct figure_reach){.is_set = true, .to = {.place = PLACE_RIBS, .side = FIGURE_BOTH, .offset = {0, 0, 0}}};
  expect_finding(&figure, "the right forearm passes through the trunk, ");
}

static void legs_through_each_other_are_found(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = two_moments(moments, FIGURE_BASE_STANDING);
  moments[1].values[figure_limb_value(FIGURE_LEFT, LIMB_HIP_ABDUCT)] = -8;
  moments[1].values[figure_limb_value(FIGURE_RIGHT, LIMB_HIP_ABDUCT)] = -8;
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
      cmocka_unit_test(an_arm_reached_too_far_back_is_found),
      cmocka_unit_test(an_arm_reached_across_too_far_is_found),
      cmocka_unit_test(an_arm_turned_too_far_by_its_elbow_is_found),
      cmocka_unit_test(a_wrist_bent_too_far_by_reaching_is_found),
      cmocka_unit_test(a_spine_beyond_its_range_is_found),
      cmocka_unit_test(what_may_be_written_is_possible),
      cmocka_unit_test(a_hand_through_the_trunk_is_found),
      cmocka_unit_test(legs_through_each_other_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
