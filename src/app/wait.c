#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* ppoll */
#endif
#include "app/wait.h"

#include "app/clock.h"
#include "app/patience.h"
#include "base/timespan.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#if defined(__linux__) || defined(__FreeBSD__) || defined(__OpenBSD__) || defined(__NetBSD__)
#define HAS_PPOLL 1
#else
#define HAS_PPOLL 0
#endif

static int wait_ready(struct pollfd *fds, size_t count, int64_t deadline_ns) {
  int64_t left_ns = deadline_ns == INT64_MAX ? INT64_MAX : deadline_ns - clock_real_ns();
  if (left_ns < 0) {
    left_ns = 0;
  }
#if HAS_PPOLL
  struct timespec left = {.tv_sec = (time_t)(left_ns / NS_PER_S), .tv_nsec = (long)(left_ns % NS_PER_S)};
  return ppoll(fds, (nfds_t)count, left_ns == INT64_MAX ? NULL : &left, NULL);
#else
  int64_t left_ms = (left_ns + NS_PER_MS - 1) / NS_PER_MS;
  return poll(fds, (nfds_t)count, left_ns == INT64_MAX ? -1 : left_ms > INT32_MAX ? INT32_MAX : (int)left_ms);
#endif
}

int wait_for(struct pollfd *fds, size_t count, int64_t deadline_ns) {
  int ready = wait_ready(fds, count, deadline_ns);
  for (size_t i = 0; ready > 0 && i < count; i++) {
    if (fds[i].fd == STDIN_FILENO && (fds[i].revents & POLLIN) != 0) {
      patience_touch(); /* a key */
    }
  }
  return ready;
}
