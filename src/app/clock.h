#ifndef APP_CLOCK_H
#define APP_CLOCK_H

#include <stdint.h>

/* The only place that reads the time. Real time is CLOCK_MONOTONIC; session time runs `speed` times as fast. */

/* CLOCK_MONOTONIC in ns. */
int64_t clock_real_ns(void);

/* CLOCK_REALTIME in ns: what files are stamped with, for nothing else. */
int64_t clock_wall_ns(void);

/* By how much the time since boot is ahead of it: grows while the machine sleeps. 0 where that cannot be known. */
int64_t clock_asleep_ns(void);

struct clock {
  int64_t real_base_ns, session_base_ns;
  double speed;
};

/* Session time begins at 0 at `real_ns`. */
void clock_init(struct clock *clock, double speed, int64_t real_ns);

int64_t clock_session_ns(const struct clock *clock, int64_t real_ns);

/* The real moment at which session time reaches `session_ns`, not before; INT64_MAX stays endless. */
int64_t clock_real_of(const struct clock *clock, int64_t session_ns);

#endif
