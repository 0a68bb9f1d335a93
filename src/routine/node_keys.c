#include "routine/node_keys.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW_KEYS = 24 };

const struct node *node_get(const struct node *mapping, const char *key) {
  if (mapping == NULL || mapping->kind != NODE_MAPPING) {
    return NULL;
  }
  for (size_t i = 0; i < mapping->count; i++) {
    if (strcmp(mapping->pairs[i].key->text, key) == 0) {
      return mapping->pairs[i].value;
    }
  }
  return NULL;
}

/* Whether a key stands twice in a mapping that is small enough for looking at every two of them. */
static bool has_doubled_key(const struct node *mapping) {
  for (size_t i = 1; i < mapping->count; i++) {
    for (size_t j = 0; j < i; j++) {
      if (strcmp(mapping->pairs[i].key->text, mapping->pairs[j].key->text) == 0) {
        return true;
      }
    }
  }
  return false;
}

static int compare_keys(const void *a, const void *b) {
  const struct node_pair *const *left = a, *const *right = b;
  int order = strcmp((*left)->key->text, (*right)->key->text);
  return order != 0 ? order : (*left > *right) - (*left < *right);
}

/* Sorted, so that a mapping of a hundred thousand keys takes no longer than it should. */
void node_report_doubled_keys(const struct node *mapping, const struct source *source, struct diagnostics *diagnostics) {
  if (mapping->count <= FEW_KEYS && !has_doubled_key(mapping)) {
    return;
  }
  const struct node_pair **sorted = memory_alloc(mapping->count, sizeof(const struct node_pair *));
  for (size_t i = 0; i < mapping->count; i++) {
    sorted[i] = &mapping->pairs[i];
  }
  qsort(sorted, mapping->count, sizeof(const struct node_pair *), compare_keys);
  for (size_t i = 1; i < mapping->count; i++) {
    const struct node *first = sorted[i - 1]->key, *again = sorted[i]->key;
    if (strcmp(first->text, again->text) == 0) {
      char help[64], message[128];
      snprintf(help, sizeof help, "it was given on line %d already", first->line);
      snprintf(message, sizeof message, "the key \"%.60s\" stands here twice", again->text);
      source_add(source, diagnostics, SEVERITY_ERROR, again->line, again->column, again->length, help, message);
    }
  }
  free(sorted);
}
