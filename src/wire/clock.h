#ifndef WIRE_CLOCK_H
#define WIRE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * How far another process's monotonic clock is from ours, learnt from pings. An answer with the round trip R places the
 * difference within ±R/2; the estimate moves only as far as each such interval demands, so that the jitter of a link does
 * not become jitter of the sound. Two ends on one machine share a clock and keep a difference of exactly 0. All zeros is
 * a clock that knows nothing yet.
 */
struct wire_clock {
  bool known;
  int64_t offset_ns;     /* theirs minus ours */
  int64_t round_trip_ns; /* of the last answer */
  int64_t best_ns;       /* the shortest round trip lately */
};

/* Takes in an answer: our ping left at `sent_ns`, their clock said `there_ns`, and it was back at `now_ns`. */
void wire_clock_feed(struct wire_clock *clock, int64_t sent_ns, int64_t there_ns, int64_t now_ns);

/* A moment of theirs in our time; the same moment while nothing is known. */
int64_t wire_clock_here(const struct wire_clock *clock, int64_t there_ns);

/* A moment of ours in their time. */
int64_t wire_clock_there(const struct wire_clock *clock, int64_t here_ns);

#endif
