#ifndef FIGURE_RASTER_H
#define FIGURE_RASTER_H

#include "figure/camera.h"
#include "figure/flesh.h"

#include <stdbool.h>
#include <stdint.h>

/* The picture as braille dots, nearest first. */

enum { FLOOR_MAT = 1, FLOOR_SHADOW = 2 };

struct dot {
  float depth; /* towards the camera, in dots */
  float near;  /* along the camera's `near`, in body heights */
  union {
    float light; /* -1 to 1 */
    float tone;  /* once it is shaded: 0 far and dark, 1 near and bright */
  };
  uint8_t part, material;
  uint8_t on; /* shown */
  uint8_t floor;
};

/* A picture of columns x rows dots. Borrowed arrays of that many items each. */
struct raster {
  int columns, rows;
  struct dot *dots;
  int *stack;
};

/* The part of the floor on which the person moves. */
struct floor {
  double least_x, most_x, least_y, most_y;
  bool has_mat;
};

void raster_clear(struct raster *raster);

/* Draws all of `flesh`; every dot that is hit is on. */
void raster_draw(struct raster *raster, const struct flesh *flesh, const struct camera *camera);

/* Turns off the dots behind the edge of a nearer part, so that limbs stand out from each other. */
void raster_cut_gaps(struct raster *raster, const struct pose *pose, const struct camera *camera);

/* Turns off islands of one part that are too small to mean anything. */
void raster_drop_islands(struct raster *raster, const struct camera *camera);

/* Marks mat and shadow in `floor` of the dots that show neither the body nor its edge. */
void raster_draw_floor(struct raster *raster, const struct flesh *flesh, const struct camera *camera,
                       const struct floor *floor);

#endif
