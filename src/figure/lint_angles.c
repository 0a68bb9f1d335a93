#include "figure/lint_angles.h"

#include <stddef.h>

#define ACROSS_DEGREES 45     /* an arm before the trunk: adduction, and horizontal flexion of 135, of the AAOS */
#define BACK_DEGREES 60       /* of an arm that hangs */
#define LEAST_BEND_DEGREES 25 /* of an elbow that shows how the upper arm is turned */
#define NEARLY_OVERHEAD .01

enum { AXES_ANGLES = 3 };

struct measuring {
  struct lint_angle *angles;
  int count;
};

static void add(struct measuring *measuring, int index, double degrees, double least, double most) {
  measuring->angles[measuring->count++] = (struct lint_angle){index, degrees, least, most};
}

static void add_middle(struct measuring *measuring, enum figure_middle middle, double degrees) {
  const struct figure_range *range = &figure_middle_ranges[middle];
  add(measuring, (int)middle, degrees, range->least, range->most);
}

static void add_limb(struct measuring *measuring, int side, enum figure_limb limb, double degrees) {
  const struct figure_range *range = &figure_limb_ranges[limb];
  add(measuring, figure_limb_value((enum figure_side)side, limb), degrees, range->least, range->most);
}

static double arc_sine(double value) {
  return asin(fmin(fmax(value, -1), 1)) / DEGREES;
}

static double angle_between(struct vector a, struct vector b) {
  return acos(fmin(fmax(vector_dot(vector_unit(a), vector_unit(b)), -1), 1)) / DEGREES;
}

static struct axes axes_seen_from(const struct axes *parent, const struct axes *child) {
  return (struct axes){axes_within(parent, child->x), axes_within(parent, child->y), axes_within(parent, child->z)};
}

/* How far `child` is turned from `parent` about y, then x, then z. */
static void turns_between(const struct axes *parent, const struct axes *child, double turns[AXES_ANGLES]) {
  struct axes seen = axes_seen_from(parent, child);
  turns[0] = atan2(seen.z.x, seen.z.z) / DEGREES;
  turns[1] = arc_sine(-seen.z.y);
  turns[2] = atan2(seen.x.y, seen.y.y) / DEGREES;
}

/* Adds up what each part of the spine, or the neck, does: axes[0] to axes[count - 1] upwards. */
static void measure_spine(struct measuring *measuring, enum figure_middle first, const struct axes *axes, int count) {
  double sums[AXES_ANGLES] = {0};
  for (int i = 1; i < count; i++) {
    double turns[AXES_ANGLES];
    turns_between(&axes[i - 1], &axes[i], turns);
    for (int j = 0; j < AXES_ANGLES; j++) {
      sums[j] += j == 1 ? -turns[j] : turns[j];
    }
  }
  for (int j = 0; j < AXES_ANGLES; j++) {
    add_middle(measuring, first + (enum figure_middle)j, sums[j]);
  }
}

static void measure_leg(struct measuring *measuring, const struct pose *pose, int side) {
  const struct vector *points = pose->limbs[side];
  const struct axes *axes = pose->limb_axes[side];
  double turns[AXES_ANGLES], sign = side_sign(side);
  turns_between(&pose->pelvis_axes, &axes[THIGH], turns);
  add_limb(measuring, side, LIMB_HIP_FLEX, -turns[0]);
  add_limb(measuring, side, LIMB_HIP_ABDUCT, sign * turns[1]);
  add_limb(measuring, side, LIMB_HIP_ROTATE, sign * turns[2]);
  add_limb(measuring, side, LIMB_KNEE,
           angle_between(vector_difference(points[KNEE], points[HIP]), vector_difference(points[ANKLE], points[KNEE])));
  add_limb(measuring, side, LIMB_ANKLE, 90 - angle_between(axes[FOOT].x, axes[SHANK].z));
}

static double beyond(enum figure_limb limb, double degrees) {
  const struct figure_range *range = &figure_limb_ranges[limb];
  return fmax(fmax(range->least - degrees, degrees - range->most), 0);
}

static double from_half_turn(double degrees) {
  return degrees > 180 ? degrees - 360 : degrees <= -180 ? degrees + 360 : degrees;
}

