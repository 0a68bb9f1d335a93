#include "routine/figure_moment_reader.h"

#include "base/arena.h"
#include "base/macros.h"
#include "routine/figure_words.h"

#include <stdio.h>
#include <string.h>

static const char *help_for_range(const struct reader *reader, const struct figure_range *range) {
  if (range->source == NULL) {
    return NULL;
  }
  return arena_format(reader->arena, "if it is meant, say why: allow: {%s: REASON}", range->name);
}

/* One number of the figure, within the range of its joint unless the figure may leave it. */
static bool read_value(const struct reader *reader, const struct node *node, const struct figure *figure, int index,
                       double *values) {
  double value = 0;
  const struct figure_range *range;
  if (node == NULL) {
    return true;
  }
  if (!figure_read_number(reader, node, -180, 180, &value)) {
    return false;
  }
  if (!figure_value_fits(figure, index, value, &range)) {
    const char *source = range->source == NULL ? "" : arena_format(reader->arena, " (%s; 5 more at either end)", range->source);
    return reader_error(reader, node, help_for_range(reader, range), "%s is %g, %g to %g%s is possible", range->name, value,
                        range->least, range->most, source);
  }
  values[index] = value;
  return true;
}

/* A joint of up to `most` angles: the first one alone, or a list of them. */
static bool read_angles(const struct reader *reader, const struct node *node, const struct figure *figure, int first, int most,
                        double *values) {
  if (node == NULL || node->kind == NODE_SCALAR || most == 1) {
    return read_value(reader, node, figure, first, values);
  }
  if (node->kind != NODE_SEQUENCE || node->count < 1 || node->count > (size_t)most) {
    return reader_error(reader, node, most == 2 ? "for example 30, or [30, -10]" : "for example 90, or [90, 20, -10]",
                        "one angle or up to %s in brackets are expected here", most == 2 ? "two" : "three");
  }
  bool good = true;
  for (size_t i = 0; i < node->count; i++) {
    good = read_value(reader, node->items[i], figure, first + (int)i, values) && good;
  }
  return good;
}

static bool read_root(const struct reader *reader, const struct node *node, const struct figure *figure, double *values) {
  static const struct reader_key keys[] = {{"pitch", false, "-20"}, {"roll", false, "10"}, {"yaw", false, "30"},
                                           {"x", false, "0.05"},    {"y", false, "0.05"},  {"lift", false, "0.02"}};
  const struct node *nodes[ARRAY_LEN(keys)];
  if (node == NULL) {
    return true;
  }
  bool good = read_mapping(reader, node, keys, ARRAY_LEN(keys), nodes);
  for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
    good = read_value(reader, nodes[i], figure, MIDDLE_ROOT_PITCH + (int)i, values) && good;
  }
  return good;
}

static bool read_side(const struct reader *reader, const struct node *node, const struct figure *figure, enum figure_side side,
                      double *values) {
  static const struct reader_key keys[] = {{"hip", false, "[60, 20, 10]"},  {"knee", false, "90"},  {"ankle", false, "-20"},
                                           {"shoulder", false, "[90, 10]"}, {"elbow", false, "30"}, {"wrist", false, "20"},
                                           {"girdle", false, "[30, -10]"}};
  static const struct {
    enum figure_limb first;
    int angles;
  } joints[] = {{LIMB_HIP_FLEX, 3}, {LIMB_KNEE, 1},  {LIMB_ANKLE, 1},      {LIMB_SHOULDER_FLEX, 3},
                {LIMB_ELBOW, 1},    {LIMB_WRIST, 1}, {LIMB_GIRDLE_LIFT, 2}};
  const struct node *nodes[ARRAY_LEN(keys)];
  if (node == NULL) {
    return true;
  }
  bool good = read_mapping(reader, node, keys, ARRAY_LEN(keys), nodes);
  for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
    int index = figure_limb_value(side, joints[i].first);
    good = read_angles(reader, nodes[i], figure, index, joints[i].angles, values) && good;
  }
  return good;
}

/* Both sides alike; mistakes are told once. */
static bool read_both(const struct reader *reader, const struct node *node, const struct figure *figure, double *values) {
  if (!read_side(reader, node, figure, FIGURE_LEFT, values)) {
    return false;
  }
  return read_side(reader, node, figure, FIGURE_RIGHT, values);
}

static struct figure_reach mirrored(struct figure_reach reach) {
  reach.to.side = reach.to.side == FIGURE_LEFT ? FIGURE_RIGHT : reach.to.side == FIGURE_RIGHT ? FIGURE_LEFT : FIGURE_BOTH;
  reach.to.offset.y = -reach.to.offset.y;
  reach.direction.y = -reach.direction.y;
  reach.pole.y = -reach.pole.y;
  return reach;
}

