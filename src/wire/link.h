#ifndef WIRE_LINK_H
#define WIRE_LINK_H

#include "base/error.h"
#include "wire/buffer.h"
#include "wire/message.h"

#include <stdbool.h>

/* One end of a connected stream socket over which messages go both ways; never blocks. */
struct wire_link;

/* Takes over `fd`, a connected stream socket, which becomes non-blocking. Caller destroys. */
struct wire_link *wire_link_create(int fd);

/* Closes the socket. NULL is fine. */
void wire_link_destroy(struct wire_link *link);

/* What to wait for with poll(): the socket, and whether also until it can be written. */
int wire_link_fd(const struct wire_link *link);
bool wire_link_wants_write(const struct wire_link *link);

/*
 * Sends `message`, or keeps it until the socket takes it. False and `err` when the other end is gone or has not read for
 * so long that 64 KiB wait for it; the link is then of no further use.
 */
bool wire_link_send(struct wire_link *link, const struct wire_message *message, struct error *err);

/* Writes what is kept, as far as the socket takes it. False and `err` when the other end is gone. */
bool wire_link_flush(struct wire_link *link, struct error *err);

/* Waits until all that is kept has been written, the other end is gone or does not read, at most `bound_ms`: last words. */
void wire_link_flush_all(struct wire_link *link, int bound_ms);

enum wire_received { WIRE_RECEIVED_NONE, WIRE_RECEIVED_MESSAGE, WIRE_RECEIVED_END };

/*
 * The next message into `*message`. NONE: nothing more for now. END: the other end has closed, or `err` says what is wrong
 * with it (an ill-formed line, a line without end); without a fault `err` is untouched.
 */
enum wire_received wire_link_receive(struct wire_link *link, struct wire_message *message, struct error *err);

#endif
