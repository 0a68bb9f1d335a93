#include "figure/flesh.h"

/* Half the distance of the outer two of three capsules side by side, and their radius, up the spine. */
static const struct {
  double width, radius;
} torso[SPINE_POINTS] = {{.048, .060}, {.044, .057}, {.040, .053}, {.038, .052},
                         {.044, .056}, {.056, .060}, {.064, .056}, {.056, .042}};

void flesh_add(struct flesh *flesh, struct capsule capsule) {
  if (flesh->count < CAPSULES_MAX) {
    flesh->capsules[flesh->count++] = capsule;
  }
}

static void add_body(struct flesh *flesh, struct vector from, double from_radius, struct vector to, double to_radius,
                     enum flesh_part part) {
  flesh_add(flesh, (struct capsule){from, to, from_radius, to_radius, part, MATERIAL_BODY});
}

static double torso_radius(const struct pose *pose, int i) {
  double swell = i >= 5 ? .05 * pose->breath : i >= 3 ? .04 * pose->breath : 0;
  return torso[i].radius * (1 + swell);
}

static void add_torso(struct flesh *flesh, const struct pose *pose) {
  for (int i = 0; i + 1 < SPINE_POINTS; i++) {
    for (int strand = -1; strand <= 1; strand++) {
      struct vector from = vector_along(pose->spine[i], pose->spine_axes[i].y, strand * torso[i].width);
      struct vector to = vector_along(pose->spine[i + 1], pose->spine_axes[i + 1].y, strand * torso[i + 1].width);
      add_body(flesh, from, torso_radius(pose, i), to, torso_radius(pose, i + 1), PART_TORSO);
    }
  }
  /* The belly lies before the lumbar spine; drawn in or swelled it shows in the outline. */
  struct vector low = vector_along(pose->spine[1], pose->spine_axes[1].x, .010 + .022 * pose->belly);
  struct vector high = vector_along(pose->spine[4], pose->spine_axes[4].x, .008 + .034 * pose->belly);
  add_body(flesh, low, .050 + .004 * pose->belly, high, .052 + .006 * pose->belly, PART_TORSO);
}

static void add_head(struct flesh *flesh, const struct pose *pose) {
  const struct axes *axes = &pose->head_axes;
  struct vector head = pose->head;
  struct vector at[6] = {
      vector_sum(head, axes_at(axes, -.004, 0, .012)), vector_sum(head, axes_at(axes, .004, 0, -.022)),
      vector_sum(head, axes_at(axes, .050, 0, -.002)), vector_sum(head, axes_at(axes, .061, 0, -.014)),
      vector_sum(head, axes_at(axes, -.022, 0, .018)), vector_sum(head, axes_at(axes, -.030, 0, -.010)),
  };
  struct vector crown = vector_sum(head, axes_at(axes, .006, 0, .036));
  add_body(flesh, pose->spine[SPINE_C7], .036, vector_along(pose->neck, axes->z, .010), .030, PART_NECK);
  add_body(flesh, at[0], .058, at[1], .047, PART_HEAD);
  add_body(flesh, at[2], .014, at[3], .012, PART_HEAD);
  flesh_add(flesh, (struct capsule){at[4], at[5], .054, .042, PART_HEAD, MATERIAL_HAIR});
  flesh_add(flesh, (struct capsule){crown, at[4], .042, .054, PART_HEAD, MATERIAL_HAIR});
}

static void add_leg(struct flesh *flesh, const struct pose *pose, int side) {
  const struct vector *points = pose->limbs[side];
  const struct axes *axes = pose->limb_axes[side];
  enum flesh_part thigh = PART_THIGH + (unsigned)side, shank = PART_SHANK + (unsigned)side, foot = PART_FOOT + (unsigned)side;
  struct vector buttock = vector_sum(points[HIP], axes_at(&pose->pelvis_axes, -.030, -side_sign(side) * .006, .006));
  struct vector fold =
      vector_along(vector_sum(points[HIP], axes_at(&pose->pelvis_axes, -.015, 0, -.010)), axes[THIGH].x, -.013);
  fold = vector_along(fold, axes[THIGH].z, -.010);
  add_body(flesh, buttock, .052, fold, .050, PART_TORSO);
  add_body(flesh, points[HIP], .056, points[KNEE], KNEE_RADIUS, thigh);
  struct vector calf = vector_along(vector_between(points[KNEE], points[ANKLE], .34), axes[SHANK].x, -.010);
  add_body(flesh, points[KNEE], .035, calf, .037, shank);
  add_body(flesh, calf, .037, points[ANKLE], .021, shank);
  add_body(flesh, points[ANKLE], .021, points[HEEL], HEEL_RADIUS, foot);
  add_body(flesh, points[HEEL], HEEL_RADIUS, points[TOE], TOE_RADIUS, foot);
  add_body(flesh, points[ANKLE], .021, points[TOE], TOE_RADIUS, foot);
}

static void add_arm(struct flesh *flesh, const struct pose *pose, int side) {
  const struct vector *points = pose->limbs[side];
  enum flesh_part upper = PART_UPPER_ARM + (unsigned)side, forearm = PART_FOREARM + (unsigned)side;
  struct vector deltoid = vector_between(points[SHOULDER], points[ELBOW], .3);
  struct vector fingers =
      vector_along(points[HAND], vector_unit(vector_difference(points[HAND], points[WRIST])), HAND_LENGTH * .3);
  struct vector collar =
      vector_sum(pose->spine[SPINE_C7], axes_at(&pose->spine_axes[SPINE_C7], 0, side_sign(side) * .030, -.025));
  add_body(flesh, points[SHOULDER], .036, deltoid, .031, upper);
  add_body(flesh, deltoid, .031, points[ELBOW], .025, upper);
  add_body(flesh, points[ELBOW], .025, points[WRIST], .018, forearm);
  add_body(flesh, points[WRIST], .018, points[HAND], .019, forearm);
  add_body(flesh, points[HAND], .019, fingers, .013, forearm);
  add_body(flesh, collar, .036, points[SHOULDER], .034, PART_TORSO);
}

void flesh_build(const struct figure *figure, const struct pose *pose, bool swapped, struct flesh *flesh) {
  flesh->count = 0;
  add_torso(flesh, pose);
  add_head(flesh, pose);
  for (int side = 0; side < 2; side++) {
    add_leg(flesh, pose, side);
    add_arm(flesh, pose, side);
    flesh_add_muscles(flesh, pose, (enum figure_side)side, figure->muscles[swapped ? 1 - side : side]);
  }
  flesh_add_props(flesh, figure, pose, swapped);
}
