#include "routine/phrases.h"

#include <string.h>

#define X(id, key, slots, usual) [PHRASE_##id] = (key),
const char *const phrase_keys[PHRASE_COUNT] = {PHRASE_LIST(X)};
#undef X

#define X(id, key, slots, usual) [PHRASE_##id] = (slots),
const char *const phrase_slots[PHRASE_COUNT] = {PHRASE_LIST(X)};
#undef X

const char *phrases_variant(const struct phrases *phrases, enum phrase_moment moment, size_t turn) {
#define X(id, key, slots, usual) [PHRASE_##id] = (usual),
  static const char *const usual_words[PHRASE_COUNT] = {PHRASE_LIST(X)};
#undef X
  if (phrases == NULL || phrases->variants[moment].count == 0) {
    return usual_words[moment];
  }
  const struct strings *variants = &phrases->variants[moment];
  return variants->items[turn % variants->count];
}

bool phrase_has_slot(enum phrase_moment moment, const char *name, size_t length) {
  const char *slots = phrase_slots[moment];
  while (*slots != '\0') {
    size_t here = strcspn(slots, " ");
    if (here == length && strncmp(slots, name, length) == 0) {
      return true;
    }
    slots += here + strspn(slots + here, " ");
  }
  return false;
}
