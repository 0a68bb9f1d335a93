#include "session/event.h"

#define X(id, name) [EVENT_##id] = (name),
const char *const session_event_names[EVENT_COUNT] = {EVENT_LIST(X)};
#undef X

const char *const skip_reason_names[3] = {
    [SKIP_NEXT] = "next",
    [SKIP_HURTS] = "hurts",
    [SKIP_LEFT_OUT] = "left-out",
};
