#include "figure/solve.h"

#include "figure/reach.h"
#include "figure/spots.h"

#include <stddef.h>

enum { PITCH_STEP_DEGREES = 4, PITCH_STEPS = 15, BISECTIONS = 18, SHIN_BISECTIONS = 13 };

static double eased(const struct figure *figure, double t) {
  return figure->steady ? t : .5 - .5 * cos(180 * DEGREES * t);
}

struct solve_moments solve_moments_at(const struct figure *figure, double moment) {
  double t = isfinite(moment) ? fmin(fmax(moment, 0), 2) : 0;
  int back = figure->moment_count - figure->there;
  if (t > 1 && back == 0) {
    t = 2 - t;
  }
  bool returning = t > 1;
  int parts = returning ? back + 1 : figure->there - 1;
  double along = eased(figure, returning ? t - 1 : t) * parts;
  int part = parts == 0 ? 0 : (int)fmin(floor(along), parts - 1);
  int first = returning ? figure->there - 1 + part : part;
  int second = parts == 0 ? first : (first + 1) % figure->moment_count;
  return (struct solve_moments){&figure->moments[first], &figure->moments[second], parts == 0 ? 0 : along - part};
}

static int steps_there(const struct figure *figure) {
  return figure->there > 1 ? figure->there - 1 : 1;
}

int solve_step_count(const struct figure *figure) {
  int back = figure->moment_count - figure->there;
  return steps_there(figure) + (back > 0 ? back + 1 : 0);
}

/* When the way is done by `share`: eased() backwards. */
static double uneased(const struct figure *figure, double share) {
  return figure->steady ? share : acos(fmin(fmax(1 - 2 * share, -1), 1)) / (180 * DEGREES);
}

double solve_moment_of_step(const struct figure *figure, double step) {
  int there = steps_there(figure), back = figure->moment_count - figure->there + 1;
  return step <= there ? uneased(figure, step / there) : 1 + uneased(figure, (step - there) / back);
}

static void blend(const struct solve_moments *at, double breath, double values[FIGURE_VALUES]) {
  for (int i = 0; i < FIGURE_VALUES; i++) {
    values[i] = at->from->values[i] * (1 - at->share) + at->to->values[i] * at->share;
  }
  values[MIDDLE_THORACIC_FLEX] -= .7 * breath;
  values[MIDDLE_NECK_FLEX] += .6 * breath;
}

static struct axes root_axes(enum figure_base base, const double *values) {
  struct axes axes = axes_none();
  switch (base) {
  case FIGURE_BASE_SUPINE:
    axes = axes_turned_y(axes, -90);
    break;
  case FIGURE_BASE_PRONE:
  case FIGURE_BASE_QUADRUPED:
    axes = axes_turned_y(axes, 90);
    break;
  case FIGURE_BASE_SIDE_LYING_LEFT:
    axes = axes_turned_x(axes_turned_z(axes, -90), -90);
    break;
  case FIGURE_BASE_SIDE_LYING_RIGHT:
    axes = axes_turned_x(axes_turned_z(axes, -90), 90);
    break;
  default:
    break;
  }
  return axes_turned_x(axes_turned_y(axes_turned_z(axes, values[MIDDLE_ROOT_YAW]), values[MIDDLE_ROOT_PITCH]),
                       -values[MIDDLE_ROOT_ROLL]);
}

static double lowest_of(const struct pose *pose, const struct figure_contact *contact) {
  struct contact_ball balls[CONTACT_BALLS_MAX];
  int count = spot_contact(pose, contact->place, contact->side, balls);
  double lowest = INFINITY;
  for (int i = 0; i < count; i++) {
    lowest = fmin(lowest, balls[i].at.z - balls[i].radius);
  }
  return lowest - contact->height;
}

/* How much lower the toes of a bent knee lie than the knee itself, both taken at their skin. */
static double shin_tilt(struct pose *pose, int side, double knee, double ankle) {
  skeleton_bend_knee(pose, side, knee, ankle);
  const struct vector *points = pose->limbs[side];
  return (points[TOE].z - TOE_RADIUS) - (points[KNEE].z - KNEE_RADIUS);
}

/* A shin on the ground: the knee bends until the toes lie as low as it does. */
static void lay_shin(struct pose *pose, int side, double ankle) {
  double low = 15, high = 155;
  for (int i = 0; i < SHIN_BISECTIONS; i++) {
    double middle = (low + high) / 2;
    if (shin_tilt(pose, side, middle, ankle) < 0) {
      low = middle;
    } else {
      high = middle;
    }
  }
}

static void lay_shins(const struct figure *figure, const double *values, struct pose *pose) {
  for (int i = 0; i < figure->ground_count; i++) {
    const struct figure_contact *contact = &figure->ground[i];
    for (int side = 0; side < 2; side++) {
      if (contact->place == PLACE_SHIN && (contact->side == FIGURE_BOTH || (int)contact->side == side)) {
        lay_shin(pose, side, values[figure_limb_value((enum figure_side)side, LIMB_ANKLE)]);
      }
    }
  }
}

static double tilt_at(const struct figure *figure, const double *values, const struct pose *upright, const struct axes *root,
                      double pitch, struct pose *pose) {
  struct axes world = axes_turned_y(axes_none(), pitch);
  struct axes axes = axes_product(&world, root);
  *pose = *upright;
  skeleton_move(pose, &axes, vector_of(0, 0, 0));
  lay_shins(figure, values, pose);
  return figure->ground_count < 2 ? 0 : lowest_of(pose, &figure->ground[0]) - lowest_of(pose, &figure->ground[1]);
}

