#include "screen/painter_way.h"

#include <assert.h>
#include <curses.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const size_t no_way = SIZE_MAX / 4; /* two of them can be added */

/* One capability's part of a way. */
struct leg {
  const char *text;  /* NULL: nothing is to be written */
  int number, times; /* filled in; or, where it has no number, how often it is written */
  size_t bytes;
};

static const char *filled(const char *capability, int one, int other) {
  return tparm(capability, one, other, 0, 0, 0, 0, 0, 0, 0);
}

static struct way_length length_of(const char *capability, size_t numbers) {
  struct way_length length = {.capability = capability};
  if (capability != NULL) {
    size_t bytes = strlen(filled(capability, 4, 4));
    length.is_decimal = strlen(filled(capability, 44, 4)) == bytes + 1;
    length.fixed = length.is_decimal ? bytes - numbers : bytes;
    length.first = strstr(capability, "%i") != NULL ? 1 : 0;
  }
  return length;
}

void ways_init(struct ways *ways, const struct capabilities *can) {
  *ways = (struct ways){
      .place = length_of(can->place, 2),
      .row = length_of(can->in_column, 1),
      .column = length_of(can->in_row, 1),
      .up = length_of(can->up, 1),
      .down = length_of(can->down, 1),
      .left = length_of(can->left, 1),
      .right = length_of(can->right, 1),
      .up_one = can->up_one,
      .down_one = can->down_one,
      .left_one = can->left_one,
      .right_one = can->right_one,
  };
}

static size_t decimals(const struct way_length *length, int number) {
  int value = number + length->first;
  return !length->is_decimal ? 0 : value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4;
}

static void consider(struct leg *best, const struct way_length *length, int number) {
  if (length->capability != NULL && length->fixed + decimals(length, number) < best->bytes) {
    *best = (struct leg){length->capability, number, 0, length->fixed + decimals(length, number)};
  }
}

static void consider_steps(struct leg *best, const char *one, int times) {
  if (one != NULL && times <= WAY_STEPS_MOST && strlen(one) * (size_t)times < best->bytes) {
    *best = (struct leg){one, 0, times, strlen(one) * (size_t)times};
  }
}

/* From one row or column to another; `on` and `back` go there by distance. */
static struct leg leg_to(const struct way_length *there, int to, int distance, const struct way_length *on, const char *on_one,
                         const struct way_length *back, const char *back_one) {
  struct leg best = {.bytes = distance == 0 ? 0 : no_way};
  if (distance != 0) {
    consider(&best, there, to);
    consider(&best, distance > 0 ? on : back, abs(distance));
    consider_steps(&best, distance > 0 ? on_one : back_one, abs(distance));
  }
  return best;
}

/* The legs of the shortest way; true: it is better to name the place. */
static bool find_legs(const struct ways *ways, struct cursor from, struct cursor to, struct leg *along_rows,
                      struct leg *along_columns, size_t *bytes) {
  size_t place = ways->place.capability == NULL
                     ? no_way
                     : ways->place.fixed + decimals(&ways->place, to.row) + decimals(&ways->place, to.column);
  *bytes = place;
  if (from.row < 0) {
    return true;
  }
  *along_rows = leg_to(&ways->row, to.row, to.row - from.row, &ways->down, ways->down_one, &ways->up, ways->up_one);
  *along_columns =
      leg_to(&ways->column, to.column, to.column - from.column, &ways->right, ways->right_one, &ways->left, ways->left_one);
  size_t legs = along_rows->bytes + along_columns->bytes;
  *bytes = legs <= place ? legs : place;
  return legs > place;
}

size_t ways_bytes(const struct ways *ways, struct cursor from, struct cursor to) {
  struct leg along_rows, along_columns;
  size_t bytes = 0;
  find_legs(ways, from, to, &along_rows, &along_columns, &bytes);
  return bytes >= no_way ? SIZE_MAX : bytes;
}

static size_t put_bytes(const char *bytes, size_t length, char *out, size_t used) {
  assert(used + length <= WAY_SIZE);
  memcpy(out + used, bytes, length);
  return used + length;
}

static size_t put(const char *text, char *out, size_t used) {
  return put_bytes(text, strlen(text), out, used);
}

static size_t put_leg(const struct leg *leg, char *out, size_t used) {
  if (leg->times == 0) {
    return leg->text == NULL ? used : put(filled(leg->text, leg->number, 0), out, used);
  }
  for (int i = 0; i < leg->times; i++) {
    used = put(leg->text, out, used);
  }
  return used;
}

size_t ways_write(const struct ways *ways, struct cursor from, struct cursor to, char out[WAY_SIZE]) {
  struct leg along_rows, along_columns;
  size_t bytes = 0;
  if (find_legs(ways, from, to, &along_rows, &along_columns, &bytes)) {
    return put(filled(ways->place.capability, to.row, to.column), out, 0);
  }
  return put_leg(&along_columns, out, put_leg(&along_rows, out, 0));
}
