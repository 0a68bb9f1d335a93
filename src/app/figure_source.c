#include "app/figure_source.h"

#include "app/collection.h"
#include "base/arena.h"
#include "base/text.h"

#include <string.h>

static const struct exercise *own_exercise(const struct routine *routine, const char *id, struct error *err) {
  for (size_t i = 0; routine != NULL && i < routine->own_exercise_count; i++) {
    if (strcmp(routine->own_exercises[i]->id, id) == 0) {
      return routine->own_exercises[i];
    }
  }
  char shown[128];
  if (routine != NULL) {
    error_set(err, ERROR_INPUT, "this routine has no exercise of its own called \"%s\"",
              text_sanitize(shown, sizeof shown, id));
  }
  return NULL;
}

bool figure_source_read(struct figure_source *source, const struct places *places, const char *file, const char *id) {
  *source = (struct figure_source){.arena = arena_create(), .diagnostics = diagnostics_create()};
  struct catalogue *catalogue = collection_catalogue(places);
  if (file != NULL) {
    source->routine = catalogue_load_routine(catalogue, file, source->diagnostics, &source->err);
    source->exercise = own_exercise(source->routine, id, &source->err);
  } else {
    source->exercise = catalogue_load_exercise(catalogue, id, source->arena, source->diagnostics, &source->err);
  }
  catalogue_destroy(catalogue);
  if (source->exercise != NULL && source->exercise->own_figure == NULL) {
    error_set(&source->err, ERROR_INPUT, "%s has no figure", source->exercise->id);
  }
  return source->exercise != NULL && source->exercise->own_figure != NULL;
}

void figure_source_finish(struct figure_source *source) {
  routine_destroy(source->routine);
  arena_destroy(source->arena);
  diagnostics_destroy(source->diagnostics);
  *source = (struct figure_source){.arena = NULL};
}

static void watch_listed(const struct places *places, const char *id, struct file_watch *watch) {
  struct catalogue *catalogue = collection_catalogue(places);
  struct arena *arena = arena_create();
  struct catalogue_list list = catalogue_list_exercises(catalogue, arena);
  for (size_t i = 0; i < list.count; i++) {
    if (strcmp(list.entries[i].id, id) == 0) {
      file_watch_add(watch, list.entries[i].path);
    }
  }
  arena_destroy(arena);
  catalogue_destroy(catalogue);
}

void figure_source_watch(const struct figure_source *source, const struct places *places, const char *file, const char *id,
                         struct file_watch *watch) {
  if (file != NULL || catalogue_is_path(id)) {
    file_watch_add(watch, file != NULL ? file : id);
  } else {
    watch_listed(places, id, watch);
  }
  if (source->exercise != NULL && source->exercise->figure != NULL) {
    watch_listed(places, source->exercise->figure, watch);
  }
}
