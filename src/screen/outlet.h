#ifndef SCREEN_OUTLET_H
#define SCREEN_OUTLET_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The way out to the terminal, which may stand still for minutes (an SSH link that froze) while the session must not. What
 * ncurses writes goes into a pipe and from there into a queue; the queue goes to the terminal as the terminal takes it,
 * through an open file description of its own that does not block. The shell's description is left as it is.
 */
struct outlet {
  int terminal;  /* does not block, unless `blocks` */
  bool blocks;   /* the terminal could not be opened anew: writes go the ordinary way */
  bool gone;     /* the terminal has hung up; all output is dropped */
  int pipe_read; /* does not block */
  int pipe_write;
  char *queue;
  size_t begin, end, capacity;
};

/* Opens the way to the terminal that the descriptor `terminal` stands for. On failure nothing stays open. */
bool outlet_init(struct outlet *outlet, int terminal, struct error *err);

/* Closes it and drops what is queued. */
void outlet_finish(struct outlet *outlet);

/* Takes what has been written to the pipe into the queue: after every piece of less than 64 KiB. */
void outlet_collect(struct outlet *outlet);

/* Queues `length` bytes of our own. */
void outlet_add(struct outlet *outlet, const char *bytes, size_t length);

/* Gives the terminal what it takes now. False when it has hung up. */
bool outlet_turn(struct outlet *outlet);

/* Whether everything has been taken. */
bool outlet_is_idle(const struct outlet *outlet);

/* Waits until everything has been taken, at most about a quarter of a second. */
void outlet_flush(struct outlet *outlet);

#endif
