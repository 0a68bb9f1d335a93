#ifndef APP_SHA256_H
#define APP_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* SHA-256 of FIPS 180-4, for naming things after what they hold. */

enum { SHA256_BYTES = 32 };

/* The digest of `length` bytes. */
void sha256(const void *bytes, size_t length, uint8_t digest[SHA256_BYTES]);

#endif
