#ifndef APP_SSH_RUN_H
#define APP_SSH_RUN_H

#include "app/settings.h"
#include "app/ssh_line.h"
#include "base/error.h"

/*
 * Runs the system's ssh for `line`, with a sounder here that is connected to the far session once it knocks. Waits for the
 * end and leaves nothing behind: no process, no socket, no forward on a shared connection.
 */

struct ssh_end {
  int status;  /* of ssh, as a shell gives it: what the far limber gave, 255 where ssh itself failed, 128 + n */
  bool linked; /* the far session has found its way to the sounder here */
  bool silent; /* … or would have, but there is none that can be run */
};

/*
 * Voice and cue sounds are those of the person here. False and `err` where ssh or the near socket cannot be had.
 * signals_catch() must not have been called.
 */
bool ssh_run(const struct ssh_line *line, const struct settings *settings, struct ssh_end *end, struct error *err);

#endif
