#ifndef CUE_STATUS_H
#define CUE_STATUS_H

#include <stdbool.h>
#include <stdint.h>

/* Which way sound goes. Columns: enumerator, name in events and JSON, what a status line shows. */
#define CUE_PATH_LIST(X) \
  X(NONE, "none", "no sound") \
  X(BELL, "bell", "\xe2\x99\xaa bell") \
  X(PORTAUDIO, "portaudio", "\xe2\x99\xaa tones") \
  X(LINK, "link", "\xe2\x99\xaa link")

#define X(id, name, label) CUE_PATH_##id,
enum cue_path { CUE_PATH_LIST(X) CUE_PATH_COUNT };
#undef X

struct cue_status {
  enum cue_path path;
  bool settled;     /* false: still finding out, `path` is what is hoped for */
  bool failed;      /* sound was asked for by name (portaudio, link) and is not there */
  char reason[320]; /* why it is not the path hoped for; else empty. Printable, a sentence without its full stop. */
  int volume_percent;
  bool muted;
  bool speaks;            /* words are heard, too */
  char voice[32];         /* of the voice that the sounder has; empty: none */
  char voice_reason[256]; /* why it has none; else empty */
  char notice[256];       /* what else a person should know, such as a sound file that cannot be used; else empty */
  int64_t latency_ms;     /* of the device */
  int64_t round_trip_ns;  /* to the sounder and back, lately */
  int64_t underruns, missed;
};

/* "none", "bell", "portaudio", "link". */
const char *cue_path_name(enum cue_path path);

/* What a status line shows: "♪ voice", "♪ tones", "♪ bell", "♪ link", "muted", "no sound". */
const char *cue_status_label(const struct cue_status *status);

#endif
