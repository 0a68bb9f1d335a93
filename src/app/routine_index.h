#ifndef APP_ROUTINE_INDEX_H
#define APP_ROUTINE_INDEX_H

#include "app/file_mark.h"
#include "report/list.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the lists show of each routine, kept from one start to the next, so that nothing need be read again that has not
 * changed. A file in the cache folder: where it is missing, damaged, from another build or of other exercises, everything is
 * read as if it had never been.
 */

/* Of what all that is kept follows, besides each routine's own file. */
struct routine_index_basis {
  struct file_mark program; /* another build may reckon otherwise */
  uint64_t exercises;       /* the hash of all their files */
};

struct routine_index;

/* What is kept in the file at `path`; NULL where nothing is that holds for `basis`. Caller destroys. */
struct routine_index *routine_index_open(const char *path, const struct routine_index_basis *basis);

/* NULL is fine. */
void routine_index_destroy(struct routine_index *index);

/*
 * What is known of the routine `id` whose file is `path`, if that has the mark `mark` still. Into `routine`, all but what it
 * shadows; its strings live as long as the index. To be asked in the order of their ids. NULL as `index` knows nothing.
 */
bool routine_index_find(struct routine_index *index, const char *id, const char *path, const struct file_mark *mark,
                        struct listed_routine *routine);

/* How many routines it knows; 0 of NULL. */
size_t routine_index_count(const struct routine_index *index);

/* A routine that is known well enough to be kept. */
struct indexed_routine {
  const struct listed_routine *routine;
  struct file_mark mark;
};

/* Keeps them in `folder`, which is made; whatever is in the way of it, nobody needs to know. In the order of their ids. */
void routine_index_write(const char *folder, const char *name, const struct routine_index_basis *basis,
                         const struct indexed_routine *routines, size_t count);

#endif
