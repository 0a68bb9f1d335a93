#include "routine/model.h"

#include "base/arena.h"
#include "base/timespan.h"

#include <ctype.h>
#include <string.h>

#define X(id, name) [TYPE_##id] = name,
const char *const type_names[TYPE_COUNT] = {TYPE_LIST(X)};
#undef X
#define X(id, name) [AREA_##id] = name,
const char *const area_names[AREA_COUNT] = {AREA_LIST(X)};
#undef X
#define X(id, name, phrase) [POSITION_##id] = name,
const char *const position_names[POSITION_COUNT] = {POSITION_LIST(X)};
#undef X
#define X(id, name, phrase) [POSITION_##id] = phrase,
const char *const position_phrases[POSITION_COUNT] = {POSITION_LIST(X)};
#undef X
#define X(id, name) [SIDES_##id] = name,
const char *const sidedness_names[SIDES_COUNT] = {SIDEDNESS_LIST(X)};
#undef X
#define X(id, name) [AVOID_##id] = name,
const char *const avoid_names[AVOID_COUNT] = {AVOID_LIST(X)};
#undef X

const char *side_name(enum side side) {
  switch (side) {
  case SIDE_LEFT:
    return "left";
  case SIDE_RIGHT:
    return "right";
  case SIDE_NONE:
    break;
  }
  return NULL;
}

int64_t tempo_length_ns(struct tempo tempo) {
  return SECONDS((int64_t)tempo.in_s + tempo.hold_s + tempo.out_s);
}

int64_t dose_set_length_ns(const struct dose *dose) {
  return dose->kind == DOSE_REPS ? dose->reps * tempo_length_ns(dose->tempo) : dose->length_ns;
}

bool equipment_is_optional(const char *equipment) {
  static const char ending[] = " optional";
  size_t length = strlen(equipment), ending_length = sizeof ending - 1;
  return length > ending_length && strcmp(equipment + length - ending_length, ending) == 0;
}

void routine_destroy(struct routine *routine) {
  if (routine != NULL) {
    arena_destroy(routine->arena); /* the routine itself lives in it */
  }
}

/* A letter as it counts when names are compared: small, and a hyphen is a blank. */
static int plain_letter(char letter) {
  return letter == '-' ? ' ' : tolower((unsigned char)letter);
}

bool exercise_says_place(const struct exercise *exercise, const char *place) {
  const char *words = strncmp(place, "on ", 3) == 0 ? place + 3 : place;
  for (const char *name = exercise->name; *name != '\0'; name++) {
    size_t same = 0;
    while (words[same] != '\0' && plain_letter(name[same]) == plain_letter(words[same])) {
      same++;
    }
    if (words[same] == '\0') {
      return true;
    }
  }
  return false;
}
