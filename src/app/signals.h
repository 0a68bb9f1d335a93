#ifndef APP_SIGNALS_H
#define APP_SIGNALS_H

#include "base/error.h"

#include <stdbool.h>

/*
 * Signals as a descriptor to poll: a handler writes the signal's number into a pipe. One set for the process. Catches TERM,
 * HUP, INT (end), WINCH (size), TSTP and CONT (stop and go on); PIPE is ignored.
 */

/* Begins to catch. Fails where no pipe can be had. */
bool signals_catch(struct error *err);

/* From now on CHLD comes through as well: children that end or stop are to be looked at. */
void signals_catch_children(void);

/* The descriptor that becomes readable. */
int signals_fd(void);

/* The next signal that came in, or 0. */
int signals_next(void);

/* Stops the process as ^Z would have done without us, and catches again once it goes on. */
void signals_stop_process(void);

/* Back to what was there before. */
void signals_release(void);

#endif
