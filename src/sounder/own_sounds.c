#include "sounder/own_sounds.h"

#include <stdio.h>
#include <string.h>

bool own_sounds_name(struct bank_source *source, const char *text, struct error *err) {
  const char *equals = strchr(text, '=');
  char name[32] = "";
  if (equals == NULL || equals[1] == '\0' || (size_t)(equals - text) >= sizeof name) {
    return error_set(err, ERROR_USAGE, "--sound must be NAME=PATH, not %s", text);
  }
  snprintf(name, sizeof name, "%.*s", (int)(equals - text), text);
  enum cue_sound sound = cue_sound_of(name);
  if (sound == CUE_SOUND_NONE) {
    return error_set(err, ERROR_USAGE, "--sound: there is no cue sound %s", name);
  }
  source->own[sound] = equals + 1;
  return true;
}

bool own_sounds_check(struct bank_source *source, struct wire_link *link, struct error *err) {
  for (enum cue_sound sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF; sound++) {
    struct error fault = {.code = ERROR_NONE};
    if (source->own[sound] == NULL || bank_check_own(source->own[sound], &fault)) {
      continue;
    }
    struct wire_message message = {.kind = WIRE_NOTICE};
    const char *shown = fault.message;
    if (strlen(shown) > sizeof message.notice.text - 64) {
      shown = strrchr(shown, '/') != NULL ? strrchr(shown, '/') + 1 : shown; /* the end of a long path says more */
    }
    snprintf(message.notice.text, sizeof message.notice.text, "the built-in sound for %s is played: %.180s",
             cue_sound_name(sound), shown);
    source->own[sound] = NULL;
    if (!wire_link_send(link, &message, err)) {
      return false;
    }
  }
  return true;
}
