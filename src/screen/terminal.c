#include "screen/terminal.h"

#include "screen/background.h"
#include "screen/capabilities.h"
#include "screen/keys.h"
#include "screen/outlet.h"
#include "screen/painter.h"
#include "screen/terminal_last_words.h"
#include "screen/terminal_locale.h"
#include "screen/terminal_newterm.h"
#include "screen/terminal_settings.h"
#include "screen/theme.h"
#include "screen/window.h"

#include "base/memory.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum {
  ESCAPE_MS = 25, /* how long a lone ESC may be the start of a key */
};

struct screen_terminal {
  struct outlet outlet;
  FILE *input, *output;
  SCREEN *screen;
  struct keys keys; /* on a pad: reading a key from it draws nothing */
  struct termios before, during;
  struct theme theme;
  struct screen_style style;
  struct painter painter;
  struct cells *shown; /* what the terminal shows once it has taken everything */
  bool is_stale;
  bool asks_word; /* after each frame */
  struct window window;
  int rows, columns;
  size_t frame_bytes; /* of the last frame */
};

static enum screen_colours wanted_colours(const struct screen_terminal_options *options) {
  const char *no_color = getenv("NO_COLOR");
  if (options != NULL && options->colours != COLOURS_AUTO) {
    return options->colours;
  }
  return no_color != NULL && no_color[0] != '\0' ? COLOURS_NONE : COLOURS_AUTO;
}

static enum theme_depth colour_depth(enum screen_colours wanted) {
  static const enum theme_depth most[] = {[COLOURS_AUTO] = THEME_TRUE,
                                          [COLOURS_NONE] = THEME_MONO,
                                          [COLOURS_16] = THEME_16,
                                          [COLOURS_256] = THEME_256,
                                          [COLOURS_TRUE] = THEME_TRUE};
  if (wanted == COLOURS_NONE || !has_colors() || start_color() == ERR || use_default_colors() == ERR) {
    return THEME_MONO;
  }
  enum theme_depth there = COLORS >= 0x1000000 ? THEME_TRUE : COLORS >= 256 ? THEME_256 : COLORS >= 16 ? THEME_16 : THEME_8;
  return there < most[wanted] ? there : most[wanted];
}

/* Dark until something says otherwise; a terminal that can tell is asked, and nothing waits for what it says. */
static void find_background(struct screen_terminal *terminal, const struct screen_terminal_options *options, const char *term) {
  enum screen_background wanted = options != NULL ? options->background : BACKGROUND_AUTO;
  bool known = wanted != BACKGROUND_AUTO || background_is_told(&terminal->theme.light);
  if (wanted != BACKGROUND_AUTO) {
    terminal->theme.light = wanted == BACKGROUND_LIGHT;
  }
  if (!known && terminal->theme.depth != THEME_MONO && background_may_be_asked(term)) {
    terminal->keys.awaits_background = true;
  }
}

static void set_up_screen(struct screen_terminal *terminal, const struct screen_terminal_options *options, const char *term) {
  set_term(terminal->screen);
  set_escdelay(ESCAPE_MS);
  typeahead(-1);
  curs_set(0);
  leaveok(stdscr, TRUE);
  terminal->keys.pad = newpad(1, 1);
  keypad(terminal->keys.pad, TRUE);
  bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  terminal->style.ascii = !utf8 || strncmp(term, "linux", 5) == 0;
  terminal->style.reverse = capabilities_have_reverse();
  terminal->style.figure = options != NULL ? options->figure : SCREEN_FIGURE_BRAILLE;
  terminal->theme.depth = colour_depth(wanted_colours(options));
  find_background(terminal, options, term);
  painter_init(&terminal->painter, utf8, terminal_feeds_lines(terminal->outlet.terminal));
}

/* Everything after outlet and termios; on failure the caller takes those back. */
static bool start_ncurses(struct screen_terminal *terminal, const struct screen_terminal_options *options, struct error *err) {
  const char *term = getenv("TERM");
  term = term != NULL ? term : "";
  terminal->output = fdopen(dup(terminal->outlet.pipe_write), "w");
  terminal->input = fdopen(dup(STDIN_FILENO), "r");
  if (terminal->output == NULL || terminal->input == NULL) {
    return error_set(err, ERROR_MACHINE, "the terminal cannot be opened: %s", strerror(errno));
  }
  terminal->screen = terminal_newterm(term, wanted_colours(options), terminal->output, terminal->input);
  if (terminal->screen == NULL) {
    return error_set(err, ERROR_MACHINE,
                     "the terminal type \"%.40s\" is not known here; set TERM to one that is, such as xterm", term);
  }
  if (!capabilities_can_place_text()) {
    return error_set(err, ERROR_MACHINE, "a terminal of type \"%.40s\" cannot place text; --plain needs no such terminal",
                     term);
  }
  set_up_screen(terminal, options, term);
  return true;
}

