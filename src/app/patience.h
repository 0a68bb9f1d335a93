#ifndef APP_PATIENCE_H
#define APP_PATIENCE_H

#include <stdint.h>

/*
 * How long the program waits for a person: while nobody does anything and nothing runs, and in all. When that is over it sends
 * itself SIGTERM, which ends whatever is going on as it always does: saved, the terminal put back. One for the process.
 */
enum patience { PATIENCE_LASTS, PATIENCE_IDLE, PATIENCE_OVER };

/* Begins: `idle_ns` without patience_touch(), `most_ns` in all. */
void patience_begin(int64_t idle_ns, int64_t most_ns);

/* Somebody did something, or a session runs. Nothing where patience_begin() was not called. */
void patience_touch(void);

/* Whether it was this that ended the program, and why. */
enum patience patience_state(void);

#endif
