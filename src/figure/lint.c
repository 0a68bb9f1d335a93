#include "figure/lint.h"

#include "base/macros.h"
#include "figure/flesh.h"
#include "figure/lint_angles.h"
#include "figure/lint_overlap.h"
#include "figure/solve.h"
#include "figure/spots.h"

#include <stdarg.h>
#include <stdio.h>

#define SINKS .030 /* body heights: flesh gives, this much does not */
#define FLOATS .020
#define HANGS .035
#define MISSES .035
#define AT_A_MOMENT .02
#define ANGLE_SLACK 3 /* degrees, on top of the tolerance: what the solver settles is not rounded by hand */

enum { SAMPLES_A_STEP = 16 };

enum {
  FAULT_SINKS,
  FAULT_FLOATS,
  FAULT_GROUND,
  FAULT_CONTACT,
  FAULT_REACH = FAULT_CONTACT + FIGURE_GROUND_MAX,
  FAULT_ANGLE = FAULT_REACH + FIGURE_ENDS,
  FAULT_OVERLAP = FAULT_ANGLE + FIGURE_VALUES, /* of each limb's part the worst */
  FAULTS = FAULT_OVERLAP + PART_COUNT
};

struct worst {
  double amount, moment;
  char message[160];
};

struct linting {
  const struct figure *figure;
  double moment;
  struct worst faults[FAULTS];
};

static void note(struct linting *linting, int kind, double amount, const char *format, ...) PRINTF_LIKE(4, 5);

static void note(struct linting *linting, int kind, double amount, const char *format, ...) {
  struct worst *worst = &linting->faults[kind];
  if (amount > worst->amount) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(worst->message, sizeof worst->message, format, arguments);
    va_end(arguments);
    worst->amount = amount;
    worst->moment = linting->moment;
  }
}

/* `at "up"`, or `between "down" and "up"`. */
static void name_place(const struct figure *figure, double moment, char *out, size_t size) {
  struct solve_moments at = solve_moments_at(figure, moment);
  if (at.share < AT_A_MOMENT || at.share > 1 - AT_A_MOMENT) {
    snprintf(out, size, "at \"%s\"", (at.share < .5 ? at.from : at.to)->name);
  } else {
    snprintf(out, size, "between \"%s\" and \"%s\"", at.from->name, at.to->name);
  }
}

/* How far the description itself lifts the body. */
static double at_lift(const struct linting *linting) {
  struct solve_moments at = solve_moments_at(linting->figure, linting->moment);
  double from = at.from->values[MIDDLE_ROOT_LIFT], to = at.to->values[MIDDLE_ROOT_LIFT];
  return from + (to - from) * at.share;
}

/* How far up the ground may be: the highest thing that carries the body. */
static double highest_support(const struct figure *figure) {
  double height = 0;
  for (int i = 0; i < figure->ground_count; i++) {
    height = fmax(height, figure->ground[i].height);
  }
  return height;
}

static void check_floor(struct linting *linting, const struct flesh *flesh) {
  double lowest = INFINITY;
  for (int i = 0; i < flesh->count; i++) {
    const struct capsule *capsule = &flesh->capsules[i];
    if (!flesh_is_body(capsule->part) || capsule->material != MATERIAL_BODY) {
      continue;
    }
    double low = fmin(capsule->from.z - capsule->from_radius, capsule->to.z - capsule->to_radius);
    lowest = fmin(lowest, low);
    if (low < -SINKS) {
      note(linting, FAULT_SINKS, -low, "%s sinks %.2f body heights into the floor", lint_part_name(capsule->part), -low);
    }
  }
  if (lowest > FLOATS + highest_support(linting->figure)) {
    note(linting, FAULT_FLOATS, lowest, "the body floats %.2f body heights above the floor", lowest);
  }
}

static const char *side_word(int index) {
  return index < MIDDLE_COUNT ? "" : index < figure_limb_value(FIGURE_RIGHT, 0) ? "left " : "right ";
}

