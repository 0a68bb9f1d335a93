#ifndef APP_COLLECTION_H
#define APP_COLLECTION_H

#include "app/places.h"
#include "report/list.h"
#include "routine/catalogue.h"

#include <stdbool.h>

/* What is installed and what is the person's own, read through: for lists and the library. */

struct routine_index;

struct collection {
  struct catalogue *catalogue;
  struct arena *arena;             /* owns the strings of `routines` */
  struct diagnostics *diagnostics; /* what was wrong with files; those are left out */
  struct listed_routine *routines; /* in the order of their ids */
  size_t count, capacity;
  struct routine_index *index; /* what was known of them from the last time; owns what it knew */
};

/*
 * From now on, for the whole program: `own` (a folder, borrowed; NULL: none) takes the place of the person's folder, and the
 * catalogue is confined to `only` as catalogue_confine() has it. What is wrong with files is no longer told.
 */
void collection_confine(const char *own, struct strings only);

/* Whether that has been called. */
bool collection_is_confined(void);

/* A catalogue of the person's folder and the built-in one. Caller destroys. */
struct catalogue *collection_catalogue(const struct places *places);

/* Reads every routine that is well. Fails only where nothing can be found at all. */
bool collection_load(struct collection *collection, struct error *err);

/* Frees what was loaded. */
void collection_finish(struct collection *collection);

/* Prints on stderr how many files were left out, if any, and how to see why. */
void collection_warn(const struct collection *collection);

#endif
