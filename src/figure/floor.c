#include "figure/raster.h"

#include <stddef.h>

#define MAT_MARGIN .06
#define MAT_HALF_WIDTH .17
#define SHADOW_HEIGHT .6 /* what is higher throws none */
#define SHADOW_SPREAD 1.1

/* How a dot is found on the floor: the picture's way down to z = 0. */
struct floor_view {
  double xx, xy, yx, yy; /* floor from picture */
  double per_dot;        /* body heights */
  const struct camera *camera;
};

static bool floor_view_of(const struct camera *camera, struct floor_view *view) {
  double determinant = camera->right.x * camera->up.y - camera->right.y * camera->up.x;
  if (fabs(determinant) < .02) {
    return false;
  }
  *view = (struct floor_view){camera->up.y / determinant,  -camera->right.y / determinant,
                              -camera->up.x / determinant, camera->right.x / determinant,
                              1 / camera->scale,           camera};
  return true;
}

static struct vector floor_at(const struct floor_view *view, int column, int row) {
  double x = (column + .5 - view->camera->x) * view->per_dot, y = (view->camera->y - row - .5) * view->per_dot;
  return vector_of(view->xx * x + view->xy * y, view->yx * x + view->yy * y, 0);
}

static int bounded(double value, int most) {
  return value < 0 ? 0 : value > most ? most : (int)value;
}

/* What of the floor lies below one capsule. */
struct footprint {
  double x, y, dx, dy, per_square, radius, more;
};

static struct footprint footprint_of(const struct capsule *capsule) {
  double dx = capsule->to.x - capsule->from.x, dy = capsule->to.y - capsule->from.y, square = dx * dx + dy * dy;
  return (struct footprint){
      .x = capsule->from.x,
      .y = capsule->from.y,
      .dx = dx,
      .dy = dy,
      .per_square = square > 1e-9 ? 1 / square : 0,
      .radius = capsule->from_radius * SHADOW_SPREAD,
      .more = (capsule->to_radius - capsule->from_radius) * SHADOW_SPREAD,
  };
}

static inline bool is_under(const struct footprint *print, double x, double y) {
  double t = ((x - print->x) * print->dx + (y - print->y) * print->dy) * print->per_square;
  t = t < 0 ? 0 : t > 1 ? 1 : t;
  double off_x = x - print->x - print->dx * t, off_y = y - print->y - print->dy * t, radius = print->radius + print->more * t;
  return off_x * off_x + off_y * off_y <= radius * radius;
}

static void throw_shadow(struct raster *raster, const struct capsule *capsule, const struct floor_view *view) {
  if (fmin(capsule->from.z, capsule->to.z) > SHADOW_HEIGHT || capsule->material == MATERIAL_FURNITURE ||
      capsule->part == PART_ARROW) {
    return;
  }
  struct sight from = camera_see(view->camera, vector_of(capsule->from.x, capsule->from.y, 0));
  struct sight to = camera_see(view->camera, vector_of(capsule->to.x, capsule->to.y, 0));
  double across = fmax(capsule->from_radius, capsule->to_radius) * SHADOW_SPREAD * view->camera->scale;
  double down = across * fabs(view->camera->toward.z) + 1;
  int left = bounded(fmin(from.x, to.x) - across, raster->columns),
      right = bounded(fmax(from.x, to.x) + across + 1, raster->columns);
  int top = bounded(fmin(from.y, to.y) - down, raster->rows), bottom = bounded(fmax(from.y, to.y) + down + 1, raster->rows);
  struct footprint print = footprint_of(capsule);
  double step_x = view->xx * view->per_dot, step_y = view->yx * view->per_dot;
  for (int row = top; row < bottom; row++) {
    struct vector at = floor_at(view, left, row);
    struct dot *dots = &raster->dots[(ptrdiff_t)row * raster->columns];
    for (int column = left; column < right; column++, at.x += step_x, at.y += step_y) {
      if (dots[column].floor == 0 && dots[column].part == PART_NONE && is_under(&print, at.x, at.y)) {
        dots[column].floor = FLOOR_SHADOW;
      }
    }
  }
}

static bool touches_body(const struct raster *raster, int column, int row) {
  const struct dot *dot = &raster->dots[row * raster->columns + column];
  return dot->part != PART_NONE || (column > 0 && dot[-1].part != PART_NONE) ||
         (column + 1 < raster->columns && dot[1].part != PART_NONE) || (row > 0 && dot[-raster->columns].part != PART_NONE) ||
         (row + 1 < raster->rows && dot[raster->columns].part != PART_NONE);
}

/* Where the mat lies; on a bare floor nowhere. */
static struct floor mat_of(const struct floor *floor) {
  double middle = (floor->least_y + floor->most_y) / 2;
  double half = floor->has_mat ? fmax(MAT_HALF_WIDTH, (floor->most_y - floor->least_y) / 2 + .04) : -1;
  return (struct floor){floor->least_x - MAT_MARGIN, floor->most_x + MAT_MARGIN, middle - half, middle + half, floor->has_mat};
}

static bool is_within(const struct floor *mat, struct vector at) {
  return at.x > mat->least_x && at.x < mat->most_x && at.y > mat->least_y && at.y < mat->most_y;
}

/* Shadow shows as a pattern: of dots on bare ground, of holes in the mat. */
static void settle(struct raster *raster, const struct floor_view *view, const struct floor *floor) {
  struct floor mat_place = mat_of(floor);
  double step_x = view->xx * view->per_dot, step_y = view->yx * view->per_dot;
  for (int row = 0; row < raster->rows; row++) {
    struct vector at = floor_at(view, 0, row);
    for (int column = 0; column < raster->columns; column++, at.x += step_x, at.y += step_y) {
      struct dot *dot = &raster->dots[row * raster->columns + column];
      if (dot->part != PART_NONE) {
        continue;
      }
      bool shadow = dot->floor == FLOOR_SHADOW, pattern = (row + column) % 2 == 0;
      bool mat = floor->has_mat && is_within(&mat_place, at);
      bool shown = mat ? !(shadow && pattern) : shadow && pattern;
      dot->floor = 0;
      if (shown && !touches_body(raster, column, row)) {
        dot->floor = mat && !shadow ? FLOOR_MAT : FLOOR_SHADOW;
      }
    }
  }
}

void raster_draw_floor(struct raster *raster, const struct flesh *flesh, const struct camera *camera,
                       const struct floor *floor) {
  struct floor_view view;
  if (!floor_view_of(camera, &view)) {
    return;
  }
  for (int i = 0; i < flesh->count; i++) {
    throw_shadow(raster, &flesh->capsules[i], &view);
  }
  settle(raster, &view, floor);
}
