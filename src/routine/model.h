#ifndef ROUTINE_MODEL_H
#define ROUTINE_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a routine is, once read: exercises, doses, steps. Everything is const after reading and lives in the routine's
 * arena; pointers between the parts stay valid until routine_destroy(). Nothing here knows of YAML, files or clocks.
 */

#define TYPE_LIST(X) \
  X(STRETCH, "stretch") \
  X(STRENGTH, "strength") \
  X(MOBILITY, "mobility") \
  X(BREATHING, "breathing") \
  X(MASSAGE_SWEDISH, "massage-swedish") \
  X(MASSAGE_DEEP, "massage-deep") \
  X(MASSAGE_TRIGGER, "massage-trigger") \
  X(MASSAGE_SPORTS, "massage-sports")

#define AREA_LIST(X) \
  X(HIPS, "hips") \
  X(GLUTES, "glutes") \
  X(HAMSTRINGS, "hamstrings") \
  X(CORE, "core") \
  X(LOWER_BACK, "lower-back") \
  X(FULL_BODY, "full-body") \
  X(DESK, "desk")

/* Columns: enumerator, word in files, how a screen names it. `any` keeps the position one is in. */
#define POSITION_LIST(X) \
  X(STANDING, "standing", "standing") \
  X(SEATED_CHAIR, "seated-chair", "sitting on a chair") \
  X(SEATED_FLOOR, "seated-floor", "sitting on the floor") \
  X(SUPINE, "supine", "lying on your back") \
  X(PRONE, "prone", "lying face down") \
  X(SIDE_LYING, "side-lying", "lying on your side") \
  X(QUADRUPED, "quadruped", "on hands and knees") \
  X(KNEELING, "kneeling", "kneeling") \
  X(ANY, "any", "where you are")

#define SIDEDNESS_LIST(X) \
  X(NONE, "none") \
  X(EACH, "each") \
  X(ALTERNATE, "alternate")

/* Why an exercise may have to be left out: the tags that the safety screen sets. */
#define AVOID_LIST(X) \
  X(ACUTE, "acute") \
  X(BALANCE, "balance") \
  X(BLOOD_CLOT, "blood-clot") \
  X(BLOOD_THINNER, "blood-thinner") \
  X(DISC_HERNIATION, "disc-herniation") \
  X(HIGH_BLOOD_PRESSURE, "high-blood-pressure") \
  X(HIP_REPLACEMENT, "hip-replacement") \
  X(KNEE, "knee") \
  X(OSTEOPOROSIS, "osteoporosis") \
  X(PREGNANCY, "pregnancy") \
  X(SKIN_WOUND, "skin-wound") \
  X(SPINAL_STENOSIS, "spinal-stenosis") \
  X(WRIST_SHOULDER, "wrist-shoulder")

#define X(id, ...) TYPE_##id,
enum exercise_type { TYPE_LIST(X) TYPE_COUNT };
#undef X
#define X(id, ...) AREA_##id,
enum area { AREA_LIST(X) AREA_COUNT };
#undef X
#define X(id, ...) POSITION_##id,
enum position { POSITION_LIST(X) POSITION_COUNT };
#undef X
#define X(id, ...) SIDES_##id,
enum sidedness { SIDEDNESS_LIST(X) SIDES_COUNT };
#undef X
#define X(id, ...) AVOID_##id,
enum avoid_tag { AVOID_LIST(X) AVOID_COUNT };
#undef X

/* The words of each enumeration in files, indexed by the enumerator. */
extern const char *const type_names[TYPE_COUNT];
extern const char *const area_names[AREA_COUNT];
extern const char *const position_names[POSITION_COUNT];
extern const char *const position_phrases[POSITION_COUNT];
extern const char *const sidedness_names[SIDES_COUNT];
extern const char *const avoid_names[AVOID_COUNT];

/* A set of enumerators: bit N is enumerator N. */
typedef uint32_t word_set;

#define WORD_BIT(n) ((word_set)1 << (n))

enum side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT };

/* "left", "right", or NULL for SIDE_NONE. */
const char *side_name(enum side side);

