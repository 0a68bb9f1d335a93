#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SHA-256 of FIPS 180-4, for naming things after what they hold. */

enum { SHA256_BYTES = 32, SHA256_TEXT_SIZE = 65 };

/* The digest of `length` bytes. */
void sha256(const void *bytes, size_t length, uint8_t digest[SHA256_BYTES]);

/* The same as 64 small hexadecimal digits. */
void sha256_text(const void *bytes, size_t length, char text[SHA256_TEXT_SIZE]);

/* Whether `text` is such digits: nothing in it can name another file. */
bool sha256_is_text(const char *text);

#endif
