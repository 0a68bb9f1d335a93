#include "figure/raster.h"

#include <string.h>

#define FOLD_DEPTH .050  /* body heights: neighbours further apart than this are folded over each other */
#define SMALL_SCALE 40   /* dots to the body's height: a gap on either side of an arm would leave nothing of the trunk */
#define JOINT_REACH 1.15 /* of the joint's own radius: beyond it neighbours are told apart */

enum { JOINTS = 10 };

/* A joint between two parts that hang together: near it they are one. */
struct joint {
  uint8_t one, other;
  double x, y, reach_squared;
};

struct joints {
  struct joint items[JOINTS];
  short of[PART_COUNT][PART_COUNT]; /* index + 1 of the joint between two parts; -1: neighbours without one; 0: strangers */
  double fold_depth;
  bool is_small;
};

static void set_neighbours(struct joints *joints, unsigned one, unsigned other, short value) {
  joints->of[one][other] = value;
  joints->of[other][one] = value;
}

static void find_joints(const struct pose *pose, const struct camera *camera, struct joints *joints) {
  static const struct {
    enum limb_point point;
    double radius;
    enum flesh_part one, other;
  } kinds[JOINTS / 2] = {
      {KNEE, .050, PART_THIGH, PART_SHANK}, {ELBOW, .036, PART_UPPER_ARM, PART_FOREARM},  {HIP, .075, PART_TORSO, PART_THIGH},
      {ANKLE, .040, PART_SHANK, PART_FOOT}, {SHOULDER, .050, PART_TORSO, PART_UPPER_ARM},
  };
  memset(joints->of, 0, sizeof joints->of);
  for (int i = 0; i < JOINTS; i++) {
    unsigned side = (unsigned)i % 2;
    enum flesh_part one = kinds[i / 2].one, other = kinds[i / 2].other + side;
    one = one == PART_TORSO ? one : one + side;
    struct sight at = camera_see(camera, pose->limbs[side][kinds[i / 2].point]);
    double reach = kinds[i / 2].radius * camera->scale * JOINT_REACH;
    joints->items[i] = (struct joint){(uint8_t)one, (uint8_t)other, at.x, at.y, reach * reach};
    set_neighbours(joints, one, other, (short)(i + 1));
  }
  set_neighbours(joints, PART_TORSO, PART_HEAD, -1);
  set_neighbours(joints, PART_TORSO, PART_NECK, -1);
  set_neighbours(joints, PART_NECK, PART_HEAD, -1);
  joints->fold_depth = FOLD_DEPTH * camera->scale;
  joints->is_small = camera->scale < SMALL_SCALE;
}

/* Whether `dot`, at (x, y), gives way to a neighbour that lies nearer. */
static bool gives_way(const struct joints *joints, const struct dot *dot, const struct dot *neighbour, int x, int y) {
  if (neighbour->part == PART_NONE || neighbour->part == dot->part || (joints->is_small && dot->part == PART_TORSO)) {
    return false;
  }
  double nearer = (double)neighbour->depth - (double)dot->depth;
  int joint = joints->of[dot->part][neighbour->part];
  if (nearer <= 0) {
    return false;
  }
  if (joint == 0 || nearer > joints->fold_depth) {
    return true;
  }
  if (joint < 0) {
    return false;
  }
  double dx = x + .5 - joints->items[joint - 1].x, dy = y + .5 - joints->items[joint - 1].y;
  return dx * dx + dy * dy >= joints->items[joint - 1].reach_squared;
}

void raster_cut_gaps(struct raster *raster, const struct pose *pose, const struct camera *camera) {
  struct joints joints;
  find_joints(pose, camera, &joints);
  int columns = raster->columns;
  for (int y = 0; y < raster->rows; y++) {
    for (int x = 0; x < columns; x++) {
      struct dot *dot = &raster->dots[y * columns + x];
      if (dot->part == PART_NONE) {
        continue;
      }
      bool cut = (x > 0 && gives_way(&joints, dot, dot - 1, x, y)) ||
                 (x + 1 < columns && gives_way(&joints, dot, dot + 1, x, y)) ||
                 (y > 0 && gives_way(&joints, dot, dot - columns, x, y)) ||
                 (y + 1 < raster->rows && gives_way(&joints, dot, dot + columns, x, y));
      dot->on = !cut;
    }
  }
}
