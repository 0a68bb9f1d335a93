#include "screen/terminal_locale.h"

#include "base/macros.h"

#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ANSWER_WAIT_MS = 100, TRIES = 3 };

/* Whether the environment says nothing that can be followed: no locale, or one without a charset that is not generated. */
static bool is_left_open(void) {
  static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (size_t i = 0; i < ARRAY_LEN(variables); i++) {
    const char *value = getenv(variables[i]);
    if (value != NULL && value[0] != '\0') {
      bool plain = strcmp(value, "C") == 0 || strcmp(value, "POSIX") == 0;
      return !plain && strchr(value, '.') == NULL && setlocale(LC_CTYPE, value) == NULL;
    }
  }
  return true;
}

/* The Linux console shows too few characters to gain by it; the others would show the question. */
static bool can_be_asked(void) {
  static const char *const families[] = {"linux", "dumb", "unknown", "cons", "vt"};
  const char *term = getenv("TERM");
  bool can = term != NULL && term[0] != '\0';
  for (size_t i = 0; can && i < ARRAY_LEN(families); i++) {
    can = strncmp(term, families[i], strlen(families[i])) != 0 || strncmp(term, "vte", 3) == 0;
  }
  return can;
}

/* The column told by the last whole report `ESC [ row ; column R`; 0: there is none. */
static int reported_column(const char *text) {
  int found = 0;
  for (const char *start = strchr(text, '\033'); start != NULL; start = strchr(start + 1, '\033')) {
    int row = 0, column = 0;
    char end = '\0';
    if (sscanf(start, "\033[%d;%d%c", &row, &column, &end) == 3 && end == 'R') {
      found = column;
    }
  }
  return found;
}

/* Reads until there is a report; 0: none came. */
static int await_report(int input) {
  char text[256];
  size_t length = 0;
  int column = 0;
  for (int tries = 0; tries < TRIES && column == 0 && length + 1 < sizeof text;) {
    struct pollfd ready = {.fd = input, .events = POLLIN};
    if (poll(&ready, 1, ANSWER_WAIT_MS) <= 0) {
      tries++;
      continue;
    }
    ssize_t got = read(input, text + length, sizeof text - 1 - length);
    if (got <= 0) {
      return 0;
    }
    length += (size_t)got;
    text[length] = '\0';
    column = reported_column(text);
  }
  return column;
}

static bool send_all(int output, const char *bytes) {
  return write(output, bytes, strlen(bytes)) == (ssize_t)strlen(bytes);
}

void terminal_locale_settle(int input, int output) {
  static bool is_settled;
  bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  if (is_settled || utf8 || !is_left_open() || !can_be_asked()) {
    return;
  }
  is_settled = true;
  bool takes_utf8 = send_all(output, "\r\xC3\xA9\033[6n") && await_report(input) == 2;
  bool cleaned = send_all(output, "\r  \r");
  if (takes_utf8 && cleaned) {
    setlocale(LC_CTYPE, "C.UTF-8");
  }
}
