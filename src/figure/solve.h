#ifndef FIGURE_SOLVE_H
#define FIGURE_SOLVE_H

#include "figure/skeleton.h"

#include <stdbool.h>

/* From a moment of the motion to a body that stands on the ground, holds what it holds and slides nowhere. */

struct solve_request {
  double moment; /* 0 to 2, see struct figure */
  double breath; /* -1 to 1: out, in */
  bool swapped;  /* the body's mirror image */
};

/* What the solver could not do. */
struct solve_report {
  bool ground_met;                  /* both contacts touch */
  double reach_misses[FIGURE_ENDS]; /* how far each end falls short, in body heights */
};

/* Between which two moments of the description a moment of the motion lies, and how far from the first, 0 to 1. */
struct solve_moments {
  const struct figure_moment *from, *to;
  double share;
};

struct solve_moments solve_moments_at(const struct figure *figure, double moment);

/* How many steps from one moment of the description to the next the motion has; and when, 0 to 2, it is at `step` of them. */
int solve_step_count(const struct figure *figure);
double solve_moment_of_step(const struct figure *figure, double step);

/* Fills `*pose`; `report` may be NULL. Never fails: what cannot be met is missed by as little as can be. */
void solve_pose(const struct figure *figure, const struct solve_request *request, struct pose *pose,
                struct solve_report *report);

#endif
