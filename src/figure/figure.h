#ifndef FIGURE_FIGURE_H
#define FIGURE_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What a figure is: a person in a position, moving through named moments. Plain data, filled by whoever reads it from a file.
 * Lengths are in body heights (x forward, y to the person's left, z up), angles in degrees as a goniometer measures them: zero
 * is standing upright, flexion, abduction and outward rotation count up. What has sides is described for the right side.
 */

enum { FIGURE_MOMENTS_MAX = 12, FIGURE_PROPS_MAX = 6, FIGURE_GROUND_MAX = 4, FIGURE_NAME_SIZE = 24 };

/* Columns: enumerator, word in files. */
#define FIGURE_BASE_LIST(X) \
  X(STANDING, "standing") \
  X(SITTING, "sitting") \
  X(KNEELING, "kneeling") \
  X(HALF_KNEELING, "half-kneeling") \
  X(LONG_SITTING, "long-sitting") \
  X(QUADRUPED, "quadruped") \
  X(SUPINE, "supine") \
  X(PRONE, "prone") \
  X(SIDE_LYING_LEFT, "side-lying-left") \
  X(SIDE_LYING_RIGHT, "side-lying-right")

/*
 * Columns: enumerator, word, range, and of a range of motion whose figures those are: the American Academy of Orthopaedic
 * Surgeons (Joint Motion), the American Medical Association (Guides to the Evaluation of Permanent Impairment), Kendall
 * (Muscles), Hoppenfeld (Physical Examination of the Spine and Extremities), Kapandji (Physiology of the Joints) or Neumann
 * (Kinesiology). Of the body's middle. */
#define FIGURE_MIDDLE_LIST(X) \
  X(ROOT_PITCH, "root-pitch", -180, 180, NULL) /* leaning forward */ \
  X(ROOT_ROLL, "root-roll", -180, 180, NULL)   /* tipping to the left */ \
  X(ROOT_YAW, "root-yaw", -180, 180, NULL)     /* turning to the left */ \
  X(ROOT_X, "root-x", -1, 1, NULL) \
  X(ROOT_Y, "root-y", -1, 1, NULL) \
  X(ROOT_LIFT, "root-lift", -1, 1, NULL) \
  X(LUMBAR_FLEX, "lumbar-flexion", -25, 60, "AMA") \
  X(LUMBAR_SIDE, "lumbar-side", -25, 25, "AMA") \
  X(LUMBAR_ROTATE, "lumbar-rotation", -10, 10, "Kapandji") \
  X(THORACIC_FLEX, "thoracic-flexion", -25, 45, "Kapandji") \
  X(THORACIC_SIDE, "thoracic-side", -25, 25, "Kapandji") \
  X(THORACIC_ROTATE, "thoracic-rotation", -35, 35, "Kapandji") \
  X(NECK_FLEX, "neck-flexion", -60, 50, "AMA") \
  X(NECK_SIDE, "neck-side", -45, 45, "AMA") \
  X(NECK_ROTATE, "neck-rotation", -80, 80, "AMA") \
  X(HEAD_GLIDE, "head-glide", -.05, .05, NULL) /* the head moved forward, level */ \
  X(BELLY, "belly", -1, 1, NULL)               /* drawn in to swelled */ \
  X(EFFORT, "effort", 0, 1, NULL)              /* how much the target muscles glow */

/* The same, of each side. */
#define FIGURE_LIMB_LIST(X) \
  X(HIP_FLEX, "hip-flexion", -30, 125, "AMA, Kendall") \
  X(HIP_ABDUCT, "hip-abduction", -30, 50, "AAOS, Hoppenfeld") \
  X(HIP_ROTATE, "hip-rotation", -45, 50, "AAOS, AMA") \
  X(KNEE, "knee", -5, 150, "AMA") \
  X(ANKLE, "ankle", -50, 25, "AAOS, Kapandji") /* dorsiflexion counts up */ \
  X(SHOULDER_FLEX, "shoulder-flexion", -60, 180, "AAOS") \
  X(SHOULDER_ABDUCT, "shoulder-abduction", -45, 180, "AAOS") \
  X(SHOULDER_ROTATE, "shoulder-rotation", -70, 90, "AAOS") \
  X(ELBOW, "elbow", -5, 150, "AAOS") \
  X(WRIST, "wrist", -80, 80, "AAOS, Kapandji") \
  X(GIRDLE_LIFT, "girdle-lift", -10, 45, "Neumann") /* of the collar bone: the shoulder blade goes up */ \
  X(GIRDLE_FORWARD, "girdle-forward", -30, 30, "Neumann")

#define FIGURE_MUSCLE_LIST(X) \
  X(HIP_FLEXORS, "hip-flexors") \
  X(QUADS, "quads") \
  X(HAMSTRINGS, "hamstrings") \
  X(ADDUCTORS, "adductors") \
  X(OUTER_HIP, "outer-hip") \
  X(GLUTES, "glutes") \
  X(GLUTE_MED, "glute-med") \
  X(CALVES, "calves") \
  X(LOWER_BACK, "lower-back") \
  X(UPPER_BACK, "upper-back") \
  X(ABS, "abs") \
  X(OBLIQUES, "obliques") \
  X(LATS, "lats") \
  X(CHEST, "chest") \
  X(SHOULDERS, "shoulders") \
  X(NECK, "neck") \
  X(SOLES, "soles")

#define FIGURE_PROP_LIST(X) \
  X(MAT, "mat") \
  X(CHAIR, "chair") \
  X(WALL, "wall") \
  X(BALL, "ball") \
  X(ROLLER, "roller") \
  X(STRAP, "strap") \
  X(BED, "bed") \
  X(STEP, "step") \
  X(BAND, "band") \
  X(CUSHION, "cushion") \
  X(DOORWAY, "doorway") \
  X(DESK, "desk") \
  X(ARROW, "arrow") /* not a thing: which way to press, breathe or pull */

/* Columns: enumerator, word (behind left- or right- where it has sides), word for both sides or NULL, whether it has sides. */
#define FIGURE_PLACE_LIST(X) \
  X(WORLD, "world", NULL, false) /* a point of the room */ \
  X(PROP, "prop", NULL, false)   /* a prop, by its number */ \
  X(PELVIS, "pelvis", NULL, false) \
  X(BELLY, "belly", NULL, false) \
  X(RIBS, "ribs", NULL, false) \
  X(CHEST, "chest", NULL, false) \
  X(UPPER_BACK, "upper-back", NULL, false) \
  X(HEAD, "head", NULL, false) \
  X(HIP, "hip", "hips", true) \
  X(HIP_SIDE, "hip-side", NULL, true) \
  X(THIGH, "thigh", "thighs", true) \
  X(THIGH_FRONT, "thigh-front", NULL, true) \
  X(THIGH_BACK, "thigh-back", NULL, true) \
  X(KNEE, "knee", "knees", true) \
  X(KNEE_FRONT, "knee-front", NULL, true) \
  X(SHIN, "shin", "shins", true) \
  X(SHIN_TOP, "shin-top", NULL, true) \
  X(ANKLE, "ankle", "ankles", true) \
  X(HEEL, "heel", "heels", true) \
  X(FOOT, "foot", "feet", true) \
  X(TOES, "toes", NULL, true) \
  X(SOLE, "sole", NULL, true) \
  X(SHOULDER, "shoulder", "shoulders", true) \
  X(ELBOW, "elbow", "elbows", true) \
  X(FOREARM, "forearm", "forearms", true) \
  X(WRIST, "wrist", "wrists", true) \
  X(HAND, "hand", "hands", true)

#define X(id, ...) FIGURE_BASE_##id,
enum figure_base { FIGURE_BASE_LIST(X) FIGURE_BASE_COUNT };
#undef X
#define X(id, ...) MIDDLE_##id,
enum figure_middle { FIGURE_MIDDLE_LIST(X) MIDDLE_COUNT };
#undef X
#define X(id, ...) LIMB_##id,
enum figure_limb { FIGURE_LIMB_LIST(X) LIMB_COUNT };
#undef X
#define X(id, ...) MUSCLE_##id,
enum figure_muscle { FIGURE_MUSCLE_LIST(X) MUSCLE_COUNT };
#undef X
#define X(id, ...) PROP_##id,
enum figure_prop_kind { FIGURE_PROP_LIST(X) PROP_COUNT };
#undef X
#define X(id, ...) PLACE_##id,
enum figure_place { FIGURE_PLACE_LIST(X) PLACE_COUNT };
#undef X

enum figure_side { FIGURE_LEFT, FIGURE_RIGHT, FIGURE_BOTH };

/* A number that may be set: of the middle, or of a limb (VALUES of a side begin at figure_limb_value). */
enum { FIGURE_VALUES = MIDDLE_COUNT + 2 * LIMB_COUNT };

static inline int figure_limb_value(enum figure_side side, enum figure_limb limb) {
  return MIDDLE_COUNT + (int)side * LIMB_COUNT + (int)limb;
}

struct figure_range {
  const char *name;
  double least, most;
  const char *source; /* NULL: it is no range of motion */
};

extern const char *const figure_base_names[FIGURE_BASE_COUNT];
extern const char *const figure_muscle_names[MUSCLE_COUNT];
extern const char *const figure_prop_names[PROP_COUNT];
extern const struct figure_range figure_middle_ranges[MIDDLE_COUNT], figure_limb_ranges[LIMB_COUNT];

struct figure_place_name {
  const char *one, *both;
  bool has_sides;
};

extern const struct figure_place_name figure_place_names[PLACE_COUNT];

struct figure_point {
  double x, y, z;
};

/* A place on the body (BOTH: between both sides), on a prop (`index`), or in the room, and how far from there. */
struct figure_spot {
  enum figure_place place;
  enum figure_side side;
  int index;
  struct figure_point offset;
};

/* What touches the floor, or something of that height. */
struct figure_contact {
  enum figure_place place;
  enum figure_side side;
  double height;
};

struct figure_prop {
  enum figure_prop_kind kind;
  struct figure_spot at;
  double turn_degrees;           /* about the upright; a chair faces forward, a wall stands across the way forward */
  double radius, length;         /* of a ball, a roller, a cushion, a wall, a doorway; 0: the usual one */
  double height;                 /* of a seat, a step, a bed, a desk, a wall, a doorway; 0: the usual one */
  enum figure_side foot;         /* of a strap */
  struct figure_point direction; /* of an arrow: where it points; its place is that of its tip */
};

/* Where a foot or a hand goes, whatever the angles say. */
struct figure_reach {
  bool is_set;
  struct figure_spot to;
  bool flat;                     /* palm or sole on the ground */
  bool has_direction, has_pole;  /* else the usual ones */
  struct figure_point direction; /* where fingers point */
  struct figure_point pole;      /* where the elbow or knee points */
};

enum figure_end { FIGURE_LEFT_FOOT, FIGURE_RIGHT_FOOT, FIGURE_LEFT_HAND, FIGURE_RIGHT_HAND, FIGURE_ENDS };

extern const char *const figure_end_names[FIGURE_ENDS];

struct figure_moment {
  char name[FIGURE_NAME_SIZE];
  double values[FIGURE_VALUES];
  struct figure_reach reaches[FIGURE_ENDS];
};

/*
 * Motion runs from moment 0 to 1, the way there through the first `there` moments, and from 1 to 2, the way back through the
 * others; where there are none the way back is the way there, backwards.
 */
struct figure {
  enum figure_base base;
  double azimuth_degrees, elevation_degrees; /* where it is seen from: 0, 0 is from its right, level */
  double zoom;                               /* most that a small figure is enlarged; 1 */
  bool alternates;                           /* every other repetition is the body's mirror image */
  bool steady;                               /* equal speed all the way */
  unsigned muscles[2];                       /* bits of enum figure_muscle, by side */
  struct figure_contact ground[FIGURE_GROUND_MAX];
  int ground_count;
  struct figure_contact anchor; /* what does not slide; place WORLD: nothing is held */
  struct figure_prop props[FIGURE_PROPS_MAX];
  int prop_count;
  bool allowed_middle[MIDDLE_COUNT], allowed_limb[LIMB_COUNT]; /* ranges of motion it may leave, with a reason given */
  struct figure_moment *moments;                               /* borrowed, as many as moment_count says */
  int moment_count, there;
};

enum { FIGURE_TOLERANCE_DEGREES = 5 };

/* The numbers of `base` before any moment has set some. */
void figure_base_values(enum figure_base base, double values[FIGURE_VALUES]);

/* Whether the figure says why the value of `index` may leave its range; `*range` is that range. */
bool figure_value_is_allowed(const struct figure *figure, int index, const struct figure_range **range);

/* Whether the value of `index` may be `value` in this figure; `*range` is its range. */
bool figure_value_fits(const struct figure *figure, int index, double value, const struct figure_range **range);

#endif
