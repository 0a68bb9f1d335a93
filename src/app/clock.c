#include "app/clock.h"

#include "base/timespan.h"

#include <math.h>
#include <time.h>

static int64_t read_clock(clockid_t id) {
  struct timespec now;
  clock_gettime(id, &now);
  return SECONDS(now.tv_sec) + now.tv_nsec;
}

int64_t clock_real_ns(void) {
  return read_clock(CLOCK_MONOTONIC);
}

int64_t clock_wall_ns(void) {
  return read_clock(CLOCK_REALTIME);
}

int64_t clock_asleep_ns(void) {
#ifdef CLOCK_BOOTTIME
  return read_clock(CLOCK_BOOTTIME) - read_clock(CLOCK_MONOTONIC);
#else
  return 0;
#endif
}

void clock_init(struct clock *clock, double speed, int64_t real_ns) {
  *clock = (struct clock){.real_base_ns = real_ns, .speed = speed};
}

int64_t clock_session_ns(const struct clock *clock, int64_t real_ns) {
  int64_t span_ns = real_ns - clock->real_base_ns;
  /* Exact at the usual speed, where a double would lose nanoseconds after a few months. */
  int64_t scaled_ns = clock->speed == 1.0 ? span_ns : (int64_t)((double)span_ns * clock->speed);
  return clock->session_base_ns + scaled_ns;
}

int64_t clock_real_of(const struct clock *clock, int64_t session_ns) {
  if (session_ns == INT64_MAX) {
    return INT64_MAX;
  }
  int64_t span_ns = session_ns - clock->session_base_ns;
  int64_t scaled_ns = clock->speed == 1.0 ? span_ns : (int64_t)ceil((double)span_ns / clock->speed);
  return clock->real_base_ns + scaled_ns;
}
