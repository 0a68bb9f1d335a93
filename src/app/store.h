#ifndef APP_STORE_H
#define APP_STORE_H

#include "base/error.h"
#include "routine/profile.h"

#include <stdbool.h>
#include <stddef.h>

/* Small files of the person's own, written so that none is ever half there: to a temporary name, then renamed; 0600. */

/* The name of the file, in the data folder, with what to say to someone who can help. */
#define STORE_ADVICE "what-to-say.txt"

/* Writes `text` to `folder`/`name`; the folder is made (0700). Fails with ERROR_MACHINE, and then the old file stays. */
bool store_write(const char *folder, const char *name, const char *text, struct error *err);

/*
 * Writes `length` bytes to `folder`/`name` likewise, for what can be made again: it may be lost when the machine goes down, and
 * nothing is said when it cannot be written.
 */
void store_cache(const char *folder, const char *name, const void *bytes, size_t length);

/* The path of the profile. Caller frees. */
char *store_profile_path(void);

/* Keeps the profile, unless nothing is to be kept. Fails as store_write() does. */
bool store_profile(const struct profile *profile, struct error *err);

#endif
