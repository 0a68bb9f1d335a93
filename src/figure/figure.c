#include "figure/figure.h"

#include <string.h>

#define X(id, word) [FIGURE_BASE_##id] = (word),
const char *const figure_base_names[FIGURE_BASE_COUNT] = {FIGURE_BASE_LIST(X)};
#undef X
#define X(id, word) [MUSCLE_##id] = (word),
const char *const figure_muscle_names[MUSCLE_COUNT] = {FIGURE_MUSCLE_LIST(X)};
#undef X
#define X(id, word) [PROP_##id] = (word),
const char *const figure_prop_names[PROP_COUNT] = {FIGURE_PROP_LIST(X)};
#undef X
#define X(id, word, least, most, source) [MIDDLE_##id] = {word, least, most, source},
const struct figure_range figure_middle_ranges[MIDDLE_COUNT] = {FIGURE_MIDDLE_LIST(X)};
#undef X
#define X(id, word, least, most, source) [LIMB_##id] = {word, least, most, source},
const struct figure_range figure_limb_ranges[LIMB_COUNT] = {FIGURE_LIMB_LIST(X)};
#undef X
#define X(id, one, both, has_sides) [PLACE_##id] = {one, both, has_sides},
const struct figure_place_name figure_place_names[PLACE_COUNT] = {FIGURE_PLACE_LIST(X)};
#undef X

const char *const figure_end_names[FIGURE_ENDS] = {
    [FIGURE_LEFT_FOOT] = "left-foot",
    [FIGURE_RIGHT_FOOT] = "right-foot",
    [FIGURE_LEFT_HAND] = "left-hand",
    [FIGURE_RIGHT_HAND] = "right-hand",
};

static void set_both(double values[FIGURE_VALUES], enum figure_limb limb, double value) {
  values[figure_limb_value(FIGURE_LEFT, limb)] = value;
  values[figure_limb_value(FIGURE_RIGHT, limb)] = value;
}

void figure_base_values(enum figure_base base, double values[FIGURE_VALUES]) {
  memset(values, 0, FIGURE_VALUES * sizeof *values);
  values[MIDDLE_EFFORT] = 1;
  set_both(values, LIMB_SHOULDER_ABDUCT, 6);
  set_both(values, LIMB_ELBOW, 6);
  switch (base) {
  case FIGURE_BASE_SITTING:
    set_both(values, LIMB_HIP_FLEX, 90);
    set_both(values, LIMB_KNEE, 90);
    break;
  case FIGURE_BASE_KNEELING:
    set_both(values, LIMB_KNEE, 90);
    set_both(values, LIMB_ANKLE, -50);
    break;
  case FIGURE_BASE_QUADRUPED:
    set_both(values, LIMB_HIP_FLEX, 90);
    set_both(values, LIMB_KNEE, 90);
    set_both(values, LIMB_ANKLE, -50);
    set_both(values, LIMB_SHOULDER_FLEX, 90);
    break;
  case FIGURE_BASE_SUPINE:
    set_both(values, LIMB_ANKLE, -25);
    break;
  case FIGURE_BASE_PRONE:
    set_both(values, LIMB_ANKLE, -50);
    break;
  case FIGURE_BASE_LONG_SITTING:
    set_both(values, LIMB_HIP_FLEX, 90);
    set_both(values, LIMB_ANKLE, -5);
    break;
  default:
    break;
  }
}

bool figure_value_is_allowed(const struct figure *figure, int index, const struct figure_range **range) {
  bool is_middle = index < MIDDLE_COUNT;
  int at = is_middle ? index : (index - MIDDLE_COUNT) % LIMB_COUNT;
  *range = is_middle ? &figure_middle_ranges[at] : &figure_limb_ranges[at];
  return is_middle ? figure->allowed_middle[at] : figure->allowed_limb[at];
}

bool figure_value_fits(const struct figure *figure, int index, double value, const struct figure_range **range) {
  bool allowed = figure_value_is_allowed(figure, index, range);
  double least = (*range)->least, most = (*range)->most;
  if ((*range)->source != NULL) {
    least = allowed ? -180 : least - FIGURE_TOLERANCE_DEGREES;
    most = allowed ? 180 : most + FIGURE_TOLERANCE_DEGREES;
  }
  return value >= least && value <= most;
}
