#ifndef CUE_PLAN_H
#define CUE_PLAN_H

#include "cue/words.h"
#include "session/session.h"

#include <stddef.h>
#include <stdint.h>

/* Which sounds and which words are due soon: pure, from a view alone. */

struct cue_due {
  int64_t at_ns; /* on the scale of the view's t_ns */
  const struct cue *cue;
};

/*
 * Fills `due` with the sounding cues between the view's moment and `horizon_ns` later, across the borders of segments, in
 * the forms that will be played if nothing is commanded, in order of time; past `room` of them the later ones are left out.
 * Returns how many. `*next_ns`: when the first sounding cue after those is due, INT64_MAX where none can be foreseen.
 */
size_t cue_plan(const struct session_view *view, int64_t horizon_ns, struct cue_due *due, size_t room, int64_t *next_ns);

/* The same for the cues whose words are said at `verbosity`. */
size_t cue_plan_words(const struct session_view *view, enum verbosity verbosity, int64_t horizon_ns, struct cue_due *due,
                      size_t room, int64_t *next_ns);

#endif
