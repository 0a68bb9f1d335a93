#ifndef SCREEN_TERMINAL_H
#define SCREEN_TERMINAL_H

#include "base/error.h"
#include "screen/cells.h"
#include "screen/style.h"
#include "screen/window.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The person's terminal: shows grids of cells, hands in keys, and is put back as it was. Nothing here waits: a frame is drawn
 * only when the terminal has taken the one before, and what it has not taken stays queued. One terminal at a time.
 *
 * A turn of the loop: poll() on screen_terminal_pollfds(), screen_terminal_turn(), screen_terminal_key() until KEY_NOTHING,
 * and screen_terminal_show() where there is something new and screen_terminal_is_idle().
 *
 * The locale must have been set; where the environment names none, a terminal that proves to take UTF-8 is given C.UTF-8.
 * Signals are the caller's: none is caught here. After SIGWINCH screen_terminal_resize(), around a stop
 * screen_terminal_suspend() and screen_terminal_resume().
 */
struct screen_terminal;
struct theme;

enum screen_background { BACKGROUND_AUTO, BACKGROUND_DARK, BACKGROUND_LIGHT };

/* AUTO: as many as the terminal has; else at most so many; TRUE: 24-bit, whatever $COLORTERM says. */
enum screen_colours { COLOURS_AUTO, COLOURS_NONE, COLOURS_16, COLOURS_256, COLOURS_TRUE };

struct screen_terminal_options {
  enum screen_colours colours; /* AUTO: none under $NO_COLOR */
  bool is_far; /* at the other end of ssh: a frame counts as taken once the terminal itself says that it has shown it */
  enum screen_figure figure;         /* as the person wishes; what the terminal cannot show is ASCII anyhow */
  bool shows_progress;               /* how far the session has come, in the window's frame (OSC 9;4) */
  enum window_notes notes;           /* how the window is asked to notify */
  bool passes_through;               /* both of these through a tmux that allows it */
  enum screen_background background; /* AUTO: as $COLORFGBG says, else dark until the terminal itself says otherwise */
};

/*
 * Takes over the terminal that standard input and output are connected to: alternate screen, no echo, keys one by one.
 * Heeds TERM, COLORTERM, NO_COLOR. `options` NULL: the defaults. NULL with `err` when there is no terminal, or none that can
 * place text; it is then as it was. Caller closes.
 */
struct screen_terminal *screen_terminal_open(const struct screen_terminal_options *options, struct error *err);

/* Puts the terminal back exactly as it was, waiting at most a quarter of a second for it to take that. NULL is fine. */
void screen_terminal_close(struct screen_terminal *terminal);

/* What screens may use of this terminal. Borrowed until closing. */
const struct screen_style *screen_terminal_style(const struct screen_terminal *terminal);

/* The palette that it is drawn in, which may change when the terminal tells of its background. Borrowed until closing. */
const struct theme *screen_terminal_theme(const struct screen_terminal *terminal);

int screen_terminal_rows(const struct screen_terminal *terminal);
int screen_terminal_columns(const struct screen_terminal *terminal);

enum { SCREEN_TERMINAL_POLLFDS = 2 };

/* Fills in what to poll for and returns how many of `fds` that are. */
int screen_terminal_pollfds(const struct screen_terminal *terminal, struct pollfd fds[SCREEN_TERMINAL_POLLFDS]);

/* Hands on queued output, given what poll() found (`count` 0: unknown). False when the terminal has hung up. */
bool screen_terminal_turn(struct screen_terminal *terminal, const struct pollfd *fds, int count);

/* Whether the terminal has taken everything, so that a frame may be drawn. */
bool screen_terminal_is_idle(const struct screen_terminal *terminal);

/* Whether all that keeps it from being idle is a far terminal's word that it has shown the last frame. */
bool screen_terminal_is_owing(const struct screen_terminal *terminal);

/* Whether it has ever given it. */
bool screen_terminal_is_answering(const struct screen_terminal *terminal);

/* That word is not waited for any longer; from a terminal that has never given it, not again. */
void screen_terminal_write_off(struct screen_terminal *terminal);

/* Shows `cells`: queues what differs from the frame before, and hands on what the terminal takes at once. */
void screen_terminal_show(struct screen_terminal *terminal, const struct cells *cells);

/* How many bytes the last frame took. */
size_t screen_terminal_frame_bytes(const struct screen_terminal *terminal);

/* The next key pressed: a code point or one of enum key; KEY_NOTHING: there is none. */
uint32_t screen_terminal_key(struct screen_terminal *terminal);

/* Gives the window `title` until screen_terminal_close(), where the terminal has one; what it had before comes back then. */
void screen_terminal_title(struct screen_terminal *terminal, const char *title);

/*
 * Where the person has asked for it: shows in the window's frame that so many percent are done, or were when it was paused,
 * until screen_terminal_close(); has the window notify of `text`.
 */
void screen_terminal_progress(struct screen_terminal *terminal, int percent, bool paused);
void screen_terminal_note(struct screen_terminal *terminal, const char *text);

/* Rings the bell. */
void screen_terminal_bell(struct screen_terminal *terminal);

/* Takes over the terminal's present size (0x0: 80x24). The next frame is drawn anew. */
void screen_terminal_resize(struct screen_terminal *terminal);

/* Puts the terminal back for a while, before the process stops itself. */
void screen_terminal_suspend(struct screen_terminal *terminal);

/* Takes it over again; the next frame is drawn anew. */
void screen_terminal_resume(struct screen_terminal *terminal);

/*
 * Puts the terminal back, if one is open, when nothing else can be done any more: out of memory, a crash. Async-signal-safe;
 * may be called at any time, from any thread.
 */
void screen_terminal_last_words(void);

#endif
