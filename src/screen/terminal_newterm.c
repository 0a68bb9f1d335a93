#include "screen/terminal_newterm.h"

#include "screen/direct_colour.h"
#include "screen/terminal_type.h"

#include "base/macros.h"
#include "base/memory.h"

#include <curses.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>

/* ncurses catches signals where nobody does; they are the caller's, whether caught yet or not. */
static SCREEN *newterm_without_signals(const char *term, FILE *output, FILE *input) {
  static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  struct sigaction actions[ARRAY_LEN(signals)];
  for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
    sigaction(signals[i], NULL, &actions[i]);
  }
  SCREEN *screen = newterm(term, output, input);
  for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
    sigaction(signals[i], &actions[i], NULL);
  }
  return screen;
}

static SCREEN *newterm_of(const char *term, FILE *output, FILE *input) {
  const char *no_color = getenv("NO_COLOR");
  char *entry = no_color != NULL && no_color[0] != '\0' ? NULL : direct_colour_entry(term);
  SCREEN *screen = NULL;
  if (entry != NULL) {
    const char *own = getenv("TERMINFO");
    char *saved = own != NULL ? memory_string(own) : NULL;
    setenv("TERMINFO", entry, 1);
    screen = newterm_without_signals(term, output, input);
    if (saved != NULL) {
      setenv("TERMINFO", saved, 1);
    } else {
      unsetenv("TERMINFO");
    }
    free(saved);
    free(entry);
  }
  return screen != NULL ? screen : newterm_without_signals(term, output, input);
}

SCREEN *terminal_newterm(const char *term, FILE *output, FILE *input) {
  SCREEN *screen = newterm_of(term, output, input);
  const char *instead;
  for (size_t i = 0; screen == NULL && (instead = terminal_type_instead(term, i)) != NULL; i++) {
    screen = newterm_of(instead, output, input);
  }
  return screen;
}
