/* Whatever bytes come over a session's socket, either way: no crash, and what is a message survives being written and read. */
#include "control/message.h"
#include "fuzz/target.h"

#include <stdlib.h>
#include <string.h>

static void demand(int condition) {
  if (!condition) {
    abort();
  }
}

static void check_request(const struct control_request *request) {
  char line[CONTROL_LINE_MAX + 1];
  struct control_request read;
  size_t length = control_request_encode(request, line);
  demand(control_request_decode(line, length - 1, &read, NULL));
  demand(read.verb == request->verb && read.step == request->step);
}

static void check_reply(const struct control_reply *reply) {
  char line[CONTROL_LINE_MAX + 1];
  char again[CONTROL_LINE_MAX + 1];
  struct control_reply read;
  size_t length = control_reply_encode(reply, line);
  for (size_t i = 0; i + 1 < length; i++) {
    demand((unsigned char)line[i] >= 0x20);
  }
  demand(control_reply_decode(line, length - 1, &read, NULL));
  demand(control_reply_encode(&read, again) == length && memcmp(line, again, length) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct control_request request;
  struct control_reply reply;
  if (control_request_decode((const char *)data, size, &request, NULL)) {
    check_request(&request);
  }
  if (control_reply_decode((const char *)data, size, &reply, NULL)) {
    check_reply(&reply);
  }
  return 0;
}
