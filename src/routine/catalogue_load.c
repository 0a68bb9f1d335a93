#include "routine/catalogue_private.h"

#include "base/arena.h"
#include "base/text.h"
#include "routine/folder.h"
#include "routine/routine_reader.h"
#include "routine/routine_summary.h"

#include <string.h>

struct library *catalogue_library(const struct catalogue *catalogue, struct arena *arena, struct diagnostics *diagnostics) {
  return library_create(arena, diagnostics, catalogue->exercises, catalogue->folder_count, NULL);
}

/* An id made of a file's stem that is none: what cannot stand in an id becomes a -. */
static const char *id_like(struct arena *arena, const char *stem) {
  char *id = arena_alloc(arena, 65);
  size_t length = 0;
  for (const char *c = stem; *c != '\0' && length < 64; c++) {
    char lower = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    bool letter = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (letter) {
      id[length++] = lower;
    } else if (length > 0 && id[length - 1] != '-') {
      id[length++] = '-';
    }
  }
  while (length > 0 && id[length - 1] == '-') {
    id[--length] = '\0';
  }
  return length == 0 ? "routine" : id;
}

struct routine *catalogue_read_routine(const struct reader *reader, const struct node *node, bool beside,
                                       struct library *library, size_t *step_count) {
  const char *path = reader->source->file;
  const char *folders[] = {path_within(reader->arena, path_folder(reader->arena, path), "exercises")};
  struct library *own = library_create(reader->arena, reader->diagnostics, folders, beside ? 1 : 0, library);
  const char *id = path_stem(reader->arena, path);
  if (!id_is_valid(id)) {
    struct place place = {path, 0, 0};
    id = id_like(reader->arena, id);
    const char *help = arena_format(reader->arena, "its id is \"%s\" now; a file %s.yaml would say so", id, id);
    diagnostics_add(reader->diagnostics, SEVERITY_WARNING, place, 1, NULL, 0, help,
                    "a routine's file is called by its id: lower-case words joined by -, and .yaml");
  }
  return routine_read(reader, node, id, own, step_count);
}

/* The model goes to `arena`; the text of the file and its tree, to `scratch`. */
static struct routine *load_file(const char *path, bool beside, struct library *library, struct arena *arena,
                                 struct arena *scratch, struct diagnostics *diagnostics, struct error *err) {
  struct source *source = source_read(scratch, path, err);
  if (source == NULL) {
    return NULL;
  }
  source->file = arena_string(arena, path); /* the model names it */
  const struct reader reader = {arena, diagnostics, source};
  size_t errors = diagnostics_errors_reported(diagnostics);
  const struct node *node = source_check(source, diagnostics) ? node_parse(source, scratch, diagnostics) : NULL;
  size_t step_count;
  struct routine *routine = NULL;
  /* A doubled key leaves a tree to look at, but it is an error all the same. */
  bool well_formed = diagnostics_errors_reported(diagnostics) == errors;
  if (node != NULL) {
    routine = catalogue_read_routine(&reader, node, beside, library, &step_count);
  }
  if (routine == NULL || !well_formed) {
    char shown[256];
    error_set(err, ERROR_INPUT, "%s cannot be played as it is; limber check %s tells why",
              text_sanitize(shown, sizeof shown, path), shown);
    return NULL;
  }
  return routine;
}

/* The path of the routine `id`, the user's before the built-in one; NULL: there is none. */
static const char *routine_path(const struct catalogue *catalogue, struct arena *arena, const char *id) {
  for (size_t i = 0; i < catalogue->folder_count; i++) {
    const char *path = catalogue_allows(catalogue, id) ? folder_find(arena, catalogue->routines[i], id) : NULL;
    if (path != NULL) {
      return path;
    }
  }
  return NULL;
}

static const char **ids_of(struct arena *arena, struct catalogue_list list) {
  const char **ids = arena_array(arena, list.count, sizeof *ids);
  for (size_t i = 0; i < list.count; i++) {
    ids[i] = list.entries[i].id;
  }
  return ids;
}

/* Whether one of the list is what `name` may have been meant for. */
static bool is_near(struct arena *arena, const char *name, struct catalogue_list list) {
  return text_nearest(name, ids_of(arena, list), list.count) != NULL;
}

/* The ids nearest to `name` into the message of an unknown one. */
static void set_unknown(struct error *err, struct arena *arena, const char *what, const char *name, struct catalogue_list list,
                        const char *command) {
  const char **ids = ids_of(arena, list);
  char shown[128];
  text_sanitize(shown, sizeof shown, name);
  const char *nearest = text_nearest(name, ids, list.count);
  const char *also = NULL;
  for (size_t i = 0; nearest != NULL && i < list.count; i++) {
    ids[i] = ids[i] == nearest ? NULL : ids[i];
  }
  if (nearest != NULL) {
    also = text_nearest(name, ids, list.count);
  }
  if (also != NULL) {
    error_set(err, ERROR_INPUT, "there is no %s \"%s\"; did you mean \"%s\" or \"%s\"?", what, shown, nearest, also);
  } else if (nearest != NULL) {
    error_set(err, ERROR_INPUT, "there is no %s \"%s\"; did you mean \"%s\"?", what, shown, nearest);
  } else {
    error_set(err, ERROR_INPUT, "there is no %s \"%s\"; %s names them all", what, shown, command);
  }
}

