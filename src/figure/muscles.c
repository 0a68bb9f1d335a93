#include "figure/flesh.h"

/* One muscle: a capsule on two places of the body, given in the frames of its bones. */

enum holder { ON_PELVIS, ON_THIGH, ON_SHANK, ON_SPINE, ON_SHOULDER, ON_NECK, ON_FOOT };

struct anchor {
  enum holder holder;
  double along;             /* share of the bone's length, or the number of the spine's point */
  double forward, side, up; /* from there; `side` outwards */
  double radius;
};

struct muscle {
  enum figure_muscle kind;
  enum flesh_part part; /* the left side's */
  struct anchor from, to;
};

static const struct muscle known[] = {
    {MUSCLE_HIP_FLEXORS, PART_THIGH, {ON_PELVIS, 0, .036, .052, .055, .026}, {ON_THIGH, .08, .034, 0, 0, .032}},
    {MUSCLE_HIP_FLEXORS, PART_THIGH, {ON_THIGH, .08, .034, 0, 0, .032}, {ON_THIGH, .52, .028, 0, 0, .026}},
    {MUSCLE_QUADS, PART_THIGH, {ON_THIGH, .15, .020, .006, 0, .046}, {ON_THIGH, .90, .012, 0, 0, .031}},
    {MUSCLE_HAMSTRINGS, PART_THIGH, {ON_THIGH, .22, -.022, 0, 0, .040}, {ON_THIGH, .92, -.014, 0, 0, .029}},
    {MUSCLE_ADDUCTORS, PART_THIGH, {ON_THIGH, .12, .004, -.026, 0, .038}, {ON_THIGH, .78, 0, -.018, 0, .030}},
    {MUSCLE_OUTER_HIP, PART_TORSO, {ON_PELVIS, 0, .006, .080, .050, .030}, {ON_PELVIS, 0, -.004, .084, -.010, .034}},
    {MUSCLE_OUTER_HIP, PART_THIGH, {ON_THIGH, .04, 0, .034, 0, .036}, {ON_THIGH, .85, 0, .020, 0, .026}},
    {MUSCLE_GLUTES, PART_TORSO, {ON_PELVIS, 0, -.036, .052, .014, .055}, {ON_THIGH, .06, -.036, .006, 0, .052}},
    {MUSCLE_GLUTE_MED, PART_TORSO, {ON_PELVIS, 0, -.012, .074, .045, .044}, {ON_PELVIS, 0, -.014, .078, 0, .046}},
    {MUSCLE_CALVES, PART_SHANK, {ON_SHANK, .08, -.018, 0, 0, .031}, {ON_SHANK, .56, -.017, 0, 0, .030}},
    {MUSCLE_LOWER_BACK, PART_TORSO, {ON_SPINE, 1, -.034, .028, 0, .042}, {ON_SPINE, 3, -.032, .026, 0, .038}},
    {MUSCLE_LOWER_BACK, PART_TORSO, {ON_SPINE, 3, -.032, .026, 0, .038}, {ON_SPINE, 4, -.032, .024, 0, .038}},
    {MUSCLE_UPPER_BACK, PART_TORSO, {ON_SPINE, 5, -.030, .035, 0, .044}, {ON_SPINE, 6, -.030, .045, 0, .042}},
    {MUSCLE_ABS, PART_TORSO, {ON_SPINE, 1, .034, .024, 0, .036}, {ON_SPINE, 3, .034, .024, 0, .036}},
    {MUSCLE_ABS, PART_TORSO, {ON_SPINE, 3, .034, .024, 0, .036}, {ON_SPINE, 4, .036, .024, 0, .036}},
    {MUSCLE_OBLIQUES, PART_TORSO, {ON_SPINE, 2, .004, .058, 0, .037}, {ON_SPINE, 4, .004, .062, 0, .040}},
    {MUSCLE_LATS, PART_TORSO, {ON_SPINE, 4, -.010, .058, 0, .042}, {ON_SPINE, 6, -.010, .078, -.010, .042}},
    {MUSCLE_CHEST, PART_TORSO, {ON_SPINE, 6, .030, .030, 0, .040}, {ON_SHOULDER, 0, .020, -.020, -.020, .034}},
    {MUSCLE_SHOULDERS, PART_UPPER_ARM, {ON_SHOULDER, 0, 0, 0, 0, .040}, {ON_SHOULDER, .3, 0, 0, 0, .035}},
    {MUSCLE_NECK, PART_NECK, {ON_NECK, 0, -.004, .012, 0, .027}, {ON_SPINE, 7, -.004, .026, .010, .032}},
    {MUSCLE_NECK, PART_TORSO, {ON_SPINE, 7, -.008, .030, -.010, .036}, {ON_SHOULDER, 0, -.006, -.030, .006, .030}},
    {MUSCLE_SOLES, PART_FOOT, {ON_FOOT, 0, -.012, 0, -.020, .021}, {ON_FOOT, 0, .085, 0, -.024, .017}},
};

static struct vector place(const struct pose *pose, int side, const struct anchor *anchor) {
  const struct vector *points = pose->limbs[side];
  const struct axes *axes = pose->limb_axes[side];
  double out = side_sign(side) * anchor->side;
  int joint = anchor->holder == ON_SPINE ? (int)anchor->along : 0;
  switch (anchor->holder) {
  case ON_PELVIS:
    return vector_sum(pose->pelvis, axes_at(&pose->pelvis_axes, anchor->forward, out, anchor->up));
  case ON_THIGH:
    return vector_sum(vector_between(points[HIP], points[KNEE], anchor->along),
                      axes_at(&axes[THIGH], anchor->forward, out, anchor->up));
  case ON_SHANK:
    return vector_sum(vector_between(points[KNEE], points[ANKLE], anchor->along),
                      axes_at(&axes[SHANK], anchor->forward, out, anchor->up));
  case ON_SPINE:
    return vector_sum(pose->spine[joint], axes_at(&pose->spine_axes[joint], anchor->forward, out, anchor->up));
  case ON_FOOT:
    return vector_sum(points[ANKLE], axes_at(&axes[FOOT], anchor->forward, out, anchor->up));
  case ON_NECK:
    return vector_sum(pose->neck, axes_at(&pose->head_axes, anchor->forward, out, anchor->up));
  case ON_SHOULDER:
    return vector_sum(vector_between(points[SHOULDER], points[ELBOW], anchor->along),
                      axes_at(&pose->spine_axes[SPINE_C7], anchor->forward, out, anchor->up));
  }
  return pose->pelvis;
}

static bool has_sides(enum flesh_part part) {
  return part >= PART_THIGH && part < PART_PROP;
}

void flesh_add_muscles(struct flesh *flesh, const struct pose *pose, enum figure_side side, unsigned muscles) {
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    const struct muscle *muscle = &known[i];
    if ((muscles >> muscle->kind & 1) == 0) {
      continue;
    }
    enum flesh_part part = muscle->part + (has_sides(muscle->part) ? (unsigned)side : 0);
    flesh_add(flesh, (struct capsule){place(pose, (int)side, &muscle->from), place(pose, (int)side, &muscle->to),
                                      muscle->from.radius, muscle->to.radius, part, MATERIAL_TARGET});
  }
}
