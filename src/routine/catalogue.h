#ifndef ROUTINE_CATALOGUE_H
#define ROUTINE_CATALOGUE_H

#include "base/error.h"
#include "routine/diagnostic.h"
#include "routine/model.h"
#include "routine/phrases.h"
#include "routine/pronunciation.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * Where routines and exercises are found: the user's folder, then the built-in one; each holds ID.yaml files and a folder
 * exercises/ of the same. A user's file shadows a built-in one of the same id. Only ids are ever made into file names.
 */
struct catalogue;

/* A catalogue over two folders, which need not be there; NULL: none. The paths are copied. Caller destroys. */
struct catalogue *catalogue_create(const char *user_folder, const char *builtin_folder);

/*
 * From now on only ids name routines, never paths, and where `only` (borrowed) is not empty just those among them; any
 * other routine is as if it were not there.
 */
void catalogue_confine(struct catalogue *catalogue, struct strings only);

/* NULL is fine. */
void catalogue_destroy(struct catalogue *catalogue);

struct catalogue_entry {
  const char *id;
  const char *path;
  const char *shadows; /* the path of the built-in file that this one hides, or NULL */
};

struct catalogue_list {
  const struct catalogue_entry *entries; /* sorted by id */
  size_t count;
};

/* The routines, by their file names alone: nothing is opened. Into `arena`. */
struct catalogue_list catalogue_list_routines(const struct catalogue *catalogue, struct arena *arena);

/* The exercises, likewise. */
struct catalogue_list catalogue_list_exercises(const struct catalogue *catalogue, struct arena *arena);

/* Whether `name` means a file: it has a / or ends in .yaml. Else it is the id of a routine in the catalogue. */
bool catalogue_is_path(const char *name);

/*
 * Loads the routine called `name` (an id or a path) with all exercises it needs; an exercise is looked for in the file itself,
 * then, for a file given by its path, in exercises/ beside it, then among the user's and the built-in ones. The id of an
 * exercise is a routine too, of that exercise alone, unless the catalogue is confined. Caller frees with routine_destroy().
 * What is wrong with files is added to `diagnostics`. NULL and `err` (ERROR_INPUT) when there is no such routine (the message
 * then names the nearest) or it cannot be used; warnings do not stop it.
 */
struct routine *catalogue_load_routine(const struct catalogue *catalogue, const char *name, struct diagnostics *diagnostics,
                                       struct error *err);

/*
 * Called for each routine in the order of the list; `routine` is NULL when it cannot be used. Both are borrowed for the call,
 * as is what is compiled into the routine's arena.
 */
typedef void (*routine_visitor_fn)(const struct catalogue_entry *entry, const struct routine *routine, void *context);

/* Asked for each routine before it is opened: true, and it is passed over, for all that is wanted of it is known. */
typedef bool (*routine_known_fn)(const struct catalogue_entry *entry, void *context);

/*
 * Loads every routine in turn for `visit`, unless it is `known` (NULL: none is); exercises are read once for all, so that ten
 * thousand take well below a second.
 */
void catalogue_visit_routines(const struct catalogue *catalogue, struct diagnostics *diagnostics, routine_known_fn known,
                              routine_visitor_fn visit, void *context);

/* Loads the exercise called `id` (an id, or the path of its file) into `arena`, which owns it. NULL and `err` as above. */
const struct exercise *catalogue_load_exercise(const struct catalogue *catalogue, const char *id, struct arena *arena,
                                               struct diagnostics *diagnostics, struct error *err);

/*
 * Reads phrases.yaml, the built-in one and over it the user's, which replaces what it gives. Into `arena`, which owns what is
 * filled in. What is wrong is added to `diagnostics` and left out; without any file there are the usual words.
 */
void catalogue_load_phrases(const struct catalogue *catalogue, struct arena *arena, struct diagnostics *diagnostics,
                            struct phrases *phrases, struct pronunciation *pronunciation);

/* Adding up what checks have looked at. */
struct check_totals {
  size_t files;
  size_t steps; /* as written in the routines among them */
};

/*
 * Called for each routine that is well, so that what only later stages find can be added. The routine is borrowed for the call;
 * what is compiled into its arena goes with it.
 */
typedef void (*checked_routine_fn)(struct routine *routine, struct diagnostics *diagnostics, void *context);

/*
 * Checks the file at `path`, or every .yaml file in the folder `path` and those within it (hidden ones, links to folders,
 * plans/ and files that are neither routine nor exercise left out). Whether a file is a routine or an exercise is told by its
 * folder, exercises/, else by its keys. `on_routine` may be NULL. False and `err` (ERROR_INPUT) only when `path` cannot be
 * read; what is wrong is in `diagnostics`.
 */
bool catalogue_check_path(const struct catalogue *catalogue, const char *path, struct diagnostics *diagnostics,
                          struct check_totals *totals, checked_routine_fn on_routine, void *context, struct error *err);

#endif
