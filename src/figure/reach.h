#ifndef FIGURE_REACH_H
#define FIGURE_REACH_H

#include "figure/skeleton.h"

/* Hands and feet that go to a place. */

/* An end's reaches at the two moments between which it is; not set: where the angles put it. */
struct reach_pair {
  const struct figure_reach *from, *to;
  double share;
};

/*
 * Puts one end where its reaches, blended, want it. Legs first, then hands: hands may reach for legs. Returns by how much it
 * falls short, in body heights.
 */
double reach_solve(struct pose *pose, enum figure_end end, const struct reach_pair *pair, const double values[FIGURE_VALUES]);

/* Lays a foot level on its sole, toes the way the shin faces. */
void reach_level_foot(struct pose *pose, int side);

#endif
