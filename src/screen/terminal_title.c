#include "screen/terminal_title.h"

#include "base/macros.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of these it is known that the sequence sets a title; a console would print it. */
static bool has_title(void) {
  static const char *const families[] = {"xterm",     "tmux",  "screen", "rxvt", "foot",
                                         "alacritty", "kitty", "st-",    "vte",  "gnome"};
  const char *term = getenv("TERM");
  for (size_t i = 0; term != NULL && i < ARRAY_LEN(families); i++) {
    if (strncmp(term, families[i], strlen(families[i])) == 0) {
      return true;
    }
  }
  return false;
}

void terminal_title_set(struct outlet *outlet, char now[TERMINAL_TITLE_SIZE], const char *title) {
  char safe[TERMINAL_TITLE_SIZE];
  char sequence[sizeof safe + 24];
  text_sanitize(safe, sizeof safe, title);
  if (!has_title() || strcmp(safe, now) == 0) {
    return;
  }
  const char *keep = now[0] == '\0' ? "\033[22;2t" : "";
  int length = snprintf(sequence, sizeof sequence, "%s\033]2;%s\033\\", keep, safe);
  outlet_add(outlet, sequence, (size_t)length);
  memcpy(now, safe, sizeof safe);
}

void terminal_title_give_back(struct outlet *outlet, char now[TERMINAL_TITLE_SIZE]) {
  static const char back[] = "\033[23;2t";
  if (now[0] != '\0') {
    outlet_add(outlet, back, strlen(back));
    now[0] = '\0';
  }
}
