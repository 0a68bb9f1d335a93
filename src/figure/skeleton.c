#include "figure/skeleton.h"

#include <stddef.h>

#define L5_HEIGHT .055
#define LUMBAR_LENGTH .105
#define THORACIC_LENGTH .165
#define NECK_LENGTH .050
#define SHOULDER_WIDTH .112
#define SHOULDER_DROP .030
#define SHOULDER_RISE .035 /* of a raised arm's shoulder */
#define SHOULDER_CLOSE .020
#define COLLAR_BONE .100 /* what lifts the shoulder, or moves it forward */

enum { LUMBAR_PARTS = 2, THORACIC_PARTS = 3 };

static struct axes bent(struct axes axes, double flex, double side, double rotate) {
  return axes_turned_z(axes_turned_x(axes_turned_y(axes, flex), -side), rotate);
}

static void place_spine(const double *values, struct pose *pose) {
  struct axes axes = pose->pelvis_axes;
  pose->spine[0] = vector_of(0, 0, -.012);
  pose->spine[1] = vector_of(-.002, 0, .030);
  pose->spine[SPINE_L5] = vector_of(-.008, 0, L5_HEIGHT);
  for (int i = 0; i <= SPINE_L5; i++) {
    pose->spine_axes[i] = axes;
  }
  for (int i = SPINE_L5 + 1; i < SPINE_POINTS; i++) {
    bool lumbar = i <= SPINE_T12;
    const double *angles = &values[lumbar ? MIDDLE_LUMBAR_FLEX : MIDDLE_THORACIC_FLEX];
    double parts = lumbar ? LUMBAR_PARTS : THORACIC_PARTS;
    axes = bent(axes, angles[0] / parts, angles[1] / parts, angles[2] / parts);
    pose->spine[i] = vector_along(pose->spine[i - 1], axes.z, (lumbar ? LUMBAR_LENGTH : THORACIC_LENGTH) / parts);
    pose->spine_axes[i] = axes;
  }
  double flex = values[MIDDLE_NECK_FLEX], side = values[MIDDLE_NECK_SIDE], rotate = values[MIDDLE_NECK_ROTATE];
  struct axes neck = bent(axes, flex * .5, side * .5, rotate * .3);
  pose->neck = vector_sum(pose->spine[SPINE_C7], axes_at(&neck, .006 + values[MIDDLE_HEAD_GLIDE], 0, NECK_LENGTH));
  pose->neck_axes = neck;
  pose->head_axes = bent(neck, flex * .5, side * .5, rotate * .7);
  pose->head = vector_sum(pose->neck, axes_at(&pose->head_axes, .012, 0, .052));
}

static struct axes ball_joint(struct axes axes, const double *angles, double sign) {
  return axes_turned_z(axes_turned_x(axes_turned_y(axes, -angles[0]), sign * angles[1]), sign * angles[2]);
}

static void place_shank(struct pose *pose, int side, double knee, double ankle) {
  struct vector *points = pose->limbs[side];
  struct axes *axes = pose->limb_axes[side];
  axes[SHANK] = axes_turned_y(axes[THIGH], knee);
  points[ANKLE] = vector_along(points[KNEE], axes[SHANK].z, -SHANK_LENGTH);
  axes[FOOT] = axes_turned_y(axes[SHANK], -ankle);
  skeleton_place_foot(pose, side);
}

static void place_leg(const double *limb, struct pose *pose, int side) {
  struct vector *points = pose->limbs[side];
  struct axes *axes = pose->limb_axes[side];
  points[HIP] = vector_of(0, side_sign(side) * HIP_WIDTH, 0);
  axes[THIGH] = ball_joint(pose->pelvis_axes, &limb[LIMB_HIP_FLEX], side_sign(side));
  points[KNEE] = vector_along(points[HIP], axes[THIGH].z, -THIGH_LENGTH);
  place_shank(pose, side, limb[LIMB_KNEE], limb[LIMB_ANKLE]);
}

static void place_arm(const double *limb, struct pose *pose, int side) {
  struct vector *points = pose->limbs[side];
  struct axes *axes = pose->limb_axes[side];
  const struct axes *thorax = &pose->spine_axes[SPINE_C7];
  double raised = fmin(180, fabs(limb[LIMB_SHOULDER_FLEX]) + fabs(limb[LIMB_SHOULDER_ABDUCT]));
  double rise = (1 - cos(raised * DEGREES)) / 2;
  double lifted = COLLAR_BONE * sin(limb[LIMB_GIRDLE_LIFT] * DEGREES);
  double forward = COLLAR_BONE * sin(limb[LIMB_GIRDLE_FORWARD] * DEGREES);
  double out = SHOULDER_WIDTH - SHOULDER_CLOSE * rise - (fabs(lifted) + fabs(forward)) * .15;
  points[SHOULDER] = vector_sum(pose->spine[SPINE_C7],
                                axes_at(thorax, forward, side_sign(side) * out, SHOULDER_RISE * rise - SHOULDER_DROP + lifted));
  axes[UPPER_ARM] = ball_joint(*thorax, &limb[LIMB_SHOULDER_FLEX], side_sign(side));
  points[ELBOW] = vector_along(points[SHOULDER], axes[UPPER_ARM].z, -UPPER_ARM_LENGTH);
  axes[FOREARM] = axes_turned_y(axes[UPPER_ARM], -limb[LIMB_ELBOW]);
  points[WRIST] = vector_along(points[ELBOW], axes[FOREARM].z, -FOREARM_LENGTH);
  struct axes hand = axes_turned_y(axes[FOREARM], -limb[LIMB_WRIST]);
  points[HAND] = vector_along(points[WRIST], hand.z, -PALM_LENGTH);
}