/* The pitch nearest to none between which and the next step both contacts come level; false: there is none. */
static bool bracket(const struct figure *figure, const double *values, const struct pose *upright, const struct axes *root,
                    struct pose *pose, double *low, double *high) {
  double up = tilt_at(figure, values, upright, root, 0, pose), down = up;
  for (int i = 1; i <= PITCH_STEPS; i++) {
    double pitch = i * PITCH_STEP_DEGREES;
    double next_up = tilt_at(figure, values, upright, root, pitch, pose);
    if (up * next_up <= 0) {
      *low = pitch - PITCH_STEP_DEGREES;
      *high = pitch;
      return true;
    }
    double next_down = tilt_at(figure, values, upright, root, -pitch, pose);
    if (down * next_down <= 0) {
      *low = -pitch;
      *high = PITCH_STEP_DEGREES - pitch;
      return true;
    }
    up = next_up;
    down = next_down;
  }
  return false;
}

/* Leans the whole body until the first two contacts are at their heights together. */
static bool settle_pitch(const struct figure *figure, const double *values, const struct pose *upright, const struct axes *root,
                         struct pose *pose) {
  double low, high;
  if (figure->ground_count < 2 || !bracket(figure, values, upright, root, pose, &low, &high)) {
    tilt_at(figure, values, upright, root, 0, pose);
    return figure->ground_count < 2;
  }
  double at_low = tilt_at(figure, values, upright, root, low, pose);
  for (int i = 0; i < BISECTIONS; i++) {
    double middle = (low + high) / 2;
    double at_middle = tilt_at(figure, values, upright, root, middle, pose);
    if (at_low * at_middle <= 0) {
      high = middle;
    } else {
      low = middle;
      at_low = at_middle;
    }
  }
  return true;
}

static double lowest_of_all(const struct pose *pose) {
  static const enum figure_place central[] = {PLACE_PELVIS, PLACE_UPPER_BACK, PLACE_RIBS, PLACE_HEAD};
  static const enum figure_place sided[] = {PLACE_KNEE, PLACE_HEEL, PLACE_TOES};
  double lowest = INFINITY;
  for (size_t i = 0; i < sizeof central / sizeof central[0]; i++) {
    lowest = fmin(lowest, lowest_of(pose, &(struct figure_contact){central[i], FIGURE_BOTH, 0}));
  }
  for (size_t i = 0; i < sizeof sided / sizeof sided[0]; i++) {
    lowest = fmin(lowest, lowest_of(pose, &(struct figure_contact){sided[i], FIGURE_BOTH, 0}));
  }
  return lowest;
}

static void stand_on_ground(const struct figure *figure, const double *values, struct pose *pose) {
  double lowest = INFINITY;
  for (int i = 0; i < figure->ground_count; i++) {
    lowest = fmin(lowest, lowest_of(pose, &figure->ground[i]));
  }
  if (!isfinite(lowest)) {
    lowest = lowest_of_all(pose);
  }
  struct contact_ball balls[CONTACT_BALLS_MAX];
  int count = spot_contact(pose, figure->anchor.place, figure->anchor.side, balls);
  struct vector held = vector_of(0, 0, 0);
  for (int i = 0; i < count; i++) {
    held = vector_along(held, balls[i].at, 1. / count);
  }
  struct axes none = axes_none();
  skeleton_move(pose, &none,
                vector_of(values[MIDDLE_ROOT_X] - held.x, values[MIDDLE_ROOT_Y] - held.y, values[MIDDLE_ROOT_LIFT] - lowest));
}

static void level_feet(const struct figure *figure, struct pose *pose) {
  for (int i = 0; i < figure->ground_count; i++) {
    const struct figure_contact *contact = &figure->ground[i];
    for (int side = 0; side < 2; side++) {
      if (contact->place == PLACE_FOOT && (contact->side == FIGURE_BOTH || (int)contact->side == side)) {
        reach_level_foot(pose, side);
      }
    }
  }
}

static void place_props(const struct figure *figure, struct pose *pose) {
  for (int i = 0; i < FIGURE_PROPS_MAX; i++) {
    pose->props[i] = vector_of(0, 0, 0);
  }
  for (int i = 0; i < figure->prop_count; i++) {
    pose->props[i] = spot_point(pose, &figure->props[i].at);
  }
}

void solve_pose(const struct figure *figure, const struct solve_request *request, struct pose *pose,
                struct solve_report *report) {
  struct solve_report ignored;
  struct solve_report *told = report != NULL ? report : &ignored;
  struct solve_moments at = solve_moments_at(figure, request->moment);
  double values[FIGURE_VALUES];
  blend(&at, request->breath, values);
  struct pose upright;
  skeleton_place(values, &upright);
  struct axes root = root_axes(figure->base, values);
  told->ground_met = settle_pitch(figure, values, &upright, &root, pose);
  stand_on_ground(figure, values, pose);
  level_feet(figure, pose);
  place_props(figure, pose);
  for (int end = 0; end < FIGURE_ENDS; end++) {
    const struct reach_pair pair = {&at.from->reaches[end], &at.to->reaches[end], at.share};
    told->reach_misses[end] = reach_solve(pose, (enum figure_end)end, &pair, values);
  }
  place_props(figure, pose); /* what lies at a hand or a foot has gone there with it */
  pose->breath = request->breath;
  if (request->swapped) {
    skeleton_swap_sides(pose);
  }
}
