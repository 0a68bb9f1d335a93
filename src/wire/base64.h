#ifndef WIRE_BASE64_H
#define WIRE_BASE64_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes as letters and digits: base64 of RFC 4648, with its padding. */

/* The size of the text of `length` bytes with its NUL. */
#define BASE64_SIZE(length) (((length) + 2) / 3 * 4 + 1)

/* Writes `length` bytes as a text of BASE64_SIZE(length). */
void base64_encode(const unsigned char *bytes, size_t length, char *text);

/*
 * Reads `text` into `bytes`, at most `room` of them, and says how many. False where it is not what base64_encode() writes for
 * some bytes, to the last bit, or more than there is room for; `bytes` are then worthless.
 */
bool base64_decode(const char *text, unsigned char *bytes, size_t room, size_t *length);

#endif
