#include "routine/figure_words.h"

#include "base/arena.h"
#include "base/macros.h"

#include <math.h>
#include <string.h>

#define ROOM 3 /* body heights: further away nothing can be */

/* A plain decimal, whatever the locale. */
static bool parse_number(const char *text, double *out) {
  double sign = text[0] == '-' ? -1 : 1, value = 0, unit = 1;
  text += text[0] == '-' || text[0] == '+';
  size_t whole = strspn(text, "0123456789"), part = 0;
  for (size_t i = 0; i < whole; i++) {
    value = value * 10 + (text[i] - '0');
  }
  const char *rest = text + whole;
  if (*rest == '.') {
    part = strspn(rest + 1, "0123456789");
    for (size_t i = 0; i < part; i++) {
      unit /= 10;
      value += unit * (rest[1 + i] - '0');
    }
    rest += 1 + part;
  }
  *out = sign * value;
  return whole + part > 0 && whole < 8 && part < 8 && *rest == '\0';
}

bool figure_read_number(const struct reader *reader, const struct node *node, double least, double most, double *out) {
  if (node == NULL) {
    return true;
  }
  double value = 0;
  if (node->kind != NODE_SCALAR || node->quoted || !parse_number(node->text, &value)) {
    return reader_error(reader, node, NULL, "a number from %g to %g is expected here", least, most);
  }
  if (value < least || value > most) {
    return reader_error(reader, node, NULL, "%.20s is out of range, %g to %g is possible", node->text, least, most);
  }
  *out = value;
  return true;
}

bool figure_read_numbers(const struct reader *reader, const struct node *node, size_t count, double least, double most,
                         double *out) {
  if (node == NULL) {
    return true;
  }
  if (node->kind != NODE_SEQUENCE || node->count != count) {
    return reader_error(reader, node, NULL, "%s numbers are expected here, in brackets", count == 2 ? "two" : "three");
  }
  bool good = true;
  for (size_t i = 0; i < count; i++) {
    good = figure_read_number(reader, node->items[i], least, most, &out[i]) && good;
  }
  return good;
}

bool figure_read_point(const struct reader *reader, const struct node *node, struct figure_point *out) {
  double numbers[3] = {0};
  if (node == NULL) {
    return true;
  }
  if (!figure_read_numbers(reader, node, 3, -ROOM, ROOM, numbers)) {
    return false;
  }
  *out = (struct figure_point){numbers[0], numbers[1], numbers[2]};
  return true;
}

static bool is_word(const char *text, const char *word) {
  return word != NULL && strcmp(text, word) == 0;
}

/* Takes left- or right- off the beginning. */
static enum figure_side take_side(const char **text) {
  if (strncmp(*text, "left-", 5) == 0) {
    *text += 5;
    return FIGURE_LEFT;
  }
  if (strncmp(*text, "right-", 6) == 0) {
    *text += 6;
    return FIGURE_RIGHT;
  }
  return FIGURE_BOTH;
}

static bool find_place(const char *text, enum figure_place *place, enum figure_side *side) {
  enum figure_side given = take_side(&text);
  for (int i = PLACE_PROP + 1; i < PLACE_COUNT; i++) {
    const struct figure_place_name *name = &figure_place_names[i];
    bool one = is_word(text, name->one) && name->has_sides == (given != FIGURE_BOTH);
    if (one || (given == FIGURE_BOTH && is_word(text, name->both))) {
      *place = (enum figure_place)i;
      *side = given;
      return true;
    }
  }
  return false;
}

/* Help that names what was meant, out of every place there is. */
static const char *place_help(const struct reader *reader, const char *word) {
  const char *names[4 * PLACE_COUNT];
  size_t count = 0;
  for (int i = PLACE_PROP + 1; i < PLACE_COUNT; i++) {
    const struct figure_place_name *name = &figure_place_names[i];
    if (name->has_sides) {
      names[count++] = arena_format(reader->arena, "left-%s", name->one);
      names[count++] = arena_format(reader->arena, "right-%s", name->one);
    } else {
      names[count++] = name->one;
    }
    if (name->both != NULL) {
      names[count++] = name->both;
    }
  }
  const char *help = reader_did_you_mean(reader, word, names, count);
  return help != NULL ? help : "for example pelvis, left-knee, feet";
}

bool figure_read_place(const struct reader *reader, const struct node *node, enum figure_place *place, enum figure_side *side) {
  if (node == NULL) {
    return true;
  }
  if (node->kind != NODE_SCALAR || node_is_null(node)) {
    return reader_error(reader, node, "for example pelvis, left-knee, feet", "a part of the body is expected here");
  }
  if (!find_place(node->text, place, side)) {
    return reader_error(reader, node, place_help(reader, node->text), "unknown part of the body \"%.60s\"", node->text);
  }
  return true;
}

bool figure_read_spot(const struct reader *reader, const struct node *node, const struct figure *figure,
                      struct figure_spot *out) {
  if (node == NULL) {
    return true;
  }
  if (node->kind == NODE_SEQUENCE) {
    *out = (struct figure_spot){.place = PLACE_WORLD};
    return figure_read_point(reader, node, &out->offset);
  }
  for (int i = 0; node->kind == NODE_SCALAR && i < figure->prop_count; i++) {
    if (strcmp(node->text, figure_prop_names[figure->props[i].kind]) == 0) {
      *out = (struct figure_spot){.place = PLACE_PROP, .index = i};
      return true;
    }
  }
  struct figure_spot spot = {0};
  if (!figure_read_place(reader, node, &spot.place, &spot.side)) {
    return false;
  }
  *out = spot;
  return true;
}

bool figure_read_contact(const struct reader *reader, const struct node *node, struct figure_contact *out) {
  enum { PART, HEIGHT, KEYS };
  static const struct reader_key keys[KEYS] = {{"part", true, "right-hip"}, {"height", false, "0.08"}};
  const struct node *values[KEYS] = {node, NULL};
  if (node->kind == NODE_MAPPING && !read_mapping(reader, node, keys, KEYS, values)) {
    return false;
  }
  bool good = figure_read_place(reader, values[PART], &out->place, &out->side);
  return figure_read_number(reader, values[HEIGHT], 0, 1, &out->height) && good;
}

bool figure_read_muscle(const struct reader *reader, const struct node *node, unsigned muscles[2]) {
  if (node->kind != NODE_SCALAR || node_is_null(node)) {
    return reader_error(reader, node, "for example glutes, right-hamstrings", "a muscle is expected here");
  }
  const char *word = node->text;
  enum figure_side side = take_side(&word);
  for (int i = 0; i < MUSCLE_COUNT; i++) {
    if (strcmp(word, figure_muscle_names[i]) == 0) {
      muscles[FIGURE_LEFT] |= side != FIGURE_RIGHT ? 1u << i : 0;
      muscles[FIGURE_RIGHT] |= side != FIGURE_LEFT ? 1u << i : 0;
      return true;
    }
  }
  const char *help = reader_did_you_mean(reader, word, figure_muscle_names, MUSCLE_COUNT);
  return reader_error(reader, node, help != NULL ? help : "for example glutes, right-hamstrings", "unknown muscle \"%.60s\"",
                      node->text);
}
