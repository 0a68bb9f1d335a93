#include "figure/reach.h"

#include "figure/spots.h"

#include <stdbool.h>

/* What is blended: where the ankle or wrist goes, where the knee or elbow points, and where the hand points. */
struct goal {
  struct vector target, pole, hand;
  double flat;
};

static struct vector vector_from(struct figure_point point) {
  return vector_of(point.x, point.y, point.z);
}

/* The frame whose bone runs along `bone` and whose front is nearest to `front`. */
static struct axes axes_along(struct vector bone, struct vector front) {
  struct vector z = vector_scaled(vector_unit(bone), -1);
  struct vector x = vector_across(front, z);
  if (vector_length(x) < 1e-6) {
    x = vector_cross(fabs(z.y) < .9 ? vector_of(0, 1, 0) : vector_of(1, 0, 0), z);
  }
  x = vector_unit(x);
  return (struct axes){x, vector_cross(z, x), z};
}

void reach_level_foot(struct pose *pose, int side) {
  const struct axes *shank = &pose->limb_axes[side][SHANK];
  struct vector forward = vector_of(shank->x.x, shank->x.y, 0);
  if (vector_length(forward) < .3) {
    forward = vector_of(-shank->z.x, -shank->z.y, 0);
  }
  struct vector up = vector_of(0, 0, 1);
  forward = vector_length(forward) > 1e-6 ? vector_unit(forward) : vector_of(1, 0, 0);
  pose->limb_axes[side][FOOT] = (struct axes){forward, vector_cross(up, forward), up};
  skeleton_place_foot(pose, side);
}

/* The goal that leaves everything where it is, so that taking hold and letting go do not jump. */
static struct goal goal_of_angles(const struct pose *pose, int side, bool leg) {
  const struct vector *points = pose->limbs[side];
  struct vector root = points[leg ? HIP : SHOULDER], middle = points[leg ? KNEE : ELBOW], end = points[leg ? ANKLE : WRIST];
  struct vector along = vector_unit(vector_difference(end, root));
  return (struct goal){
      .target = end,
      .pole = vector_unit(vector_across(vector_difference(middle, root), along)),
      .hand = leg ? vector_of(0, 0, 0) : vector_unit(vector_difference(points[HAND], end)),
  };
}

static struct vector usual_pole(const struct pose *pose, int side, bool leg) {
  const struct axes *thorax = &pose->spine_axes[SPINE_C7];
  return leg ? pose->limb_axes[side][THIGH].x : axes_at(thorax, -.6, side_sign(side) * .8, -.4);
}

static struct goal goal_of(const struct pose *pose, int side, bool leg, const struct figure_reach *reach) {
  if (!reach->is_set) {
    return goal_of_angles(pose, side, leg);
  }
  struct vector root = pose->limbs[side][leg ? HIP : SHOULDER];
  struct vector to = spot_point(pose, &reach->to);
  struct goal goal = {.target = to, .flat = reach->flat ? 1 : 0};
  goal.pole = vector_unit(reach->has_pole ? vector_from(reach->pole) : usual_pole(pose, side, leg));
  if (leg) {
    return goal;
  }
  struct vector way = vector_difference(to, root);
  if (reach->flat) {
    struct vector fingers = reach->has_direction ? vector_from(reach->direction) : vector_of(way.x, way.y, 0);
    goal.target.z += PALM_HEIGHT;
    goal.hand = vector_unit(vector_sum(vector_unit(fingers), vector_of(0, 0, -.25)));
  } else if (reach->has_direction) {
    goal.hand = vector_unit(vector_from(reach->direction));
    goal.target = vector_along(to, goal.hand, -PALM_LENGTH);
  } else {
    struct vector elbow, palm;
    skeleton_two_bones(root, to, UPPER_ARM_LENGTH, FOREARM_LENGTH + PALM_LENGTH, goal.pole, &elbow, &palm);
    goal.hand = vector_unit(vector_difference(palm, elbow));
    goal.target = vector_along(to, goal.hand, -PALM_LENGTH);
  }
  return goal;
}

