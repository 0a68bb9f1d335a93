#include "figure/lint_overlap.h"

#include <stddef.h>

/* Bodies are soft: a bone this far under another part's skin is a hand pressed in, or legs that lie on each other. */
#define GIVES .015

/* A place along a bone. Knee and elbow count for what hangs from them, so that they are told from the trunk. */
struct probe {
  enum flesh_part part; /* the left side's */
  enum limb_point from, to;
  double share;
};

static const struct probe probes[] = {
    {PART_THIGH, HIP, KNEE, .6},       {PART_THIGH, HIP, KNEE, .8},        {PART_SHANK, HIP, KNEE, 1},
    {PART_SHANK, KNEE, ANKLE, .25},    {PART_SHANK, KNEE, ANKLE, .5},      {PART_SHANK, KNEE, ANKLE, .75},
    {PART_FOOT, KNEE, ANKLE, 1},       {PART_FOOT, ANKLE, HEEL, 1},        {PART_FOOT, ANKLE, TOE, .6},
    {PART_FOOT, ANKLE, TOE, 1},        {PART_FOREARM, SHOULDER, ELBOW, 1}, {PART_FOREARM, ELBOW, WRIST, .33},
    {PART_FOREARM, ELBOW, WRIST, .67}, {PART_FOREARM, ELBOW, WRIST, 1},    {PART_FOREARM, WRIST, HAND, 1},
};

const char *lint_part_name(enum flesh_part part) {
  static const char *const names[PART_COUNT] = {
      [PART_TORSO] = "the trunk",
      [PART_NECK] = "the neck",
      [PART_HEAD] = "the head",
      [PART_THIGH] = "the left thigh",
      [PART_THIGH + 1] = "the right thigh",
      [PART_SHANK] = "the left shin",
      [PART_SHANK + 1] = "the right shin",
      [PART_FOOT] = "the left foot",
      [PART_FOOT + 1] = "the right foot",
      [PART_UPPER_ARM] = "the left upper arm",
      [PART_UPPER_ARM + 1] = "the right upper arm",
      [PART_FOREARM] = "the left forearm",
      [PART_FOREARM + 1] = "the right forearm",
  };
  return names[part] != NULL ? names[part] : "a prop";
}

/* Whether two parts meet in a joint, or are one: `low` is the one that hangs from `high`. */
static bool is_joined(enum flesh_part limb, enum flesh_part other) {
  enum flesh_part low = limb > other ? limb : other, high = limb > other ? other : limb;
  if (low == high || (high == PART_TORSO && (low < PART_SHANK || (low >= PART_UPPER_ARM && low < PART_FOREARM)))) {
    return true;
  }
  bool follows = (low >= PART_SHANK && low < PART_UPPER_ARM) || (low >= PART_FOREARM && low < PART_PROP);
  return follows && high + 2 == low;
}

/* How deep `at` lies under the capsule's skin; below 0: outside. */
static double depth_in(const struct capsule *capsule, struct vector at) {
  struct vector along = vector_difference(capsule->to, capsule->from), way = vector_difference(at, capsule->from);
  double square = vector_dot(along, along);
  double t = square > 1e-12 ? fmin(fmax(vector_dot(way, along) / square, 0), 1) : 0;
  double radius = capsule->from_radius + (capsule->to_radius - capsule->from_radius) * t;
  return radius - vector_length(vector_difference(way, vector_scaled(along, t)));
}

static void keep_deepest(struct lint_overlap *overlaps, int *count, struct lint_overlap found) {
  for (int i = 0; i < *count; i++) {
    if (overlaps[i].limb == found.limb && overlaps[i].other == found.other) {
      overlaps[i].depth = fmax(overlaps[i].depth, found.depth);
      return;
    }
  }
  if (*count < LINT_OVERLAPS_MAX) {
    overlaps[(*count)++] = found;
  }
}

int lint_find_overlaps(const struct pose *pose, const struct flesh *flesh, struct lint_overlap overlaps[LINT_OVERLAPS_MAX]) {
  int count = 0;
  for (size_t i = 0; i < 2 * sizeof probes / sizeof probes[0]; i++) {
    const struct probe *probe = &probes[i / 2];
    const struct vector *points = pose->limbs[i % 2];
    struct vector at = vector_between(points[probe->from], points[probe->to], probe->share);
    enum flesh_part limb = probe->part + (unsigned)(i % 2);
    for (int j = 0; j < flesh->count; j++) {
      const struct capsule *capsule = &flesh->capsules[j];
      bool is_bare = capsule->material == MATERIAL_BODY && flesh_is_body(capsule->part);
      double depth = is_bare && !is_joined(limb, capsule->part) ? depth_in(capsule, at) : 0;
      if (depth > GIVES) {
        keep_deepest(overlaps, &count, (struct lint_overlap){limb, capsule->part, depth});
      }
    }
  }
  return count;
}
