#ifndef APP_GUEST_REQUEST_H
#define APP_GUEST_REQUEST_H

#include "app/link.h"
#include "base/error.h"

#include <stdbool.h>

/* What a guest asks for: `[limber play] [--link TOKEN] [ROUTINE-ID]`, and nothing else. No process, no file. */

enum { GUEST_ROUTINE_SIZE = 65 };

struct guest_request {
  char routine[GUEST_ROUTINE_SIZE];  /* empty: the library */
  char token[LINK_TOKEN_LENGTH + 1]; /* empty: no sound comes along */
};

/* Takes `command` (NULL: none) apart, which is never given to a shell. False and `err` (ERROR_USAGE) where it is more than
 * that. */
bool guest_request_parse(const char *command, struct guest_request *request, struct error *err);

#endif
