#include "sounder/far_fetch.h"

#include "base/memory.h"
#include "base/timespan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define PIECE_FIRST 256
#define PIECE_LEAST 128
#define QUICK_NS (150 * NS_PER_MS) /* a piece that takes less beside the round trip could be larger */
#define SLOW_NS (400 * NS_PER_MS)  /* one that takes more shall be smaller */
#define PAUSE_NS_MAX SECONDS(2)

void far_fetch_begin(struct far_fetch *fetch, const char *sha256, size_t length, int64_t now_ns) {
  assert(!fetch->active && length > 0);
  fetch->active = true;
  memcpy(fetch->sha256, sha256, sizeof fetch->sha256);
  fetch->bytes = memory_alloc(length, 1);
  fetch->length = length;
  fetch->at = 0;
  fetch->asked = 0;
  fetch->next_ns = fetch->next_ns > now_ns ? fetch->next_ns : now_ns;
  fetch->piece = fetch->piece > 0 ? fetch->piece : PIECE_FIRST;
}

void far_fetch_end(struct far_fetch *fetch) {
  free(fetch->bytes);
  fetch->bytes = NULL;
  fetch->active = false;
  fetch->asked = 0;
}

bool far_fetch_ask(struct far_fetch *fetch, int64_t now_ns, struct wire_message *want) {
  if (now_ns < far_fetch_deadline(fetch)) {
    return false;
  }
  size_t left = fetch->length - fetch->at;
  fetch->asked = fetch->piece < left ? fetch->piece : left;
  fetch->asked_ns = now_ns;
  *want = (struct wire_message){.kind = WIRE_WANT, .want = {.at = (int64_t)fetch->at, .bytes = (int64_t)fetch->asked}};
  memcpy(want->want.sha256, fetch->sha256, sizeof fetch->sha256);
  return true;
}

int64_t far_fetch_deadline(const struct far_fetch *fetch) {
  return fetch->active && fetch->asked == 0 && fetch->at < fetch->length ? fetch->next_ns : INT64_MAX;
}

static void learn(struct far_fetch *fetch, int64_t took_ns, int64_t round_trip_ns) {
  int64_t pause_ns = took_ns < PAUSE_NS_MAX ? took_ns : PAUSE_NS_MAX;
  fetch->next_ns = fetch->asked_ns + took_ns + pause_ns;
  if (took_ns - round_trip_ns < QUICK_NS) {
    fetch->piece = 2 * fetch->piece < WIRE_CHUNK_BYTES ? 2 * fetch->piece : WIRE_CHUNK_BYTES;
  } else if (took_ns - round_trip_ns > SLOW_NS) {
    fetch->piece = fetch->piece / 2 > PIECE_LEAST ? fetch->piece / 2 : PIECE_LEAST;
  }
}

bool far_fetch_take(struct far_fetch *fetch, const struct wire_message *chunk, int64_t round_trip_ns, int64_t now_ns) {
  bool asked_for = fetch->asked > 0 && strcmp(chunk->chunk.sha256, fetch->sha256) == 0 &&
                   (size_t)chunk->chunk.at == fetch->at && chunk->chunk.data.length == fetch->asked;
  if (!asked_for) {
    return false;
  }
  memcpy(fetch->bytes + fetch->at, chunk->chunk.data.bytes, fetch->asked);
  fetch->at += fetch->asked;
  learn(fetch, now_ns - fetch->asked_ns, round_trip_ns);
  fetch->asked = 0;
  return true;
}

bool far_fetch_is_whole(const struct far_fetch *fetch) {
  return fetch->active && fetch->at == fetch->length;
}
