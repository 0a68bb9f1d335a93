#ifndef APP_PHRASEBOOK_H
#define APP_PHRASEBOOK_H

#include "app/places.h"
#include "routine/catalogue.h"
#include "timeline/timeline.h"

/* The words of the coach and how they are pronounced: built in, and the person's own over them. */
struct phrasebook {
  struct arena *arena;
  struct phrases phrases;
  struct pronunciation pronunciation;
};

/*
 * Reads them; what is wrong with a file is told on stderr, and the rest of it used. Caller calls phrasebook_finish(), after the
 * timelines that need the phrases have been compiled.
 */
void phrasebook_load(struct phrasebook *book, const struct places *places);

void phrasebook_finish(struct phrasebook *book);

/* A word for the way, another one on another day. Borrowed from `book`. */
const char *phrasebook_tip(const struct phrasebook *book);

/* Compiles `routine` with its phrases, at `pace_percent`. */
const struct timeline *phrasebook_compile(const struct phrasebook *book, const struct routine *routine, int pace_percent);

#endif