static struct goal goals_between(const struct goal *a, const struct goal *b, double share) {
  return (struct goal){
      .target = vector_between(a->target, b->target, share),
      .pole = vector_between(a->pole, b->pole, share),
      .hand = vector_between(a->hand, b->hand, share),
      .flat = a->flat * (1 - share) + b->flat * share,
  };
}

/* A frame on the way from one to another that is not opposite to it. */
static struct axes axes_between(const struct axes *a, const struct axes *b, double share) {
  struct vector x = vector_unit(vector_between(a->x, b->x, share));
  struct vector z = vector_unit(vector_across(vector_between(a->z, b->z, share), x));
  if (vector_length(x) < .5 || vector_length(z) < .5) {
    return *b;
  }
  return (struct axes){x, vector_cross(z, x), z};
}

static void put_leg(struct pose *pose, int side, const struct goal *goal, double ankle_degrees) {
  struct vector *points = pose->limbs[side];
  struct axes *axes = pose->limb_axes[side];
  skeleton_two_bones(points[HIP], goal->target, THIGH_LENGTH, SHANK_LENGTH, goal->pole, &points[KNEE], &points[ANKLE]);
  struct vector thigh = vector_difference(points[KNEE], points[HIP]), shank = vector_difference(points[ANKLE], points[KNEE]);
  struct vector bend = vector_difference(vector_unit(thigh), vector_unit(shank));
  struct vector front = vector_length(bend) > .02 ? bend : goal->pole;
  axes[THIGH] = axes_along(thigh, front);
  axes[SHANK] = axes_along(shank, front);
  axes[FOOT] = axes_turned_y(axes[SHANK], -ankle_degrees);
  if (goal->flat > 0) {
    struct axes free = axes[FOOT];
    reach_level_foot(pose, side);
    axes[FOOT] = axes_between(&free, &axes[FOOT], goal->flat);
  }
  skeleton_place_foot(pose, side);
}

static void put_arm(struct pose *pose, int side, const struct goal *goal) {
  struct vector *points = pose->limbs[side];
  struct axes *axes = pose->limb_axes[side];
  skeleton_two_bones(points[SHOULDER], goal->target, UPPER_ARM_LENGTH, FOREARM_LENGTH, goal->pole, &points[ELBOW],
                     &points[WRIST]);
  struct vector hand = vector_unit(goal->hand);
  if (vector_length(hand) < .5) {
    hand = vector_unit(vector_difference(points[WRIST], points[ELBOW]));
  }
  points[HAND] = vector_along(points[WRIST], hand, PALM_LENGTH);
  struct vector front = vector_scaled(goal->pole, -1);
  axes[UPPER_ARM] = axes_along(vector_difference(points[ELBOW], points[SHOULDER]), front);
  axes[FOREARM] = axes_along(vector_difference(points[WRIST], points[ELBOW]), front);
}

double reach_solve(struct pose *pose, enum figure_end end, const struct reach_pair *pair, const double values[FIGURE_VALUES]) {
  if (!pair->from->is_set && !pair->to->is_set) {
    return 0;
  }
  bool leg = end == FIGURE_LEFT_FOOT || end == FIGURE_RIGHT_FOOT;
  enum figure_side side = end == FIGURE_LEFT_FOOT || end == FIGURE_LEFT_HAND ? FIGURE_LEFT : FIGURE_RIGHT;
  struct goal from = goal_of(pose, (int)side, leg, pair->from), to = goal_of(pose, (int)side, leg, pair->to);
  struct goal goal = goals_between(&from, &to, pair->share);
  if (leg) {
    put_leg(pose, (int)side, &goal, values[figure_limb_value(side, LIMB_ANKLE)]);
  } else {
    put_arm(pose, (int)side, &goal);
  }
  return vector_length(vector_difference(pose->limbs[side][leg ? ANKLE : WRIST], goal.target));
}
