#include "cue/status.h"

#include <assert.h>

const char *cue_path_name(enum cue_path path) {
#define X(id, name, label) [CUE_PATH_##id] = (name),
  static const char *const names[CUE_PATH_COUNT] = {CUE_PATH_LIST(X)};
#undef X
  assert(path < CUE_PATH_COUNT);
  return names[path];
}

const char *cue_status_label(const struct cue_status *status) {
#define X(id, name, label) [CUE_PATH_##id] = (label),
  static const char *const labels[CUE_PATH_COUNT] = {CUE_PATH_LIST(X)};
#undef X
  assert(status->path < CUE_PATH_COUNT);
  if (status->speaks && !status->muted && status->path == CUE_PATH_PORTAUDIO) {
    return "\xe2\x99\xaa voice";
  }
  return status->muted && status->path != CUE_PATH_NONE ? "muted" : labels[status->path];
}
