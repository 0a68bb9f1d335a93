#ifndef SOUNDER_FAR_FETCH_H
#define SOUNDER_FAR_FETCH_H

#include "wire/message.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * One file on its way here, in pieces that are asked for one by one: there is never more than one piece on the line, small
 * enough to be through in a fraction of a second, and as much time without one after it. What is due has the line first. Pure.
 */
struct far_fetch {
  bool active;
  char sha256[SHA256_TEXT_SIZE];
  unsigned char *bytes;
  size_t length, at;
  size_t asked;     /* bytes of the piece on its way; 0: none is */
  int64_t asked_ns; /* since when */
  int64_t next_ns;  /* when the next one may be asked for */
  size_t piece;     /* bytes to ask for */
};

/* Begins with a file of `length` bytes, at least 1. `fetch` holds none; what it has learnt of the line stays. */
void far_fetch_begin(struct far_fetch *fetch, const char *sha256, size_t length, int64_t now_ns);

/* Gives the file up or puts it away. */
void far_fetch_end(struct far_fetch *fetch);

/* What to ask for now into `*want`; false when there is nothing. */
bool far_fetch_ask(struct far_fetch *fetch, int64_t now_ns, struct wire_message *want);

/* When to ask next; INT64_MAX: nothing is to be asked for. */
int64_t far_fetch_deadline(const struct far_fetch *fetch);

/*
 * Takes a piece in, which came at `now_ns` on a line whose shortest round trip is `round_trip_ns`. False when it is not the one
 * that was asked for.
 */
bool far_fetch_take(struct far_fetch *fetch, const struct wire_message *chunk, int64_t round_trip_ns, int64_t now_ns);

/* Whether all of it is here. */
bool far_fetch_is_whole(const struct far_fetch *fetch);

#endif