static bool read_reach(const struct reader *reader, const struct node *node, const struct figure *figure,
                       struct figure_reach *out) {
  enum { TO, OFFSET, FLAT, DIRECTION, POLE, KEYS };
  static const struct reader_key keys[KEYS] = {{"to", true, "left-knee-front"},
                                               {"offset", false, "[0, 0.02, 0]"},
                                               {"flat", false, "true"},
                                               {"direction", false, "[1, 0, 0]"},
                                               {"pole", false, "[0.3, -1, 0]"}};
  const struct node *values[KEYS];
  if (node->kind == NODE_SCALAR && strcmp(node->text, "free") == 0) {
    *out = (struct figure_reach){0};
    return true;
  }
  if (!read_mapping(reader, node, keys, KEYS, values)) {
    return false;
  }
  struct figure_reach reach = {.is_set = true, .has_direction = values[DIRECTION] != NULL, .has_pole = values[POLE] != NULL};
  struct figure_point offset = {0, 0, 0};
  bool good = figure_read_spot(reader, values[TO], figure, &reach.to);
  good = figure_read_point(reader, values[OFFSET], &offset) && good;
  good = read_boolean(reader, values[FLAT], &reach.flat) && good;
  good = figure_read_point(reader, values[DIRECTION], &reach.direction) && good;
  good = figure_read_point(reader, values[POLE], &reach.pole) && good;
  reach.to.offset.x += offset.x;
  reach.to.offset.y += offset.y;
  reach.to.offset.z += offset.z;
  if (good) {
    *out = reach;
  }
  return good;
}

bool figure_read_reaches(const struct reader *reader, const struct node *node, const struct figure *figure,
                         struct figure_reach reaches[FIGURE_ENDS]) {
  enum { FEET = FIGURE_ENDS, HANDS, KEYS };
  static const struct reader_key keys[KEYS] = {[FIGURE_LEFT_FOOT] = {"left-foot", false, "{to: right-knee}"},
                                               [FIGURE_RIGHT_FOOT] = {"right-foot", false, "{to: left-knee}"},
                                               [FIGURE_LEFT_HAND] = {"left-hand", false, "{to: right-knee}"},
                                               [FIGURE_RIGHT_HAND] = {"right-hand", false, "{to: left-knee}"},
                                               [FEET] = {"feet", false, "{to: [0.5, 0.06, 0.039], flat: true}"},
                                               [HANDS] = {"hands", false, "{to: left-knee}"}};
  const struct node *values[KEYS];
  if (node == NULL) {
    return true;
  }
  bool good = read_mapping(reader, node, keys, KEYS, values);
  for (int pair = FEET; pair <= HANDS; pair++) {
    int left = pair == FEET ? FIGURE_LEFT_FOOT : FIGURE_LEFT_HAND;
    if (values[pair] != NULL) {
      bool read = read_reach(reader, values[pair], figure, &reaches[left]);
      reaches[left + 1] = mirrored(reaches[left]);
      good = read && good;
    }
  }
  for (int end = 0; end < FIGURE_ENDS; end++) {
    if (values[end] != NULL) {
      good = read_reach(reader, values[end], figure, &reaches[end]) && good;
    }
  }
  return good;
}

static bool read_name(const struct reader *reader, const struct node *node, struct figure_moment *moment) {
  const char *name = moment->name;
  if (!read_string(reader, node, FIGURE_NAME_SIZE - 1, &name)) {
    return false;
  }
  if (node != NULL && strlen(name) >= FIGURE_NAME_SIZE) {
    return reader_error(reader, node, NULL, "a moment's name has %d bytes at most", FIGURE_NAME_SIZE - 1);
  }
  if (node != NULL) {
    snprintf(moment->name, sizeof moment->name, "%s", name);
  }
  return true;
}

bool figure_read_moment(const struct reader *reader, const struct node *node, const struct figure *figure,
                        struct figure_moment *moment, bool *back) {
  enum { NAME, BACK, ROOT, LUMBAR, THORACIC, NECK, GLIDE, BELLY_KEY, EFFORT, LEFT, RIGHT, BOTH, REACH, KEYS };
  static const struct reader_key keys[KEYS] = {{"name", true, "stretch"},
                                               {"back", false, "true"},
                                               {"root", false, "{pitch: -20}"},
                                               {"lumbar", false, "20"},
                                               {"thoracic", false, "[10, 0, 20]"},
                                               {"neck", false, "15"},
                                               {"glide", false, "0.03"},
                                               {"belly", false, "1"},
                                               {"effort", false, "0.5"},
                                               {"left", false, "{hip: 90, knee: 90}"},
                                               {"right", false, "{hip: 90}"},
                                               {"both", false, "{knee: 90}"},
                                               {"reach", false, "{left-hand: {to: left-knee}}"}};
  const struct node *nodes[KEYS];
  if (!read_mapping(reader, node, keys, KEYS, nodes) && node->kind != NODE_MAPPING) {
    return false;
  }
  double *values = moment->values;
  bool good = nodes[NAME] != NULL && read_name(reader, nodes[NAME], moment);
  good = read_boolean(reader, nodes[BACK], back) && good;
  good = read_root(reader, nodes[ROOT], figure, values) && good;
  good = read_angles(reader, nodes[LUMBAR], figure, MIDDLE_LUMBAR_FLEX, 3, values) && good;
  good = read_angles(reader, nodes[THORACIC], figure, MIDDLE_THORACIC_FLEX, 3, values) && good;
  good = read_angles(reader, nodes[NECK], figure, MIDDLE_NECK_FLEX, 3, values) && good;
  good = read_value(reader, nodes[GLIDE], figure, MIDDLE_HEAD_GLIDE, values) && good;
  good = read_value(reader, nodes[BELLY_KEY], figure, MIDDLE_BELLY, values) && good;
  good = read_value(reader, nodes[EFFORT], figure, MIDDLE_EFFORT, values) && good;
  good = read_both(reader, nodes[BOTH], figure, values) && good;
  good = read_side(reader, nodes[LEFT], figure, FIGURE_LEFT, values) && good;
  good = read_side(reader, nodes[RIGHT], figure, FIGURE_RIGHT, values) && good;
  return figure_read_reaches(reader, nodes[REACH], figure, moment->reaches) && good;
}
