#include "cue/words.h"

#include "base/macros.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

const char *verbosity_notice(enum verbosity verbosity) {
#define X(id, notice) [VERBOSITY_##id] = (notice),
  static const char *const notices[VERBOSITY_COUNT] = {VERBOSITY_LIST(X)};
#undef X
  assert(verbosity < VERBOSITY_COUNT);
  return notices[verbosity];
}

static bool is_essential(enum cue_kind kind) {
  static const enum cue_kind essential[] = {CUE_ANNOUNCE, CUE_SETUP, CUE_COUNT, CUE_START,
                                            CUE_SWITCH,   CUE_END,   CUE_REST,  CUE_DONE};
  for (size_t i = 0; i < ARRAY_LEN(essential); i++) {
    if (essential[i] == kind) {
      return true;
    }
  }
  return false;
}

bool words_are_said(const struct cue *cue, enum verbosity verbosity) {
  if (cue->text == NULL || cue->text[0] == '\0') {
    return false;
  }
  return verbosity == VERBOSITY_ALL || (verbosity == VERBOSITY_ESSENTIAL && is_essential(cue->kind));
}

char *words_shorten(const char *text, char *out, size_t size) {
  size_t length = strlen(text);
  out[0] = '\0';
  for (size_t i = length; i-- > 1;) {
    bool closing = i + 1 == length;
    bool apart = text[i] == ';' || text[i] == ',' || text[i] == ':' || text[i] == '.';
    if (!closing && apart && text[i + 1] == ' ' && i + 2 <= size) {
      snprintf(out, size, "%.*s.", (int)i, text);
      return out;
    }
  }
  return out;
}

uint64_t words_key(const char *text) {
  uint64_t key = UINT64_C(14695981039346656037);
  for (; *text != '\0'; text++) {
    key = (key ^ (unsigned char)*text) * UINT64_C(1099511628211);
  }
  return key != 0 ? key : 1;
}
