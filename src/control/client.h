#ifndef CONTROL_CLIENT_H
#define CONTROL_CLIENT_H

#include "control/message.h"

#include <stdbool.h>
#include <stddef.h>

/* The asking end: which sessions of this user run, and a word with one of them. */

struct control_session {
  long pid;
  char *path;
};

struct control_sessions {
  struct control_session *items; /* by pid */
  size_t count;
};

/*
 * The sessions whose sockets lie in `folder`. A socket that nobody listens at any more is removed. A folder that is not there
 * holds none. Caller calls control_sessions_finish().
 */
void control_sessions_find(const char *folder, struct control_sessions *sessions);
void control_sessions_finish(struct control_sessions *sessions);

/* Asks the session at `path` and waits for its answer, 2 s at most. False and `err` when there is none. */
bool control_ask(const char *path, const struct control_request *request, struct control_reply *reply, struct error *err);

#endif
