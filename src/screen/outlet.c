#include "screen/outlet.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 4096, FLUSH_TRIES = 10, FLUSH_WAIT_MS = 25 };

static bool set_flags(int descriptor, bool blocks) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags >= 0 && fcntl(descriptor, F_SETFL, blocks ? flags & ~O_NONBLOCK : flags | O_NONBLOCK) == 0 &&
         fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

/*
 * A description of our own for the same terminal: O_NONBLOCK belongs to the description, and the shell shares the one that
 * we inherited. Under /proc it is found even where the terminal's name means something else in this mount namespace.
 */
static int reopen(int terminal) {
  enum { FLAGS = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC };
  char path[64], name[256];
  snprintf(path, sizeof path, "/proc/self/fd/%d", terminal);
  int descriptor = open(path, FLAGS);
  if (descriptor < 0 && ttyname_r(terminal, name, sizeof name) == 0) {
    descriptor = open(name, FLAGS);
  }
  if (descriptor >= 0 && !isatty(descriptor)) {
    close(descriptor);
    return -1;
  }
  return descriptor;
}

bool outlet_init(struct outlet *outlet, int terminal, struct error *err) {
  int ends[2];
  if (pipe(ends) != 0) {
    return error_set(err, ERROR_MACHINE, "no pipe to the terminal: %s", strerror(errno));
  }
  *outlet = (struct outlet){.pipe_read = ends[0], .pipe_write = ends[1], .terminal = reopen(terminal)};
  if (outlet->terminal < 0) {
    outlet->blocks = true;
    outlet->terminal = dup(terminal);
  }
  if (outlet->terminal < 0 || !set_flags(ends[0], false) || !set_flags(ends[1], true)) {
    error_set(err, ERROR_MACHINE, "no way to the terminal: %s", strerror(errno));
    outlet_finish(outlet);
    return false;
  }
  return true;
}

void outlet_finish(struct outlet *outlet) {
  close(outlet->pipe_read);
  close(outlet->pipe_write);
  if (outlet->terminal >= 0) {
    close(outlet->terminal);
  }
  free(outlet->queue);
  *outlet = (struct outlet){.pipe_read = -1, .pipe_write = -1, .terminal = -1, .gone = true};
}

static void make_room(struct outlet *outlet, size_t length) {
  if (outlet->begin == outlet->end) {
    outlet->begin = outlet->end = 0;
  }
  if (outlet->end + length > outlet->capacity) {
    outlet->capacity = (outlet->end + length) * 2;
    outlet->queue = memory_resize(outlet->queue, outlet->capacity, 1);
  }
}

void outlet_collect(struct outlet *outlet) {
  for (;;) {
    make_room(outlet, PIECE);
    ssize_t got = read(outlet->pipe_read, outlet->queue + outlet->end, PIECE);
    if (got <= 0) {
      return;
    }
    outlet->end += (size_t)got;
    if (got < PIECE) {
      return;
    }
  }
}

void outlet_add(struct outlet *outlet, const char *bytes, size_t length) {
  if (length == 0) {
    return; /* `bytes` may be nothing at all then */
  }
  make_room(outlet, length);
  memcpy(outlet->queue + outlet->end, bytes, length);
  outlet->end += length;
}

bool outlet_turn(struct outlet *outlet) {
  while (outlet->begin < outlet->end && !outlet->gone) {
    ssize_t taken = write(outlet->terminal, outlet->queue + outlet->begin, outlet->end - outlet->begin);
    if (taken > 0) {
      outlet->begin += (size_t)taken;
    } else if (taken < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      return true;
    } else if (taken < 0 && errno != EINTR) {
      outlet->gone = true;
    }
  }
  if (outlet->gone) {
    outlet->begin = outlet->end = 0;
  }
  return !outlet->gone;
}

bool outlet_is_idle(const struct outlet *outlet) {
  return outlet->begin == outlet->end;
}

void outlet_flush(struct outlet *outlet) {
  for (int i = 0; i < FLUSH_TRIES && outlet_turn(outlet) && !outlet_is_idle(outlet); i++) {
    struct pollfd terminal = {.fd = outlet->terminal, .events = POLLOUT};
    poll(&terminal, 1, FLUSH_WAIT_MS);
  }
}
