#include "routine/profile_reader.h"

#include "base/macros.h"
#include "routine/fields.h"

#include <stdio.h>

struct standing {
  const char *id;
  int32_t since;
};

/* The file as it stands there. */
struct written {
  word_set tags;
  bool floor_is_hard, slow, long_holds, told;
  int32_t checked;
  const struct standing *standing;
  size_t standing_count;
};

static const struct field standing_keys[] = {
    {.name = "id", .kind = FIELD_ID, .offset = offsetof(struct standing, id), .required = true, .example = "c1"},
    {.name = "since",
     .kind = FIELD_DATE,
     .offset = offsetof(struct standing, since),
     .required = true,
     .example = "2026-11-22"},
};
static const struct field_table standing_table = {standing_keys, ARRAY_LEN(standing_keys), sizeof(struct standing)};

#define FLAG(key, member) \
  { .name = (key), .kind = FIELD_BOOLEAN, .offset = offsetof(struct written, member), .example = "true" }

static const struct field keys[] = {
    {.name = "limber", .kind = FIELD_VERSION, .required = true, .example = "1"},
    {.name = "tags",
     .kind = FIELD_SET,
     .offset = offsetof(struct written, tags),
     .what = "reason to avoid an exercise",
     .words = avoid_names,
     .word_count = AVOID_COUNT,
     .example = "[knee]"},
    FLAG("floor-is-hard", floor_is_hard),
    FLAG("slow", slow),
    FLAG("long-holds", long_holds),
    FLAG("told", told),
    {.name = "checked", .kind = FIELD_DATE, .offset = offsetof(struct written, checked), .example = "2026-11-22"},
    {.name = "standing",
     .kind = FIELD_ROWS,
     .offset = offsetof(struct written, standing),
     .table = &standing_table,
     .example = "[{id: c1, since: 2026-11-22}]"},
};
static const struct field_table table = {keys, ARRAY_LEN(keys), sizeof(struct written)};

bool profile_read(const struct reader *reader, const struct node *node, struct profile *out) {
  struct written written = {.checked = DAY_NEVER};
  size_t errors_before = diagnostics_errors_reported(reader->diagnostics);
  bool good = fields_read(reader, node, &table, &written);
  if (good && written.standing_count > PROFILE_STANDING_MAX) {
    good = reader_error(reader, node_get(node, "standing"), NULL, "these are %zu answers, %d are possible",
                        written.standing_count, PROFILE_STANDING_MAX);
  }
  if (!good || diagnostics_errors_reported(reader->diagnostics) > errors_before) {
    return false;
  }
  *out = (struct profile){
      .tags = written.tags,
      .floor_is_hard = written.floor_is_hard,
      .slow = written.slow,
      .long_holds = written.long_holds,
      .told = written.told,
      .checked = written.checked,
      .standing_count = written.standing_count,
  };
  for (size_t i = 0; i < written.standing_count; i++) {
    snprintf(out->standing[i].id, sizeof out->standing[i].id, "%s", written.standing[i].id);
    out->standing[i].since = written.standing[i].since;
  }
  return true;
}