static void check_angles(struct linting *linting, const struct pose *pose) {
  struct lint_angle angles[LINT_ANGLES_MAX];
  int count = lint_measure_angles(pose, angles);
  for (int i = 0; i < count; i++) {
    const struct lint_angle *angle = &angles[i];
    const struct figure_range *range;
    double slack = FIGURE_TOLERANCE_DEGREES + ANGLE_SLACK;
    double beyond = fmax(angle->least - slack - angle->degrees, angle->degrees - angle->most - slack);
    if (beyond > 0 && !figure_value_is_allowed(linting->figure, angle->index, &range)) {
      note(linting, FAULT_ANGLE + angle->index, beyond, "%s%s is %.0f degrees, %.0f to %.0f is possible (%s)",
           side_word(angle->index), range->name, angle->degrees, angle->least, angle->most, range->source);
    }
  }
}

static void check_solved(struct linting *linting, const struct solve_report *report) {
  if (!report->ground_met) {
    note(linting, FAULT_GROUND, 1, "no lean of the body brings both places to the ground");
  }
  for (int end = 0; end < FIGURE_ENDS; end++) {
    if (report->reach_misses[end] > MISSES) {
      note(linting, FAULT_REACH + end, report->reach_misses[end], "%s falls %.2f body heights short", figure_end_names[end],
           report->reach_misses[end]);
    }
  }
}

/* What the description lays on the ground, and what the legs and arms have been sent elsewhere since. */
static void check_contacts(struct linting *linting, const struct pose *pose) {
  const struct figure *figure = linting->figure;
  for (int i = 0; i < figure->ground_count; i++) {
    const struct figure_contact *contact = &figure->ground[i];
    const struct figure_place_name *name = &figure_place_names[contact->place];
    struct contact_ball balls[CONTACT_BALLS_MAX];
    int count = spot_contact(pose, contact->place, contact->side, balls);
    double lowest = INFINITY;
    for (int ball = 0; ball < count; ball++) {
      lowest = fmin(lowest, balls[ball].at.z - balls[ball].radius - contact->height);
    }
    lowest -= fmax(0, at_lift(linting));
    if (count > 0 && lowest > HANGS) {
      const char *side = contact->side == FIGURE_LEFT ? "left " : contact->side == FIGURE_RIGHT ? "right " : "";
      bool both = name->has_sides && contact->side == FIGURE_BOTH && name->both != NULL;
      note(linting, FAULT_CONTACT + i, lowest, "the %s%s should touch the ground and %s %.2f body heights above it", side,
           both ? name->both : name->one, both ? "are" : "is", lowest);
    }
  }
}

static void check_overlaps(struct linting *linting, const struct pose *pose, const struct flesh *flesh) {
  struct lint_overlap overlaps[LINT_OVERLAPS_MAX];
  int count = lint_find_overlaps(pose, flesh, overlaps);
  for (int i = 0; i < count; i++) {
    note(linting, FAULT_OVERLAP + (int)overlaps[i].limb, overlaps[i].depth, "%s passes through %s, %.2f body heights deep",
         lint_part_name(overlaps[i].limb), lint_part_name(overlaps[i].other), overlaps[i].depth);
  }
}

void figure_lint(const struct figure *figure, figure_fault_fn report, void *context) {
  struct linting linting = {.figure = figure};
  int samples = solve_step_count(figure) * SAMPLES_A_STEP;
  for (int i = 0; i <= samples; i++) {
    struct solve_request request = {.moment = solve_moment_of_step(figure, (double)i / SAMPLES_A_STEP)};
    struct solve_report solved;
    struct pose pose;
    struct flesh flesh;
    linting.moment = request.moment;
    solve_pose(figure, &request, &pose, &solved);
    flesh_build(figure, &pose, false, &flesh);
    check_solved(&linting, &solved);
    check_floor(&linting, &flesh);
    check_contacts(&linting, &pose);
    check_angles(&linting, &pose);
    check_overlaps(&linting, &pose, &flesh);
  }
  for (int i = 0; i < FAULTS; i++) {
    if (linting.faults[i].amount > 0) {
      struct figure_fault fault = {.moment = linting.faults[i].moment};
      name_place(figure, fault.moment, fault.where, sizeof fault.where);
      snprintf(fault.message, sizeof fault.message, "%s", linting.faults[i].message);
      report(&fault, context);
    }
  }
}
