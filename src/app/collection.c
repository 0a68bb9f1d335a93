#include "app/collection.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/paths.h"

#include <stdio.h>
#include <stdlib.h>

struct catalogue *collection_catalogue(const struct places *places) {
  char *data = paths_folder(XDG_DATA);
  char *own = paths_join(data, "routines");
  struct catalogue *catalogue = catalogue_create(own, places->routines);
  free(own);
  free(data);
  return catalogue;
}

static void load_all(struct collection *collection) {
  struct catalogue_list list = catalogue_list_routines(collection->catalogue, collection->arena);
  collection->routines = memory_alloc(list.count + 1, sizeof *collection->routines);
  collection->listed = memory_alloc(list.count + 1, sizeof *collection->listed);
  for (size_t i = 0; i < list.count; i++) {
    const struct catalogue_entry *entry = &list.entries[i];
    struct error err = {0};
    struct routine *routine = catalogue_load_routine(collection->catalogue, entry->id, collection->diagnostics, &err);
    if (routine != NULL) {
      collection->routines[collection->count] = routine;
      collection->listed[collection->count++] =
          (struct listed_routine){timeline_compile(routine, NULL), entry->path, entry->shadows};
    }
  }
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
  load_all(collection);
  return true;
}

void collection_finish(struct collection *collection) {
  for (size_t i = 0; i < collection->count; i++) {
    routine_destroy(collection->routines[i]);
  }
  free(collection->routines);
  free(collection->listed);
  diagnostics_destroy(collection->diagnostics);
  arena_destroy(collection->arena);
  catalogue_destroy(collection->catalogue);
}

void collection_warn(const struct collection *collection) {
  size_t errors = diagnostics_count_of(collection->diagnostics, SEVERITY_ERROR);
  if (errors > 0) {
    const struct diagnostic *first = diagnostics_at(collection->diagnostics, 0);
    fprintf(stderr, "limber: some files were left out, %zu error%s; see `limber check %s`.\n", errors, errors == 1 ? "" : "s",
            first->file);
  }
}
