#ifndef CUE_PROBE_H
#define CUE_PROBE_H

#include "cue/process.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Tries the sounder out, outside any session: what there is, and whether a cue is heard. Both wait, within bounds. */

enum { PROBE_FOUND_MAX = 64, PROBE_NOTICES_MAX = 12 };

struct probe_options {
  const char *sounder, *sounds;
  const char *voice;             /* as the sounder's --voice takes it */
  const char *const *own_sounds; /* as process.h has it */
  int volume_percent;
  int64_t (*clock_ns)(void); /* reads the real monotonic time */
};

struct probe_sound {
  bool works; /* a cue has begun to sound */
  char device[256];
  char reason[256];       /* why it does not work */
  int64_t latency_ms;     /* of the device, as it says */
  int64_t heard_ms;       /* from asking for a sound at once to hearing it, as far as the device can tell */
  char voice[32];         /* that speaks; empty: none */
  char voice_reason[256]; /* why none does */
  char notices[PROBE_NOTICES_MAX][256];
  size_t notice_count;
};

/* Plays a cue through the machine's sound device and waits until it has rung out, some 8 s at most. */
void probe_sound(const struct probe_options *options, struct probe_sound *sound);

struct probe_inventory {
  struct {
    char what[32]; /* "format", "voice", "device" */
    char name[256];
  } found[PROBE_FOUND_MAX];
  size_t count;
  bool whole; /* false: the sounder ended or stood still before it had told everything */
};

/* Asks which sound files can be made, which voices are installed, which devices there are; 8 s at most. */
void probe_inventory(const struct probe_options *options, struct probe_inventory *inventory);

#endif
