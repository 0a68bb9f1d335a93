#ifndef SOUNDER_LISTEN_H
#define SOUNDER_LISTEN_H

#include "wire/link.h"

#include <stdbool.h>

/* Takes one message of the player's. False and `err` when it cannot go on. */
typedef bool (*listener_fn)(void *context, const struct wire_message *message, struct error *err);

/*
 * Gives `take` all that the player has said so far, until `*ended`, which it may set; it is set when the player has gone, too.
 * False and `err` when `take` says so or what came is no message.
 */
bool listen_to_player(struct wire_link *link, listener_fn take, void *context, bool *ended, struct error *err);

#endif
