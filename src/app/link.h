#ifndef APP_LINK_H
#define APP_LINK_H

#include "base/error.h"

#include <stdbool.h>

/*
 * Where a session far away meets the sounder at the person's end: a unix socket that ssh forwards, named by a random token.
 * The token is all that the far end is told.
 */
enum { LINK_TOKEN_LENGTH = 32, LINK_PATH_SIZE = 64 };

/* Whether `token` is 32 letters and digits: nothing in it can name another file. */
bool link_token_is_valid(const char *token);

/* A fresh token. Fails where the system has no random numbers to give. */
bool link_token_make(char token[LINK_TOKEN_LENGTH + 1], struct error *err);

/* The far end's socket of a valid `token`. */
void link_far_path(const char *token, char path[LINK_PATH_SIZE]);

/*
 * Connects to the far end's socket of `token`, which must be a socket of this user's, closed to all others; then removes it.
 * The caller owns `*fd`. Fails with ERROR_INPUT where the token is none, ERROR_MACHINE where there is no such socket.
 */
bool link_connect(const char *token, int *fd, struct error *err);

/* Removes the far end's socket of `token` where it is one of this user's; sshd leaves it lying. A token that is none is fine.
 */
void link_discard(const char *token);

/* Whether this process runs at the far end of an ssh connection. */
bool link_is_over_ssh(void);

#endif
