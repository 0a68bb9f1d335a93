#include "figure/flesh.h"

/* What is around the person: drawn of the same capsules as the body. */

static double or_usual(double value, double usual) {
  return value > 0 ? value : usual;
}

static void bar(struct flesh *flesh, struct vector from, struct vector to, double radius) {
  flesh_add(flesh, (struct capsule){from, to, radius, radius, PART_FURNITURE, MATERIAL_FURNITURE});
}

static void add_chair(struct flesh *flesh, struct vector at, const struct axes *turn, double height) {
  const double width = .125, front = .13, back = -.14, rest = .27, radius = .009;
  enum { SLATS = 8, BACK_BARS = 3 };
  struct vector origin = vector_of(at.x, at.y, 0);
  for (int i = 0; i <= SLATS; i++) {
    double y = width * (2. * i / SLATS - 1);
    bar(flesh, vector_sum(origin, axes_at(turn, back, y, height)), vector_sum(origin, axes_at(turn, front, y, height)),
        radius * 1.4);
  }
  for (int side = -1; side <= 1; side += 2) {
    double y = side * width;
    struct vector foot = vector_sum(origin, axes_at(turn, back, y, 0));
    bar(flesh, foot, vector_sum(origin, axes_at(turn, back - .03, y, height + rest)), radius);
    bar(flesh, vector_sum(origin, axes_at(turn, front, y, 0)), vector_sum(origin, axes_at(turn, front, y, height)), radius);
  }
  for (int i = 0; i < BACK_BARS; i++) {
    double up = height + rest * (1 - .16 * i), lean = back - .03 * (1 - .16 * i);
    bar(flesh, vector_sum(origin, axes_at(turn, lean, -width, up)), vector_sum(origin, axes_at(turn, lean, width, up)),
        radius * 1.2);
  }
}

/* A wall is a few lines of its height: enough to lean against, and the person stays in sight. */
static void add_wall(struct flesh *flesh, struct vector at, const struct axes *turn, double half, double height) {
  enum { LINES = 5 };
  struct vector origin = vector_of(at.x, at.y, 0);
  for (int i = 0; i < LINES; i++) {
    double y = half * (2. * i / (LINES - 1) - 1);
    bar(flesh, vector_sum(origin, axes_at(turn, 0, y, 0)), vector_sum(origin, axes_at(turn, 0, y, height)), .005);
  }
  bar(flesh, vector_sum(origin, axes_at(turn, 0, -half, height)), vector_sum(origin, axes_at(turn, 0, half, height)), .005);
}

/* Two posts, what lies across them, and so much of the wall beside them that it is a wall. */
static void add_doorway(struct flesh *flesh, struct vector at, const struct axes *turn, double half, double height) {
  const double beside = .11;
  for (int side = -1; side <= 1; side += 2) {
    struct vector post = vector_sum(vector_of(at.x, at.y, 0), axes_at(turn, 0, side * half, 0));
    struct vector edge = vector_sum(post, axes_at(turn, 0, side * beside, 0)), up = vector_of(0, 0, height);
    bar(flesh, post, vector_sum(post, up), .014);
    bar(flesh, edge, vector_sum(edge, up), .005);
    bar(flesh, vector_sum(edge, up), vector_sum(vector_of(at.x, at.y, 0), up), .012);
  }
}

static void add_box(struct flesh *flesh, struct vector at, const struct axes *turn, double length, double width,
                    double height) {
  enum { LINES = 6 };
  struct vector origin = vector_of(at.x, at.y, 0);
  for (int i = 0; i <= LINES; i++) {
    double y = width * (2. * i / LINES - 1);
    bar(flesh, vector_sum(origin, axes_at(turn, -length, y, height - .012)),
        vector_sum(origin, axes_at(turn, length, y, height - .012)), .012);
  }
  for (int corner = 0; corner < 4; corner++) {
    double x = (corner & 1) != 0 ? length : -length, y = (corner & 2) != 0 ? width : -width;
    bar(flesh, vector_sum(origin, axes_at(turn, x, y, 0)), vector_sum(origin, axes_at(turn, x, y, height)), .010);
  }
}

static void add_soft(struct flesh *flesh, struct vector at, const struct axes *turn, double length, double radius) {
  struct vector half = axes_at(turn, 0, length, 0);
  flesh_add(flesh,
            (struct capsule){vector_difference(at, half), vector_sum(at, half), radius, radius, PART_PROP, MATERIAL_PROP});
}

static void add_strap(struct flesh *flesh, const struct pose *pose, int foot) {
  const struct vector *points = pose->limbs[foot];
  struct vector sole = vector_sum(points[ANKLE], axes_at(&pose->limb_axes[foot][FOOT], .055, 0, -ANKLE_HEIGHT - .006));
  for (int side = 0; side < 2; side++) {
    flesh_add(flesh, (struct capsule){sole, pose->limbs[side][HAND], .007, .007, PART_STRAP, MATERIAL_STRAP});
  }
}

/* Round both thighs, just above the knees. */
static void add_band(struct flesh *flesh, const struct pose *pose) {
  struct vector at[2][2];
  for (int side = 0; side < 2; side++) {
    struct vector middle = vector_between(pose->limbs[side][HIP], pose->limbs[side][KNEE], .82);
    at[side][0] = vector_along(middle, pose->limb_axes[side][THIGH].x, .042);
    at[side][1] = vector_along(middle, pose->limb_axes[side][THIGH].x, -.042);
    flesh_add(flesh, (struct capsule){at[side][0], at[side][1], .010, .010, PART_STRAP, MATERIAL_STRAP});
  }
  for (int edge = 0; edge < 2; edge++) {
    flesh_add(flesh, (struct capsule){at[0][edge], at[1][edge], .010, .010, PART_STRAP, MATERIAL_STRAP});
  }
}

void flesh_add_props(struct flesh *flesh, const struct figure *figure, const struct pose *pose, bool swapped) {
  for (int i = 0; i < figure->prop_count; i++) {
    const struct figure_prop *prop = &figure->props[i];
    struct vector at = pose->props[i];
    struct axes turn = axes_turned_z(axes_none(), swapped ? -prop->turn_degrees : prop->turn_degrees);
    int foot = prop->foot == FIGURE_LEFT ? 0 : 1;
    switch (prop->kind) {
    case PROP_CHAIR:
      add_chair(flesh, at, &turn, or_usual(prop->height, .225));
      break;
    case PROP_WALL:
      add_wall(flesh, at, &turn, or_usual(prop->length, .16), or_usual(prop->height, 1.05));
      break;
    case PROP_DOORWAY:
      add_doorway(flesh, at, &turn, or_usual(prop->length, .26), or_usual(prop->height, 1.12));
      break;
    case PROP_BED:
      add_box(flesh, at, &turn, or_usual(prop->length, .50), .26, or_usual(prop->height, .28));
      break;
    case PROP_STEP:
      add_box(flesh, at, &turn, or_usual(prop->length, .12), .18, or_usual(prop->height, .10));
      break;
    case PROP_BALL:
      add_soft(flesh, at, &turn, 0, or_usual(prop->radius, .040));
      break;
    case PROP_ROLLER:
      add_soft(flesh, at, &turn, or_usual(prop->length, .17), or_usual(prop->radius, .044));
      break;
    case PROP_CUSHION:
      add_soft(flesh, at, &turn, or_usual(prop->length, .06), or_usual(prop->radius, .045));
      break;
    case PROP_STRAP:
      add_strap(flesh, pose, swapped ? 1 - foot : foot);
      break;
    case PROP_BAND:
      add_band(flesh, pose);
      break;
    default:
      break;
    }
  }
}
