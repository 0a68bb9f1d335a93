#ifndef CONTROL_SERVER_H
#define CONTROL_SERVER_H

#include "control/message.h"

#include <poll.h>
#include <stdbool.h>

/*
 * A running session's end of `limber ctl`: a unix socket of this user's alone in the runtime folder, a few visitors at a time,
 * never blocking. For a poll loop on one thread.
 */
struct control_server;

#define CONTROL_VISITORS 4
#define CONTROL_POLLFDS (1 + CONTROL_VISITORS)

/* Carries out `request` and fills `reply`, which is all zeros before. */
typedef void (*control_handler_fn)(void *context, const struct control_request *request, struct control_reply *reply);

/*
 * Listens at `folder`/session-PID.sock, 0600. `folder` must be private (paths_make_private_folder()). NULL and `err` when it
 * cannot. Caller destroys.
 */
struct control_server *control_server_open(const char *folder, struct error *err);

/* Hangs up on everyone and removes the socket. NULL is fine. */
void control_server_close(struct control_server *server);

/* Fills `fds`, CONTROL_POLLFDS of them at most, with what to wait for; returns how many. NULL: none. */
int control_server_pollfds(const struct control_server *server, struct pollfd *fds);

/*
 * Lets in who knocks, and answers what has been asked: one request of each visitor a turn, so that a flood of them delays
 * nobody. Returns whether a request was carried out. NULL: none.
 */
bool control_server_turn(struct control_server *server, control_handler_fn handler, void *context);

#endif
