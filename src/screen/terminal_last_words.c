#include "screen/terminal_last_words.h"

#include "screen/capabilities.h"
#include "screen/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* It may run inside a signal handler, so it is all made ready beforehand. */
static struct {
  volatile sig_atomic_t armed;
  int terminal, input;
  struct termios before;
  char farewell[256 + WINDOW_BYTES];
  size_t length;
} last_words;

void terminal_last_words_prepare(int terminal, int input, const struct termios *before, const struct window *window) {
  last_words.length = capabilities_farewell(last_words.farewell, sizeof last_words.farewell - WINDOW_BYTES);
  last_words.length += window_farewell(window, last_words.farewell + last_words.length);
  last_words.terminal = terminal;
  last_words.input = input;
  last_words.before = *before;
  last_words.armed = 1;
}

void terminal_last_words_add(const char *bytes) {
  size_t length = strlen(bytes), used = last_words.length;
  bool is_there = used >= length && memcmp(last_words.farewell + used - length, bytes, length) == 0;
  if (!is_there && used + length <= sizeof last_words.farewell) {
    memcpy(last_words.farewell + last_words.length, bytes, length);
    last_words.length += length;
  }
}

void terminal_last_words_disarm(void) {
  last_words.armed = 0;
}

void terminal_last_words_arm(void) {
  last_words.armed = 1;
}

void screen_terminal_last_words(void) {
  if (last_words.armed == 0) {
    return;
  }
  int saved = errno;
  last_words.armed = 0;
  ssize_t ignored = write(last_words.terminal, last_words.farewell, last_words.length);
  (void)ignored;
  tcsetattr(last_words.input, TCSANOW, &last_words.before);
  errno = saved;
}
