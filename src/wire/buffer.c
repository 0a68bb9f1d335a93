#include "wire/buffer.h"

#include <string.h>

size_t wire_buffer_feed(struct wire_buffer *buffer, const char *bytes, size_t length) {
  size_t room = sizeof buffer->bytes - buffer->used;
  size_t taken = length < room ? length : room;
  memcpy(buffer->bytes + buffer->used, bytes, taken);
  buffer->used += taken;
  return taken;
}

enum wire_take wire_buffer_take(struct wire_buffer *buffer, char line[WIRE_LINE_MAX], size_t *length) {
  size_t searched = buffer->used < WIRE_LINE_MAX ? buffer->used : WIRE_LINE_MAX;
  const char *end = memchr(buffer->bytes, '\n', searched);
  if (!end) {
    return searched == WIRE_LINE_MAX ? WIRE_TAKE_TOO_LONG : WIRE_TAKE_NONE;
  }
  *length = (size_t)(end - buffer->bytes);
  memcpy(line, buffer->bytes, *length);
  line[*length] = '\0';
  buffer->used -= *length + 1;
  memmove(buffer->bytes, end + 1, buffer->used);
  return WIRE_TAKE_LINE;
}
