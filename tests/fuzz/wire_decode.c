/* Whatever bytes come over the wire: no crash, no overlong line, and what is a message survives being written and read. */
#include "fuzz/target.h"
#include "wire/buffer.h"
#include "wire/message.h"

#include <stdlib.h>
#include <string.h>

static void demand(int condition) {
  if (!condition) {
    abort();
  }
}

static void check_message(const struct wire_message *message) {
  char line[WIRE_LINE_MAX + 1];
  char again[WIRE_LINE_MAX + 1];
  struct wire_message read;
  size_t length = wire_encode(message, line);
  demand(length > 1 && length <= WIRE_LINE_MAX && line[length - 1] == '\n');
  for (size_t i = 0; i + 1 < length; i++) {
    demand((unsigned char)line[i] >= 0x20);
  }
  demand(wire_decode(line, length, &read, NULL));
  demand(wire_encode(&read, again) == length && memcmp(line, again, length) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct wire_buffer buffer = {.used = 0};
  char line[WIRE_LINE_MAX];
  size_t length = 0;
  for (size_t at = 0;;) {
    enum wire_take taken = wire_buffer_take(&buffer, line, &length);
    if (taken == WIRE_TAKE_TOO_LONG) {
      return 0;
    }
    if (taken == WIRE_TAKE_LINE) {
      struct wire_message message;
      demand(length < WIRE_LINE_MAX);
      if (wire_decode(line, length, &message, NULL)) {
        check_message(&message);
      }
      continue;
    }
    if (at == size) {
      return 0;
    }
    at += wire_buffer_feed(&buffer, (const char *)data + at, size - at);
  }
}
