#include "screen/terminal_newterm.h"

#include "screen/direct_colour.h"

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

SCREEN *terminal_newterm(const char *term, enum screen_colours colours, FILE *output, FILE *input) {
  bool wanted = colours == COLOURS_AUTO || colours == COLOURS_TRUE;
  char *entry = wanted ? direct_colour_entry(term, colours == COLOURS_TRUE) : NULL;
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
