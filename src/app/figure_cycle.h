#ifndef APP_FIGURE_CYCLE_H
#define APP_FIGURE_CYCLE_H

#include "routine/model.h"

/* A movement shown over and over, outside a session: how long there, held, and back, and then at rest; in seconds. */
struct figure_cycle {
  double there, held, back, rest;
};

/* The exercise's own tempo, where it has one. */
struct figure_cycle figure_cycle_of(const struct exercise *exercise);

double figure_cycle_length_s(const struct figure_cycle *cycle);

/* The moment of the motion (0 to 2, as the figure's frames take it) at `seconds` since it began. */
double figure_cycle_moment(const struct figure_cycle *cycle, double seconds);

/* When in the cycle that moment comes. */
double figure_cycle_seconds(const struct figure_cycle *cycle, double moment);

#endif