/* A list of strings. */
struct strings {
  const char *const *items;
  size_t count;
};

/* Seconds into the movement, held, and back; of a breathing exercise: in, held, out. All 0: no tempo. */
struct tempo {
  int in_s, hold_s, out_s;
};

/* The length of one repetition. */
int64_t tempo_length_ns(struct tempo tempo);

enum dose_kind { DOSE_HOLD, DOSE_REPS, DOSE_TIME };

/* How much of an exercise is done. */
struct dose {
  enum dose_kind kind;
  int reps;          /* DOSE_REPS: repetitions in a set; of an alternating exercise both sides together */
  int64_t length_ns; /* DOSE_HOLD, DOSE_TIME: of one set */
  struct tempo tempo;
  int sets[2]; /* [0] left or unsided, [1] right; an unsided exercise has 0 there */
};

/* The length of the work of one set, in ns. */
int64_t dose_set_length_ns(const struct dose *dose);

/* Where something stands in a file; line and column count from 1, line 0: nowhere. */
struct place {
  const char *file;
  int line, column;
};

struct figure;

struct exercise {
  const char *id, *name;
  const char *short_name; /* for narrow screens and tight cues; the name where the file gives none */
  enum exercise_type type;
  enum area area;
  enum position position;
  enum sidedness sides;
  struct dose dose;
  int level; /* 1 easy, 2 steady, 3 strong */
  struct strings muscles, equipment;
  word_set avoid; /* of enum avoid_tag */
  bool gentle;    /* allowed while pain is acute */
  bool desk;      /* works at a desk, in office clothes */
  const char *setup;
  const char *say;                 /* said after the set-up; NULL: nothing */
  const char *care;                /* what to mind while doing it, shown and not said; NULL: nothing */
  const char *phases[3];           /* what the tempo's phases are called, such as lift, hold, lower */
  bool own_phases;                 /* whether the file says so: else these are the usual words of the type */
  const char *easier, *harder;     /* exercise ids, or NULL */
  const char *source, *figure;     /* NULL where the file gives none; `figure` names another exercise's */
  const struct figure *own_figure; /* one described in place, or the lender's; NULL: none */
  struct place place, setup_place, say_place, figure_place;
};

/* Whether the exercise's name says the place (`on hands and knees`) already: "Hands-and-knees leg reach". */
bool exercise_says_place(const struct exercise *exercise, const char *place);

/* The pieces of equipment that one asks for: "wall or chair" offers a choice, "stick optional" may be left away. */
bool equipment_is_optional(const char *equipment);

enum step_kind { STEP_EXERCISE, STEP_CIRCUIT, STEP_WAIT };

struct step {
  enum step_kind kind;
  struct place place;
  union {
    struct {
      const struct exercise *exercise;
      struct dose dose;
      int64_t rest_ns;               /* between sets; -1: by the rules */
      const struct exercise *easier; /* what easing off offers, or NULL */
      const char *say;               /* said after the set-up, or NULL */
      struct place say_place;
    } exercise;
    struct {
      int rounds;
      int64_t rest_ns; /* between rounds */
      const struct step *steps;
      size_t count;
    } circuit;
    struct {
      const char *text;
    } wait;
  };
};

/* Lengths that a routine sets for itself; -1: by the rules. */
struct timing {
  int64_t transition_ns, rest_ns, switch_ns;
};

struct arena;

struct routine {
  const char *id, *title, *goal; /* goal: NULL where the file gives none */
  word_set areas;                /* of enum area */
  int level;                     /* the highest of its exercises where the file gives none */
  struct timing timing;
  const struct step *steps;
  size_t step_count;
  const struct exercise *const *own_exercises; /* those that the file brings along, whether its steps name them or not */
  size_t own_exercise_count;
  struct strings equipment; /* every tool once, optional ones left out */
  bool gentle, desk;        /* as the file says, else whether every exercise is */
  const char *say, *source; /* NULL where the file gives none */
  const char *file;
  struct arena *arena; /* owns all of the above, and the timeline compiled from it */
};

/* Frees the routine and all that was compiled from it. NULL is fine. */
void routine_destroy(struct routine *routine);

#endif
