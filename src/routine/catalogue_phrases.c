#include "routine/catalogue_private.h"

#include "base/arena.h"
#include "routine/folder.h"
#include "routine/phrases_reader.h"

#include <string.h>

bool catalogue_is_phrases(const char *id) {
  return strcmp(id, "phrases") == 0;
}

static void load_file(const char *path, struct arena *arena, struct diagnostics *diagnostics, struct phrases *phrases,
                      struct pronunciation *pronunciation) {
  struct error ignored; /* a file that has gone in between is none */
  struct arena *scratch = arena_create();
  const struct source *source = source_read(scratch, path, &ignored);
  const struct node *node =
      source != NULL && source_check(source, diagnostics) ? node_parse(source, scratch, diagnostics) : NULL;
  if (node != NULL) {
    phrases_read(&(struct reader){arena, diagnostics, source}, node, phrases, pronunciation);
  }
  arena_destroy(scratch);
}

void catalogue_load_phrases(const struct catalogue *catalogue, struct arena *arena, struct diagnostics *diagnostics,
                            struct phrases *phrases, struct pronunciation *pronunciation) {
  *phrases = (struct phrases){0};
  *pronunciation = (struct pronunciation){0};
  for (size_t i = catalogue->folder_count; i-- > 0;) {
    const char *path = folder_find(arena, catalogue->routines[i], "phrases");
    if (path != NULL) {
      load_file(path, arena, diagnostics, phrases, pronunciation);
    }
  }
}
