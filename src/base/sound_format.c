#include "base/sound_format.h"

#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static const struct {
  const char *suffix, *in_sheet;
} rows[SOUND_FORMAT_COUNT] = {
#define X(id, suffix, sheet) [SOUND_FORMAT_##id] = {suffix, sheet},
    SOUND_FORMAT_LIST(X)
#undef X
};

const char sound_format_words[] = ".wav, .flac, .ogg, .opus or .mp3";

static bool same_letters(const char *a, const char *b) {
  size_t i = 0;
  while (a[i] != '\0' && tolower((unsigned char)a[i]) == b[i]) {
    i++;
  }
  return a[i] == b[i];
}

enum sound_format sound_format_of(const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
  const char *suffix = strrchr(name, '.');
  for (int i = 0; suffix != NULL && suffix != name && i < SOUND_FORMAT_COUNT; i++) {
    if (same_letters(suffix, rows[i].suffix)) {
      return (enum sound_format)i;
    }
  }
  return SOUND_FORMAT_NONE;
}

const char *sound_format_suffix(enum sound_format format) {
  assert(format < SOUND_FORMAT_COUNT);
  return rows[format].suffix;
}

const char *sound_format_in_sheet(enum sound_format format) {
  assert(format < SOUND_FORMAT_COUNT);
  return rows[format].in_sheet;
}
