#ifndef SOUNDER_DEVICE_H
#define SOUNDER_DEVICE_H

#include "sounder/mixer.h"
#include "wire/message.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The machine's sound device, through PortAudio, on a thread of its own: every call to PortAudio may block for a minute or
 * end the process, and nobody here waits for it. The thread opens the device, watches it, and opens it anew when it fails.
 */
struct device;

struct device_state {
  bool settled; /* `path` is known: the device has been opened, or it has failed */
  enum wire_path path;
  char reason[WIRE_REASON_SIZE]; /* the device's name, or why there is none */
  int64_t latency_ms, underruns;
  int64_t runs; /* counts up whenever the mixer begins to be rendered with no voices in it */
  bool running; /* it is being rendered now */
  int rate;     /* while it runs: frames a second */
};

/* Begins to open the device, with `sounds` (their strings borrowed) for `mixer` (borrowed). Caller closes. */
struct device *device_create(struct mixer *mixer, const struct bank_source *sounds);

/* Readable whenever the state may have changed since device_read_state(). */
int device_fd(const struct device *device);

/* How things stand. */
void device_read_state(struct device *device, struct device_state *state);

/* Whether there will be something to play: while not, the device is closed and the process sleeps. */
void device_want(struct device *device, bool wanted);

/*
 * Ends the stream, waiting for PortAudio at most `bound_ms`, and frees all. False: it still blocks and nothing has been
 * freed; the process shall then leave by _exit().
 */
bool device_close(struct device *device, int bound_ms);

/* The monotonic clock, in ns. */
int64_t device_now(void);

#endif
