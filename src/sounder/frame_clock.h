#ifndef SOUNDER_FRAME_CLOCK_H
#define SOUNDER_FRAME_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Which frame of a stream is heard at which monotonic moment. A device reports that with every block, but with jitter; the
 * clock stands on one anchor and so keeps sounds exactly apart. It corrects itself slowly against drift (at most 100 µs a
 * second, and only while more than 5 ms off) and at once when it is more than 50 ms off, as after a stall.
 */
struct frame_clock {
  int rate;
  bool anchored;
  int64_t anchor_frame, anchor_ns;
  int64_t blocks;  /* reported since the start */
  int far_blocks;  /* reported in a row that were too far off */
  double error_ns; /* smoothed: how much later than the anchor says the device reports to be */
  bool slewing;
  int64_t last_report_ns;
};

/* A clock of a stream of `rate` frames a second that has not begun. */
void frame_clock_init(struct frame_clock *clock, int rate);

/* A clock of virtual time: frame 0 is moment 0, for good. */
void frame_clock_init_virtual(struct frame_clock *clock, int rate);

/* Takes in what the device says: `frame` will be heard at `at_ns`. Once a block, before it is mixed. */
void frame_clock_report(struct frame_clock *clock, int64_t frame, int64_t at_ns);

/* The frame heard at `at_ns`, rounded to the nearest; exact for moments within a day of the anchor. */
int64_t frame_clock_frame(const struct frame_clock *clock, int64_t at_ns);

/* When `frame` is heard. */
int64_t frame_clock_time(const struct frame_clock *clock, int64_t frame);

#endif
