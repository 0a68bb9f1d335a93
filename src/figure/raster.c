#include "figure/raster.h"

#include <stddef.h>
#include <string.h>

#define LEAST_RADIUS .9 /* dots: nothing vanishes between two of them */
#define THIN_RADIUS .62
#define MUSCLE_BIAS .026 /* muscles lie on top of the flesh around them */
#define STRAP_BIAS 2     /* dots */
#define ARROW_BIAS 200   /* nothing hides an arrow */
#define ISLAND_DOTS 5    /* as long as the body is at least so many high: */
#define ISLAND_BODY_DOTS 60

/* A capsule as the raster sees it. */
struct brush {
  struct sight from, to;
  double from_radius, to_radius, from_near, to_near, bias;
  double dx, dy, length_squared;
  struct vector light;
};

void raster_clear(struct raster *raster) {
  memset(raster->dots, 0, (size_t)raster->columns * (size_t)raster->rows * sizeof *raster->dots);
}

static double drawn_radius(double radius, enum flesh_material material, double scale) {
  bool thin = material == MATERIAL_STRAP || material == MATERIAL_FURNITURE;
  return fmax(radius * scale, thin ? THIN_RADIUS : LEAST_RADIUS);
}

static struct brush brush_of(const struct capsule *capsule, const struct camera *camera) {
  struct brush brush = {
      .from = camera_see(camera, capsule->from),
      .to = camera_see(camera, capsule->to),
      .from_radius = drawn_radius(capsule->from_radius, capsule->material, camera->scale),
      .to_radius = drawn_radius(capsule->to_radius, capsule->material, camera->scale),
      .from_near = vector_dot(camera->near, capsule->from),
      .to_near = vector_dot(camera->near, capsule->to),
      .bias = capsule->material == MATERIAL_TARGET ? MUSCLE_BIAS * camera->scale
              : capsule->part == PART_STRAP        ? STRAP_BIAS
              : capsule->part == PART_ARROW        ? ARROW_BIAS
                                                   : 0,
      .light = vector_unit(vector_of(-.35, .80, .55)),
  };
  brush.dx = brush.to.x - brush.from.x;
  brush.dy = brush.to.y - brush.from.y;
  brush.length_squared = brush.dx * brush.dx + brush.dy * brush.dy;
  return brush;
}

/* The ball at share `t` of the brush, at one dot: whether it covers it, and nearer than what is there. */
static void touch(const struct brush *brush, const struct capsule *capsule, double t, double x, double y, struct dot *dot) {
  double radius = brush->from_radius + (brush->to_radius - brush->from_radius) * t;
  double off_x = x - brush->from.x - brush->dx * t, off_y = y - brush->from.y - brush->dy * t;
  double square = radius * radius - off_x * off_x - off_y * off_y;
  if (square < 0) {
    return;
  }
  double bulge = sqrt(square);
  double depth = brush->from.depth + (brush->to.depth - brush->from.depth) * t + bulge + brush->bias;
  if (dot->part != PART_NONE && depth <= (double)dot->depth) {
    return;
  }
  dot->depth = (float)depth;
  dot->near = (float)(brush->from_near + (brush->to_near - brush->from_near) * t);
  dot->light = (float)((off_x * brush->light.x - off_y * brush->light.y + bulge * brush->light.z) / radius);
  dot->part = (uint8_t)capsule->part;
  dot->material = (uint8_t)capsule->material;
  dot->on = 1;
}

static int clamp(double value, int most) {
  return value < 0 ? 0 : value > most ? most : (int)value;
}

/* The dots of one row that a brush of radius `most` can cover. */
static void row_range(const struct brush *brush, double y, double most, double *least_x, double *most_x) {
  double one = 0, other = 1;
  if (fabs(brush->dy) > 1e-6) {
    one = fmin(fmax((y - most - brush->from.y) / brush->dy, 0), 1);
    other = fmin(fmax((y + most - brush->from.y) / brush->dy, 0), 1);
  }
  *least_x = brush->from.x + fmin(brush->dx * one, brush->dx * other) - most;
  *most_x = brush->from.x + fmax(brush->dx * one, brush->dx * other) + most;
}

