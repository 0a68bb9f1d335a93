/* A file from another machine comes in pieces that leave the line to what is due. */
#include "base/timespan.h"
#include "sounder/far_fetch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

/* What a piece is on the line, in base64 and with its keys. */
static int64_t line_bytes(int64_t bytes) {
  return bytes * 4 / 3 + 160;
}

struct line {
  int64_t round_trip_ns, bytes_per_s;
};

struct passage {
  int64_t took_ns, longest_ns, busy_ns; /* of all; the longest that a piece kept the line busy; all of them together */
};

static struct wire_message piece_for(const struct wire_message *want, const unsigned char *file) {
  struct wire_message chunk = {.kind = WIRE_CHUNK, .chunk = {.at = want->want.at}};
  memcpy(chunk.chunk.sha256, want->want.sha256, sizeof chunk.chunk.sha256);
  chunk.chunk.data.length = (size_t)want->want.bytes;
  memcpy(chunk.chunk.data.bytes, file + want->want.at, (size_t)want->want.bytes);
  return chunk;
}

static struct passage carry(struct far_fetch *fetch, const struct line *line, const unsigned char *file, size_t length) {
  struct passage passage = {0};
  int64_t now_ns = 0;
  far_fetch_begin(fetch, DIGEST, length, now_ns);
  while (!far_fetch_is_whole(fetch)) {
    struct wire_message want;
    assert_true(far_fetch_deadline(fetch) < INT64_MAX);
    now_ns = far_fetch_deadline(fetch) > now_ns ? far_fetch_deadline(fetch) : now_ns;
    assert_true(far_fetch_ask(fetch, now_ns, &want));
    assert_false(far_fetch_ask(fetch, now_ns + SECONDS(60), &want));
    int64_t busy_ns = line_bytes(want.want.bytes) * NS_PER_S / line->bytes_per_s;
    now_ns += line->round_trip_ns + busy_ns;
    passage.busy_ns += busy_ns;
    passage.longest_ns = busy_ns > passage.longest_ns ? busy_ns : passage.longest_ns;
    struct wire_message chunk = piece_for(&want, file);
    assert_true(far_fetch_take(fetch, &chunk, line->round_trip_ns, now_ns));
  }
  passage.took_ns = now_ns;
  return passage;
}

static void a_file_comes_whole_and_leaves_half_of_the_line(void **state) {
  (void)state;
  static const struct line lines[] = {
      {0, 100000000}, {200 * NS_PER_MS, 30000}, {500 * NS_PER_MS, 10000}, {50 * NS_PER_MS, 2400}, {50 * NS_PER_MS, 960}};
  static unsigned char file[20011];
  for (size_t i = 0; i < sizeof file; i++) {
    file[i] = (unsigned char)(i * 31 >> 3);
  }
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    struct far_fetch fetch = {.active = false};
    struct passage passage = carry(&fetch, &lines[i], file, sizeof file);
    assert_memory_equal(fetch.bytes, file, sizeof file);
    assert_true(passage.longest_ns < 600 * NS_PER_MS);
    assert_true(passage.busy_ns * 10 <= passage.took_ns * 6);
    far_fetch_end(&fetch);
  }
}

static void what_was_not_asked_for_is_not_taken(void **state) {
  (void)state;
  static const unsigned char file[1000] = {1, 2, 3};
  struct far_fetch fetch = {.active = false};
  struct wire_message want;
  struct wire_message chunk = {.kind = WIRE_CHUNK, .chunk = {.sha256 = DIGEST}};
  assert_false(far_fetch_take(&fetch, &chunk, 0, 0));
  far_fetch_begin(&fetch, DIGEST, sizeof file, 0);
  assert_false(far_fetch_take(&fetch, &chunk, 0, 0));
  assert_true(far_fetch_ask(&fetch, 0, &want));
  struct wire_message right = piece_for(&want, file);
  chunk = right;
  chunk.chunk.at++;
  assert_false(far_fetch_take(&fetch, &chunk, 0, 0));
  chunk = right;
  chunk.chunk.data.length--;
  assert_false(far_fetch_take(&fetch, &chunk, 0, 0));
  chunk = right;
  chunk.chunk.sha256[0] = '0';
  assert_false(far_fetch_take(&fetch, &chunk, 0, 0));
  assert_true(far_fetch_take(&fetch, &right, 0, 0));
  assert_false(far_fetch_take(&fetch, &right, 0, 0));
  far_fetch_end(&fetch);
  assert_int_equal(far_fetch_deadline(&fetch), INT64_MAX);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file_comes_whole_and_leaves_half_of_the_line),
      cmocka_unit_test(what_was_not_asked_for_is_not_taken),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
