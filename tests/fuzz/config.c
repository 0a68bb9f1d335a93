/* Any bytes as a person's settings: whatever they are, each value that is read is one that may be. */
#include "fuzz/target.h"

#include "base/arena.h"
#include "routine/config_reader.h"

#include <stdlib.h>
#include <string.h>

static void expect_allowed(const struct config *config) {
  for (int i = 0; i < SETTING_COUNT_OF; i++) {
    if (config->values[i] != NULL && !setting_allows((enum setting)i, config->values[i])) {
      abort();
    }
  }
  for (int i = 0; i < CUE_SOUND_COUNT_OF; i++) {
    if (config->sounds[i] != NULL && config->sounds[i][0] == '\0') {
      abort();
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena *arena = arena_create();
  struct diagnostics *diagnostics = diagnostics_create();
  const struct reader reader = {arena, diagnostics, source_of_text(arena, "config.yaml", (const char *)data, size)};
  struct config config;
  if (config_read(&reader, &config)) {
    expect_allowed(&config);
  }
  diagnostics_destroy(diagnostics);
  arena_destroy(arena);
  return 0;
}
