#include "app/bell.h"

#include "base/timespan.h"

#include <stddef.h>

static const int once[] = {0, -1}, twice_slowly[] = {0, 450, -1}, thrice_slowly[] = {0, 450, 900, -1},
                 twice_fast[] = {0, 180, -1}, thrice_fast[] = {0, 180, 360, -1}, all_done[] = {0, 450, 630, 1080, -1};

static const int *pattern_of(enum cue_sound sound) {
  switch (sound) {
  case CUE_SOUND_START:
    return once;
  case CUE_SOUND_END:
    return twice_slowly;
  case CUE_SOUND_REST:
    return thrice_slowly;
  case CUE_SOUND_SWITCH:
    return twice_fast;
  case CUE_SOUND_WARNING:
    return thrice_fast;
  case CUE_SOUND_FINISH:
    return all_done;
  default:
    return NULL;
  }
}

void bell_begin(struct bell *bell, enum cue_sound sound, int64_t now_ns) {
  *bell = (struct bell){.pattern_ms = pattern_of(sound), .start_ns = now_ns};
}

int64_t bell_deadline(const struct bell *bell) {
  bool silent = bell->pattern_ms == NULL || *bell->pattern_ms < 0;
  return silent ? INT64_MAX : bell->start_ns + *bell->pattern_ms * NS_PER_MS;
}

bool bell_rings(struct bell *bell, int64_t now_ns) {
  if (now_ns < bell_deadline(bell)) {
    return false;
  }
  bell->pattern_ms++;
  return true;
}
