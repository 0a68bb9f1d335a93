#ifndef FIGURE_LINT_OVERLAP_H
#define FIGURE_LINT_OVERLAP_H

#include "figure/flesh.h"

/* Limbs that pass through the trunk, the head or each other. */

/* One limb in another part, or in the trunk, by `depth` body heights: from its bone to the other one's skin. */
struct lint_overlap {
  enum flesh_part limb, other;
  double depth;
};

/*
 * Finds the deepest overlap of a limb's bone with each other part that does not hang together with it, deeper than skin and
 * muscle give way, into `overlaps` (LINT_OVERLAPS_MAX of them); returns how many.
 */
enum { LINT_OVERLAPS_MAX = 32 };
int lint_find_overlaps(const struct pose *pose, const struct flesh *flesh, struct lint_overlap overlaps[LINT_OVERLAPS_MAX]);

/* What people call a part: "the trunk", "the left thigh". */
const char *lint_part_name(enum flesh_part part);

#endif
