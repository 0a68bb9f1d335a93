#ifndef SCREEN_WINDOW_H
#define SCREEN_WINDOW_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What a terminal's window is told beside the screen: its title; how far the session has come (OSC 9;4), which some show in a
 * task bar or a tab; a notification (OSC 777 or 99). Pure: every function writes what is to be sent into `out` and returns its
 * length, 0 where there is nothing to say. Texts are made printable, whatever they hold.
 */

enum window_notes { WINDOW_NOTES_OFF, WINDOW_NOTES_777, WINDOW_NOTES_99 };

enum { WINDOW_NO_PROGRESS = -1000, WINDOW_TEXT_SIZE = 160, WINDOW_BYTES = 2 * WINDOW_TEXT_SIZE + 64 };

struct window {
  bool has_title;               /* a terminal of this type is known to have one */
  bool shows_progress;          /* asked for by the person, like … */
  enum window_notes notes;      /* … and */
  bool passes;                  /* progress and notifications are handed through tmux, which must allow it */
  char title[WINDOW_TEXT_SIZE]; /* as we have set it; empty: it is the person's own */
  int percent;                  /* as last told; -1: nothing is shown */
  bool paused;
};

/* For a terminal of type `term` (NULL: none is named). `passes` counts in a tmux only, as `in_tmux` or the type says. */
void window_init(struct window *window, const char *term, bool in_tmux);

/* What gives back the title that there was before all of ours. */
extern const char window_title_back[];

/* The window is called `title` from now on. */
size_t window_title(struct window *window, const char *title, char out[WINDOW_BYTES]);

/* So many percent are done, or were when it was paused; WINDOW_NO_PROGRESS: nothing is shown any more. */
size_t window_progress(struct window *window, int percent, bool paused, char out[WINDOW_BYTES]);

/* Notifies of `text`. */
size_t window_note(const struct window *window, const char *text, char out[WINDOW_BYTES]);

/* Everything as it was before. */
size_t window_rest(struct window *window, char out[WINDOW_BYTES]);

/* What takes progress back whatever was told, for last words. */
size_t window_farewell(const struct window *window, char out[WINDOW_BYTES]);

#endif
