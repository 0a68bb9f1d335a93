#ifndef FIGURE_CAMERA_H
#define FIGURE_CAMERA_H

#include "figure/vector.h"

/* Looking from far away: what is parallel stays parallel, and nothing grows by coming nearer. */

struct camera {
  struct vector right, up, toward; /* axes of the picture */
  struct vector near;              /* which way counts as near for brightness: level, and square to the body where it can be */
  double scale;                    /* dots per body height */
  double x, y;                     /* the dot where the room's origin is; y counts down */
};

/* A point of the picture in dots, and how near it is. */
struct sight {
  double x, y, depth;
};

/* Seen from `azimuth` (0: from the person's right as they face right, 90: from the front) and that high above level. */
void camera_aim(struct camera *camera, double azimuth_degrees, double elevation_degrees);

static inline struct sight camera_see(const struct camera *camera, struct vector at) {
  return (struct sight){vector_dot(camera->right, at) * camera->scale + camera->x,
                        camera->y - vector_dot(camera->up, at) * camera->scale, vector_dot(camera->toward, at) * camera->scale};
}

#endif
