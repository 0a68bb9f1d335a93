/* Messages cross a socket whole, however their bytes are cut; an end that misbehaves is noticed and costs bounded memory. */
#include "base/macros.h"
#include "wire/buffer.h"
#include "wire/link.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

static void lines_come_out_however_they_are_cut(void **state) {
  (void)state;
  static const char bytes[] = "one\n\ntwo\nthree";
  size_t total = strlen(bytes);
  for (size_t cut = 1; cut <= total; cut++) {
    struct wire_buffer buffer = {.used = 0};
    char lines[64] = "";
    for (size_t at = 0; at < total; at += cut) {
      size_t length = total - at < cut ? total - at : cut;
      assert_int_equal(wire_buffer_feed(&buffer, bytes + at, length), length);
      char line[WIRE_LINE_MAX] = "";
      size_t line_length = 0;
      while (wire_buffer_take(&buffer, line, &line_length) == WIRE_TAKE_LINE) {
        assert_int_equal(line_length, strlen(line));
        size_t end = strlen(lines);
        snprintf(lines + end, sizeof lines - end, "[%s]", line);
      }
    }
    assert_string_equal(lines, "[one][][two]");
    assert_int_equal(buffer.used, strlen("three"));
  }
}

static void a_line_without_end_is_an_error_at_exactly_the_bound(void **state) {
  (void)state;
  static char bytes[WIRE_LINE_MAX];
  char line[WIRE_LINE_MAX];
  size_t length = 0;
  memset(bytes, 'x', sizeof bytes);
  struct wire_buffer buffer = {.used = 0};
  wire_buffer_feed(&buffer, bytes, WIRE_LINE_MAX - 1);
  assert_int_equal(wire_buffer_take(&buffer, line, &length), WIRE_TAKE_NONE);
  wire_buffer_feed(&buffer, "\n", 1);
  assert_int_equal(wire_buffer_take(&buffer, line, &length), WIRE_TAKE_LINE);
  assert_int_equal(length, WIRE_LINE_MAX - 1);
  wire_buffer_feed(&buffer, bytes, WIRE_LINE_MAX);
  assert_int_equal(wire_buffer_take(&buffer, line, &length), WIRE_TAKE_TOO_LONG);
}

static void a_full_buffer_takes_no_more_than_it_holds(void **state) {
  (void)state;
  static char bytes[4 * WIRE_LINE_MAX];
  struct wire_buffer buffer = {.used = 0};
  memset(bytes, 'x', sizeof bytes);
  assert_int_equal(wire_buffer_feed(&buffer, bytes, sizeof bytes), sizeof buffer.bytes);
  assert_int_equal(wire_buffer_feed(&buffer, bytes, 1), 0);
}

struct ends {
  struct wire_link *link;
  int other;
};

static struct ends connect_ends(void) {
  int pair[2];
  assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  return (struct ends){.link = wire_link_create(pair[0]), .other = pair[1]};
}

static void messages_cross_in_order(void **state) {
  (void)state;
  struct ends ends = connect_ends();
  struct wire_link *other = wire_link_create(ends.other);
  struct wire_message message;
  assert_int_equal(wire_link_receive(other, &message, NULL), WIRE_RECEIVED_NONE);
  for (int64_t i = 0; i < 100; i++) {
    assert_true(wire_link_send(ends.link, &(struct wire_message){.kind = WIRE_PING, .ping = {.sent_ns = i}}, NULL));
  }
  for (int64_t i = 0; i < 100; i++) {
    assert_int_equal(wire_link_receive(other, &message, NULL), WIRE_RECEIVED_MESSAGE);
    assert_int_equal(message.ping.sent_ns, i);
  }
  assert_int_equal(wire_link_receive(other, &message, NULL), WIRE_RECEIVED_NONE);
  wire_link_destroy(ends.link);
  assert_int_equal(wire_link_receive(other, &message, NULL), WIRE_RECEIVED_END);
  wire_link_destroy(other);
}

static void what_is_ill_formed_ends_the_link_with_a_reason(void **state) {
  (void)state;
  static char endless[2 * WIRE_LINE_MAX];
  memset(endless, '{', sizeof endless);
  const struct {
    const char *bytes;
    size_t length;
  } cases[] = {{"GET / HTTP/1.1\r\n", 16}, {"{\"type\":\"ping\",\"sent_ns\":\"\"}\n", 29}, {endless, sizeof endless}};
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct ends ends = connect_ends();
    struct wire_message message;
    struct error err = {.code = ERROR_NONE};
    assert_int_equal(write(ends.other, cases[i].bytes, cases[i].length), cases[i].length);
    assert_int_equal(wire_link_receive(ends.link, &message, &err), WIRE_RECEIVED_END);
    assert_int_equal(err.code, ERROR_INPUT);
    wire_link_destroy(ends.link);
    close(ends.other);
  }
}

static void an_end_that_never_reads_is_given_up_in_bounded_memory(void **state) {
  (void)state;
  struct ends ends = connect_ends();
  struct wire_message message = {.kind = WIRE_CANCEL};
  struct error err = {.code = ERROR_NONE};
  int sent = 0;
  while (sent < 1000000 && wire_link_send(ends.link, &message, &err)) {
    sent++;
  }
  assert_in_range(sent, 1000, 999999);
  assert_int_equal(err.code, ERROR_MACHINE);
  assert_true(wire_link_wants_write(ends.link));
  wire_link_destroy(ends.link);
  close(ends.other);
}

static void writing_to_a_closed_end_is_an_error_and_no_signal(void **state) {
  (void)state;
  struct ends ends = connect_ends();
  struct wire_message message = {.kind = WIRE_BYE};
  close(ends.other);
  assert_false(wire_link_send(ends.link, &message, NULL));
  wire_link_destroy(ends.link);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_come_out_however_they_are_cut),
      cmocka_unit_test(a_line_without_end_is_an_error_at_exactly_the_bound),
      cmocka_unit_test(a_full_buffer_takes_no_more_than_it_holds),
      cmocka_unit_test(messages_cross_in_order),
      cmocka_unit_test(what_is_ill_formed_ends_the_link_with_a_reason),
      cmocka_unit_test(an_end_that_never_reads_is_given_up_in_bounded_memory),
      cmocka_unit_test(writing_to_a_closed_end_is_an_error_and_no_signal),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
