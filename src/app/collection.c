#include "app/collection.h"

#include "app/routine_index.h"
#include "base/arena.h"
#include "base/memory.h"
#include "base/paths.h"
#include "timeline/timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char index_name[] = "routines.index";

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

static struct listed_routine *add(struct collection *collection) {
  if (collection->count == collection->capacity) {
    collection->capacity = collection->capacity == 0 ? 64 : collection->capacity * 2;
    collection->routines = memory_resize(collection->routines, collection->capacity, sizeof *collection->routines);
  }
  return &collection->routines[collection->count++];
}

/* A collection that is being read. */
struct loading {
  struct collection *collection;
  char *folder; /* of the index; NULL: there is to be none */
  struct routine_index_basis basis;
  bool is_tainted;         /* an exercise has something to say, which would not be said again if routines were known */
  struct file_mark mark;   /* of the routine that is looked at */
  struct file_mark *marks; /* by routine; size 0: not to be kept */
  size_t room;
  size_t kept, known; /* routines to be kept; those among them that were known */
  size_t before;      /* diagnostics when the present routine's turn came */
};

static void note_mark(struct loading *loading, bool keep) {
  struct collection *collection = loading->collection;
  if (loading->room < collection->capacity) {
    loading->room = collection->capacity;
    loading->marks = memory_resize(loading->marks, loading->room, sizeof *loading->marks);
  }
  keep = keep && loading->mark.size > 0 && file_mark_is_settled(&loading->mark);
  loading->marks[collection->count - 1] = keep ? loading->mark : (struct file_mark){0};
  loading->kept += keep;
}

/* The mark is taken before the file is read: what is written in between shows the next time. */
static bool is_known(const struct catalogue_entry *entry, void *context) {
  struct loading *loading = context;
  struct collection *collection = loading->collection;
  struct listed_routine routine;
  if (loading->folder == NULL || !file_mark_of(entry->path, &loading->mark)) {
    loading->mark = (struct file_mark){0};
    return false;
  }
  if (!routine_index_find(collection->index, entry->id, entry->path, &loading->mark, &routine)) {
    return false;
  }
  routine.shadows = entry->shadows != NULL ? arena_string(collection->arena, entry->shadows) : NULL;
  *add(collection) = routine;
  note_mark(loading, true);
  loading->known++;
  return true;
}

/* Of an exercise is told once, with the first routine that names it, and of no other. */
static bool is_all_about(const struct diagnostics *diagnostics, size_t first, const char *path) {
  for (size_t i = first; i < diagnostics_count(diagnostics); i++) {
    if (strcmp(diagnostics_at(diagnostics, i)->file, path) != 0) {
      return false;
    }
  }
  return true;
}

static void add_routine(const struct catalogue_entry *entry, const struct routine *routine, void *context) {
  struct loading *loading = context;
  struct collection *collection = loading->collection;
  size_t before = loading->before, now = diagnostics_count(collection->diagnostics);
  loading->before = now;
  loading->is_tainted = loading->is_tainted || !is_all_about(collection->diagnostics, before, entry->path);
  if (routine != NULL) {
    *add(collection) = describe(collection->arena, entry, routine);
    note_mark(loading, now == before);
  }
}

/* The hash of all exercise files; false where one is too new for that to mean anything. */
static bool hash_exercises(const struct catalogue *catalogue, uint64_t *hash) {
  struct arena *arena = arena_create();
  struct catalogue_list list = catalogue_list_exercises(catalogue, arena);
  bool good = true;
  *hash = 0;
  for (size_t i = 0; good && i < list.count; i++) {
    struct file_mark mark;
    good = file_mark_of(list.entries[i].path, &mark) && file_mark_is_settled(&mark);
    *hash = file_mark_mix(*hash, list.entries[i].path, &mark);
  }
  arena_destroy(arena);
  return good;
}

/* A guest's process keeps nothing that is not the guest's own. */
static void open_index(struct loading *loading) {
  struct collection *collection = loading->collection;
  if (confinement.is_confined || !file_mark_of("/proc/self/exe", &loading->basis.program) ||
      !hash_exercises(collection->catalogue, &loading->basis.exercises)) {
    return;
  }
  loading->folder = paths_folder(XDG_CACHE);
  char *path = paths_join(loading->folder, index_name);
  collection->index = routine_index_open(path, &loading->basis);
  free(path);
}

/* Where all that could be kept was known, and no more, the file is right as it is. */
static void close_index(struct loading *loading) {
  struct collection *collection = loading->collection;
  size_t known = routine_index_count(collection->index);
  bool is_new = loading->kept != known || loading->kept > loading->known;
  if (loading->folder == NULL || loading->is_tainted || !is_new) {
    return;
  }
  struct indexed_routine *kept = memory_alloc(loading->kept + 1, sizeof *kept);
  size_t count = 0;
  for (size_t i = 0; i < collection->count; i++) {
    if (loading->marks[i].size > 0) {
      kept[count++] = (struct indexed_routine){&collection->routines[i], loading->marks[i]};
    }
  }
  routine_index_write(loading->folder, index_name, &loading->basis, kept, count);
  free(kept);
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
  struct loading loading = {.collection = collection};
  open_index(&loading);
  catalogue_visit_routines(collection->catalogue, collection->diagnostics, is_known, add_routine, &loading);
  close_index(&loading);
  free(loading.marks);
  free(loading.folder);
  return true;
}

void collection_finish(struct collection *collection) {
  free(collection->routines);
  routine_index_destroy(collection->index);
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
