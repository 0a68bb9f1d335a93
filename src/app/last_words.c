#include "app/last_words.h"

#include "app/keyboard.h"
#include "base/macros.h"
#include "base/memory.h"
#include "screen/terminal.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Nothing below may allocate or lock: it runs in signal handlers. */
static void restore_terminal(void) {
  screen_terminal_last_words();
  keyboard_close();
}

static void on_crash(int number) {
  static const char words[] = "limber: this should not have happened; the terminal is as it was. Please report it.\n";
  restore_terminal();
  ssize_t written = write(STDERR_FILENO, words, sizeof words - 1);
  (void)written;
  signal(number, SIG_DFL);
  raise(number);
}

static const char *wanted_locale(void) {
  static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (size_t i = 0; i < ARRAY_LEN(variables); i++) {
    const char *value = getenv(variables[i]);
    if (value != NULL && value[0] != '\0') {
      return value;
    }
  }
  return "";
}

static void set_locale(void) {
  /* What is shown of a locale: its characters, the names of its days, the words for what went wrong. */
  bool known = setlocale(LC_CTYPE, "") != NULL;
  setlocale(LC_TIME, "");
  setlocale(LC_MESSAGES, "");
  if (known) {
    return;
  }
  const char *wanted = wanted_locale();
  size_t length = strlen(wanted);
  bool names_utf8 = (length >= 5 && strcasecmp(wanted + length - 5, "UTF-8") == 0) ||
                    (length >= 4 && strcasecmp(wanted + length - 4, "utf8") == 0);
  if (names_utf8) {
    setlocale(LC_CTYPE, "C.UTF-8");
  }
}

void last_words_prepare(void) {
  static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
  set_locale();
  setlocale(LC_NUMERIC, "C"); /* numbers in JSON and files have a point */
  memory_set_last_words(restore_terminal);
  for (size_t i = 0; i < ARRAY_LEN(crashes); i++) {
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(crashes[i], &action, NULL);
  }
}
