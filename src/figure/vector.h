#ifndef FIGURE_VECTOR_H
#define FIGURE_VECTOR_H

#include <math.h>

/* Vectors and rotations in space: x forward, y to the left, z up; lengths in body heights. */

#define DEGREES (3.14159265358979323846 / 180.0)

struct vector {
  double x, y, z;
};

/* A frame: its axes as seen from outside. */
struct axes {
  struct vector x, y, z;
};

static inline struct vector vector_of(double x, double y, double z) {
  return (struct vector){x, y, z};
}

static inline struct vector vector_sum(struct vector a, struct vector b) {
  return vector_of(a.x + b.x, a.y + b.y, a.z + b.z);
}

static inline struct vector vector_difference(struct vector a, struct vector b) {
  return vector_of(a.x - b.x, a.y - b.y, a.z - b.z);
}

static inline struct vector vector_scaled(struct vector a, double by) {
  return vector_of(a.x * by, a.y * by, a.z * by);
}

static inline double vector_dot(struct vector a, struct vector b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline struct vector vector_cross(struct vector a, struct vector b) {
  return vector_of(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
}

static inline double vector_length(struct vector a) {
  return sqrt(vector_dot(a, a));
}

/* Of length 1; nothing stays nothing. */
static inline struct vector vector_unit(struct vector a) {
  double length = vector_length(a);
  return length > 1e-9 ? vector_scaled(a, 1 / length) : vector_of(0, 0, 0);
}

/* From a to b by a share of 0 to 1. */
static inline struct vector vector_between(struct vector a, struct vector b, double share) {
  return vector_sum(vector_scaled(a, 1 - share), vector_scaled(b, share));
}

/* a, with `share` of b added. */
static inline struct vector vector_along(struct vector a, struct vector b, double share) {
  return vector_sum(a, vector_scaled(b, share));
}

/* The part of a that is at right angles to the unit vector `axis`. */
static inline struct vector vector_across(struct vector a, struct vector axis) {
  return vector_along(a, axis, -vector_dot(a, axis));
}

/* What (x, y, z) of the frame is outside of it. */
static inline struct vector axes_at(const struct axes *axes, double x, double y, double z) {
  return vector_sum(vector_sum(vector_scaled(axes->x, x), vector_scaled(axes->y, y)), vector_scaled(axes->z, z));
}

static inline struct vector axes_apply(const struct axes *axes, struct vector v) {
  return axes_at(axes, v.x, v.y, v.z);
}

/* What `v` from outside is within the frame. */
static inline struct vector axes_within(const struct axes *axes, struct vector v) {
  return vector_of(vector_dot(axes->x, v), vector_dot(axes->y, v), vector_dot(axes->z, v));
}

static inline struct axes axes_product(const struct axes *a, const struct axes *b) {
  return (struct axes){axes_apply(a, b->x), axes_apply(a, b->y), axes_apply(a, b->z)};
}

static inline struct axes axes_none(void) {
  return (struct axes){{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
}

/* The frame turned about one of its own axes. */
static inline struct axes axes_turned_x(struct axes a, double degrees) {
  double c = cos(degrees * DEGREES), s = sin(degrees * DEGREES);
  return (struct axes){a.x, vector_sum(vector_scaled(a.y, c), vector_scaled(a.z, s)),
                       vector_sum(vector_scaled(a.y, -s), vector_scaled(a.z, c))};
}

static inline struct axes axes_turned_y(struct axes a, double degrees) {
  double c = cos(degrees * DEGREES), s = sin(degrees * DEGREES);
  return (struct axes){vector_sum(vector_scaled(a.x, c), vector_scaled(a.z, -s)), a.y,
                       vector_sum(vector_scaled(a.x, s), vector_scaled(a.z, c))};
}

static inline struct axes axes_turned_z(struct axes a, double degrees) {
  double c = cos(degrees * DEGREES), s = sin(degrees * DEGREES);
  return (struct axes){vector_sum(vector_scaled(a.x, c), vector_scaled(a.y, s)),
                       vector_sum(vector_scaled(a.x, -s), vector_scaled(a.y, c)), a.z};
}

#endif
