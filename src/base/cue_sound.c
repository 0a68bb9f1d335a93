#include "base/cue_sound.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

static const char *const names[CUE_SOUND_COUNT_OF] = {
#define X(id, name, meaning) [CUE_SOUND_##id] = name,
    CUE_SOUND_LIST(X)
#undef X
};

const char *cue_sound_name(enum cue_sound sound) {
  assert((unsigned)sound < CUE_SOUND_COUNT_OF);
  return names[sound];
}

enum cue_sound cue_sound_of(const char *name) {
  for (int i = CUE_SOUND_NONE + 1; i < CUE_SOUND_COUNT_OF; i++) {
    if (strcmp(names[i], name) == 0) {
      return (enum cue_sound)i;
    }
  }
  return CUE_SOUND_NONE;
}

bool cue_sound_is_breath(enum cue_sound sound) {
  return sound == CUE_SOUND_BREATH_IN || sound == CUE_SOUND_BREATH_OUT;
}
