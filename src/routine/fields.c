#include "routine/fields.h"

#include "base/arena.h"
#include "base/calendar.h"
#include "routine/exercise_reader.h"

#include <assert.h>
#include <string.h>

enum { ID_CHARACTERS = 64, IDS_MOST = 24 };

static bool read_ids(const struct reader *reader, const struct node *node, struct strings *out) {
  struct strings ids = {0};
  if (node == NULL) {
    return true;
  }
  if (!read_strings(reader, node, IDS_MOST, ID_CHARACTERS, &ids)) {
    return false;
  }
  bool good = true;
  for (size_t i = 0; i < ids.count; i++) {
    const char *id = NULL;
    good = read_id(reader, node->kind == NODE_SEQUENCE ? node->items[i] : node, &id) && good;
  }
  if (good) {
    *out = ids;
  }
  return good;
}

static bool read_date(const struct reader *reader, const struct node *node, int32_t *out) {
  if (node == NULL) {
    return true;
  }
  if (node->kind != NODE_SCALAR || !calendar_parse(node->text, out)) {
    return reader_error(reader, node, "for example 2026-11-22", "a day is expected here: year, month and day");
  }
  return true;
}

static bool read_rows(const struct reader *reader, const struct node *node, const struct field_table *table, char *out) {
  if (node == NULL) {
    return true;
  }
  if (node->kind != NODE_SEQUENCE || node->count == 0) {
    return reader_error(reader, node, NULL, "a list with a - before each part is expected here");
  }
  if (node->count > FIELD_ROWS_MAX) {
    return reader_error(reader, node, NULL, "this list has %zu parts, %d are possible", node->count, FIELD_ROWS_MAX);
  }
  char *rows = arena_array(reader->arena, node->count, table->size);
  bool good = true;
  for (size_t i = 0; i < node->count; i++) {
    good = fields_read(reader, node->items[i], table, rows + i * table->size) && good;
  }
  memcpy(out, &rows, sizeof rows);
  memcpy(out + sizeof rows, &node->count, sizeof node->count);
  return good;
}

static bool read_field(const struct reader *reader, const struct node *node, const struct field *field, char *at) {
  switch (field->kind) {
  case FIELD_VERSION:
    return format_version_read(reader, node);
  case FIELD_TEXT:
    return read_string(reader, node, field->most, (const char **)(void *)at);
  case FIELD_TEXTS:
    return read_strings(reader, node, (size_t)field->least, field->most, (struct strings *)(void *)at);
  case FIELD_ID:
    return read_id(reader, node, (const char **)(void *)at);
  case FIELD_IDS:
    return read_ids(reader, node, (struct strings *)(void *)at);
  case FIELD_INTEGER:
    return read_integer(reader, node, field->least, field->most, (int *)(void *)at);
  case FIELD_BOOLEAN:
    return read_boolean(reader, node, (bool *)(void *)at);
  case FIELD_DATE:
    return read_date(reader, node, (int32_t *)(void *)at);
  case FIELD_DURATION:
    return read_duration(reader, node, field->least, field->most, (int64_t *)(void *)at);
  case FIELD_WORD:
    return read_word(reader, node, field->what, field->words, field->word_count, (int *)(void *)at);
  case FIELD_SET:
    return read_set(reader, node, field->what, field->words, field->word_count, (word_set *)(void *)at);
  case FIELD_MAPPING:
    return node == NULL || fields_read(reader, node, field->table, at);
  case FIELD_ROWS:
    return read_rows(reader, node, field->table, at);
  }
  return false;
}

bool fields_read(const struct reader *reader, const struct node *node, const struct field_table *table, void *out) {
  assert(table->count <= FIELDS_MAX);
  struct reader_key keys[FIELDS_MAX];
  const struct node *values[FIELDS_MAX] = {NULL};
  for (size_t i = 0; i < table->count; i++) {
    keys[i] = (struct reader_key){table->fields[i].name, table->fields[i].required, table->fields[i].example};
  }
  bool good = read_mapping(reader, node, keys, table->count, values);
  for (size_t i = 0; i < table->count; i++) {
    good = read_field(reader, values[i], &table->fields[i], (char *)out + table->fields[i].offset) && good;
  }
  return good;
}
