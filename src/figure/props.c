#include "figure/camera.h"
#include "figure/flesh.h"

/* What is around the person: drawn of the same capsules as the body. */

enum { WALL_PARTS = 4, WALL_PARTS_MAX = 12 };

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
  const double apart = .08;
  struct vector origin = vector_of(at.x, at.y, 0);
  int parts = (int)fmin(fmax(2 * half / apart + .5, WALL_PARTS), WALL_PARTS_MAX);
  for (int i = 0; i <= parts; i++) {
    double y = half * (2. * i / parts - 1);
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

/* A band made fast somewhere in the room runs from there to both hands. */
static bool is_made_fast(const struct figure_prop *band) {
  const struct figure_point *offset = &band->at.offset;
  return band->at.place != PLACE_WORLD || offset->x != 0 || offset->y != 0 || offset->z != 0;
}

static void add_pulled_band(struct flesh *flesh, const struct pose *pose, struct vector from) {
  struct vector hands = vector_between(pose->limbs[0][HAND], pose->limbs[1][HAND], .5);
  flesh_add(flesh, (struct capsule){from, hands, .008, .008, PART_STRAP, MATERIAL_STRAP});
}

/* It grows with the effort, and is not there without any. Its head lies in the picture's plane. */
static void add_arrow(struct flesh *flesh, struct vector tip, struct vector way, double length, double effort,
                      const struct figure *figure) {
  const double least_effort = .12, radius = .0095, head = .042, spread = .75;
  struct camera camera;
  if (effort < least_effort || vector_length(way) < 1e-6) {
    return;
  }
  camera_aim(&camera, figure->azimuth_degrees, figure->elevation_degrees);
  way = vector_unit(way);
  struct vector across = vector_unit(vector_cross(way, camera.toward));
  struct vector tail = vector_along(tip, way, -length * (.4 + .6 * fmin(effort, 1)));
  flesh_add(flesh, (struct capsule){tail, tip, radius, radius, PART_ARROW, MATERIAL_STRAP});
  for (int side = -1; side <= 1; side += 2) {
    struct vector barb = vector_along(vector_along(tip, way, -head), across, side * head * spread);
    flesh_add(flesh, (struct capsule){barb, tip, radius, radius, PART_ARROW, MATERIAL_STRAP});
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
    case PROP_DESK:
      add_box(flesh, at, &turn, or_usual(prop->length, .13), .26, or_usual(prop->height, .43));
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
      if (is_made_fast(prop)) {
        add_pulled_band(flesh, pose, at);
      } else {
        add_band(flesh, pose);
      }
      break;
    case PROP_ARROW:
      add_arrow(flesh, at, vector_of(prop->direction.x, swapped ? -prop->direction.y : prop->direction.y, prop->direction.z),
                or_usual(prop->length, .13), pose->effort, figure);
      break;
    default:
      break;
    }
  }
}
