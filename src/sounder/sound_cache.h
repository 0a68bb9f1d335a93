#ifndef SOUNDER_SOUND_CACHE_H
#define SOUNDER_SOUND_CACHE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sound files of other machines kept on disk, each under the digest of what it holds, so that it travels once. */

#define SOUND_CACHE_BYTES_MAX (INT64_C(32) << 20)

/*
 * The file in `folder` that holds what `sha256`, valid digits, stands for, opened to be read; the caller closes. Below 0: it
 * is not there. One that holds something else, as a damaged one, is removed.
 */
int sound_cache_open(const char *folder, const char *sha256);

/*
 * Keeps `length` bytes whose digest that is, the file being there as a whole or not at all; where all together pass the bound
 * those not used for longest go. False and `err` where it cannot be written.
 */
bool sound_cache_store(const char *folder, const char *sha256, const unsigned char *bytes, size_t length, struct error *err);

#endif
