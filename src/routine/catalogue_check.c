#include "routine/catalogue_private.h"

#include "base/arena.h"
#include "base/paths.h"
#include "base/text.h"
#include "figure/lint.h"
#include "routine/config_reader.h"
#include "routine/folder.h"
#include "routine/guest_config.h"
#include "routine/phrases_reader.h"
#include "routine/safety_reader.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER_DEPTH_MAX 16

struct check {
  const struct catalogue *catalogue;
  struct diagnostics *diagnostics;
  struct check_totals *totals;
  checked_routine_fn on_routine;
  void *context;
  struct arena *arena;     /* of the exercises that many routines share, read once */
  struct library *library; /* … of the catalogue */
};

static bool is_in_folder(const char *path, const char *folder, struct arena *arena) {
  const char *parent = path_folder(arena, path);
  const char *slash = strrchr(parent, '/');
  return strcmp(slash == NULL ? parent : slash + 1, folder) == 0;
}

/* An admin's settings for guests are told by the name of their file. */
static bool is_guest_config(const char *path, struct arena *arena) {
  return strcmp(path_stem(arena, path), "guest") == 0;
}

/* The rules about the person's safety are told by the name of their file. */
static bool is_safety(const char *path, struct arena *arena) {
  return strcmp(path_stem(arena, path), "safety") == 0;
}

/* An exercise's file outside exercises/: it has what only exercises have, and no steps. */
static bool looks_like_exercise(const struct node *node) {
  return node_get(node, "steps") == NULL &&
         (node_get(node, "setup") != NULL || node_get(node, "position") != NULL || node_get(node, "type") != NULL);
}

/* What a warning about a figure needs besides the fault. */
struct figure_check {
  struct diagnostics *diagnostics;
  struct place place;
  const char *own_id; /* a blank and the id of a routine's own exercise; of a file's own: nothing */
};

static void warn_of_figure(const struct figure_fault *fault, void *context) {
  const struct figure_check *check = context;
  char message[256], help[400];
  snprintf(message, sizeof message, "%s %s", fault->where, fault->message);
  snprintf(help, sizeof help, "limber figure %.300s%s --at %.2f shows it", check->place.file, check->own_id, fault->moment);
  source_warn_at(check->diagnostics, check->place, help, message);
}

/* A borrowed figure is looked at where it is described. */
static void check_figure(const struct check *check, const struct exercise *exercise, bool is_own) {
  if (exercise->own_figure != NULL && exercise->figure == NULL) {
    const char *own_id = is_own ? arena_format(check->arena, " %s", exercise->id) : "";
    struct figure_check figure = {check->diagnostics, exercise->figure_place, own_id};
    figure_lint(exercise->own_figure, warn_of_figure, &figure);
  }
}

static void check_exercise(struct check *check, const char *path, struct arena *arena) {
  const char *folders[] = {path_folder(arena, path)};
  struct library *beside = library_create(arena, check->diagnostics, folders, 1, check->library);
  const struct exercise *exercise = library_read_file(beside, path);
  if (exercise != NULL) {
    library_check_links(beside, exercise);
  }
  if (exercise != NULL) {
    check_figure(check, exercise, false);
  }
}

static void check_routine(struct check *check, const struct reader *reader, const struct node *node) {
  size_t errors = diagnostics_errors_reported(check->diagnostics), steps = 0;
  struct routine *routine = catalogue_read_routine(reader, node, true, check->library, &steps);
  check->totals->steps += steps;
  for (size_t i = 0; routine != NULL && i < routine->own_exercise_count; i++) {
    check_figure(check, routine->own_exercises[i], true);
  }
  if (routine != NULL && check->on_routine != NULL && diagnostics_errors_reported(check->diagnostics) == errors) {
    check->on_routine(routine, check->diagnostics, check->context);
  }
}

