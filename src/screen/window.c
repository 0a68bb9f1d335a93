#include "screen/window.h"

#include "base/macros.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

const char window_title_back[] = "\033[23;2t";

static bool begins_with(const char *text, const char *start) {
  return text != NULL && strncmp(text, start, strlen(start)) == 0;
}

void window_init(struct window *window, const char *term, bool in_tmux) {
  /* Of these it is known that the sequence sets a title; a console would print it. */
  static const char *const families[] = {"xterm",     "tmux",  "screen", "rxvt", "foot",
                                         "alacritty", "kitty", "st-",    "vte",  "gnome"};
  for (size_t i = 0; i < ARRAY_LEN(families); i++) {
    window->has_title = window->has_title || begins_with(term, families[i]);
  }
  /* What a console would print is for windows only. */
  window->shows_progress = window->shows_progress && window->has_title;
  window->notes = window->has_title ? window->notes : WINDOW_NOTES_OFF;
  window->passes = window->passes && (in_tmux || begins_with(term, "tmux"));
  window->percent = -1;
}

static size_t put(char out[WINDOW_BYTES], size_t used, const char *bytes, size_t length) {
  size_t room = WINDOW_BYTES - used;
  size_t taken = length < room ? length : room;
  memcpy(out + used, bytes, taken);
  return used + taken;
}

/* An operating system command; through tmux in its own wrapping, in which every ESC is doubled. */
static size_t command(const struct window *window, const char *words, char out[WINDOW_BYTES]) {
  static const char begin[] = "\033]", end[] = "\033\\";
  static const char outer_begin[] = "\033Ptmux;\033\033]", outer_end[] = "\033\033\\\033\\";
  size_t used = window->passes ? put(out, 0, outer_begin, sizeof outer_begin - 1) : put(out, 0, begin, sizeof begin - 1);
  used = put(out, used, words, strlen(words));
  return window->passes ? put(out, used, outer_end, sizeof outer_end - 1) : put(out, used, end, sizeof end - 1);
}

size_t window_title(struct window *window, const char *title, char out[WINDOW_BYTES]) {
  char safe[WINDOW_TEXT_SIZE];
  text_sanitize(safe, sizeof safe, title);
  if (!window->has_title || strcmp(safe, window->title) == 0) {
    return 0;
  }
  const char *keep = window->title[0] == '\0' ? "\033[22;2t" : "";
  memcpy(window->title, safe, sizeof safe);
  return (size_t)snprintf(out, WINDOW_BYTES, "%s\033]2;%s\033\\", keep, safe);
}

size_t window_progress(struct window *window, int percent, bool paused, char out[WINDOW_BYTES]) {
  char words[32];
  if (percent == WINDOW_NO_PROGRESS) {
    bool shown = window->percent >= 0;
    window->percent = -1;
    return shown ? window_farewell(window, out) : 0;
  }
  percent = percent < 0 ? 0 : percent > 100 ? 100 : percent;
  if (!window->shows_progress || (percent == window->percent && paused == window->paused)) {
    return 0;
  }
  window->percent = percent;
  window->paused = paused;
  snprintf(words, sizeof words, "9;4;%d;%d", paused ? 4 : 1, percent);
  return command(window, words, out);
}

size_t window_note(const struct window *window, const char *text, char out[WINDOW_BYTES]) {
  char safe[WINDOW_TEXT_SIZE];
  char words[WINDOW_TEXT_SIZE + 48];
  if (window->notes == WINDOW_NOTES_OFF) {
    return 0;
  }
  text_sanitize(safe, sizeof safe, text);
  for (char *semicolon = safe; (semicolon = strchr(semicolon, ';')) != NULL;) {
    *semicolon = ','; /* it would end a field */
  }
  snprintf(words, sizeof words, "%s;%s", window->notes == WINDOW_NOTES_777 ? "777;notify;limber" : "99;i=limber", safe);
  return command(window, words, out);
}

size_t window_farewell(const struct window *window, char out[WINDOW_BYTES]) {
  return window->shows_progress ? command(window, "9;4;0;0", out) : 0;
}

size_t window_rest(struct window *window, char out[WINDOW_BYTES]) {
  size_t used = window->percent >= 0 ? window_farewell(window, out) : 0;
  if (window->title[0] != '\0') {
    used = put(out, used, window_title_back, sizeof window_title_back - 1);
  }
  window->percent = -1;
  window->title[0] = '\0';
  return used;
}