/* How the bone is turned about itself, taken straight from hanging to where it is: of an arm overhead there is no such way. */
static double turn_of_bone(const struct axes *seen, double otherwise) {
  double height = seen->z.z;
  if (1 + height < NEARLY_OVERHEAD) {
    return otherwise;
  }
  struct vector axis = vector_of(-seen->z.y, seen->z.x, 0), x = vector_of(1, 0, 0);
  struct vector once = vector_cross(axis, x), twice = vector_cross(axis, once);
  struct vector rest = vector_along(vector_sum(x, once), twice, 1 / (1 + height));
  return atan2(vector_dot(seen->z, vector_cross(rest, seen->x)), vector_dot(rest, seen->x)) / DEGREES;
}

/*
 * There is more than one way to count the rotation of an arm that was lifted: straight there, forward first, and of one above
 * the shoulder sideways all the way. It is possible if one of them says so. */
static double rotation_of(const struct axes *seen, const double turns[AXES_ANGLES], double sign) {
  bool is_high = seen->z.z < 0;
  double ways[] = {turn_of_bone(seen, turns[2]), turns[2], is_high ? from_half_turn(turns[2] + 180) : turns[2]};
  double best = sign * ways[0];
  for (size_t i = 1; i < sizeof ways / sizeof ways[0]; i++) {
    double degrees = sign * ways[i];
    best = beyond(LIMB_SHOULDER_ROTATE, degrees) < beyond(LIMB_SHOULDER_ROTATE, best) ? degrees : best;
  }
  return best;
}

static void measure_arm(struct measuring *measuring, const struct pose *pose, int side) {
  const struct vector *points = pose->limbs[side];
  const struct axes *thorax = &pose->spine_axes[SPINE_C7];
  struct axes seen = axes_seen_from(thorax, &pose->limb_axes[side][UPPER_ARM]);
  double turns[AXES_ANGLES], sign = side_sign(side), height = angle_between(seen.z, vector_of(0, 0, 1));
  turns_between(thorax, &pose->limb_axes[side][UPPER_ARM], turns);
  double back = arc_sine(seen.z.x), across = arc_sine(sign * seen.z.y);
  double back_most = height < BACK_DEGREES ? BACK_DEGREES : BACK_DEGREES * (180 - height) / (180 - BACK_DEGREES);
  add(measuring, figure_limb_value((enum figure_side)side, LIMB_SHOULDER_FLEX), back > 0 ? -back : height, -back_most, 180);
  add(measuring, figure_limb_value((enum figure_side)side, LIMB_SHOULDER_ABDUCT), across > 0 ? -across : height,
      -ACROSS_DEGREES, 180);
  struct vector upper = vector_difference(points[ELBOW], points[SHOULDER]);
  struct vector lower = vector_difference(points[WRIST], points[ELBOW]);
  double bend = angle_between(upper, lower);
  if (bend > LEAST_BEND_DEGREES) {
    add_limb(measuring, side, LIMB_SHOULDER_ROTATE, rotation_of(&seen, turns, sign));
  }
  add_limb(measuring, side, LIMB_ELBOW, bend);
  add_limb(measuring, side, LIMB_WRIST, angle_between(lower, vector_difference(points[HAND], points[WRIST])));
}

int lint_measure_angles(const struct pose *pose, struct lint_angle angles[LINT_ANGLES_MAX]) {
  struct measuring measuring = {angles, 0};
  const struct axes neck[] = {pose->spine_axes[SPINE_C7], pose->neck_axes, pose->head_axes};
  measure_spine(&measuring, MIDDLE_LUMBAR_FLEX, &pose->spine_axes[SPINE_L5], SPINE_T12 - SPINE_L5 + 1);
  measure_spine(&measuring, MIDDLE_THORACIC_FLEX, &pose->spine_axes[SPINE_T12], SPINE_C7 - SPINE_T12 + 1);
  measure_spine(&measuring, MIDDLE_NECK_FLEX, neck, sizeof neck / sizeof neck[0]);
  for (int side = 0; side < 2; side++) {
    measure_leg(&measuring, pose, side);
    measure_arm(&measuring, pose, side);
  }
  return measuring.count;
}
