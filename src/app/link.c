#include "app/link.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

enum { LETTERS = sizeof alphabet - 1 };

bool link_token_is_valid(const char *token) {
  return strlen(token) == LINK_TOKEN_LENGTH && strspn(token, alphabet) == LINK_TOKEN_LENGTH;
}

/* Bytes past the largest multiple of the alphabet's size are drawn anew, so that every letter is as likely as any other. */
static bool fill(FILE *random, char *token) {
  for (size_t i = 0; i < LINK_TOKEN_LENGTH;) {
    int byte = fgetc(random);
    if (byte == EOF) {
      return false;
    }
    if (byte < 256 / LETTERS * LETTERS) {
      token[i++] = alphabet[byte % LETTERS];
    }
  }
  token[LINK_TOKEN_LENGTH] = '\0';
  return true;
}

bool link_token_make(char token[LINK_TOKEN_LENGTH + 1], struct error *err) {
  FILE *random = fopen("/dev/urandom", "re");
  bool filled = random != NULL && fill(random, token);
  if (random != NULL) {
    fclose(random);
  }
  return filled || error_set(err, ERROR_MACHINE, "/dev/urandom gives no random numbers");
}

void link_far_path(const char *token, char path[LINK_PATH_SIZE]) {
  snprintf(path, LINK_PATH_SIZE, "/tmp/limber-%s.sock", token);
}

/* The folder is everybody's: only a socket that this user made and nobody else may use is trusted. */
static bool is_trusted(const char *path, struct error *err) {
  struct stat found;
  if (lstat(path, &found) != 0) {
    return error_set(err, ERROR_MACHINE, "the sound link is not there (%s)", strerror(errno));
  }
  bool private = (found.st_mode & (S_IRWXG | S_IRWXO)) == 0;
  if (!S_ISSOCK(found.st_mode) || found.st_uid != geteuid() || !private) {
    return error_set(err, ERROR_MACHINE, "the sound link is not a private socket of this user's");
  }
  return true;
}

static int connect_to(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd >= 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0) {
    return fd;
  }
  int fault = errno;
  if (fd >= 0) {
    close(fd);
  }
  errno = fault;
  return -1;
}

bool link_connect(const char *token, int *fd, struct error *err) {
  char path[LINK_PATH_SIZE];
  if (!link_token_is_valid(token)) {
    return error_set(err, ERROR_INPUT, "a link's token is %d letters and digits", LINK_TOKEN_LENGTH);
  }
  link_far_path(token, path);
  if (!is_trusted(path, err)) {
    return false;
  }
  *fd = connect_to(path);
  int fault = errno;
  /* sshd leaves it lying; nobody else needs it. */
  unlink(path);
  return *fd >= 0 || error_set(err, ERROR_MACHINE, "the sound link does not answer (%s)", strerror(fault));
}

void link_discard(const char *token) {
  char path[LINK_PATH_SIZE];
  if (!link_token_is_valid(token)) {
    return;
  }
  link_far_path(token, path);
  if (is_trusted(path, NULL)) {
    unlink(path);
  }
}

bool link_is_over_ssh(void) {
  static const char *const names[] = {"SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *value = getenv(names[i]);
    if (value != NULL && value[0] != '\0') {
      return true;
    }
  }
  return false;
}
