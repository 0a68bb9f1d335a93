#include "routine/figure_reader.h"

#include "base/arena.h"
#include "base/macros.h"
#include "routine/figure_moment_reader.h"
#include "routine/figure_words.h"

#include <string.h>

#define REASON_CHARACTERS 120

/* Below this a figure cannot be told from another one; the highest view still sees the body from the side. */
enum { ELEVATION_LEAST = 0, ELEVATION_MOST = 80, AZIMUTH_MOST = 180 };

static bool read_view(const struct reader *reader, const struct node *node, struct figure *figure) {
  if (node == NULL) {
    return true;
  }
  if (node->kind != NODE_SEQUENCE || node->count != 2) {
    return reader_error(reader, node, "for example [14, 9]", "two angles are expected here: round the person, and above level");
  }
  bool good = figure_read_number(reader, node->items[0], -AZIMUTH_MOST, AZIMUTH_MOST, &figure->azimuth_degrees);
  return figure_read_number(reader, node->items[1], ELEVATION_LEAST, ELEVATION_MOST, &figure->elevation_degrees) && good;
}

typedef bool (*item_fn)(const struct reader *reader, const struct node *node, struct figure *figure);

/* One item, or a list of up to `most` of them. */
static bool read_items(const struct reader *reader, const struct node *node, size_t most, item_fn read, struct figure *figure) {
  if (node == NULL) {
    return true;
  }
  bool list = node->kind == NODE_SEQUENCE, good = true;
  size_t count = list ? node->count : 1;
  if (count == 0 || count > most) {
    return reader_error(reader, node, NULL, "1 to %zu are possible here, this has %zu", most, count);
  }
  for (size_t i = 0; i < count && !source_is_full(reader->source); i++) {
    good = read(reader, list ? node->items[i] : node, figure) && good;
  }
  return good;
}

static bool read_target(const struct reader *reader, const struct node *node, struct figure *figure) {
  return figure_read_muscle(reader, node, figure->muscles);
}

static bool read_ground(const struct reader *reader, const struct node *node, struct figure *figure) {
  return figure_read_contact(reader, node, &figure->ground[figure->ground_count++]);
}

static bool read_prop(const struct reader *reader, const struct node *node, struct figure *figure) {
  enum { KIND, AT, OFFSET, TURN, RADIUS, LENGTH, HEIGHT, FOOT_KEY, DIRECTION, KEYS };
  static const struct reader_key keys[KEYS] = {
      {"kind", true, "ball"},    {"at", false, "right-hip"}, {"offset", false, "[0, 0, -0.1]"},
      {"turn", false, "90"},     {"radius", false, "0.04"},  {"length", false, "0.2"},
      {"height", false, "0.22"}, {"foot", false, "right"},   {"direction", false, "[0, 0, -1]"}};
  static const char *const feet[] = {"left", "right"};
  const struct node *values[KEYS] = {node};
  if (node->kind == NODE_MAPPING && !read_mapping(reader, node, keys, KEYS, values)) {
    return false;
  }
  struct figure_prop prop = {.foot = FIGURE_RIGHT, .direction = {0, 0, -1}};
  struct figure_point offset = {0, 0, 0};
  int kind = PROP_MAT, foot = FIGURE_RIGHT;
  bool good = read_word(reader, values[KIND], "prop", figure_prop_names, PROP_COUNT, &kind);
  good = figure_read_spot(reader, values[AT], figure, &prop.at) && good;
  good = figure_read_point(reader, values[OFFSET], &offset) && good;
  good = figure_read_number(reader, values[TURN], -180, 180, &prop.turn_degrees) && good;
  good = figure_read_number(reader, values[RADIUS], .01, .3, &prop.radius) && good;
  good = figure_read_number(reader, values[LENGTH], .01, 1.5, &prop.length) && good;
  good = figure_read_number(reader, values[HEIGHT], .01, 1.5, &prop.height) && good;
  good = read_word(reader, values[FOOT_KEY], "side", feet, ARRAY_LEN(feet), &foot) && good;
  good = figure_read_point(reader, values[DIRECTION], &prop.direction) && good;
  prop.kind = (enum figure_prop_kind)kind;
  prop.foot = (enum figure_side)foot;
  prop.at.offset.x += offset.x;
  prop.at.offset.y += offset.y;
  prop.at.offset.z += offset.z;
  figure->props[figure->prop_count++] = prop;
  return good;
}

