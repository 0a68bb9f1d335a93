#include "screen/terminal_newterm.h"

#include "screen/direct_colour.h"
#include "screen/terminal_type.h"

#include "base/macros.h"
#include "base/memory.h"

#include <curses.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/* A variable of the environment, and what it was. */
struct variable {
  const char *name;
  char *before; /* NULL: it was not set */
};

static struct variable set_for_a_while(const char *name, const char *value) {
  const char *now = getenv(name);
  struct variable variable = {name, now != NULL ? memory_string(now) : NULL};
  setenv(name, value, 1);
  return variable;
}

static void set_back(struct variable *variable) {
  if (variable->before != NULL) {
    setenv(variable->name, variable->before, 1);
  } else {
    unsetenv(variable->name);
  }
  free(variable->before);
}

/* ncurses catches signals where nobody does; they are the caller's, whether caught yet or not. */
static SCREEN *newterm_without_signals(const char *term, FILE *output, FILE *input) {
  static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  struct sigaction actions[ARRAY_LEN(signals)];
  char width[16];
  snprintf(width, sizeof width, "%d", TERMINAL_NEWTERM_COLUMNS);
  struct variable columns = set_for_a_while("COLUMNS", width);
  for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
    sigaction(signals[i], NULL, &actions[i]);
  }
  SCREEN *screen = newterm(term, output, input);
  for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
    sigaction(signals[i], &actions[i], NULL);
  }
  set_back(&columns);
  return screen;
}

static SCREEN *newterm_of(const char *term, enum screen_colours colours, FILE *output, FILE *input) {
  bool wanted = colours == COLOURS_AUTO || colours == COLOURS_TRUE;
  char *entry = wanted ? direct_colour_entry(term, colours == COLOURS_TRUE) : NULL;
  SCREEN *screen = NULL;
  if (entry != NULL) {
    struct variable terminfo = set_for_a_while("TERMINFO", entry);
    screen = newterm_without_signals(term, output, input);
    set_back(&terminfo);
    free(entry);
  }
  return screen != NULL ? screen : newterm_without_signals(term, output, input);
}

SCREEN *terminal_newterm(const char *term, enum screen_colours colours, FILE *output, FILE *input) {
  SCREEN *screen = newterm_of(term, colours, output, input);
  const char *instead;
  for (size_t i = 0; screen == NULL && (instead = terminal_type_instead(term, i)) != NULL; i++) {
    screen = newterm_of(instead, colours, output, input);
  }
  return screen;
}
