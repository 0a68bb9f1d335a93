#include "routine/diagnostic.h"

#include "base/arena.h"
#include "base/memory.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const severity_names[2] = {"error", "warning"};

struct diagnostics {
  struct arena *arena;
  struct diagnostic *items;
  size_t count, room;
  size_t counts[2];
  size_t errors_reported;
  size_t *buckets; /* index + 1 of an item by its hash, 0: free; open addressing, twice the room */
};

struct diagnostics *diagnostics_create(void) {
  struct diagnostics *diagnostics = memory_alloc(1, sizeof *diagnostics);
  diagnostics->arena = arena_create();
  return diagnostics;
}

void diagnostics_destroy(struct diagnostics *diagnostics) {
  if (diagnostics == NULL) {
    return;
  }
  arena_destroy(diagnostics->arena);
  free(diagnostics->items);
  free(diagnostics->buckets);
  free(diagnostics);
}

static uint64_t hash_of(const struct diagnostic *item) {
  uint64_t hash = UINT64_C(1469598103934665603) + (uint64_t)item->line * 4099 + (uint64_t)item->column;
  const char *const texts[] = {item->file, item->message};
  for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
    for (const char *c = texts[i]; *c != '\0'; c++) {
      hash = (hash ^ (unsigned char)*c) * UINT64_C(1099511628211);
    }
  }
  return hash;
}

static bool is_same(const struct diagnostic *a, const struct diagnostic *b) {
  return a->line == b->line && a->column == b->column && strcmp(a->file, b->file) == 0 && strcmp(a->message, b->message) == 0;
}

/* Where `item` is, or would be. */
static size_t *bucket_of(const struct diagnostics *diagnostics, const struct diagnostic *item) {
  size_t mask = diagnostics->room * 2 - 1;
  for (size_t at = (size_t)hash_of(item) & mask;; at = (at + 1) & mask) {
    size_t *bucket = &diagnostics->buckets[at];
    if (*bucket == 0 || is_same(&diagnostics->items[*bucket - 1], item)) {
      return bucket;
    }
  }
}

static void grow(struct diagnostics *diagnostics) {
  diagnostics->room = diagnostics->room == 0 ? 16 : diagnostics->room * 2;
  diagnostics->items = memory_resize(diagnostics->items, diagnostics->room, sizeof *diagnostics->items);
  free(diagnostics->buckets);
  diagnostics->buckets = memory_alloc(diagnostics->room * 2, sizeof *diagnostics->buckets);
  for (size_t i = 0; i < diagnostics->count; i++) {
    *bucket_of(diagnostics, &diagnostics->items[i]) = i + 1;
  }
}

bool diagnostics_add(struct diagnostics *diagnostics, enum severity severity, struct place place, int length,
                     const char *source_line, size_t source_length, const char *help, const char *message) {
  assert(place.file != NULL && place.line >= 0);
  diagnostics->errors_reported += severity == SEVERITY_ERROR;
  if (diagnostics->count == diagnostics->room) {
    grow(diagnostics);
  }
  struct diagnostic item = {
      .file = place.file,
      .line = place.line,
      .column = place.column,
      .length = length < 1 ? 1 : length,
      .severity = severity,
      .message = message,
  };
  size_t *bucket = bucket_of(diagnostics, &item);
  if (*bucket != 0) {
    return false;
  }
  struct arena *arena = diagnostics->arena;
  item.file = arena_string(arena, place.file);
  item.message = arena_string(arena, message);
  item.help = help == NULL ? NULL : arena_string(arena, help);
  item.source_line = source_line == NULL ? NULL : arena_copy(arena, source_line, source_length);
  diagnostics->items[diagnostics->count++] = item;
  *bucket = diagnostics->count;
  diagnostics->counts[severity]++;
  return true;
}

void diagnostics_append(struct diagnostics *diagnostics, const struct diagnostics *from) {
  for (size_t i = 0; i < from->count; i++) {
    const struct diagnostic *item = &from->items[i];
    struct place place = {item->file, item->line, item->column};
    size_t length = item->source_line == NULL ? 0 : strlen(item->source_line);
    diagnostics_add(diagnostics, item->severity, place, item->length, item->source_line, length, item->help, item->message);
  }
}

size_t diagnostics_count(const struct diagnostics *diagnostics) {
  return diagnostics->count;
}

size_t diagnostics_count_of(const struct diagnostics *diagnostics, enum severity severity) {
  return diagnostics->counts[severity];
}

size_t diagnostics_errors_reported(const struct diagnostics *diagnostics) {
  return diagnostics->errors_reported;
}

const struct diagnostic *diagnostics_at(const struct diagnostics *diagnostics, size_t index) {
  assert(index < diagnostics->count);
  return &diagnostics->items[index];
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

char *diagnostics_summary(char *out, size_t size, const struct diagnostics *diagnostics, size_t files, size_t steps) {
  size_t errors = diagnostics->counts[SEVERITY_ERROR], warnings = diagnostics->counts[SEVERITY_WARNING];
  char found[96] = "All well";
  if (errors > 0 && warnings > 0) {
    snprintf(found, sizeof found, "%zu error%s, %zu warning%s", errors, plural(errors), warnings, plural(warnings));
  } else if (errors > 0) {
    snprintf(found, sizeof found, "%zu error%s", errors, plural(errors));
  } else if (warnings > 0) {
    snprintf(found, sizeof found, "%zu warning%s", warnings, plural(warnings));
  }
  snprintf(out, size, "%s in %zu file%s, %zu step%s. Nothing was changed.", found, files, plural(files), steps, plural(steps));
  return out;
}