static bool check_file(struct check *check, const char *path, struct error *err) {
  struct arena *arena = arena_create();
  const struct source *source = source_read(arena, path, err);
  const struct node *node = NULL;
  if (source != NULL) {
    check->totals->files++;
  }
  if (source != NULL && strcmp(paths_base(path), CONFIG_FILE_NAME) == 0) {
    const struct reader reader = {arena, check->diagnostics, source};
    struct config config;
    config_read(&reader, &config);
  } else if (source != NULL) {
    node = source_check(source, check->diagnostics) ? node_parse(source, arena, check->diagnostics) : NULL;
  }
  if (node != NULL && is_guest_config(path, arena)) {
    const struct reader reader = {arena, check->diagnostics, source};
    struct guest_config config;
    guest_config_read(&reader, node, &config);
  } else if (node != NULL && catalogue_is_phrases(path_stem(arena, path))) {
    const struct reader reader = {arena, check->diagnostics, source};
    phrases_check(&reader, node);
  } else if (node != NULL && is_safety(path, arena)) {
    const struct reader reader = {arena, check->diagnostics, source};
    safety_read(&reader, node);
  } else if (node != NULL && (is_in_folder(path, "exercises", arena) || looks_like_exercise(node))) {
    check_exercise(check, path, arena);
  } else if (node != NULL) {
    const struct reader reader = {arena, check->diagnostics, source};
    check_routine(check, &reader, node);
  }
  arena_destroy(arena);
  return source != NULL;
}

static void check_folder(struct check *check, const char *folder, int depth);

static void check_entry(struct check *check, const char *folder, const char *name, int depth, struct arena *arena) {
  const char *path = path_within(arena, folder, name);
  struct stat status;
  if (lstat(path, &status) != 0) {
    return;
  }
  if (S_ISDIR(status.st_mode)) {
    if (depth < FOLDER_DEPTH_MAX && strcmp(name, "plans") != 0) {
      check_folder(check, path, depth + 1);
    }
    return;
  }
  const char *stem = path_stem(arena, name);
  bool skipped = catalogue_is_other_content(stem) && !catalogue_is_phrases(stem) && !is_safety(name, arena);
  if (!is_yaml_name(name) || skipped) {
    return;
  }
  struct error err = {0};
  if (!check_file(check, path, &err)) {
    struct place place = {path, 0, 0};
    diagnostics_add(check->diagnostics, SEVERITY_ERROR, place, 1, NULL, 0, NULL, err.message);
  }
}

static void check_folder(struct check *check, const char *folder, int depth) {
  struct arena *arena = arena_create();
  bool readable;
  struct names names = folder_entries(arena, folder, &readable);
  if (!readable) {
    struct place place = {folder, 0, 0};
    diagnostics_add(check->diagnostics, SEVERITY_ERROR, place, 1, NULL, 0, NULL, "this folder cannot be read");
  }
  for (size_t i = 0; i < names.count; i++) {
    check_entry(check, folder, names.items[i], depth, arena);
  }
  arena_destroy(arena);
}

bool catalogue_check_path(const struct catalogue *catalogue, const char *path, struct diagnostics *diagnostics,
                          struct check_totals *totals, checked_routine_fn on_routine, void *context, struct error *err) {
  struct stat status;
  if (stat(path, &status) != 0) {
    char shown[256];
    return error_set(err, ERROR_INPUT, "cannot read %s: %s", text_sanitize(shown, sizeof shown, path), strerror(errno));
  }
  struct check check = {
      .catalogue = catalogue,
      .diagnostics = diagnostics,
      .totals = totals,
      .on_routine = on_routine,
      .context = context,
      .arena = arena_create(),
  };
  check.library = catalogue_library(catalogue, check.arena, diagnostics);
  bool good = true;
  if (S_ISDIR(status.st_mode)) {
    check_folder(&check, path, 0);
  } else {
    good = check_file(&check, path, err);
  }
  arena_destroy(check.arena);
  return good;
}