/* Hands on what the painter has written. */
static void send(struct screen_terminal *terminal) {
  outlet_add(&terminal->outlet, terminal->painter.bytes, terminal->painter.length);
  terminal->painter.length = 0;
}

/* Own colours, then what ncurses leaves with: the cursor in the last row, the screen that was there before. */
static void give_back(struct screen_terminal *terminal) {
  painter_rest(&terminal->painter);
  send(terminal);
  endwin();
  outlet_collect(&terminal->outlet);
}

static void stop_ncurses(struct screen_terminal *terminal) {
  if (terminal->screen != NULL) {
    if (terminal->keys.pad != NULL) {
      delwin(terminal->keys.pad);
    }
    give_back(terminal);
    delscreen(terminal->screen);
  }
  if (terminal->output != NULL) {
    fclose(terminal->output);
  }
  if (terminal->input != NULL) {
    fclose(terminal->input);
  }
}

/*
 * What lies between here and a far terminal takes a lot without a word: ssh, the network, ssh again. Frames that were drawn
 * into it while the line stood still would all be shown after it.
 */
static void ask_for_word(struct screen_terminal *terminal) {
  static const char question[] = "\033[5n";
  if (terminal->asks_word && !terminal->keys.awaits_word) {
    outlet_add(&terminal->outlet, question, strlen(question));
    terminal->keys.awaits_word = true;
  }
}

struct screen_terminal *screen_terminal_open(const struct screen_terminal_options *options, struct error *err) {
  struct termios before;
  if (!isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &before) != 0) {
    error_set(err, ERROR_MACHINE, "there is no terminal to draw on; --plain prints lines instead");
    return NULL;
  }
  struct screen_terminal *terminal = memory_alloc(1, sizeof *terminal);
  terminal->before = before;
  terminal->during = terminal_settings(before);
  if (!outlet_init(&terminal->outlet, STDOUT_FILENO, err)) {
    free(terminal);
    return NULL;
  }
  tcsetattr(STDIN_FILENO, TCSANOW, &terminal->during);
  terminal_locale_settle(STDIN_FILENO, terminal->outlet.terminal);
  if (!start_ncurses(terminal, options, err)) {
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    terminal->outlet.gone = true; /* what ncurses wrote so far is not for this terminal */
    stop_ncurses(terminal);
    outlet_finish(&terminal->outlet);
    free(terminal);
    return NULL;
  }
  if (options != NULL) {
    terminal->window =
        (struct window){.shows_progress = options->shows_progress, .notes = options->notes, .passes = options->passes_through};
  }
  window_init(&terminal->window, getenv("TERM"), getenv("TMUX") != NULL);
  terminal_last_words_prepare(terminal->outlet.terminal, STDIN_FILENO, &terminal->before, &terminal->window);
  terminal_size(STDIN_FILENO, &terminal->rows, &terminal->columns);
  terminal->shown = cells_create(terminal->rows, terminal->columns);
  terminal->asks_word = options != NULL && options->is_far;
  screen_terminal_resize(terminal);
  if (terminal->keys.awaits_background) {
    outlet_add(&terminal->outlet, background_question, strlen(background_question));
  }
  ask_for_word(terminal); /* ahead of the first frame: whether it answers at all shows soon, however long that one takes */
  return terminal;
}

void screen_terminal_title(struct screen_terminal *terminal, const char *title) {
  char bytes[WINDOW_BYTES];
  bool was_own = terminal->window.title[0] == '\0';
  outlet_add(&terminal->outlet, bytes, window_title(&terminal->window, title, bytes));
  if (was_own && terminal->window.title[0] != '\0') {
    terminal_last_words_add(window_title_back);
  }
}

void screen_terminal_progress(struct screen_terminal *terminal, int percent, bool paused) {
  char bytes[WINDOW_BYTES];
  outlet_add(&terminal->outlet, bytes, window_progress(&terminal->window, percent, paused, bytes));
}

void screen_terminal_note(struct screen_terminal *terminal, const char *text) {
  char bytes[WINDOW_BYTES];
  outlet_add(&terminal->outlet, bytes, window_note(&terminal->window, text, bytes));
}

/* Title and progress as they were. */
static void give_window_back(struct screen_terminal *terminal) {
  char bytes[WINDOW_BYTES];
  outlet_add(&terminal->outlet, bytes, window_rest(&terminal->window, bytes));
}

void screen_terminal_close(struct screen_terminal *terminal) {
  if (terminal == NULL) {
    return;
  }
  keys_await_answer(&terminal->keys, STDIN_FILENO);
  stop_ncurses(terminal);
  give_window_back(terminal);
  outlet_flush(&terminal->outlet);
  tcsetattr(STDIN_FILENO, TCSANOW, &terminal->before);
  terminal_last_words_disarm();
  outlet_finish(&terminal->outlet);
  painter_finish(&terminal->painter);
  cells_destroy(terminal->shown);
  free(terminal);
}

