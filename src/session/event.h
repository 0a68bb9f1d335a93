#ifndef SESSION_EVENT_H
#define SESSION_EVENT_H

#include "timeline/timeline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Everything that happens in a session, listed once. SOUND, SAVED and UNSAVED come from the loop that owns sound and journal,
 * the rest from session_next(). */
#define EVENT_LIST(X) \
  X(STARTED, "started") \
  X(SEGMENT, "segment") /* a segment begins, or begins anew */ \
  X(CUE, "cue") \
  X(PAUSED, "paused") \
  X(RESUMED, "resumed") /* time runs again, after the settling seconds */ \
  X(STALLED, "stalled") \
  X(EASED, "eased") \
  X(SKIPPED, "skipped") \
  X(BACK, "back") \
  X(JUMPED, "jumped")   /* 10 s on or back, or to a step */ \
  X(LONGER, "longer")   /* 10 s more of a rest, a transition or a side change; its countdown counts again */ \
  X(WAITING, "waiting") /* a wait step began */ \
  X(SOUND, "sound")     /* the path that sound takes changed */ \
  X(SAVED, "saved")     /* a finished set has been written down for good */ \
  X(UNSAVED, "unsaved") /* writing down has begun to fail, or works again */ \
  X(FINISHED, "finished") \
  X(STOPPED, "stopped")

#define X(id, name) EVENT_##id,
enum session_event_kind { EVENT_LIST(X) EVENT_COUNT };
#undef X

extern const char *const session_event_names[EVENT_COUNT];

enum skip_reason { SKIP_NEXT, SKIP_HURTS, SKIP_LEFT_OUT };

extern const char *const skip_reason_names[3];

struct session_event {
  enum session_event_kind kind;
  int64_t t_ns;         /* when it was drained, since START, pauses included; never before that of an earlier event */
  size_t step, segment; /* where the session stood; of SEGMENT: the one that begins */
  const struct segment_form *form; /* of that segment, as it is played; never NULL */
  union {
    struct {
      const struct cue *cue; /* of the timeline, or of the session's own settling seconds: valid until the next event */
      int64_t at_ns;         /* when it was due, on the scale of t_ns */
      int64_t late_ns;       /* t_ns - at_ns */
    } cue;
    struct {
      int64_t span_ns;
    } stalled;
    struct {
      bool on;
    } eased;
    struct {
      enum skip_reason reason;
    } skipped;
    struct {
      const char *path;   /* "portaudio", "bell", "none", … */
      const char *reason; /* why it is not the one asked for, or NULL */
    } sound;
    struct {
      const char *exercise, *name;
      enum side side;
      int set;
      bool eased;
      int64_t done_ns;
    } saved;
    struct {
      const char *reason; /* NULL: it works again */
    } unsaved;
  };
};

#endif
