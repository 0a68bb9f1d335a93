#ifndef APP_PLAY_CONTROL_H
#define APP_PLAY_CONTROL_H

#include "control/message.h"
#include "cue/status.h"
#include "session/session.h"

/* What `limber ctl` asks of a running session, in the session's own terms. */

/*
 * Fills `reply` for `request`, with how things stand by `view` and `sound`. True, and `*command`, when the session is to be
 * commanded besides.
 */
bool play_control_answer(const struct control_request *request, const struct session_view *view, const struct cue_status *sound,
                         struct session_command *command, struct control_reply *reply);

#endif
