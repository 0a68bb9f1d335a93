#include "sounder/frame_clock.h"

#include "base/timespan.h"

#include <math.h>

/*
 * The first blocks fill the device's buffers and come in a hurry: the anchor follows them freely, as their mean. Measured on
 * PulseAudio: with 12 blocks a stream begun anew places its sounds ±4 ms off the one before, with 60 ±1 ms.
 */
#define SETTLING_BLOCKS 50
#define SMOOTHING 16.0
#define REANCHOR_NS (50.0 * NS_PER_MS)
#define REANCHOR_BLOCKS 4 /* one odd report is no reason to move */
#define SLEW_ABOVE_NS (5.0 * NS_PER_MS)
#define SLEW_BELOW_NS (0.5 * NS_PER_MS)
#define SLEW_RATE 100e-6

void frame_clock_init(struct frame_clock *clock, int rate) {
  *clock = (struct frame_clock){.rate = rate};
}

void frame_clock_init_virtual(struct frame_clock *clock, int rate) {
  *clock = (struct frame_clock){.rate = rate, .anchored = true};
}

static void anchor(struct frame_clock *clock, int64_t frame, int64_t at_ns) {
  clock->anchored = true;
  clock->anchor_frame = frame;
  clock->anchor_ns = at_ns;
  clock->error_ns = 0;
  clock->far_blocks = 0;
  clock->slewing = false;
}

/* Moves the anchor by whole nanoseconds, and the error with it. */
static void shift(struct frame_clock *clock, double by_ns) {
  clock->anchor_ns += (int64_t)by_ns;
  clock->error_ns -= (double)(int64_t)by_ns;
}

static void slew(struct frame_clock *clock, int64_t passed_ns) {
  double off_ns = fabs(clock->error_ns);
  if (off_ns > SLEW_ABOVE_NS) {
    clock->slewing = true;
  } else if (off_ns < SLEW_BELOW_NS) {
    clock->slewing = false;
  }
  if (clock->slewing) {
    shift(clock, copysign(fmin(off_ns, SLEW_RATE * (double)passed_ns), clock->error_ns));
  }
}

void frame_clock_report(struct frame_clock *clock, int64_t frame, int64_t at_ns) {
  if (!clock->anchored) {
    anchor(clock, frame, at_ns);
    clock->blocks = 0;
  }
  double off_ns = (double)(at_ns - frame_clock_time(clock, frame));
  int64_t passed_ns = at_ns - clock->last_report_ns;
  clock->last_report_ns = at_ns;
  clock->blocks++;
  if (clock->blocks <= SETTLING_BLOCKS) {
    if (fabs(off_ns) > REANCHOR_NS) {
      anchor(clock, frame, at_ns);
    } else {
      shift(clock, off_ns / (double)clock->blocks); /* the mean of the reports so far */
    }
    clock->error_ns = 0;
    return;
  }
  if (fabs(off_ns) > REANCHOR_NS) {
    if (++clock->far_blocks >= REANCHOR_BLOCKS) {
      anchor(clock, frame, at_ns);
    }
    return;
  }
  clock->far_blocks = 0;
  clock->error_ns += (off_ns - clock->error_ns) / SMOOTHING;
  if (passed_ns > 0) {
    slew(clock, passed_ns);
  }
}

int64_t frame_clock_frame(const struct frame_clock *clock, int64_t at_ns) {
  int64_t since_ns = at_ns - clock->anchor_ns;
  int64_t seconds = since_ns / NS_PER_S;
  int64_t rest_ns = since_ns % NS_PER_S;
  if (rest_ns < 0) {
    rest_ns += NS_PER_S;
    seconds--;
  }
  return clock->anchor_frame + seconds * clock->rate + (rest_ns * clock->rate + NS_PER_S / 2) / NS_PER_S;
}

int64_t frame_clock_time(const struct frame_clock *clock, int64_t frame) {
  int64_t since = frame - clock->anchor_frame;
  int64_t seconds = since / clock->rate;
  return clock->anchor_ns + seconds * NS_PER_S + since % clock->rate * NS_PER_S / clock->rate;
}
