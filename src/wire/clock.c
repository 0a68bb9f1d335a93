#include "wire/clock.h"

/* The best round trip is forgotten by a sixteenth an answer, so that the estimate can follow two clocks drifting apart. */
#define FORGET_SHARE 16

static void first_answer(struct wire_clock *clock, int64_t middle_ns, int64_t half_ns) {
  clock->known = true;
  clock->best_ns = clock->round_trip_ns;
  bool same_clock = middle_ns <= half_ns && middle_ns >= -half_ns;
  clock->offset_ns = same_clock ? 0 : middle_ns;
}

void wire_clock_feed(struct wire_clock *clock, int64_t sent_ns, int64_t there_ns, int64_t now_ns) {
  int64_t round_trip_ns = now_ns - sent_ns;
  if (round_trip_ns < 0) {
    return; /* an answer to a ping that was never sent */
  }
  int64_t half_ns = round_trip_ns / 2 + 1;
  int64_t middle_ns = there_ns - sent_ns - round_trip_ns / 2;
  clock->round_trip_ns = round_trip_ns;
  if (!clock->known) {
    first_answer(clock, middle_ns, half_ns);
    return;
  }
  bool best = round_trip_ns < clock->best_ns;
  clock->best_ns = best ? round_trip_ns : clock->best_ns + (round_trip_ns - clock->best_ns) / FORGET_SHARE;
  if (best && clock->offset_ns != 0) {
    clock->offset_ns = middle_ns;
  } else if (clock->offset_ns > middle_ns + half_ns) {
    clock->offset_ns = middle_ns + half_ns;
  } else if (clock->offset_ns < middle_ns - half_ns) {
    clock->offset_ns = middle_ns - half_ns;
  }
}

int64_t wire_clock_here(const struct wire_clock *clock, int64_t there_ns) {
  return there_ns - clock->offset_ns;
}

int64_t wire_clock_there(const struct wire_clock *clock, int64_t here_ns) {
  return here_ns + clock->offset_ns;
}
