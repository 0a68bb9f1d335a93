/* A message is read as it was written, and nothing else is read as a message. */
#include "base/macros.h"
#include "wire/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static bool decode(const char *line, struct wire_message *message, struct error *err) {
  return wire_decode(line, strlen(line), message, err);
}

#define DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static const char offer_line[] = "{\"type\":\"offer\",\"sound\":\"finish\",\"sha256\":\"" DIGEST "\",\"bytes\":5000000000}\n";
static const char chunk_line[] = "{\"type\":\"chunk\",\"sha256\":\"" DIGEST "\",\"at\":0,\"data\":\"UklGRg==\"}\n";
static const char last_chunk_line[] = "{\"type\":\"chunk\",\"sha256\":\"" DIGEST "\",\"at\":4194304,\"data\":\"\"}\n";
static const char want_line[] = "{\"type\":\"want\",\"sha256\":\"" DIGEST "\",\"at\":1536,\"bytes\":1536}\n";

/* Each kind in the words of docs/sounder.md. */
static const char *const lines[] = {
    "{\"type\":\"hello\",\"version\":1,\"role\":\"sounder\",\"output\":\"portaudio\"}\n",
    "{\"type\":\"hello\",\"version\":2,\"role\":\"player\",\"output\":\"\"}\n",
    "{\"type\":\"ping\",\"sent_ns\":12345678901234}\n",
    "{\"type\":\"pong\",\"sent_ns\":0,\"here_ns\":1152921504606846976}\n",
    "{\"type\":\"play\",\"id\":7,\"at_ns\":99000000000,\"sound\":\"rep-in\",\"gain\":100}\n",
    "{\"type\":\"say\",\"id\":8,\"at_ns\":99000000000,\"text\":\"Lean, left.\",\"short\":\"Lean.\",\"max_ms\":2500}\n",
    "{\"type\":\"prepare\",\"text\":\"And rest.\"}\n",
    "{\"type\":\"cancel\"}\n",
    "{\"type\":\"volume\",\"percent\":0}\n",
    "{\"type\":\"mute\",\"on\":true}\n",
    offer_line,
    chunk_line,
    last_chunk_line,
    want_line,
    "{\"type\":\"describe\",\"title\":\"After sitting\",\"comment\":\"\"}\n",
    "{\"type\":\"mark\",\"at_ns\":12000000000}\n",
    "{\"type\":\"drain\",\"until_ns\":60000000000}\n",
    "{\"type\":\"status\",\"path\":\"none\",\"reason\":\"no sound device\",\"latency_ms\":80,\"underruns\":3}\n",
    "{\"type\":\"voice\",\"name\":\"flite:rms\",\"reason\":\"\"}\n",
    "{\"type\":\"played\",\"id\":7,\"at_ns\":99000000000,\"started_ns\":99000000010}\n",
    "{\"type\":\"missed\",\"id\":7,\"at_ns\":99000000000}\n",
    "{\"type\":\"notice\",\"text\":\"gong.wav: is empty\"}\n",
    "{\"type\":\"found\",\"what\":\"voice\",\"name\":\"flite:rms\"}\n",
    "{\"type\":\"progress\",\"at_ns\":12000000000}\n",
    "{\"type\":\"bye\"}\n",
};

static void what_is_read_is_written_again_in_the_same_words(void **state) {
  (void)state;
  bool seen[WIRE_KIND_COUNT] = {false};
  for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
    struct wire_message message;
    struct error err = {0};
    char again[WIRE_LINE_MAX + 1];
    if (!decode(lines[i], &message, &err)) {
      fail_msg("%s: %s", lines[i], err.message);
    }
    seen[message.kind] = true;
    assert_int_equal(wire_encode(&message, again), strlen(lines[i]));
    assert_string_equal(again, lines[i]);
  }
  for (size_t kind = 0; kind < WIRE_KIND_COUNT; kind++) {
    assert_true(seen[kind]);
  }
}

static void a_play_carries_its_values(void **state) {
  (void)state;
  struct wire_message message;
  assert_true(decode(" { \"gain\" : 40, \"sound\":\"start\", \"at_ns\":5, \"id\":1, \"type\":\"play\" } ", &message, NULL));
  assert_int_equal(message.kind, WIRE_PLAY);
  assert_int_equal(message.play.id, 1);
  assert_int_equal(message.play.at_ns, 5);
  assert_int_equal(message.play.sound, CUE_SOUND_START);
  assert_int_equal(message.play.gain_percent, 40);
}