/* The exercise `id` by itself, in its own dose, as a routine of one step; NULL: it is none, or cannot be used. */
static struct routine *exercise_alone(struct library *library, const char *id, struct arena *arena,
                                      struct diagnostics *diagnostics) {
  const struct exercise *exercise = NULL;
  size_t errors = diagnostics_errors_reported(diagnostics);
  if (library_find(library, id, &exercise) != LIBRARY_FOUND) {
    return NULL;
  }
  const struct exercise *easier = library_easier(library, exercise);
  if (diagnostics_errors_reported(diagnostics) > errors) {
    return NULL;
  }
  struct step *step = arena_alloc(arena, sizeof *step);
  *step = (struct step){.kind = STEP_EXERCISE, .place = exercise->place};
  step->exercise.exercise = exercise;
  step->exercise.dose = exercise->dose;
  step->exercise.rest_ns = -1;
  step->exercise.easier = easier;
  struct routine *routine = arena_alloc(arena, sizeof *routine);
  *routine = (struct routine){.id = exercise->id,
                              .title = exercise->name,
                              .timing = {-1, -1, -1},
                              .steps = step,
                              .step_count = 1,
                              .source = exercise->source,
                              .file = exercise->place.file,
                              .arena = arena};
  routine_sum_up(routine, arena, (struct routine_given){.areas = false});
  return routine;
}

static void set_unusable(struct error *err, const char *id) {
  char shown[128];
  error_set(err, ERROR_INPUT, "the exercise \"%s\" cannot be used as it is; limber check tells why",
            text_sanitize(shown, sizeof shown, id));
}

/* What is not the id of a routine may be that of an exercise. */
static struct routine *load_alone(const struct catalogue *catalogue, const char *name, struct arena *arena,
                                  struct diagnostics *diagnostics, struct error *err) {
  struct catalogue_list routines = catalogue_list_routines(catalogue, arena);
  if (catalogue->is_confined) {
    set_unknown(err, arena, "routine", name, routines, "limber list");
    return NULL;
  }
  size_t errors = diagnostics_errors_reported(diagnostics);
  struct library *library = catalogue_library(catalogue, arena, diagnostics);
  struct routine *routine = exercise_alone(library, name, arena, diagnostics);
  if (routine == NULL && diagnostics_errors_reported(diagnostics) > errors) {
    set_unusable(err, name);
  } else if (routine == NULL) {
    struct catalogue_list exercises = catalogue_list_exercises(catalogue, arena);
    bool is_exercise = !is_near(arena, name, routines) && is_near(arena, name, exercises);
    set_unknown(err, arena, "routine", name, is_exercise ? exercises : routines, "limber list");
  }
  return routine;
}

struct routine *catalogue_load_routine(const struct catalogue *catalogue, const char *name, struct diagnostics *diagnostics,
                                       struct error *err) {
  struct arena *arena = arena_create(), *scratch = arena_create();
  bool is_path = !catalogue->is_confined && catalogue_is_path(name);
  const char *path = is_path ? name : routine_path(catalogue, arena, name);
  struct routine *routine = NULL;
  if (path != NULL) {
    struct library *library = catalogue_library(catalogue, arena, diagnostics);
    library_set_scratch(library, scratch);
    routine = load_file(path, is_path, library, arena, scratch, diagnostics, err);
  } else {
    routine = load_alone(catalogue, name, arena, diagnostics, err);
  }
  arena_destroy(scratch);
  if (routine == NULL) {
    arena_destroy(arena);
  }
  return routine;
}

void catalogue_visit_routines(const struct catalogue *catalogue, struct diagnostics *diagnostics, routine_known_fn known,
                              routine_visitor_fn visit, void *context) {
  struct arena *shared = arena_create();
  struct library *library = catalogue_library(catalogue, shared, diagnostics);
  struct catalogue_list list = catalogue_list_routines(catalogue, shared);
  for (size_t i = 0; i < list.count; i++) {
    if (known != NULL && known(&list.entries[i], context)) {
      continue;
    }
    struct arena *arena = arena_create();
    visit(&list.entries[i], load_file(list.entries[i].path, false, library, arena, arena, diagnostics, NULL), context);
    arena_destroy(arena);
  }
  arena_destroy(shared);
}

/* A library in which the file at `path` has been read, whatever its folder is called, and the id it goes by. */
static struct library *library_with_file(struct library *parent, const char *path, struct arena *arena,
                                         struct diagnostics *diagnostics, const char **id) {
  const char **folders = arena_array(arena, 1, sizeof *folders);
  folders[0] = path_folder(arena, path);
  struct library *library = library_create(arena, diagnostics, folders, 1, parent);
  library_read_file(library, path);
  *id = path_stem(arena, path);
  return library;
}

const struct exercise *catalogue_load_exercise(const struct catalogue *catalogue, const char *id, struct arena *arena,
                                               struct diagnostics *diagnostics, struct error *err) {
  struct library *library = catalogue_library(catalogue, arena, diagnostics);
  const struct exercise *exercise = NULL;
  size_t errors = diagnostics_errors_reported(diagnostics);
  if (catalogue_is_path(id)) {
    library = library_with_file(library, id, arena, diagnostics, &id);
  }
  switch (library_find(library, id, &exercise)) {
  case LIBRARY_FOUND:
    if (diagnostics_errors_reported(diagnostics) == errors) {
      return exercise;
    }
    break;
  case LIBRARY_BROKEN:
    break;
  case LIBRARY_UNKNOWN:
    set_unknown(err, arena, "exercise", id, catalogue_list_exercises(catalogue, arena), "limber list --exercises");
    return NULL;
  }
  set_unusable(err, id);
  return NULL;
}
