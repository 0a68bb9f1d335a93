#include "figure/fit.h"

#include "figure/solve.h"

#include <math.h>

#define MARGIN_DOTS 2
#define LARGEST_SCALE 1.3 /* times the picture's height to the body's */
#define LOW_HEIGHT .12    /* what is lower lies on the mat */
#define BRIGHT_SHARE .85  /* this much of the body is not brighter than … */
#define BRIGHT_TONE 1

enum { BINS = 256 };

/* What the motion takes of the picture, in body heights. */
struct extent {
  double left, right, bottom, top;
};

typedef void (*sample_fn)(const struct flesh *flesh, const struct pose *pose, void *context);

/* Every moment and every middle between two, of both mirror images where there are two. */
static void sample(const struct figure *figure, struct flesh *flesh, bool halves, sample_fn visit, void *context) {
  int parts = figure->there > 1 ? figure->there - 1 : 1, step = halves ? 1 : 2;
  int back = figure->moment_count - figure->there;
  for (int swapped = 0; swapped <= (figure->alternates ? 1 : 0); swapped++) {
    for (int i = 0; i <= 2 * parts; i += step) {
      struct solve_request request = {.moment = i / (2. * parts), .swapped = swapped != 0};
      struct pose pose;
      solve_pose(figure, &request, &pose, NULL);
      flesh_build(figure, &pose, request.swapped, flesh);
      visit(flesh, &pose, context);
    }
    for (int i = step; back > 0 && i < 2 * (back + 1); i += step) {
      struct solve_request request = {.moment = 1 + i / (2. * (back + 1)), .swapped = swapped != 0};
      struct pose pose;
      solve_pose(figure, &request, &pose, NULL);
      flesh_build(figure, &pose, request.swapped, flesh);
      visit(flesh, &pose, context);
    }
  }
}

struct measuring {
  const struct camera *camera;
  struct extent extent;
  struct floor floor;
};

static void measure_ball(struct measuring *measuring, struct vector at, double radius) {
  double x = vector_dot(measuring->camera->right, at), y = vector_dot(measuring->camera->up, at);
  struct extent *extent = &measuring->extent;
  extent->left = fmin(extent->left, x - radius);
  extent->right = fmax(extent->right, x + radius);
  extent->bottom = fmin(extent->bottom, y - radius);
  extent->top = fmax(extent->top, y + radius);
}

static void measure_floor(struct floor *floor, struct vector at, double radius) {
  if (at.z - radius < LOW_HEIGHT) {
    floor->least_x = fmin(floor->least_x, at.x - radius);
    floor->most_x = fmax(floor->most_x, at.x + radius);
    floor->least_y = fmin(floor->least_y, at.y - radius);
    floor->most_y = fmax(floor->most_y, at.y + radius);
  }
}

static void measure(const struct flesh *flesh, const struct pose *pose, void *context) {
  (void)pose;
  struct measuring *measuring = context;
  for (int i = 0; i < flesh->count; i++) {
    const struct capsule *capsule = &flesh->capsules[i];
    measure_ball(measuring, capsule->from, capsule->from_radius);
    measure_ball(measuring, capsule->to, capsule->to_radius);
    if (capsule->part != PART_FURNITURE && capsule->part != PART_ARROW) {
      measure_floor(&measuring->floor, capsule->from, capsule->from_radius);
      measure_floor(&measuring->floor, capsule->to, capsule->to_radius);
    }
  }
}

static bool has_mat(const struct figure *figure) {
  for (int i = 0; i < figure->prop_count; i++) {
    if (figure->props[i].kind == PROP_MAT) {
      return true;
    }
  }
  return false;
}

static void frame_picture(const struct figure *figure, const struct extent *extent, int columns, int rows,
                          struct camera *camera) {
  double width = extent->right - extent->left, height = extent->top - extent->bottom;
  double most = figure->zoom * LARGEST_SCALE * rows;
  double room_x = fmax(columns - 2 * MARGIN_DOTS, 1), room_y = fmax(rows - 2 * MARGIN_DOTS - 1, 1);
  camera->scale = fmin(fmin(room_x / fmax(width, .01), room_y / fmax(height, .01)), most);
  camera->x = columns / 2. - (extent->left + extent->right) / 2 * camera->scale;
  /* A low figure lies a little below the middle. */
  double free = fmax(0, room_y - height * camera->scale);
  camera->y = rows - MARGIN_DOTS - 1 - free * .38 + extent->bottom * camera->scale;
}

double fit_middle(const struct camera *camera, const struct pose *pose) {
  return vector_dot(camera->near, vector_between(pose->pelvis, pose->spine[SPINE_T12], .5));
}

struct lighting {
  struct raster *raster;
  const struct camera *camera;
  double brightest;
};

static double percentile(const int *bins, int total) {
  int seen = 0, i = 0;
  while (i < BINS - 1 && (seen += bins[i]) < total * BRIGHT_SHARE) {
    i++;
  }
  return (double)i / BINS * 4 - 1;
}

static void light(const struct flesh *flesh, const struct pose *pose, void *context) {
  struct lighting *lighting = context;
  struct raster *raster = lighting->raster;
  double middle = fit_middle(lighting->camera, pose);
  int bins[BINS] = {0}, total = 0;
  raster_clear(raster);
  raster_draw(raster, flesh, lighting->camera);
  for (int i = 0; i < raster->columns * raster->rows; i++) {
    if (flesh_is_body((enum flesh_part)raster->dots[i].part)) {
      double tone = TONE_MIDDLE + ((double)raster->dots[i].near - middle) / TONE_SPAN;
      int bin = (int)((tone + 1) / 4 * BINS);
      bins[bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin]++;
      total++;
    }
  }
  lighting->brightest = total > 0 ? fmax(lighting->brightest, percentile(bins, total)) : lighting->brightest;
}

void fit_figure(const struct figure *figure, struct raster *raster, struct flesh *flesh, struct fit *fit) {
  camera_aim(&fit->camera, figure->azimuth_degrees, figure->elevation_degrees);
  struct measuring measuring = {
      .camera = &fit->camera,
      .extent = {INFINITY, -INFINITY, INFINITY, -INFINITY},
      .floor = {INFINITY, -INFINITY, INFINITY, -INFINITY, has_mat(figure)},
  };
  sample(figure, flesh, true, measure, &measuring);
  frame_picture(figure, &measuring.extent, raster->columns, raster->rows, &fit->camera);
  fit->floor = measuring.floor;
  struct lighting lighting = {raster, &fit->camera, 0};
  sample(figure, flesh, false, light, &lighting);
  fit->shift = fmin(fmax(BRIGHT_TONE - lighting.brightest, -.25), .35);
}
