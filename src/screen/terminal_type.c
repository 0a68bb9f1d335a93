#include "screen/terminal_type.h"

#include "base/macros.h"

#include <stdbool.h>
#include <string.h>

/* Beginnings of the names of those that do as xterm does with 256 colours. */
static const char *const like_xterm[] = {"xterm", "alacritty", "foot",    "kitty",  "ghostty", "wezterm", "contour",
                                         "rio",   "iterm",     "konsole", "gnome",  "vte",     "mintty",  "mlterm",
                                         "putty", "rxvt",      "st-",     "stterm", "Eterm",   "nsterm",  "iTerm",
                                         "wsl",   "vscode",    "warp",    "hyper"};

static bool is_like_xterm(const char *term) {
  static const char colours[] = "-256color";
  size_t length = strlen(term);
  bool is = length > strlen(colours) && strcmp(term + length - strlen(colours), colours) == 0;
  for (size_t i = 0; !is && i < ARRAY_LEN(like_xterm); i++) {
    is = strncmp(term, like_xterm[i], strlen(like_xterm[i])) == 0;
  }
  return is;
}

const char *terminal_type_instead(const char *term, size_t index) {
  static const char *const multiplexers[] = {"screen-256color", "xterm-256color", "screen", "xterm", "vt100"};
  static const char *const modern[] = {"xterm-256color", "xterm", "vt100"};
  static const char *const others[] = {"xterm", "vt100"};
  if (term[0] == '\0') {
    return NULL;
  }
  if (strncmp(term, "tmux", 4) == 0 || strncmp(term, "screen", 6) == 0) {
    return index < ARRAY_LEN(multiplexers) ? multiplexers[index] : NULL;
  }
  if (is_like_xterm(term)) {
    return index < ARRAY_LEN(modern) ? modern[index] : NULL;
  }
  return index < ARRAY_LEN(others) ? others[index] : NULL;
}
