/* Whatever a figure is told to do: bones keep their length, what is held does not slide, and every number is one. */
#include "figure/solve.h"
#include "figure/spots.h"
#include "figure/stage.h"
#include "support/chance.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { FIGURES = 400, DRAWN = 60, MOMENTS = 9 };

static double between(struct chance *chance, double least, double most) {
  return least + (most - least) * (double)chance_draw(chance, 10001) / 10000;
}

static struct figure_spot random_spot(struct chance *chance) {
  struct figure_spot spot = {.place = (enum figure_place)chance_draw(chance, PLACE_COUNT)};
  spot.place = spot.place == PLACE_PROP ? PLACE_WORLD : spot.place;
  spot.side = figure_place_names[spot.place].has_sides ? (enum figure_side)chance_draw(chance, 3) : FIGURE_BOTH;
  spot.offset = (struct figure_point){between(chance, -.6, .6), between(chance, -.6, .6), between(chance, -.6, .6)};
  return spot;
}

static struct figure_contact random_contact(struct chance *chance) {
  struct figure_spot spot = random_spot(chance);
  return (struct figure_contact){spot.place, spot.side, 0};
}

static void random_moment(struct chance *chance, struct figure_moment *moment) {
  for (int i = 0; i < FIGURE_VALUES; i++) {
    const struct figure_range *range =
        i < MIDDLE_COUNT ? &figure_middle_ranges[i] : &figure_limb_ranges[(i - MIDDLE_COUNT) % LIMB_COUNT];
    moment->values[i] = between(chance, range->least, range->most);
  }
  for (int end = 0; end < FIGURE_ENDS; end++) {
    moment->reaches[end] = (struct figure_reach){
        .is_set = chance_draw(chance, 2) == 0,
        .to = random_spot(chance),
        .flat = chance_draw(chance, 2) == 0,
        .has_pole = chance_draw(chance, 2) == 0,
        .pole = {between(chance, -1, 1), between(chance, -1, 1), between(chance, -1, 1)},
        .has_direction = chance_draw(chance, 2) == 0,
        .direction = {0, 0, between(chance, -1, 1)},
    };
  }
}

static struct figure random_figure(struct chance *chance, struct figure_moment moments[FIGURE_MOMENTS_MAX]) {
  struct figure figure = {.moments = moments, .zoom = 1};
  figure.base = (enum figure_base)chance_draw(chance, FIGURE_BASE_COUNT);
  figure.azimuth_degrees = between(chance, -180, 180);
  figure.elevation_degrees = between(chance, 0, 80);
  figure.muscles[0] = figure.muscles[1] = (1u << MUSCLE_COUNT) - 1;
  figure.ground_count = (int)chance_draw(chance, FIGURE_GROUND_MAX);
  for (int i = 0; i < figure.ground_count; i++) {
    figure.ground[i] = random_contact(chance);
  }
  figure.anchor = figure.ground[0];
  figure.prop_count = (int)chance_draw(chance, FIGURE_PROPS_MAX);
  for (int i = 0; i < figure.prop_count; i++) {
    figure.props[i] =
        (struct figure_prop){.kind = (enum figure_prop_kind)chance_draw(chance, PROP_COUNT), .at = random_spot(chance)};
    figure.props[i].foot = (enum figure_side)chance_draw(chance, 2);
  }
  figure.moment_count = 1 + (int)chance_draw(chance, FIGURE_MOMENTS_MAX);
  figure.there = 1 + (int)chance_draw(chance, (uint64_t)figure.moment_count);
  for (int i = 0; i < figure.moment_count; i++) {
    random_moment(chance, &figure.moments[i]);
  }
  return figure;
}

typedef void (*pose_check_fn)(const struct figure *figure, const struct solve_request *request, const struct pose *pose);

static void over_many_poses(uint64_t seed, pose_check_fn check) {
  struct chance chance = {seed};
  for (int i = 0; i < FIGURES; i++) {
    struct figure_moment moments[FIGURE_MOMENTS_MAX];
    struct figure figure = random_figure(&chance, moments);
    for (int at = 0; at < MOMENTS; at++) {
      struct solve_request request = {.moment = 2. * at / (MOMENTS - 1), .breath = between(&chance, -1, 1)};
      request.swapped = chance_draw(&chance, 2) == 0;
      struct pose pose;
      solve_pose(&figure, &request, &pose, NULL);
      check(&figure, &request, &pose);
    }
  }
}

