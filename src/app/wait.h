#ifndef APP_WAIT_H
#define APP_WAIT_H

#include <poll.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Sleeps until one of `fds` is ready or the real time is `deadline_ns` (INT64_MAX: no deadline). To the nanosecond where
 * the system has ppoll(), else to the millisecond and never early by more than that. Returns poll()'s value.
 */
int wait_for(struct pollfd *fds, size_t count, int64_t deadline_ns);

#endif
