#ifndef FIGURE_SPOTS_H
#define FIGURE_SPOTS_H

#include "figure/skeleton.h"

/* Where the named places of a posed body are. */

enum { CONTACT_BALLS_MAX = 6 };

/* A part of the body that can touch something: a ball around a point. */
struct contact_ball {
  struct vector at;
  double radius;
};

/* The balls with which `place` touches the ground; returns how many. A foot is taken to be level: its ankle's height counts. */
int spot_contact(const struct pose *pose, enum figure_place place, enum figure_side side, struct contact_ball *balls);

/* The point where `spot` is. */
struct vector spot_point(const struct pose *pose, const struct figure_spot *spot);

#endif
