#include "app/collection.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/paths.h"
#include "timeline/timeline.h"

#include <stdio.h>
#include <stdlib.h>

/* Everything that looks for routines in a guest's process looks here. */
static struct {
  bool is_confined;
  const char *own;
  struct strings only;
} confinement;

void collection_confine(const char *own, struct strings only) {
  confinement.is_confined = true;
  confinement.own = own;
  confinement.only = only;
}

bool collection_is_confined(void) {
  return confinement.is_confined;
}

struct catalogue *collection_catalogue(const struct places *places) {
  if (confinement.is_confined) {
    struct catalogue *confined = catalogue_create(confinement.own, places->routines);
    catalogue_confine(confined, confinement.only);
    return confined;
  }
  char *data = paths_folder(XDG_DATA);
  char *own = paths_join(data, "routines");
  struct catalogue *catalogue = catalogue_create(own, places->routines);
  free(own);
  free(data);
  return catalogue;
}

/* The routine itself is gone after the visit: what a list shows of it is copied. */
static struct strings copy_strings(struct arena *arena, struct strings strings) {
  const char **items = arena_array(arena, strings.count, sizeof *items);
  for (size_t i = 0; i < strings.count; i++) {
    items[i] = arena_string(arena, strings.items[i]);
  }
  return (struct strings){items, strings.count};
}

static word_set types_of(const struct timeline *timeline) {
  word_set types = 0;
  for (size_t i = 0; i < timeline->step_count; i++) {
    if (timeline->steps[i].exercise != NULL) {
      types |= WORD_BIT(timeline->steps[i].exercise->type);
    }
  }
  return types;
}

static struct listed_routine describe(struct arena *arena, const struct catalogue_entry *entry, const struct routine *routine) {
  const struct timeline *timeline = timeline_outline(routine, NULL);
  return (struct listed_routine){
      .id = arena_string(arena, routine->id),
      .title = arena_string(arena, routine->title),
      .goal = routine->goal != NULL ? arena_string(arena, routine->goal) : NULL,
      .areas = routine->areas,
      .types = types_of(timeline),
      .level = routine->level,
      .total_ns = timeline->total_ns,
      .exercise_count = timeline->exercise_count,
      .equipment = copy_strings(arena, routine->equipment),
      .gentle = routine->gentle,
      .desk = routine->desk,
      .file = arena_string(arena, entry->path),
      .shadows = entry->shadows != NULL ? arena_string(arena, entry->shadows) : NULL,
  };
}

static void add_routine(const struct catalogue_entry *entry, const struct routine *routine, void *context) {
  struct collection *collection = context;
  if (routine == NULL) {
    return;
  }
  if (collection->count == collection->capacity) {
    collection->capacity = collection->capacity == 0 ? 64 : collection->capacity * 2;
    collection->routines = memory_resize(collection->routines, collection->capacity, sizeof *collection->routines);
  }
  collection->routines[collection->count++] = describe(collection->arena, entry, routine);
}

bool collection_load(struct collection *collection, struct error *err) {
  struct places places;
  *collection = (struct collection){0};
  if (!places_find(&places, err)) {
    return false;
  }
  collection->catalogue = collection_catalogue(&places);
  collection->arena = arena_create();
  collection->diagnostics = diagnostics_create();
  catalogue_visit_routines(collection->catalogue, collection->diagnostics, add_routine, collection);
  return true;
}

void collection_finish(struct collection *collection) {
  free(collection->routines);
  diagnostics_destroy(collection->diagnostics);
  arena_destroy(collection->arena);
  catalogue_destroy(collection->catalogue);
}

void collection_warn(const struct collection *collection) {
  size_t errors = diagnostics_count_of(collection->diagnostics, SEVERITY_ERROR);
  if (errors > 0 && !confinement.is_confined) {
    const struct diagnostic *first = diagnostics_at(collection->diagnostics, 0);
    fprintf(stderr, "limber: some files were left out, %zu error%s; see `limber check %s`.\n", errors, errors == 1 ? "" : "s",
            first->file);
  }
}
