#include "routine/safety_reader.h"

#include "base/arena.h"
#include "routine/safety_fields.h"

#include <string.h>

/* The node of row `index` of the list `key` in `mapping`. */
static const struct node *row_node(const struct node *mapping, const char *key, size_t index) {
  const struct node *list = node_get(mapping, key);
  return list != NULL && list->kind == NODE_SEQUENCE && index < list->count ? list->items[index] : mapping;
}

static bool check_bands(const struct reader *reader, const struct node *root, const char *key, const struct safety *safety,
                        struct rating_bands bands) {
  int next = 0;
  for (size_t i = 0; i < bands.count; i++) {
    const struct node *node = row_node(root, key, i);
    if (bands.items[i].from != next || bands.items[i].to < next) {
      return reader_error(reader, node, "the rows go from 0 to 10, each begins where the one before ends",
                          "this row is from %d to %d, a row from %d on is expected", bands.items[i].from, bands.items[i].to,
                          next);
    }
    if (bands.items[i].row != NULL && safety_row_find(safety, bands.items[i].row) == NULL) {
      return reader_error(reader, node, NULL, "no question has the id \"%s\"", bands.items[i].row);
    }
    next = bands.items[i].to + 1;
  }
  return next == RATING_MOST + 1 ||
         reader_error(reader, node_get(root, key), NULL, "the ratings from %d to %d are in no row", next, RATING_MOST);
}

static bool check_ids(const struct reader *reader, const struct node *group, const struct safety *safety,
                      const struct safety_rows *rows) {
  bool good = true;
  for (size_t i = 0; i < rows->count; i++) {
    const struct node *node = node_get(row_node(group, "rows", i), "id");
    if (safety_row_find(safety, rows->items[i].id) != &rows->items[i]) {
      good = reader_error(reader, node, NULL, "another question has the id \"%s\" too", rows->items[i].id);
    }
  }
  return good;
}

/* Whoever answers yes to a warning sign must be told what to do, in words. */
static bool check_group(const struct reader *reader, const struct node *group, const struct safety *safety,
                        enum safety_group_kind kind) {
  const struct safety_rows *rows = &safety->groups[kind].rows;
  bool good = check_ids(reader, group, safety, rows);
  if (kind != GROUP_EMERGENCY && kind != GROUP_PROFESSIONAL) {
    return good;
  }
  if (safety->groups[kind].advice.title == NULL) {
    good = reader_error(reader, group, "for example advice: (indented below)", "the key \"advice\" is missing");
  }
  for (size_t i = 0; i < rows->count; i++) {
    if (rows->items[i].say == NULL) {
      good = reader_error(reader, row_node(group, "rows", i), "for example say: With back pain, a fever.",
                          "the key \"say\" is missing");
    }
  }
  return good;
}

static bool check(const struct reader *reader, const struct node *node, const struct safety *safety) {
  bool good = check_bands(reader, node, "before", safety, safety->before);
  good = check_bands(reader, node, "during", safety, safety->during) && good;
  for (int kind = 0; kind < GROUP_COUNT; kind++) {
    const struct node *group = node_get(node_get(node, "questions"), safety_group_names[kind]);
    good = check_group(reader, group, safety, (enum safety_group_kind)kind) && good;
  }
  good = check_ids(reader, node_get(node, "today"), safety, &safety->today.rows) && good;
  if (safety->long_holds.least_ns > safety->long_holds.most_ns) {
    good = reader_error(reader, node_get(node, "long-holds"), NULL, "the least is longer than the most");
  }
  return good;
}

/* A number that is left out is 0; a rating that is left out sets no bound. */
static void fill_bounds(const struct node *group, const struct safety_rows *rows) {
  for (size_t i = 0; i < rows->count; i++) {
    struct safety_row *row = (struct safety_row *)&rows->items[i];
    if (node_get(row_node(group, "rows", i), "rating-most") == NULL) {
      row->rating_most = RATING_MOST;
    }
  }
}

const struct safety *safety_read(const struct reader *reader, const struct node *node) {
  size_t errors_before = diagnostics_errors_reported(reader->diagnostics);
  struct safety *safety = arena_alloc(reader->arena, sizeof *safety);
  bool good = fields_read(reader, node, &safety_fields, safety);
  if (!good || diagnostics_errors_reported(reader->diagnostics) > errors_before) {
    return NULL;
  }
  for (int kind = 0; kind < GROUP_COUNT; kind++) {
    fill_bounds(node_get(node_get(node, "questions"), safety_group_names[kind]), &safety->groups[kind].rows);
  }
  return check(reader, node, safety) ? safety : NULL;
}
