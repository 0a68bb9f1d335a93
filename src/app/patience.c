#include "app/patience.h"

#include "app/clock.h"
#include "base/timespan.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

enum { AGAIN_S = 2 }; /* where the first SIGTERM met a program between two loops */

/* A handler can reach nothing else than globals. Seconds, so that they fit where 64 bits are not written at once. */
static struct {
  long idle_s, end_s; /* 0: nobody's patience counts */
  atomic_long touched_s;
  volatile sig_atomic_t state;
} patience;

static long now_s(void) {
  return (long)(clock_real_ns() / NS_PER_S);
}

/* At least a second: an alarm of 0 s would be none. */
static unsigned wait_s(long now) {
  long idle_end_s = atomic_load(&patience.touched_s) + patience.idle_s;
  long end_s = idle_end_s < patience.end_s ? idle_end_s : patience.end_s;
  return end_s > now ? (unsigned)(end_s - now) : 1;
}

static void on_alarm(int number) {
  (void)number;
  int saved = errno;
  long now = now_s();
  if (patience.state == PATIENCE_LASTS && now >= patience.end_s) {
    patience.state = PATIENCE_OVER;
  } else if (patience.state == PATIENCE_LASTS && now >= atomic_load(&patience.touched_s) + patience.idle_s) {
    patience.state = PATIENCE_IDLE;
  }
  if (patience.state != PATIENCE_LASTS) {
    kill(getpid(), SIGTERM);
    alarm(AGAIN_S);
  } else {
    alarm(wait_s(now));
  }
  errno = saved;
}

void patience_begin(int64_t idle_ns, int64_t most_ns) {
  struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  long now = now_s();
  patience.idle_s = (long)(idle_ns / NS_PER_S);
  patience.end_s = now + (long)(most_ns / NS_PER_S);
  atomic_store(&patience.touched_s, now);
  sigaction(SIGALRM, &action, NULL);
  alarm(wait_s(now));
}

void patience_touch(void) {
  if (patience.idle_s > 0) {
    atomic_store(&patience.touched_s, now_s());
  }
}

enum patience patience_state(void) {
  return (enum patience)patience.state;
}
