#include "app/phrasebook.h"

#include "app/collection.h"
#include "app/load.h"
#include "base/arena.h"

#include <time.h>

void phrasebook_load(struct phrasebook *book, const struct places *places) {
  struct catalogue *catalogue = collection_catalogue(places);
  struct diagnostics *diagnostics = diagnostics_create();
  book->arena = arena_create();
  catalogue_load_phrases(catalogue, book->arena, diagnostics, &book->phrases, &book->pronunciation);
  load_print_diagnostics(stderr, diagnostics);
  diagnostics_destroy(diagnostics);
  catalogue_destroy(catalogue);
}

void phrasebook_finish(struct phrasebook *book) {
  arena_destroy(book->arena);
}

const struct timeline *phrasebook_compile(const struct phrasebook *book, const struct routine *routine, int pace_percent) {
  const struct timeline_options options = {.phrases = &book->phrases, .pace_percent = pace_percent};
  return timeline_compile(routine, &options);
}

const char *phrasebook_tip(const struct phrasebook *book) {
  enum { DAY_S = 24 * 60 * 60 };
  return phrases_variant(&book->phrases, PHRASE_TIP, (size_t)(time(NULL) / DAY_S));
}
