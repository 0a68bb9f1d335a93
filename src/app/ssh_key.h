#ifndef APP_SSH_KEY_H
#define APP_SSH_KEY_H

#include "base/error.h"

#include <stdbool.h>

/* The key that let a guest in, as sshd tells it. */

/* "SHA256_" and 43 characters of base64, with - and _ in place of + and /: a file's name. */
enum { SSH_KEY_NAME_SIZE = 7 + 43 + 1 };

/*
 * The fingerprint of the key in the file at `path` ($SSH_USER_AUTH, which sshd writes with ExposeAuthInfo), as ssh-keygen -l
 * shows it but for the three characters that no file's name has. False and `err` where there is none.
 */
bool ssh_key_name(const char *path, char name[SSH_KEY_NAME_SIZE], struct error *err);

#endif
