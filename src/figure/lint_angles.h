#ifndef FIGURE_LINT_ANGLES_H
#define FIGURE_LINT_ANGLES_H

#include "figure/figure.h"
#include "figure/skeleton.h"

/* The angles of a solved body, measured as a goniometer would: whatever the description said, and wherever reaching led. */

/* One angle, and what is possible there. */
struct lint_angle {
  int index; /* enum figure_middle, or figure_limb_value() */
  double degrees, least, most;
};

enum { LINT_ANGLES_MAX = FIGURE_VALUES };

/*
 * Measures what `pose` does in spine, neck, hips, knees, ankles, shoulders, elbows and wrists; returns how many angles those
 * are. A shoulder goes less far back the higher the arm is: 60 degrees as it hangs, 45 at the height of the shoulder, none
 * overhead (extension, horizontal extension and flexion of the AAOS). Its rotation is measured where the elbow is bent.
 */
int lint_measure_angles(const struct pose *pose, struct lint_angle angles[LINT_ANGLES_MAX]);

#endif
