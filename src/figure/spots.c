#include "figure/spots.h"

static int one_ball(struct contact_ball *balls, struct vector at, double radius) {
  balls[0] = (struct contact_ball){at, radius};
  return 1;
}

static int pelvis_contact(const struct pose *pose, struct contact_ball *balls) {
  for (int side = 0; side < 2; side++) {
    balls[side] = (struct contact_ball){vector_sum(pose->limbs[side][HIP], axes_at(&pose->pelvis_axes, -.020, 0, -.020)), .058};
  }
  balls[2] = (struct contact_ball){vector_sum(pose->pelvis, axes_at(&pose->pelvis_axes, -.012, 0, .030)), .060};
  return 3;
}

static int limb_contact(const struct pose *pose, enum figure_place place, int side, struct contact_ball *balls) {
  const struct vector *points = pose->limbs[side];
  switch (place) {
  case PLACE_HIP:
  case PLACE_HIP_SIDE:
    return one_ball(balls, points[HIP], .058);
  case PLACE_KNEE:
  case PLACE_KNEE_FRONT:
    return one_ball(balls, points[KNEE], KNEE_RADIUS);
  case PLACE_SHIN:
  case PLACE_SHIN_TOP:
    balls[1] = (struct contact_ball){points[TOE], TOE_RADIUS};
    return 1 + one_ball(balls, points[KNEE], KNEE_RADIUS);
  case PLACE_FOOT:
  case PLACE_SOLE:
    return one_ball(balls, points[ANKLE], ANKLE_HEIGHT);
  case PLACE_ANKLE:
    return one_ball(balls, points[ANKLE], .025);
  case PLACE_HEEL:
    return one_ball(balls, points[HEEL], HEEL_RADIUS);
  case PLACE_TOES:
    return one_ball(balls, points[TOE], TOE_RADIUS);
  case PLACE_SHOULDER:
    return one_ball(balls, points[SHOULDER], .037);
  case PLACE_ELBOW:
    return one_ball(balls, points[ELBOW], .026);
  case PLACE_FOREARM:
    balls[1] = (struct contact_ball){points[WRIST], .020};
    return 1 + one_ball(balls, points[ELBOW], .026);
  case PLACE_WRIST:
    return one_ball(balls, points[WRIST], .020);
  case PLACE_HAND:
    return one_ball(balls, points[HAND], .016);
  default:
    return one_ball(balls, vector_between(points[HIP], points[KNEE], .5), .047);
  }
}

int spot_contact(const struct pose *pose, enum figure_place place, enum figure_side side, struct contact_ball *balls) {
  switch (place) {
  case PLACE_PELVIS:
    return pelvis_contact(pose, balls);
  case PLACE_BELLY:
    return one_ball(balls, pose->pelvis, .060);
  case PLACE_RIBS:
    return one_ball(balls, pose->spine[5], .060);
  case PLACE_CHEST:
  case PLACE_UPPER_BACK:
    return one_ball(balls, pose->spine[6], .055);
  case PLACE_HEAD:
    return one_ball(balls, pose->head, .060);
  case PLACE_WORLD:
  case PLACE_PROP:
    return 0;
  default:
    break;
  }
  if (side != FIGURE_BOTH) {
    return limb_contact(pose, place, (int)side, balls);
  }
  int count = limb_contact(pose, place, FIGURE_LEFT, balls);
  return count + limb_contact(pose, place, FIGURE_RIGHT, balls + count);
}

static struct vector along_bone(const struct pose *pose, int side, enum limb_point from, enum limb_point to, double share,
                                enum limb_axes axes, double forward) {
  struct vector at = vector_between(pose->limbs[side][from], pose->limbs[side][to], share);
  return vector_along(at, pose->limb_axes[side][axes].x, forward);
}

static struct vector limb_spot(const struct pose *pose, enum figure_place place, int side) {
  const struct vector *points = pose->limbs[side];
  const struct axes *axes = pose->limb_axes[side];
  switch (place) {
  case PLACE_HIP:
    return points[HIP];
  case PLACE_HIP_SIDE:
    return vector_sum(pose->pelvis, axes_at(&pose->pelvis_axes, .020, side_sign(side) * .105, .055));
  case PLACE_THIGH_FRONT:
    return along_bone(pose, side, HIP, KNEE, .7, THIGH, .058);
  case PLACE_THIGH_BACK:
    return along_bone(pose, side, HIP, KNEE, .66, THIGH, -.056);
  case PLACE_KNEE:
    return points[KNEE];
  case PLACE_KNEE_FRONT:
    return vector_sum(points[KNEE], axes_at(&axes[THIGH], .045, 0, -.010));
  case PLACE_SHIN:
    return along_bone(pose, side, KNEE, ANKLE, .45, SHANK, .045);
  case PLACE_SHIN_TOP:
    return along_bone(pose, side, KNEE, ANKLE, .2, SHANK, .045);
  case PLACE_ANKLE:
    return points[ANKLE];
  case PLACE_HEEL:
    return points[HEEL];
  case PLACE_FOOT:
    return vector_sum(points[ANKLE], axes_at(&axes[FOOT], .040, 0, -ANKLE_HEIGHT));
  case PLACE_TOES:
    return points[TOE];
  case PLACE_SOLE:
    return vector_sum(points[ANKLE], axes_at(&axes[FOOT], .060, 0, -ANKLE_HEIGHT));
  case PLACE_SHOULDER:
    return points[SHOULDER];
  case PLACE_ELBOW:
    return points[ELBOW];
  case PLACE_FOREARM:
    return vector_between(points[ELBOW], points[WRIST], .5);
  case PLACE_WRIST:
    return points[WRIST];
  case PLACE_HAND:
    return points[HAND];
  default:
    return vector_between(points[HIP], points[KNEE], .5);
  }
}

static struct vector spot_base(const struct pose *pose, const struct figure_spot *spot) {
  switch (spot->place) {
  case PLACE_WORLD:
    return vector_of(0, 0, 0);
  case PLACE_PROP:
    return pose->props[spot->index];
  case PLACE_PELVIS:
    return pose->pelvis;
  case PLACE_BELLY:
    return vector_sum(pose->spine[3], axes_at(&pose->spine_axes[3], .062 + .026 * pose->belly, 0, 0));
  case PLACE_RIBS:
    return vector_sum(pose->spine[5], axes_at(&pose->spine_axes[5], .064, 0, 0));
  case PLACE_CHEST:
    return vector_sum(pose->spine[6], axes_at(&pose->spine_axes[6], .062, 0, 0));
  case PLACE_UPPER_BACK:
    return vector_sum(pose->spine[6], axes_at(&pose->spine_axes[6], -.058, 0, 0));
  case PLACE_HEAD:
    return pose->head;
  default:
    break;
  }
  if (spot->side != FIGURE_BOTH) {
    return limb_spot(pose, spot->place, (int)spot->side);
  }
  return vector_between(limb_spot(pose, spot->place, FIGURE_LEFT), limb_spot(pose, spot->place, FIGURE_RIGHT), .5);
}

struct vector spot_point(const struct pose *pose, const struct figure_spot *spot) {
  return vector_sum(spot_base(pose, spot), vector_of(spot->offset.x, spot->offset.y, spot->offset.z));
}
