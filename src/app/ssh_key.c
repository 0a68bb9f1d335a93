#include "app/ssh_key.h"

#include "base/sha256.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 32768 };

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Decodes base64 from `text` up to its first other character; the bytes written, at most 3/4 of it. */
static size_t decode(const char *text, uint8_t *out) {
  uint32_t bits = 0;
  int count = 0;
  size_t length = 0;
  for (const char *digit; *text != '\0' && (digit = strchr(alphabet, *text)) != NULL; text++) {
    bits = bits << 6 | (uint32_t)(digit - alphabet);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out[length++] = (uint8_t)(bits >> count);
    }
  }
  return length;
}

/* 43 characters, safe in a file's name. */
static void encode(const uint8_t digest[SHA256_BYTES], char *out) {
  size_t used = 0;
  for (size_t bit = 0; bit < SHA256_BYTES * (size_t)8; bit += 6) {
    size_t at = bit / 8;
    uint32_t pair = (uint32_t)digest[at] << 8 | (at + 1 < SHA256_BYTES ? digest[at + 1] : 0);
    char letter = alphabet[pair >> (10 - bit % 8) & 63];
    out[used++] = letter == '+' ? '-' : letter == '/' ? '_' : letter;
  }
  out[used] = '\0';
}

/* Reads the file, which sshd has written for this user or as root, into `text`. */
static bool read_file(const char *path, char text[FILE_MOST]) {
  struct stat status;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) {
    return false;
  }
  ssize_t got = -1;
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && (status.st_uid == geteuid() || status.st_uid == 0) &&
      (status.st_mode & (S_IWGRP | S_IWOTH)) == 0) {
    got = read(fd, text, FILE_MOST - 1);
  }
  close(fd);
  text[got > 0 ? got : 0] = '\0';
  return got > 0;
}

/* The last key among the lines `publickey TYPE BASE64`; NULL: none. */
static const char *find_key(const char *text) {
  static const char method[] = "publickey ";
  const char *found = NULL;
  for (const char *line = text; line != NULL && *line != '\0'; line = strchr(line, '\n'), line += line != NULL) {
    const char *blank = strncmp(line, method, strlen(method)) == 0 ? strchr(line + strlen(method), ' ') : NULL;
    const char *end = line + strcspn(line, "\n");
    found = blank != NULL && blank < end ? blank + 1 : found;
  }
  return found;
}

bool ssh_key_name(const char *path, char name[SSH_KEY_NAME_SIZE], struct error *err) {
  char text[FILE_MOST];
  uint8_t bytes[FILE_MOST], digest[SHA256_BYTES];
  const char *key = path != NULL && read_file(path, text) ? find_key(text) : NULL;
  size_t length = key != NULL ? decode(key, bytes) : 0;
  if (length == 0) {
    return error_set(err, ERROR_MACHINE, "sshd does not tell which key this is (ExposeAuthInfo yes)");
  }
  sha256(bytes, length, digest);
  static const char kind[] = "SHA256_";
  memcpy(name, kind, sizeof kind);
  encode(digest, name + sizeof kind - 1);
  return true;
}
