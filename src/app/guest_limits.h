#ifndef APP_GUEST_LIMITS_H
#define APP_GUEST_LIMITS_H

#include "routine/guest_config.h"

/* At once, before anything else: no core dumps, files for oneself alone, and no key that stops or kills the process. */
void guest_limits_first(void);

/* The limits of `config` on memory, files and processes. */
void guest_limits_set(const struct guest_config *config);

#endif
