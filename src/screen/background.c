#include "screen/background.h"

#include "base/macros.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

const char background_question[] = "\033]11;?\033\\";

/* The library and the player open the same terminal one after the other. */
static enum { UNKNOWN, DARK, LIGHT } remembered;

bool background_is_told(bool *light) {
  const char *colours = getenv("COLORFGBG"); /* `15;0`, sometimes `15;default;0`: the last is the background */
  const char *last = colours != NULL ? strrchr(colours, ';') : NULL;
  if (last != NULL) {
    *light = strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0;
    return true;
  }
  *light = remembered == LIGHT;
  return remembered != UNKNOWN;
}

bool background_may_be_asked(const char *term) {
  static const char *const families[] = {"xterm", "tmux",   "rxvt",    "foot",    "alacritty", "kitty",   "vte",
                                         "gnome", "mintty", "konsole", "wezterm", "contour",   "ghostty", "iterm"};
  for (size_t i = 0; i < ARRAY_LEN(families); i++) {
    if (strncmp(term, families[i], strlen(families[i])) == 0) {
      return true;
    }
  }
  /* GNU screen does not answer; tmux often goes by its name. */
  const char *tmux = getenv("TMUX");
  return strncmp(term, "screen", 6) == 0 && tmux != NULL && tmux[0] != '\0';
}

void background_remember(bool light) {
  remembered = light ? LIGHT : DARK;
}