void skeleton_place(const double values[FIGURE_VALUES], struct pose *pose) {
  pose->pelvis = vector_of(0, 0, 0);
  pose->pelvis_axes = axes_none();
  place_spine(values, pose);
  for (int side = 0; side < 2; side++) {
    const double *limb = &values[MIDDLE_COUNT + side * LIMB_COUNT];
    place_leg(limb, pose, side);
    place_arm(limb, pose, side);
  }
  pose->belly = values[MIDDLE_BELLY];
  pose->effort = values[MIDDLE_EFFORT];
  pose->breath = 0;
}

void skeleton_bend_knee(struct pose *pose, int side, double knee_degrees, double ankle_degrees) {
  place_shank(pose, side, knee_degrees, ankle_degrees);
}

void skeleton_place_foot(struct pose *pose, int side) {
  struct vector *points = pose->limbs[side];
  const struct axes *foot = &pose->limb_axes[side][FOOT];
  points[HEEL] = vector_sum(points[ANKLE], axes_at(foot, HEEL_RADIUS - HEEL_LENGTH, 0, HEEL_RADIUS - ANKLE_HEIGHT));
  points[TOE] = vector_sum(points[ANKLE], axes_at(foot, TOE_LENGTH, 0, TOE_RADIUS - ANKLE_HEIGHT));
}

static void move_points(struct vector *points, size_t count, const struct axes *axes, struct vector by) {
  for (size_t i = 0; i < count; i++) {
    points[i] = vector_sum(axes_apply(axes, points[i]), by);
  }
}

static void turn_axes(struct axes *all, size_t count, const struct axes *axes) {
  for (size_t i = 0; i < count; i++) {
    all[i] = axes_product(axes, &all[i]);
  }
}

void skeleton_move(struct pose *pose, const struct axes *axes, struct vector by) {
  move_points(&pose->pelvis, 1, axes, by);
  move_points(pose->spine, SPINE_POINTS, axes, by);
  move_points(&pose->neck, 1, axes, by);
  move_points(&pose->head, 1, axes, by);
  turn_axes(&pose->pelvis_axes, 1, axes);
  turn_axes(pose->spine_axes, SPINE_POINTS, axes);
  turn_axes(&pose->neck_axes, 1, axes);
  turn_axes(&pose->head_axes, 1, axes);
  for (int side = 0; side < 2; side++) {
    move_points(pose->limbs[side], LIMB_POINTS, axes, by);
    turn_axes(pose->limb_axes[side], LIMB_AXES, axes);
  }
}

static struct vector mirrored(struct vector v) {
  return vector_of(v.x, -v.y, v.z);
}

/* A frame mirrored twice (in the room, and in its own y axis) is a frame again. */
static struct axes mirrored_axes(struct axes axes) {
  struct vector y = mirrored(axes.y);
  return (struct axes){mirrored(axes.x), vector_scaled(y, -1), mirrored(axes.z)};
}

static void mirror_points(struct vector *points, size_t count) {
  for (size_t i = 0; i < count; i++) {
    points[i] = mirrored(points[i]);
  }
}

void skeleton_swap_sides(struct pose *pose) {
  mirror_points(&pose->pelvis, 1);
  mirror_points(pose->spine, SPINE_POINTS);
  mirror_points(&pose->neck, 1);
  mirror_points(&pose->head, 1);
  mirror_points(pose->props, FIGURE_PROPS_MAX);
  pose->pelvis_axes = mirrored_axes(pose->pelvis_axes);
  pose->neck_axes = mirrored_axes(pose->neck_axes);
  pose->head_axes = mirrored_axes(pose->head_axes);
  for (int i = 0; i < SPINE_POINTS; i++) {
    pose->spine_axes[i] = mirrored_axes(pose->spine_axes[i]);
  }
  for (int i = 0; i < LIMB_POINTS; i++) {
    struct vector left = mirrored(pose->limbs[FIGURE_LEFT][i]);
    pose->limbs[FIGURE_LEFT][i] = mirrored(pose->limbs[FIGURE_RIGHT][i]);
    pose->limbs[FIGURE_RIGHT][i] = left;
  }
  for (int i = 0; i < LIMB_AXES; i++) {
    struct axes left = mirrored_axes(pose->limb_axes[FIGURE_LEFT][i]);
    pose->limb_axes[FIGURE_LEFT][i] = mirrored_axes(pose->limb_axes[FIGURE_RIGHT][i]);
    pose->limb_axes[FIGURE_RIGHT][i] = left;
  }
}

void skeleton_two_bones(struct vector root, struct vector target, double upper, double lower, struct vector pole,
                        struct vector *middle, struct vector *end) {
  struct vector way = vector_difference(target, root);
  double distance = fmin(fmax(vector_length(way), fabs(upper - lower) + 1e-4), upper + lower - 1e-4);
  struct vector along = vector_unit(way);
  if (vector_length(along) < .5) {
    along = vector_of(0, 0, -1);
  }
  double share = (upper * upper - lower * lower + distance * distance) / (2 * distance);
  double height = sqrt(fmax(upper * upper - share * share, 0));
  struct vector side = vector_across(pole, along);
  if (vector_length(side) < 1e-6) {
    side = vector_cross(along, fabs(along.y) < .9 ? vector_of(0, 1, 0) : vector_of(1, 0, 0));
  }
  *middle = vector_along(vector_along(root, along, share), vector_unit(side), height);
  *end = vector_along(root, along, distance);
}
