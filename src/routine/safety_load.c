#include "routine/safety_load.h"

#include "base/arena.h"
#include "base/text.h"
#include "routine/catalogue_private.h"
#include "routine/folder.h"
#include "routine/profile_reader.h"
#include "routine/safety_reader.h"

#include <unistd.h>

/*
 * The file at `path` as a tree in `scratch`; NULL and `err` where it is none. `reader` is filled to go on with; what it reads
 * goes to `arena`.
 */
static const struct node *open_file(const char *path, struct arena *arena, struct arena *scratch,
                                    struct diagnostics *diagnostics, struct reader *reader, struct error *err) {
  const struct source *source = source_read(scratch, path, err);
  if (source == NULL) {
    return NULL;
  }
  *reader = (struct reader){arena, diagnostics, source};
  size_t errors = diagnostics_errors_reported(diagnostics);
  const struct node *node = source_check(source, diagnostics) ? node_parse(source, scratch, diagnostics) : NULL;
  return diagnostics_errors_reported(diagnostics) == errors ? node : NULL;
}

static void set_unusable(struct error *err, const char *path, const char *way_out) {
  char shown[256];
  if (err->code == ERROR_NONE) {
    error_set(err, ERROR_INPUT, "%s cannot be used as it is; %s", text_sanitize(shown, sizeof shown, path), way_out);
  }
}

const struct safety *safety_load(const struct catalogue *catalogue, struct arena *arena, struct diagnostics *diagnostics,
                                 struct error *err) {
  const char *path = NULL;
  for (size_t i = 0; i < catalogue->folder_count && path == NULL; i++) {
    path = folder_find(arena, catalogue->routines[i], "safety");
  }
  if (path == NULL) {
    error_set(err, ERROR_MACHINE,
              "the safety questions are missing: there is no safety.yaml among the routines; install again");
    return NULL;
  }
  struct reader reader;
  struct arena *scratch = arena_create();
  const struct node *node = open_file(path, arena, scratch, diagnostics, &reader, err);
  const struct safety *safety = node != NULL ? safety_read(&reader, node) : NULL;
  arena_destroy(scratch);
  if (safety == NULL) {
    set_unusable(err, path, "mend it, or move it away to use the built-in questions");
  }
  return safety;
}

bool profile_load(const char *path, struct diagnostics *diagnostics, struct profile *out, struct error *err) {
  if (access(path, F_OK) != 0) {
    *out = profile_empty();
    return true;
  }
  struct arena *arena = arena_create();
  struct reader reader;
  const struct node *node = open_file(path, arena, arena, diagnostics, &reader, err);
  bool good = node != NULL && profile_read(&reader, node, out);
  if (!good) {
    set_unusable(err, path, "mend it, or delete it and answer the questions again");
  }
  arena_destroy(arena);
  return good;
}

struct exercise_list exercises_load(const struct catalogue *catalogue, struct arena *arena, struct diagnostics *diagnostics) {
  struct library *library = catalogue_library(catalogue, arena, diagnostics);
  struct arena *scratch = arena_create();
  library_set_scratch(library, scratch);
  struct catalogue_list list = catalogue_list_exercises(catalogue, arena);
  const struct exercise **items = arena_array(arena, list.count, sizeof(const struct exercise *));
  size_t count = 0;
  for (size_t i = 0; i < list.count; i++) {
    if (library_find(library, list.entries[i].id, &items[count]) == LIBRARY_FOUND) {
      count++;
    }
  }
  arena_destroy(scratch);
  return (struct exercise_list){items, count};
}