static void what_is_not_a_message_is_refused_and_leaves_no_trace(void **state) {
  (void)state;
  static const struct {
    const char *line, *said;
  } cases[] = {
      {"", "not a JSON object"},
      {"\n", "not a JSON object"},
      {"hello", "not a JSON object"},
      {"[]", "known \"type\""},
      {"{}", "known \"type\""},
      {"\"ping\"", "not a JSON object"},
      {"{\"type\":\"cancel\"", "not a JSON object"},
      {"{\"type\":\"cancel\"} {\"type\":\"cancel\"}", "not a JSON object"},
      {"{\"type\":\"cancel\",\"type\":\"bye\"}", "not a JSON object"},
      {"{\"type\":\"dance\"}", "known \"type\""},
      {"{\"type\":3}", "known \"type\""},
      {"{\"type\":\"cancel\",\"all\":true}", "a key too many"},
      {"{\"type\":\"ping\"}", "lacks \"sent_ns\""},
      {"{\"type\":\"ping\",\"sent_ns\":1.5}", "\"sent_ns\" is not a whole number"},
      {"{\"type\":\"ping\",\"sent_ns\":\"1\"}", "\"sent_ns\" is not a whole number"},
      {"{\"type\":\"ping\",\"sent_ns\":null}", "\"sent_ns\" is not a whole number"},
      {"{\"type\":\"ping\",\"sent_ns\":-1}", "\"sent_ns\" is not in range"},
      {"{\"type\":\"ping\",\"sent_ns\":1152921504606846977}", "\"sent_ns\" is not in range"},
      {"{\"type\":\"ping\",\"sent_ns\":99999999999999999999}", "not a JSON object"},
      {"{\"type\":\"volume\",\"percent\":101}", "\"percent\" is not in range"},
      {"{\"type\":\"say\",\"id\":1,\"at_ns\":1,\"text\":\"a\",\"max_ms\":1}", "lacks \"short\""},
      {"{\"type\":\"say\",\"id\":1,\"at_ns\":1,\"text\":7,\"short\":\"\",\"max_ms\":1}", "\"text\" is not a string"},
      {"{\"type\":\"say\",\"id\":1,\"at_ns\":1,\"text\":\"a\",\"short\":\"\",\"max_ms\":60001}", "\"max_ms\" is not in range"},
      {"{\"type\":\"prepare\",\"text\":\"a\",\"voice\":\"command:sh\"}", "a key too many"},
      {"{\"type\":\"mute\",\"on\":1}", "\"on\" is not true or false"},
      {"{\"type\":\"play\",\"id\":1,\"at_ns\":1,\"sound\":\"gong\",\"gain\":1}", "\"sound\" is not a known sound"},
      {"{\"type\":\"play\",\"id\":1,\"at_ns\":1,\"sound\":\"../start\",\"gain\":1}", "\"sound\" is not a known sound"},
      {"{\"type\":\"play\",\"id\":1,\"at_ns\":1,\"sound\":\"\",\"gain\":1}", "\"sound\" is not a known sound"},
      {"{\"type\":\"play\",\"id\":1,\"at_ns\":1,\"sound\":\"start\",\"gain\":101}", "\"gain\" is not in range"},
      {"{\"type\":\"play\",\"id\":1,\"at_ns\":1,\"sound\":\"start\",\"gain\":1,\"text\":\"a\"}", "a key too many"},
      {"{\"type\":\"offer\",\"sound\":\"finish\",\"sha256\":\"../../../etc/passwd\",\"bytes\":1}",
       "\"sha256\" is not a digest"},
      {"{\"type\":\"offer\",\"sound\":\"finish\",\"sha256\":"
       "\"E3B0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
       "\"bytes\":1}",
       "\"sha256\" is not a digest"},
      {"{\"type\":\"offer\",\"sound\":\"finish\",\"sha256\":\"" DIGEST "\",\"bytes\":1,\"path\":\"x\"}", "a key too many"},
      {"{\"type\":\"want\",\"sha256\":\"" DIGEST "\",\"at\":0,\"bytes\":1537}", "\"bytes\" is not in range"},
      {"{\"type\":\"want\",\"sha256\":\"" DIGEST "\",\"at\":4194305,\"bytes\":1}", "\"at\" is not in range"},
      {"{\"type\":\"chunk\",\"sha256\":\"" DIGEST "\",\"at\":0,\"data\":\"UklGRg\"}", "\"data\" is not bytes"},
      {"{\"type\":\"chunk\",\"sha256\":\"" DIGEST "\",\"at\":0,\"data\":\"UklG=g==\"}", "\"data\" is not bytes"},
      {"{\"type\":\"chunk\",\"sha256\":\"" DIGEST "\",\"at\":0,\"data\":\"UklGRh==\"}", "\"data\" is not bytes"},
      {"{\"type\":\"chunk\",\"sha256\":\"" DIGEST "\",\"at\":0,\"data\":7}", "\"data\" is not a string"},
      {"{\"type\":\"hello\",\"version\":1,\"role\":\"thief\",\"output\":\"\"}", "\"role\" is not a known role"},
      {"{\"type\":\"hello\",\"version\":1,\"role\":\"player\",\"output\":\"0123456789012345678901234567890123\"}",
       "\"output\" is not short enough"},
      {"{\"type\":\"status\",\"path\":\"ether\",\"reason\":\"\",\"latency_ms\":0,\"underruns\":0}", "known path"},
      {"{\"type\":\"status\",\"path\":\"none\",\"reason\":\"\xff\",\"latency_ms\":0,\"underruns\":0}", "not a JSON object"},
      {"{\"type\":\"status\",\"path\":\"none\",\"reason\":\"\\u0000\",\"latency_ms\":0,\"underruns\":0}", "not a JSON object"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct wire_message message = {.kind = WIRE_MUTE, .mute = {.on = true}};
    struct error err = {0};
    if (decode(cases[i].line, &message, &err)) {
      fail_msg("taken: %s", cases[i].line);
    }
    if (strstr(err.message, cases[i].said) == NULL) {
      fail_msg("%s: said \"%s\", not \"%s\"", cases[i].line, err.message, cases[i].said);
    }
    assert_int_equal(err.code, ERROR_INPUT);
    assert_int_equal(message.kind, WIRE_MUTE);
    assert_true(message.mute.on);
  }
}

static void a_line_that_is_too_long_or_too_deep_is_refused(void **state) {
  (void)state;
  static char line[2 * WIRE_LINE_MAX];
  struct wire_message message;
  memset(line, '[', sizeof line);
  assert_false(wire_decode(line, WIRE_LINE_MAX, &message, NULL));
  memset(line, ' ', sizeof line);
  static const char bye[] = "{\"type\":\"bye\"}";
  memcpy(line, bye, sizeof bye - 1);
  assert_true(wire_decode(line, WIRE_LINE_MAX, &message, NULL));
  assert_false(wire_decode(line, WIRE_LINE_MAX + 1, &message, NULL));
}

static void no_text_brings_the_terminals_language_through(void **state) {
  (void)state;
  struct wire_message message = {.kind = WIRE_STATUS,
                                 .status = {.reason = "\x1b]0;owned\x07 \xc2\x9b"
                                                      "1m ok"}};
  struct wire_message read = {0};
  char line[WIRE_LINE_MAX + 1];
  size_t length = wire_encode(&message, line);
  assert_null(memchr(line, 0x1b, length));
  assert_true(wire_decode(line, length, &read, NULL));
  assert_non_null(strstr(read.status.reason, "ok"));
  static const char hostile[] =
      "{\"type\":\"status\",\"path\":\"none\",\"reason\":\"\\u001b[2J\\n\\u202e\",\"latency_ms\":0,\"underruns\":0}";
  assert_true(decode(hostile, &read, NULL));
  assert_null(strchr(read.status.reason, 0x1b));
  assert_null(strchr(read.status.reason, '\n'));
  assert_null(strstr(read.status.reason, "\xe2\x80\xae"));
}

static void the_longest_message_fits_in_a_line(void **state) {
  (void)state;
  struct wire_message message = {.kind = WIRE_STATUS, .status = {.latency_ms = WIRE_STAMP_MAX, .underruns = WIRE_STAMP_MAX}};
  struct wire_message read;
  char line[WIRE_LINE_MAX + 1];
  memset(message.status.reason, '"', sizeof message.status.reason - 1);
  size_t length = wire_encode(&message, line);
  assert_in_range(length, 2 * sizeof message.status.reason, WIRE_LINE_MAX);
  assert_true(wire_decode(line, length, &read, NULL));
  assert_string_equal(read.status.reason, message.status.reason);
}

static void a_chunk_carries_any_bytes_and_no_more_than_it_may(void **state) {
  (void)state;
  struct wire_message message = {.kind = WIRE_CHUNK, .chunk = {.sha256 = DIGEST, .data = {.length = WIRE_CHUNK_BYTES}}};
  struct wire_message read;
  char line[WIRE_LINE_MAX + 64];
  for (size_t i = 0; i < WIRE_CHUNK_BYTES; i++) {
    message.chunk.data.bytes[i] = (unsigned char)(i * 7);
  }
  for (size_t length = WIRE_CHUNK_BYTES - 4; length <= WIRE_CHUNK_BYTES; length++) {
    message.chunk.data.length = length;
    size_t written = wire_encode(&message, line);
    assert_true(wire_decode(line, written, &read, NULL));
    assert_int_equal(read.chunk.data.length, length);
    assert_memory_equal(read.chunk.data.bytes, message.chunk.data.bytes, length);
  }
  char *end = strrchr(line, '"');
  memmove(end + 4, end, strlen(end) + 1);
  memcpy(end, "AAAA", 4);
  assert_false(wire_decode(line, strlen(line), &read, NULL));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_read_is_written_again_in_the_same_words),
      cmocka_unit_test(a_play_carries_its_values),
      cmocka_unit_test(what_is_not_a_message_is_refused_and_leaves_no_trace),
      cmocka_unit_test(a_line_that_is_too_long_or_too_deep_is_refused),
      cmocka_unit_test(no_text_brings_the_terminals_language_through),
      cmocka_unit_test(a_chunk_carries_any_bytes_and_no_more_than_it_may),
      cmocka_unit_test(the_longest_message_fits_in_a_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
