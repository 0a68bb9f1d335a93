#ifndef APP_FIGURE_SOURCE_H
#define APP_FIGURE_SOURCE_H

#include "app/file_watch.h"
#include "app/places.h"
#include "routine/catalogue.h"

#include <stdbool.h>

/* An exercise whose figure is to be looked at, from wherever it is described; read again as its file changes. */

struct figure_source {
  struct arena *arena;
  struct routine *routine; /* whose own exercise it is, or NULL */
  struct diagnostics *diagnostics;
  struct error err;                /* why there is no figure; the diagnostics may say more */
  const struct exercise *exercise; /* NULL: it cannot be used as it is */
};

/*
 * Reads the exercise called `id`: an id, the path of its file, or, where `file` is not NULL, an exercise of the routine in
 * that file. False where it cannot be used or has no figure, `err` and `diagnostics` tell why. Caller finishes, either way.
 */
bool figure_source_read(struct figure_source *source, const struct places *places, const char *file, const char *id);

/* Frees what was read. */
void figure_source_finish(struct figure_source *source);

/* Has `watch` watch the files that the exercise and its figure are in, also where they could not be used. */
void figure_source_watch(const struct figure_source *source, const struct places *places, const char *file, const char *id,
                         struct file_watch *watch);

#endif
