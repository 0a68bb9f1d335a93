#ifndef FIGURE_FLESH_H
#define FIGURE_FLESH_H

#include "figure/skeleton.h"

#include <stdbool.h>
#include <stddef.h>

/* Flesh on the bones, and the things around: all of it tapered capsules, balls of one size at each end. */

enum flesh_part {
  PART_NONE,
  PART_TORSO,
  PART_NECK,
  PART_HEAD,
  PART_THIGH, /* of the left side; the right side's comes after it */
  PART_SHANK = PART_THIGH + 2,
  PART_FOOT = PART_SHANK + 2,
  PART_UPPER_ARM = PART_FOOT + 2,
  PART_FOREARM = PART_UPPER_ARM + 2,
  PART_PROP = PART_FOREARM + 2,
  PART_STRAP,
  PART_ARROW,
  PART_FURNITURE,
  PART_COUNT
};

enum flesh_material {
  MATERIAL_NONE,
  MATERIAL_BODY,
  MATERIAL_TARGET,
  MATERIAL_HAIR,
  MATERIAL_PROP,
  MATERIAL_STRAP,
  MATERIAL_FURNITURE,
  MATERIAL_MAT,
  MATERIAL_COUNT
};

struct capsule {
  struct vector from, to;
  double from_radius, to_radius;
  enum flesh_part part;
  enum flesh_material material;
};

enum { CAPSULES_MAX = 200 };

struct flesh {
  struct capsule capsules[CAPSULES_MAX];
  int count;
};

/* Adds a capsule; beyond CAPSULES_MAX nothing. */
void flesh_add(struct flesh *flesh, struct capsule capsule);

/* Fills `flesh` with the whole picture. */
void flesh_build(const struct figure *figure, const struct pose *pose, bool swapped, struct flesh *flesh);

/* The parts of flesh_build(): target muscles, and what is not the body. */
void flesh_add_muscles(struct flesh *flesh, const struct pose *pose, enum figure_side side, unsigned muscles);
void flesh_add_props(struct flesh *flesh, const struct figure *figure, const struct pose *pose, bool swapped);

static inline bool flesh_is_body(enum flesh_part part) {
  return part >= PART_TORSO && part < PART_PROP;
}

#endif
