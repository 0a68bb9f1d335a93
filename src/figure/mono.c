#include "figure/mono.h"

#define BEHIND .020 /* body heights */
#define LINGER .006 /* … more or less, where it was otherwise before: what wavers would flicker */

/* In a smaller picture a line through the head would leave nothing of it. */
enum { LIMBS = 4, LEG = 0, ARM = 2, HAIRLINE_FROM_ROWS = 60 };

/* Which limb a part belongs to: a leg or an arm, the left before the right; -1: none. */
static int limb_of(enum flesh_part part) {
  if (part < PART_THIGH || part >= PART_PROP) {
    return -1;
  }
  return (part < PART_UPPER_ARM ? LEG : ARM) + (int)(part - PART_THIGH) % 2;
}

void mono_look(struct mono *mono, const struct raster *picture) {
  double sums[LIMBS] = {0};
  int counts[LIMBS] = {0};
  for (int i = 0; i < picture->columns * picture->rows; i++) {
    const struct dot *dot = &picture->dots[i];
    int limb = dot->on ? limb_of((enum flesh_part)dot->part) : -1;
    if (limb >= 0) {
      sums[limb] += (double)dot->near;
      counts[limb]++;
    }
  }
  for (int part = 0; part < PART_COUNT; part++) {
    int limb = limb_of((enum flesh_part)part), other = limb ^ 1;
    double least = mono->is_far[part] ? BEHIND - LINGER : BEHIND + LINGER;
    mono->is_far[part] =
        limb >= 0 && counts[limb] > 0 && counts[other] > 0 && sums[limb] / counts[limb] < sums[other] / counts[other] - least;
  }
}

static bool is_edge(const struct raster *raster, int x, int y) {
  const struct dot *dot = &raster->dots[y * raster->columns + x];
  return x == 0 || !dot[-1].on || x + 1 == raster->columns || !dot[1].on || y == 0 || !dot[-raster->columns].on ||
         y + 1 == raster->rows || !dot[raster->columns].on;
}

static bool is_skin(const struct raster *raster, int x, int y) {
  return x >= 0 && y >= 0 && x < raster->columns && y < raster->rows &&
         raster->dots[y * raster->columns + x].material == MATERIAL_BODY;
}

/* A dark line between hair and face tells which way somebody looks. */
static bool is_hairline(const struct raster *raster, int x, int y) {
  if (raster->rows < HAIRLINE_FROM_ROWS) {
    return false;
  }
  return is_skin(raster, x - 1, y) || is_skin(raster, x + 1, y) || is_skin(raster, x, y - 1) || is_skin(raster, x, y + 1);
}

bool mono_shows(const struct mono *mono, const struct raster *picture, int x, int y) {
  const struct dot *dot = &picture->dots[y * picture->columns + x];
  switch (dot->material) {
  case MATERIAL_TARGET:
    return (x + y) % 2 == 0;
  case MATERIAL_HAIR:
    return !is_hairline(picture, x, y);
  case MATERIAL_FURNITURE:
    return (x + y) % 3 != 0;
  case MATERIAL_PROP:
    return is_edge(picture, x, y) || x % 2 == 0;
  default:
    return !mono->is_far[dot->part] || is_edge(picture, x, y);
  }
}
