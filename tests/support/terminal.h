#ifndef TESTS_SUPPORT_TERMINAL_H
#define TESTS_SUPPORT_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

/*
 * A program in a terminal of the tests' own: a pty with a terminal emulator (libvterm) behind it. Screens are asserted
 * eventually: terminal_expect() reads what the program writes until the screen is as wanted, or fails the test and prints
 * the screen as it is. Output is read only within the calls that wait, so a terminal that nobody waits on stands still.
 */
struct terminal;

struct terminal_options {
  int rows, columns;              /* 0: 24, 80 */
  bool has_no_size;               /* the window says 0x0, as some connections do; the emulator is as above */
  const char *const *arguments;   /* the program first; ends with NULL */
  const char *const *environment; /* NAME=VALUE, ends with NULL, or NULL. Before it: PATH, HOME (a new folder),
                                     TERM=xterm-256color, LANG=C.UTF-8 and nothing else; a NAME= takes one away */
  const char *folder;             /* where it runs; NULL: here */
  bool ignores_hang_up;           /* begins with SIGHUP ignored, as under nohup */
  bool takes_bytes;               /* an old terminal: every byte is a character */
  bool is_mute;                   /* a terminal that answers no question */
};

/* What a cell of the screen shows. Colours are 0xRRGGBB; -1: the terminal's own. */
struct terminal_cell {
  char text[32];
  int32_t foreground, background;
  bool bold, reverse;
};

enum { TERMINAL_PATIENCE_MS = 5000 };

/* Starts the program; a failure fails the test. Caller closes. */
struct terminal *terminal_start(const struct terminal_options *options);

/* Ends the program by force where it still runs, and frees. NULL is fine. */
void terminal_close(struct terminal *terminal);

/* The process that was started. */
pid_t terminal_process(const struct terminal *terminal);

/* Types `keys`, as the bytes that a terminal sends. */
void terminal_type(struct terminal *terminal, const char *keys);

/* Gives the window another size, as a person does by dragging. */
void terminal_resize(struct terminal *terminal, int rows, int columns);

/* Sends a signal to the program. */
void terminal_signal(struct terminal *terminal, int number);

/* Stops the terminal, as Ctrl-S does: the program's writes are taken no more; or lets it go on. */
void terminal_freeze(struct terminal *terminal, bool frozen);

/* Hangs up: the pty is closed, as when the window or the connection goes. Nothing can be read afterwards. */
void terminal_hang_up(struct terminal *terminal);

/* Reads up to `bytes` of output, as a slow line would carry in `ms`, and waits for as long. */
void terminal_take(struct terminal *terminal, size_t bytes, int ms);

/* Whether the screen is as wanted. */
typedef bool (*terminal_predicate)(const struct terminal *terminal, const void *context);

/* Reads output until `predicate` holds; false after `patience_ms` or when the program has ended without it. */
bool terminal_wait(struct terminal *terminal, terminal_predicate predicate, const void *context, int patience_ms);

/* Waits until `text` stands on one row of the screen (on none: `terminal_expect_no`); else fails the test, screen printed. */
void terminal_expect(struct terminal *terminal, const char *text);
void terminal_expect_no(struct terminal *terminal, const char *text);

/* Waits until `predicate` holds; else fails the test, saying `what` was wanted, screen printed. */
void terminal_expect_that(struct terminal *terminal, terminal_predicate predicate, const void *context, const char *what);

/*
 * Waits for the program's end and returns its exit status, or 128 + n after signal n. `reads` false: its output is not read
 * meanwhile, as if the terminal were frozen. Fails the test after `patience_ms`.
 */
int terminal_expect_end(struct terminal *terminal, bool reads, int patience_ms);

/* Waits until the program has stopped itself (SIGCONT sent before that would be lost), and reads what it wrote until then. */
void terminal_expect_stop(struct terminal *terminal);

/* The processor time that the program took, after its end, in ms. */
int terminal_processor_ms(const struct terminal *terminal);

/* Whether `text` stands on one row now. */
bool terminal_shows(const struct terminal *terminal, const char *text);

/* The screen as text, a line a row, without the blanks at line ends. Caller frees. */
char *terminal_text(const struct terminal *terminal);

struct terminal_cell terminal_cell_at(const struct terminal *terminal, int row, int column);

/* Whether the alternate screen is shown; whether the cursor is. */
bool terminal_is_alternate(const struct terminal *terminal);
bool terminal_shows_cursor(const struct terminal *terminal);

/* The line settings of the pty, also after the program's end. */
struct termios terminal_settings(const struct terminal *terminal);

/* Whether it is as before the program: line settings to the bit, main screen, cursor shown. */
bool terminal_is_restored(const struct terminal *terminal);

/* All that was written so far: its length, and whether it holds `bytes`. */
size_t terminal_written(const struct terminal *terminal);
bool terminal_wrote(const struct terminal *terminal, const char *bytes);

#endif
