#include "sounder/listen.h"

bool listen_to_player(struct wire_link *link, listener_fn take, void *context, bool *ended, struct error *err) {
  struct wire_message message;
  struct error fault = {.code = ERROR_NONE};
  while (!*ended) {
    switch (wire_link_receive(link, &message, &fault)) {
    case WIRE_RECEIVED_NONE:
      return true;
    case WIRE_RECEIVED_END:
      *ended = true;
      return fault.code == ERROR_NONE || error_set(err, fault.code, "%s", fault.message);
    case WIRE_RECEIVED_MESSAGE:
      if (!take(context, &message, err)) {
        return false;
      }
    }
  }
  return true;
}
