#ifndef FIGURE_SKELETON_H
#define FIGURE_SKELETON_H

#include "figure/figure.h"
#include "figure/vector.h"

#include <stdbool.h>

/* The skeleton: where its joints are when its angles are given. Proportions of an adult, in body heights. */

#define HIP_WIDTH .052
#define THIGH_LENGTH .245
#define SHANK_LENGTH .246
#define ANKLE_HEIGHT .039
#define HEEL_LENGTH .040
#define TOE_LENGTH .112
#define UPPER_ARM_LENGTH .175
#define FOREARM_LENGTH .150
#define HAND_LENGTH .075
#define PALM_LENGTH (HAND_LENGTH * .6) /* from the wrist to the middle of the hand */

#define HEEL_RADIUS .021
#define TOE_RADIUS .015
#define KNEE_RADIUS .037
#define PALM_HEIGHT .028 /* of the wrist over a flat hand */

enum { SPINE_POINTS = 8, SPINE_L5 = 2, SPINE_T12 = 4, SPINE_C7 = 7 };

enum limb_point { HIP, KNEE, ANKLE, HEEL, TOE, SHOULDER, ELBOW, WRIST, HAND, LIMB_POINTS };
enum limb_axes { THIGH, SHANK, FOOT, UPPER_ARM, FOREARM, LIMB_AXES };

struct pose {
  struct vector pelvis, spine[SPINE_POINTS], neck, head;
  struct vector limbs[2][LIMB_POINTS]; /* by enum figure_side */
  struct vector props[FIGURE_PROPS_MAX];
  struct axes pelvis_axes, spine_axes[SPINE_POINTS], neck_axes, head_axes;
  struct axes limb_axes[2][LIMB_AXES];
  double belly, breath, effort;
};

/* +1 for the left side, -1 for the right. */
static inline double side_sign(int side) {
  return side == FIGURE_LEFT ? 1 : -1;
}

/* Every joint from `values`, as seen from the pelvis: that is at 0 and upright. */
void skeleton_place(const double values[FIGURE_VALUES], struct pose *pose);

/* One leg anew with the knee bent by `knee_degrees`; the pose may have been turned. */
void skeleton_bend_knee(struct pose *pose, int side, double knee_degrees, double ankle_degrees);

/* Heel and toe anew, where ankle and foot are now. */
void skeleton_place_foot(struct pose *pose, int side);

/* Turns the whole by `axes`, then moves it by `by`; props stay. */
void skeleton_move(struct pose *pose, const struct axes *axes, struct vector by);

/* The mirror image: left becomes right. */
void skeleton_swap_sides(struct pose *pose);

/*
 * Two bones from `root` towards `target`, bent towards `pole`: sets the joint between them and the end, which falls short
 * where the target is out of reach.
 */
void skeleton_two_bones(struct vector root, struct vector target, double upper, double lower, struct vector pole,
                        struct vector *middle, struct vector *end);

#endif
