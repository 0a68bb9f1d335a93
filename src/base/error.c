#include "base/error.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Drops a character that the buffer's end cut in two. */
static void drop_cut_character(char *message) {
  size_t length = strlen(message);
  size_t start = length;
  while (start > 0 && length - start < 3 && ((unsigned char)message[start - 1] & 0xC0) == 0x80) {
    start--;
  }
  if (start > 0 && !text_is_utf8(message + start - 1, length - start + 1)) {
    message[start - 1] = '\0';
  }
}

bool error_set(struct error *err, enum error_code code, const char *format, ...) {
  if (err == NULL) {
    return false;
  }
  /* Arguments may point into the message that is being replaced, as when a caller puts a file's name before it. */
  char message[sizeof err->message];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  if (length >= (int)sizeof message) {
    drop_cut_character(message);
  }
  err->code = code;
  memcpy(err->message, message, sizeof message);
  return false;
}

int error_exit_status(enum error_code code) {
  switch (code) {
  case ERROR_NONE:
    return 0;
  case ERROR_INPUT:
    return 1;
  case ERROR_USAGE:
    return 2;
  case ERROR_MACHINE:
    return 3;
  }
  return 1;
}
