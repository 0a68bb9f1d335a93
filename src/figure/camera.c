#include "figure/camera.h"

/* Above this the body is seen from above, and what is higher is nearer. */
#define FROM_ABOVE_DEGREES 50
#define SQUARE_WITHIN_DEGREES 30

static struct vector level_towards(double azimuth_degrees) {
  return vector_of(sin(azimuth_degrees * DEGREES), -cos(azimuth_degrees * DEGREES), 0);
}

void camera_aim(struct camera *camera, double azimuth_degrees, double elevation_degrees) {
  struct vector level = level_towards(azimuth_degrees), upright = vector_of(0, 0, 1);
  double c = cos(elevation_degrees * DEGREES), s = sin(elevation_degrees * DEGREES);
  camera->right = vector_of(cos(azimuth_degrees * DEGREES), sin(azimuth_degrees * DEGREES), 0);
  camera->toward = vector_sum(vector_scaled(level, c), vector_scaled(upright, s));
  camera->up = vector_difference(vector_scaled(upright, c), vector_scaled(level, s));
  double square = round(azimuth_degrees / 90) * 90;
  if (elevation_degrees >= FROM_ABOVE_DEGREES) {
    camera->near = camera->toward;
  } else {
    camera->near = level_towards(fabs(azimuth_degrees - square) <= SQUARE_WITHIN_DEGREES ? square : azimuth_degrees);
  }
}
