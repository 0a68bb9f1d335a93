#ifndef FIGURE_LINT_H
#define FIGURE_LINT_H

#include "figure/figure.h"

/* Looks for what no body does, in the pose as it is solved, over the whole motion. */

struct figure_fault {
  double moment;
  char where[80];    /* the same by the names of moments: `at "up"`, `between "down" and "up"` */
  char message[160]; /* without a full stop */
};

/* `fault` is borrowed for the call. */
typedef void (*figure_fault_fn)(const struct figure_fault *fault, void *context);

/*
 * Calls `report` for each kind of fault once, where it is worst: through the floor, above it, joints beyond their range, hands
 * and feet that do not get where they should, limbs that pass through the trunk or each other.
 */
void figure_lint(const struct figure *figure, figure_fault_fn report, void *context);

#endif