static void expect_length(struct vector from, struct vector to, double length) {
  double found = vector_length(vector_difference(to, from));
  if (!(fabs(found - length) < 1e-6)) {
    fail_msg("a bone of %.6f is %.6f long", length, found);
  }
}

static void expect_bones(const struct figure *figure, const struct solve_request *request, const struct pose *pose) {
  (void)figure;
  (void)request;
  for (int side = 0; side < 2; side++) {
    const struct vector *points = pose->limbs[side];
    expect_length(points[HIP], points[KNEE], THIGH_LENGTH);
    expect_length(points[KNEE], points[ANKLE], SHANK_LENGTH);
    expect_length(points[SHOULDER], points[ELBOW], UPPER_ARM_LENGTH);
    expect_length(points[ELBOW], points[WRIST], FOREARM_LENGTH);
    expect_length(points[WRIST], points[HAND], PALM_LENGTH);
    expect_length(pose->pelvis, points[HIP], HIP_WIDTH);
  }
}

static void bones_keep_their_length(void **state) {
  (void)state;
  over_many_poses(1, expect_bones);
}

static void expect_mirror(const struct figure *figure, const struct solve_request *request, const struct pose *pose) {
  (void)figure;
  (void)request;
  struct pose twice = *pose;
  skeleton_swap_sides(&twice);
  assert_true(fabs(twice.limbs[FIGURE_LEFT][HAND].y + pose->limbs[FIGURE_RIGHT][HAND].y) < 1e-12);
  skeleton_swap_sides(&twice);
  assert_memory_equal(twice.limbs, pose->limbs, sizeof twice.limbs);
  assert_memory_equal(twice.spine, pose->spine, sizeof twice.spine);
}

static void swapping_sides_twice_changes_nothing(void **state) {
  (void)state;
  over_many_poses(2, expect_mirror);
}

/* Feet and shins aside, which settle after the body has been put in its place. */
static bool is_held_by_bones(enum figure_place place) {
  return place == PLACE_PELVIS || place == PLACE_BELLY || place == PLACE_RIBS || place == PLACE_UPPER_BACK ||
         place == PLACE_HEAD || place == PLACE_HIP;
}

static void expect_anchor(const struct figure *figure, const struct solve_request *request, const struct pose *pose) {
  if (!is_held_by_bones(figure->anchor.place)) {
    return;
  }
  struct contact_ball balls[CONTACT_BALLS_MAX];
  enum figure_side side = figure->anchor.side;
  side = request->swapped && side != FIGURE_BOTH ? (enum figure_side)(1 - (int)side) : side;
  int count = spot_contact(pose, figure->anchor.place, side, balls);
  double x = 0;
  for (int i = 0; i < count; i++) {
    x += balls[i].at.x / count;
  }
  double root_x[2] = {INFINITY, -INFINITY};
  for (int i = 0; i < figure->moment_count; i++) {
    root_x[0] = fmin(root_x[0], figure->moments[i].values[MIDDLE_ROOT_X]);
    root_x[1] = fmax(root_x[1], figure->moments[i].values[MIDDLE_ROOT_X]);
  }
  assert_true(x >= root_x[0] - 1e-9 && x <= root_x[1] + 1e-9);
}

static void what_is_held_goes_only_where_it_is_moved(void **state) {
  (void)state;
  over_many_poses(3, expect_anchor);
}

static void expect_numbers(const struct figure *figure, const struct solve_request *request, const struct pose *pose) {
  (void)figure;
  (void)request;
  const struct vector *points = &pose->limbs[0][0];
  for (int i = 0; i < 2 * LIMB_POINTS; i++) {
    assert_true(isfinite(points[i].x) && isfinite(points[i].y) && isfinite(points[i].z));
  }
  assert_true(isfinite(pose->head.x) && isfinite(pose->head_axes.x.x));
}

static void every_joint_is_somewhere(void **state) {
  (void)state;
  over_many_poses(4, expect_numbers);
}

