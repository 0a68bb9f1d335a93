#ifndef ROUTINE_CATALOGUE_PRIVATE_H
#define ROUTINE_CATALOGUE_PRIVATE_H

#include "routine/catalogue.h"
#include "routine/library.h"

/* What the parts of the catalogue share: listing, loading, checking. */

#define CATALOGUE_FOLDERS 2

struct catalogue {
  struct arena *arena;
  const char *routines[CATALOGUE_FOLDERS]; /* the user's first, where there is one */
  const char *exercises[CATALOGUE_FOLDERS];
  size_t folder_count;
  bool is_confined;
  struct strings only; /* confined: the ids that there are; empty: all */
};

/* Whether the routine called `id` may be had. */
bool catalogue_allows(const struct catalogue *catalogue, const char *id);

/* Whether ID.yaml in a folder of routines is content of another kind: the safety questions, the phrases. */
bool catalogue_is_other_content(const char *id);

/* Whether it is that of the phrases. */
bool catalogue_is_phrases(const char *id);

/* A library over the catalogue's exercises. */
struct library *catalogue_library(const struct catalogue *catalogue, struct arena *arena, struct diagnostics *diagnostics);

/*
 * The routine in `source`, found well by source_check(), parsed as `node`: with a library of its own over exercises/ beside the
 * file (`beside`: whether that counts) and `library`. NULL after adding errors.
 */
struct routine *catalogue_read_routine(const struct reader *reader, const struct node *node, bool beside,
                                       struct library *library, size_t *step_count);

#endif
