/* What a session is asked over its socket, and what it answers: read as if a stranger had written it. */
#include "base/macros.h"
#include "control/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void every_verb_comes_back_as_it_was_sent(void **state) {
  (void)state;
  for (int verb = 0; verb < CONTROL_VERB_COUNT; verb++) {
    struct control_request sent = {.verb = (enum control_verb)verb, .step = verb == CONTROL_JUMP ? 7 : 0}, read = {0};
    char line[CONTROL_LINE_MAX + 1];
    size_t length = control_request_encode(&sent, line);
    assert_int_equal(line[length - 1], '\n');
    assert_true(control_request_decode(line, length - 1, &read, NULL));
    assert_int_equal(read.verb, sent.verb);
    assert_int_equal(read.step, sent.step);
    assert_int_equal(control_verb_of(control_verb_names[verb]), verb);
  }
}

static void what_is_no_request_is_refused_with_a_reason(void **state) {
  (void)state;
  static const struct {
    const char *line, *reason;
  } cases[] = {
      {"", "not a JSON object"},
      {"[]", "not a JSON object"},
      {"{\"do\":\"pause\"", "not a JSON object"},
      {"{\"do\":\"pause\",\"do\":\"stop\"}", "not a JSON object"},
      {"{}", "\"do\" is not known"},
      {"{\"do\":7}", "\"do\" is not known"},
      {"{\"do\":\"shutdown\"}", "\"do\" is not known"},
      {"{\"do\":\"pause\",\"file\":\"x\"}", "a key too many or too few"},
      {"{\"do\":\"jump\"}", "a key too many or too few"},
      {"{\"do\":\"pause\",\"step\":2}", "a key too many or too few"},
      {"{\"do\":\"jump\",\"steps\":2}", "a key too many or too few"},
      {"{\"do\":\"jump\",\"step\":0}", "\"step\" is not a step's number"},
      {"{\"do\":\"jump\",\"step\":100001}", "\"step\" is not a step's number"},
      {"{\"do\":\"jump\",\"step\":1.5}", "\"step\" is not a step's number"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct control_request request;
    struct error err = {0};
    assert_false(control_request_decode(cases[i].line, strlen(cases[i].line), &request, &err));
    assert_string_equal(err.message, cases[i].reason);
  }
}

static const struct control_reply pigeon = {
    .ok = true,
    .has_status = true,
    .status = {.routine = "after-sitting",
               .title = "After \"sitting\"",
               .exercise = "pigeon-supported",
               .name = "Supported pigeon",
               .side = "left",
               .segment = "hold",
               .sound = "portaudio",
               .left_s = 22.5,
               .total_left_s = 300,
               .paused = true},
};

static void a_status_comes_back_as_it_was_sent(void **state) {
  (void)state;
  char line[CONTROL_LINE_MAX + 1];
  struct control_reply read;
  size_t length = control_reply_encode(&pigeon, line);
  assert_true(control_reply_decode(line, length - 1, &read, NULL));
  assert_true(read.ok && read.has_status && read.status.paused);
  assert_string_equal(read.status.title, "After \"sitting\"");
  assert_string_equal(read.status.side, "left");
  assert_true(read.status.left_s > 22.4 && read.status.left_s < 22.6);
  char *json = control_status_json(&read.status);
  assert_string_equal(json,
                      "{\"routine\":\"after-sitting\",\"title\":\"After \\\"sitting\\\"\",\"exercise\":\"pigeon-supported\","
                      "\"name\":\"Supported pigeon\",\"side\":\"left\",\"segment\":\"hold\",\"left_s\":22.5,"
                      "\"total_left_s\":300.0,\"paused\":true,\"sound\":\"portaudio\",\"next_break_s\":null}");
  free(json);
}

static void the_longest_texts_fit_a_line(void **state) {
  (void)state;
  struct control_reply reply = pigeon, read;
  char line[CONTROL_LINE_MAX + 1];
  memset(reply.status.title, '"', sizeof reply.status.title - 1);
  memset(reply.status.name, '\\', sizeof reply.status.name - 1);
  memset(reply.status.routine, '"', sizeof reply.status.routine - 1);
  memset(reply.status.exercise, '"', sizeof reply.status.exercise - 1);
  size_t length = control_reply_encode(&reply, line);
  assert_true(length <= CONTROL_LINE_MAX);
  assert_true(control_reply_decode(line, length - 1, &read, NULL));
  assert_string_equal(read.status.title, reply.status.title);
}

static void a_refusal_says_why_and_escapes_nothing_to_the_terminal(void **state) {
  (void)state;
  static const char line[] = "{\"ok\":false,\"message\":\"no \\u001b[31mstep\"}";
  struct control_reply read;
  assert_true(control_reply_decode(line, sizeof line - 1, &read, NULL));
  assert_false(read.ok);
  assert_null(strchr(read.message, '\033'));
}

static const char back_in_time[] =
    "{\"ok\":true,\"status\":{\"routine\":\"a\",\"title\":\"b\",\"exercise\":null,\"name\":null,\"side\":null,"
    "\"segment\":\"wait\",\"left_s\":-1,\"total_left_s\":0,\"paused\":false,\"sound\":\"none\"}}";

static void an_answer_that_makes_no_sense_is_none(void **state) {
  (void)state;
  static const char *const lines[] = {
      "{}",
      "{\"ok\":1}",
      "{\"ok\":false}x",
      "{\"ok\":false,\"message\":5}",
      "{\"ok\":true,\"status\":{}}",
      "{\"ok\":true,\"status\":[]}",
      back_in_time,
  };
  for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
    struct control_reply read;
    assert_false(control_reply_decode(lines[i], strlen(lines[i]), &read, NULL));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_verb_comes_back_as_it_was_sent),
      cmocka_unit_test(what_is_no_request_is_refused_with_a_reason),
      cmocka_unit_test(a_status_comes_back_as_it_was_sent),
      cmocka_unit_test(the_longest_texts_fit_a_line),
      cmocka_unit_test(a_refusal_says_why_and_escapes_nothing_to_the_terminal),
      cmocka_unit_test(an_answer_that_makes_no_sense_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