/* allow: {hip-rotation: REASON}: the joint's name, without a side. */
static bool read_allowed(const struct reader *reader, const struct node *node, struct figure *figure) {
  struct reader_key keys[MIDDLE_COUNT + LIMB_COUNT];
  const struct node *values[ARRAY_LEN(keys)];
  bool *allowed[ARRAY_LEN(keys)];
  size_t count = 0;
  if (node == NULL) {
    return true;
  }
  for (int i = 0; i < MIDDLE_COUNT + LIMB_COUNT; i++) {
    bool is_middle = i < MIDDLE_COUNT;
    const struct figure_range *range = is_middle ? &figure_middle_ranges[i] : &figure_limb_ranges[i - MIDDLE_COUNT];
    if (range->source != NULL) {
      keys[count] = (struct reader_key){range->name, false, "kneeling on the instep"};
      allowed[count++] = is_middle ? &figure->allowed_middle[i] : &figure->allowed_limb[i - MIDDLE_COUNT];
    }
  }
  bool good = read_mapping(reader, node, keys, count, values);
  for (size_t i = 0; i < count; i++) {
    const char *reason = NULL;
    good = read_string(reader, values[i], REASON_CHARACTERS, &reason) && good;
    *allowed[i] = reason != NULL;
  }
  return good;
}

static bool read_moments(const struct reader *reader, const struct node *node, const struct node *reaches,
                         struct figure *figure) {
  if (node->kind != NODE_SEQUENCE || node->count < 1 || node->count > FIGURE_MOMENTS_MAX) {
    return reader_error(reader, node, "for example [{name: start}, {name: stretch, lumbar: 20}]",
                        "a list of 1 to %d moments is expected here", FIGURE_MOMENTS_MAX);
  }
  struct figure_moment moment = {0};
  figure->moments = arena_array(reader->arena, node->count, sizeof *figure->moments);
  figure_base_values(figure->base, moment.values);
  bool good = figure_read_reaches(reader, reaches, figure, moment.reaches), back = false;
  for (size_t i = 0; i < node->count && !source_is_full(reader->source); i++) {
    bool was_back = back;
    good = figure_read_moment(reader, node->items[i], figure, &moment, &back) && good;
    figure->moments[figure->moment_count++] = moment;
    figure->there += back ? 0 : 1;
    if ((back && i == 0) || (was_back && !back)) {
      good = reader_error(reader, node->items[i], NULL, "the way back comes after the way there");
    }
  }
  return good;
}

/* Kneeling and lying ask for something soft; nobody has to write it. */
static void add_mat(struct figure *figure) {
  bool standing = figure->base == FIGURE_BASE_STANDING || figure->base == FIGURE_BASE_SITTING;
  for (int i = 0; i < figure->prop_count; i++) {
    standing = standing || figure->props[i].kind == PROP_MAT || figure->props[i].kind == PROP_BED;
  }
  if (!standing && figure->prop_count < FIGURE_PROPS_MAX) {
    figure->props[figure->prop_count++] = (struct figure_prop){.kind = PROP_MAT};
  }
}

const struct figure *figure_read(const struct reader *reader, const struct node *node, enum sidedness sides) {
  enum { BASE, VIEW, ZOOM, TARGET, GROUND, ANCHOR, PROPS, STEADY, ALTERNATE, ALLOW, REACH, MOMENTS, KEYS };
  static const struct reader_key keys[KEYS] = {{"base", true, "supine"},
                                               {"view", false, "[14, 9]"},
                                               {"zoom", false, "1.2"},
                                               {"target", false, "[glutes]"},
                                               {"ground", false, "[pelvis]"},
                                               {"anchor", false, "pelvis"},
                                               {"props", false, "[chair]"},
                                               {"steady", false, "true"},
                                               {"alternate", false, "true"},
                                               {"allow", false, "{ankle: kneeling on the instep}"},
                                               {"reach", false, "{left-foot: {to: [0.5, 0.06, 0.039], flat: true}}"},
                                               {"moments", true, "[{name: start}]"}};
  const struct node *values[KEYS];
  struct figure *figure = arena_alloc(reader->arena, sizeof *figure);
  *figure = (struct figure){.azimuth_degrees = 14, .elevation_degrees = 9, .zoom = 1, .alternates = sides == SIDES_ALTERNATE};
  if (!read_mapping(reader, node, keys, KEYS, values)) {
    return NULL;
  }
  int base = FIGURE_BASE_STANDING;
  bool good = read_word(reader, values[BASE], "base", figure_base_names, FIGURE_BASE_COUNT, &base);
  figure->base = (enum figure_base)base;
  good = read_view(reader, values[VIEW], figure) && good;
  good = figure_read_number(reader, values[ZOOM], .5, 2, &figure->zoom) && good;
  good = read_items(reader, values[TARGET], MUSCLE_COUNT, read_target, figure) && good;
  good = read_items(reader, values[GROUND], FIGURE_GROUND_MAX, read_ground, figure) && good;
  good = read_items(reader, values[PROPS], FIGURE_PROPS_MAX, read_prop, figure) && good;
  figure->anchor = figure->ground[0];
  if (values[ANCHOR] != NULL) {
    good = figure_read_place(reader, values[ANCHOR], &figure->anchor.place, &figure->anchor.side) && good;
  }
  good = read_boolean(reader, values[STEADY], &figure->steady) && good;
  good = read_boolean(reader, values[ALTERNATE], &figure->alternates) && good;
  good = read_allowed(reader, values[ALLOW], figure) && good;
  good = read_moments(reader, values[MOMENTS], values[REACH], figure) && good;
  add_mat(figure);
  return good ? figure : NULL;
}
