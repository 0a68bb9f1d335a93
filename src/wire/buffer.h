#ifndef WIRE_BUFFER_H
#define WIRE_BUFFER_H

#include "wire/message.h"

#include <stdbool.h>
#include <stddef.h>

/* Puts bytes together to lines, in bounded memory, however they arrive. All zeros is an empty one. */
struct wire_buffer {
  char bytes[2 * WIRE_LINE_MAX];
  size_t used;
};

enum wire_take { WIRE_TAKE_NONE, WIRE_TAKE_LINE, WIRE_TAKE_TOO_LONG };

/* Takes as many of the `length` bytes as there is room for and returns how many. After taking every line there is room. */
size_t wire_buffer_feed(struct wire_buffer *buffer, const char *bytes, size_t length);

/*
 * Moves the oldest whole line into `line`, without its newline and with a NUL, its length into `*length`. NONE: no line is
 * whole yet. TOO_LONG: more than WIRE_LINE_MAX bytes without an end; the buffer is stuck there for good.
 */
enum wire_take wire_buffer_take(struct wire_buffer *buffer, char line[WIRE_LINE_MAX], size_t *length);

#endif
