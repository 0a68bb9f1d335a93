#ifndef APP_CHECK_IN_H
#define APP_CHECK_IN_H

#include "app/person.h"
#include "person/checkin.h"

#include <stdbool.h>
#include <stdio.h>

/* Asking the person before a session, on a screen or in lines of text. */

enum check_in_end {
  CHECK_IN_CLEAR,
  CHECK_IN_ADVISED, /* led to a person who can help: no routine starts */
  CHECK_IN_LEFT,    /* the person left */
  CHECK_IN_FAILED,  /* no terminal; said in `err` */
};

/* Asks on the full screen. `*signal`: what ended it from outside, then LEFT. */
enum check_in_end check_in_on_screen(struct checkin *checkin, int *signal, struct error *err);

/* Asks one question at a time in lines on `out`, answers from standard input. */
enum check_in_end check_in_in_lines(struct checkin *checkin, FILE *out);

/*
 * Writes what is to be done and said to a file of the person's own, and its path into `path` (`size` bytes). Fails with
 * ERROR_MACHINE.
 */
bool check_in_write_advice(const struct checkin *checkin, char *path, size_t size, struct error *err);

/*
 * Shows what is different about the session, on a screen (`out` NULL) or in lines on `out`, and lets the person undo it.
 * `input` is adapted again with every change; `*adaptation` is the newest, still the caller's to free.
 */
enum check_in_end changes_show(struct person *person, struct adapt_input *input, struct adaptation *adaptation, FILE *out,
                               int *signal, struct error *err);

enum { CHANGES_SWITCHED_MOST = 256 };

/* A line from standard input without its end, cut at `size`; false at the end of the input. */
bool lines_read(char *line, size_t size);

#endif
