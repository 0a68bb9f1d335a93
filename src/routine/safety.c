#include "routine/safety.h"

#include <assert.h>
#include <string.h>

const char *const safety_group_names[GROUP_COUNT] = {"emergency", "professional", "gentle", "leave-out"};
const char *const rating_rule_names[RULE_COUNT] = {"better",       "same",     "worse", "much-worse",
                                                   "next-morning", "progress", "flare", "no-progress"};

static const struct safety_row *find(const struct safety_rows *rows, const char *id) {
  for (size_t i = 0; i < rows->count; i++) {
    if (strcmp(rows->items[i].id, id) == 0) {
      return &rows->items[i];
    }
  }
  return NULL;
}

const struct safety_row *safety_row_find(const struct safety *safety, const char *id) {
  const struct safety_row *row = find(&safety->today.rows, id);
  for (int group = 0; group < GROUP_COUNT && row == NULL; group++) {
    row = find(&safety->groups[group].rows, id);
  }
  return row;
}

const struct rating_band *rating_band_of(struct rating_bands bands, int rating) {
  assert(rating >= 0 && rating <= RATING_MOST);
  size_t at = 0;
  while (at + 1 < bands.count && rating > bands.items[at].to) {
    at++;
  }
  assert(rating >= bands.items[at].from && rating <= bands.items[at].to);
  return &bands.items[at];
}
