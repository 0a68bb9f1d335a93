#ifndef APP_SSH_LINE_H
#define APP_SSH_LINE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* What was typed behind `limber ssh`, taken apart, and what is made of it. No process, no file: see ssh_run.h. */

struct ssh_line {
  const char *const *options; /* of ssh, with their values, as they came */
  size_t option_count;
  const char *host;
  const char *remote;     /* the program at the far end; "limber" */
  const char *voice;      /* for the sounder here; NULL: its usual one */
  const char **arguments; /* for the far limber's play */
  size_t argument_count;
};

/*
 * Takes `words` apart: ssh's options up to the first word that is none, the host; the rest is play's, but for --remote and
 * --voice, which are ours. Strings are borrowed from `words`. False and `err` (ERROR_USAGE) where it cannot be. Caller calls
 * ssh_line_finish() in either case.
 */
bool ssh_line_parse(const char *const *words, size_t count, struct ssh_line *line, struct error *err);
void ssh_line_finish(struct ssh_line *line);

/*
 * What the far shell is to run: `limber play --link TOKEN …`, each word quoted so that no shell takes it for anything but
 * itself. Caller frees.
 */
char *ssh_line_remote_command(const struct ssh_line *line, const char *token);

/*
 * The arguments of ssh, ending with NULL, borrowing from `line` and the other arguments: forwards `far_path` to `near_path`,
 * with a terminal where `has_terminal`. `command` NULL: asks a shared connection to forget that forward again. Caller frees
 * the array.
 */
const char **ssh_line_arguments(const struct ssh_line *line, const char *forward, bool has_terminal, const char *command);

/*
 * The arguments of ssh for running `command` alone on that host, asking the person nothing and forwarding nothing: what cannot
 * be done so is left undone. As above.
 */
const char **ssh_line_quiet_arguments(const struct ssh_line *line, const char *command);

#endif