static bool is_drawable(uint32_t rune, enum figure_style style) {
  return rune == ' ' || (style == FIGURE_ASCII ? rune > ' ' && rune < 0x7F : rune > 0x2800 && rune <= 0x28FF);
}

static void whatever_it_does_it_can_be_drawn(void **state) {
  (void)state;
  struct chance chance = {5};
  struct figure_stage *stage = figure_stage_create();
  static struct figure_cell cells[40 * 20];
  for (int i = 0; i < DRAWN; i++) {
    struct figure_moment moments[FIGURE_MOMENTS_MAX];
    struct figure figure = random_figure(&chance, moments);
    struct figure_frame_request request = {.figure = &figure, .moment = between(&chance, 0, 2), .brightness_percent = 100};
    request.columns = 1 + (int)chance_draw(&chance, 40);
    request.rows = 1 + (int)chance_draw(&chance, 20);
    request.style = (enum figure_style)chance_draw(&chance, 4);
    request.depth = (enum figure_depth)chance_draw(&chance, 3);
    request.light = chance_draw(&chance, 2) == 0;
    figure_stage_forget(stage);
    figure_stage_draw(stage, &request, cells);
    for (int at = 0; at < request.rows * request.columns; at++) {
      assert_true(is_drawable(cells[at].rune, request.style));
      assert_true(cells[at].foreground == FIGURE_NO_COLOUR || cells[at].foreground <= 0xFFFFFF);
    }
  }
  figure_stage_destroy(stage);
}

/* The body of `values`, but for one of them. */
static struct pose posed_with(int index, double value) {
  double values[FIGURE_VALUES];
  struct pose pose;
  figure_base_values(FIGURE_BASE_STANDING, values);
  values[index] = value;
  skeleton_place(values, &pose);
  return pose;
}

static void shoulders_lift_and_heads_glide_by_themselves(void **state) {
  (void)state;
  int lift = figure_limb_value(FIGURE_RIGHT, LIMB_GIRDLE_LIFT), forward = figure_limb_value(FIGURE_RIGHT, LIMB_GIRDLE_FORWARD);
  struct pose rest = posed_with(lift, 0), lifted = posed_with(lift, 40), drawn = posed_with(forward, -25);
  struct pose glided = posed_with(MIDDLE_HEAD_GLIDE, .04);
  assert_true(lifted.limbs[FIGURE_RIGHT][SHOULDER].z > rest.limbs[FIGURE_RIGHT][SHOULDER].z + .05);
  assert_true(lifted.limbs[FIGURE_RIGHT][WRIST].z > rest.limbs[FIGURE_RIGHT][WRIST].z + .05);
  assert_true(lifted.limbs[FIGURE_LEFT][SHOULDER].z == rest.limbs[FIGURE_LEFT][SHOULDER].z);
  assert_true(drawn.limbs[FIGURE_RIGHT][SHOULDER].x < rest.limbs[FIGURE_RIGHT][SHOULDER].x - .03);
  assert_true(fabs(glided.head.x - rest.head.x - .04) < 1e-9 && glided.head.z == rest.head.z);
  assert_true(glided.spine[SPINE_C7].x == rest.spine[SPINE_C7].x);
}

static void props_at(const struct figure *figure, const struct solve_request *request, const struct pose *pose) {
  for (int i = 0; i < figure->prop_count && !request->swapped; i++) {
    struct vector at = spot_point(pose, &figure->props[i].at);
    assert_true(vector_length(vector_difference(pose->props[i], at)) < 1e-9);
  }
}

static void a_prop_goes_with_what_it_is_at(void **state) {
  (void)state;
  over_many_poses(46, props_at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bones_keep_their_length),
      cmocka_unit_test(swapping_sides_twice_changes_nothing),
      cmocka_unit_test(what_is_held_goes_only_where_it_is_moved),
      cmocka_unit_test(a_prop_goes_with_what_it_is_at),
      cmocka_unit_test(every_joint_is_somewhere),
      cmocka_unit_test(shoulders_lift_and_heads_glide_by_themselves),
      cmocka_unit_test(whatever_it_does_it_can_be_drawn),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
