#include "app/keyboard.h"

#include "base/macros.h"
#include "base/text.h"
#include "screen/keymap.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* The terminal's settings can be given back from a handler only if they are here. */
static struct termios before;
static bool is_open;

bool keyboard_open(void) {
  if (!isatty(STDIN_FILENO) || tcgetpgrp(STDIN_FILENO) != getpgrp() || tcgetattr(STDIN_FILENO, &before) != 0) {
    return false;
  }
  struct termios raw = before;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  is_open = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
  return is_open;
}

void keyboard_close(void) {
  if (is_open) {
    is_open = false;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
  }
}

int keyboard_fd(void) {
  return is_open ? STDIN_FILENO : -1;
}

/* What an escape sequence stands for; the bytes are those after ESC. */
static int64_t sequence_key(const char *bytes, size_t length) {
  static const struct {
    const char *bytes;
    uint32_t key;
  } sequences[] = {
      {"[A", KEY_ARROW_UP}, {"[B", KEY_ARROW_DOWN}, {"[C", KEY_ARROW_RIGHT}, {"[D", KEY_ARROW_LEFT},
      {"OA", KEY_ARROW_UP}, {"OB", KEY_ARROW_DOWN}, {"OC", KEY_ARROW_RIGHT}, {"OD", KEY_ARROW_LEFT},
      {"[5~", KEY_PAGE_UP}, {"[6~", KEY_PAGE_DOWN}, {"[H", KEY_TO_START},    {"[F", KEY_TO_END},
  };
  for (size_t i = 0; i < ARRAY_LEN(sequences); i++) {
    if (length == strlen(sequences[i].bytes) && memcmp(bytes, sequences[i].bytes, length) == 0) {
      return sequences[i].key;
    }
  }
  return KEY_UNKNOWN;
}

/* One byte that is there now, or -1. */
static int next_byte(void) {
  struct pollfd ready = {.fd = STDIN_FILENO, .events = POLLIN};
  unsigned char byte;
  return poll(&ready, 1, 0) > 0 && read(STDIN_FILENO, &byte, 1) == 1 ? byte : -1;
}

static int64_t read_sequence(void) {
  char bytes[8];
  size_t length = 0;
  int byte;
  while (length < sizeof bytes && (byte = next_byte()) >= 0) {
    bytes[length++] = (char)byte;
    bool final = length > 1 && byte >= '@' && byte <= '~';
    if (final) {
      break;
    }
  }
  return length == 0 ? KEY_ESCAPE : sequence_key(bytes, length);
}

static int64_t read_character(unsigned char first) {
  char bytes[4] = {(char)first};
  size_t length = 1, wanted = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
  int byte;
  while (length < wanted && (byte = next_byte()) >= 0) {
    bytes[length++] = (char)byte;
  }
  uint32_t codepoint = 0;
  text_decode(bytes, length, &codepoint);
  return codepoint;
}

int64_t keyboard_read(void) {
  struct pollfd ready = {.fd = STDIN_FILENO, .events = POLLIN};
  if (!is_open || poll(&ready, 1, 0) <= 0) {
    return 0;
  }
  unsigned char byte;
  ssize_t got = read(STDIN_FILENO, &byte, 1);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
    return 0;
  }
  if (got <= 0) {
    return -1;
  }
  if (byte == KEY_ESCAPE) {
    return read_sequence();
  }
  return byte == '\r' ? KEY_RETURN : read_character(byte);
}