/* The ball nearest to the dot; of a capsule seen nearly from its end, which hides it, those at both ends too. */
static void touch_all(const struct brush *brush, const struct capsule *capsule, bool is_short, double x, double y,
                      struct dot *dot) {
  double t = 0;
  if (brush->length_squared > 1e-6) {
    t = ((x - brush->from.x) * brush->dx + (y - brush->from.y) * brush->dy) / brush->length_squared;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
  }
  touch(brush, capsule, t, x, y, dot);
  if (is_short && t > 0) {
    touch(brush, capsule, 0, x, y, dot);
  }
  if (is_short && t < 1) {
    touch(brush, capsule, 1, x, y, dot);
  }
}

static void draw_capsule(struct raster *raster, const struct capsule *capsule, const struct camera *camera) {
  struct brush brush = brush_of(capsule, camera);
  double most = fmax(brush.from_radius, brush.to_radius);
  int left = clamp(fmin(brush.from.x, brush.to.x) - most - 1, raster->columns);
  int right = clamp(fmax(brush.from.x, brush.to.x) + most + 2, raster->columns);
  int top = clamp(fmin(brush.from.y, brush.to.y) - most - 1, raster->rows);
  int bottom = clamp(fmax(brush.from.y, brush.to.y) + most + 2, raster->rows);
  bool is_short = brush.length_squared < 4 * most * most;
  double nearest = fmax(brush.from.depth, brush.to.depth) + most + brush.bias;
  for (int row = top; row < bottom; row++) {
    double y = row + .5, least_x, most_x;
    row_range(&brush, y, most, &least_x, &most_x);
    int first = clamp(least_x - 1, right), last = clamp(most_x + 2, right);
    for (int column = first < left ? left : first; column < last; column++) {
      struct dot *dot = &raster->dots[row * raster->columns + column];
      if (dot->part == PART_NONE || (double)dot->depth < nearest) {
        touch_all(&brush, capsule, is_short, column + .5, y, dot);
      }
    }
  }
}

/*
 * The nearest first: what lies behind it is then passed over quickly. It makes no other difference, but where two lie equally
 * near. */
void raster_draw(struct raster *raster, const struct flesh *flesh, const struct camera *camera) {
  double depths[CAPSULES_MAX];
  const struct capsule *order[CAPSULES_MAX];
  for (int i = 0; i < flesh->count; i++) {
    const struct capsule *capsule = &flesh->capsules[i];
    double depth = vector_dot(camera->toward, capsule->from) + vector_dot(camera->toward, capsule->to);
    int at = i;
    for (; at > 0 && depths[at - 1] < depth; at--) {
      depths[at] = depths[at - 1];
      order[at] = order[at - 1];
    }
    depths[at] = depth;
    order[at] = capsule;
  }
  for (int i = 0; i < flesh->count; i++) {
    draw_capsule(raster, order[i], camera);
  }
}

/* Finds the island of `start`, marking its dots with 2; returns its size, and its dots in the stack. */
static int flood(struct raster *raster, int start) {
  int count = 1;
  uint8_t part = raster->dots[start].part;
  raster->stack[0] = start;
  raster->dots[start].on = 2;
  for (int at = 0; at < count; at++) {
    int row = raster->stack[at] / raster->columns, column = raster->stack[at] % raster->columns;
    int top = row > 0 ? row - 1 : 0, bottom = row + 1 < raster->rows ? row + 1 : row;
    int left = column > 0 ? column - 1 : 0, right = column + 1 < raster->columns ? column + 1 : column;
    for (int y = top; y <= bottom; y++) {
      struct dot *dots = &raster->dots[(ptrdiff_t)y * raster->columns];
      for (int x = left; x <= right; x++) {
        if (dots[x].on == 1 && dots[x].part == part) {
          dots[x].on = 2;
          raster->stack[count++] = y * raster->columns + x;
        }
      }
    }
  }
  return count;
}

void raster_drop_islands(struct raster *raster, const struct camera *camera) {
  int total = raster->columns * raster->rows;
  /* Of a small body a neck or a ball is that small. */
  int least = (int)fmin(ceil(ISLAND_DOTS * camera->scale / ISLAND_BODY_DOTS), ISLAND_DOTS);
  for (int start = 0; start < total; start++) {
    if (raster->dots[start].on != 1) {
      continue;
    }
    int count = flood(raster, start);
    for (int i = 0; i < count && count < least; i++) {
      raster->dots[raster->stack[i]].on = 0;
    }
  }
}