const struct screen_style *screen_terminal_style(const struct screen_terminal *terminal) {
  return &terminal->style;
}

const struct theme *screen_terminal_theme(const struct screen_terminal *terminal) {
  return &terminal->theme;
}

int screen_terminal_rows(const struct screen_terminal *terminal) {
  return terminal->rows;
}

int screen_terminal_columns(const struct screen_terminal *terminal) {
  return terminal->columns;
}

int screen_terminal_pollfds(const struct screen_terminal *terminal, struct pollfd fds[SCREEN_TERMINAL_POLLFDS]) {
  fds[0] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
  if (outlet_is_idle(&terminal->outlet)) {
    return 1;
  }
  fds[1] = (struct pollfd){.fd = terminal->outlet.terminal, .events = POLLOUT};
  return 2;
}

bool screen_terminal_turn(struct screen_terminal *terminal, const struct pollfd *fds, int count) {
  for (int i = 0; i < count; i++) {
    if ((fds[i].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
      terminal->outlet.gone = true;
    }
  }
  return outlet_turn(&terminal->outlet);
}

bool screen_terminal_is_idle(const struct screen_terminal *terminal) {
  return outlet_is_idle(&terminal->outlet) && !terminal->keys.awaits_word;
}

bool screen_terminal_is_owing(const struct screen_terminal *terminal) {
  return outlet_is_idle(&terminal->outlet) && terminal->keys.awaits_word;
}

bool screen_terminal_is_answering(const struct screen_terminal *terminal) {
  return terminal->keys.gives_word;
}

void screen_terminal_write_off(struct screen_terminal *terminal) {
  terminal->keys.awaits_word = false;
  terminal->asks_word = terminal->keys.gives_word;
}

/* The terminal's contents are unknown: blank it, and draw everything. ncurses also takes it over again, if it let it go. */
static void start_afresh(struct screen_terminal *terminal) {
  painter_rest(&terminal->painter);
  send(terminal);
  cells_resize(terminal->shown, terminal->rows, terminal->columns);
  resizeterm(terminal->rows, TERMINAL_NEWTERM_COLUMNS); /* not before: a window being dragged has hundreds of sizes */
  clearok(curscr, TRUE);
  wnoutrefresh(stdscr);
  doupdate();
  outlet_collect(&terminal->outlet);
  painter_begin(&terminal->painter, terminal->rows);
  send(terminal);
  terminal->is_stale = false;
}

void screen_terminal_show(struct screen_terminal *terminal, const struct cells *cells) {
  if (terminal->is_stale) {
    start_afresh(terminal);
  }
  if (cells_rows(cells) == terminal->rows && cells_columns(cells) == terminal->columns) {
    painter_draw(&terminal->painter, terminal->shown, cells, terminal->theme);
    terminal->frame_bytes = terminal->painter.length;
    send(terminal);
    if (terminal->frame_bytes > 0) {
      ask_for_word(terminal);
    }
    cells_copy(terminal->shown, cells);
  }
  outlet_turn(&terminal->outlet);
}

size_t screen_terminal_frame_bytes(const struct screen_terminal *terminal) {
  return terminal->frame_bytes;
}

uint32_t screen_terminal_key(struct screen_terminal *terminal) {
  bool knew = terminal->keys.knows_background;
  uint32_t key = keys_next(&terminal->keys);
  if (terminal->keys.knows_background && !knew) {
    background_remember(terminal->keys.is_light);
    terminal->is_stale = terminal->is_stale || terminal->theme.light != terminal->keys.is_light;
    terminal->theme.light = terminal->keys.is_light;
  }
  return key;
}

void screen_terminal_bell(struct screen_terminal *terminal) {
  outlet_add(&terminal->outlet, "\a", 1);
  outlet_turn(&terminal->outlet);
}

void screen_terminal_resize(struct screen_terminal *terminal) {
  terminal_size(STDIN_FILENO, &terminal->rows, &terminal->columns);
  terminal->is_stale = true;
}

void screen_terminal_suspend(struct screen_terminal *terminal) {
  keys_await_answer(&terminal->keys, STDIN_FILENO);
  give_back(terminal);
  give_window_back(terminal);
  outlet_flush(&terminal->outlet);
  tcsetattr(STDIN_FILENO, TCSANOW, &terminal->before);
  terminal_last_words_disarm();
}

void screen_terminal_resume(struct screen_terminal *terminal) {
  tcsetattr(STDIN_FILENO, TCSANOW, &terminal->during);
  terminal_last_words_arm();
  screen_terminal_resize(terminal);
}
