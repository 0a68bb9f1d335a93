#ifndef SOUNDER_OUTPUT_STREAM_H
#define SOUNDER_OUTPUT_STREAM_H

#include "sounder/bank.h"
#include "sounder/mixer.h"
#include "wire/message.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * A stream to the default sound device, rendered by the mixer in PortAudio's callback. Any call here may block for as long as
 * the sound system does, or end the process: the device thread alone makes them, but for the two that only look.
 */
struct output_stream {
  struct mixer *mixer;       /* borrowed */
  struct bank_source sounds; /* its strings borrowed */
  struct bank *bank;         /* at `rate`; kept from one opening to the next */
  void *handle;              /* PortAudio's; NULL: closed */
  int rate, channels;
  double latency_s; /* as the host reports it */
  /* The callback's own: */
  struct frame_clock clock;
  int64_t frame, started_ns;
  /* Of the callback, for whoever looks: */
  _Atomic int64_t last_block_ns, underruns;
  atomic_bool runaway;
};

/* Opens the default device; `reason` is then its name. False with the reason, nothing left open. */
bool output_stream_open(struct output_stream *stream, char reason[WIRE_REASON_SIZE]);

/* Begins with an empty mixer, the callbacks counting from now. False with the reason. */
bool output_stream_start(struct output_stream *stream, char reason[WIRE_REASON_SIZE]);

/* Lets it play what it has, and stops. */
void output_stream_stop(struct output_stream *stream);

/* Ends it at once; what output_stream_open() opened is closed. */
void output_stream_close(struct output_stream *stream);

/* Why a running stream cannot be heard, or NULL. Looks only. */
const char *output_stream_fault(const struct output_stream *stream);

/* How often the device has run dry. Looks only. */
int64_t output_stream_underruns(const struct output_stream *stream);

/* Frees what is kept between openings; it must be closed. */
void output_stream_finish(struct output_stream *stream);

#endif
