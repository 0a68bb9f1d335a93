#ifndef BASE_CUE_SOUND_H
#define BASE_CUE_SOUND_H

#include <stdbool.h>

/*
 * The cue sounds, listed once: the timeline names them, the wire carries their names, the sounder's bank reads
 * sounds/NAME.flac. Columns: enumerator, name, what it tells an ear.
 */
#define CUE_SOUND_LIST(X) \
  X(COUNT, "count", "one second of a count-in or of the last seconds") \
  X(START, "start", "go: the work begins; rises") \
  X(END, "end", "the work is over; falls") \
  X(SWITCH, "switch", "change sides") \
  X(REST, "rest", "a rest begins") \
  X(REP_IN, "rep-in", "a repetition's way in") \
  X(REP_HOLD, "rep-hold", "a repetition's hold") \
  X(REP_OUT, "rep-out", "a repetition's way back") \
  X(HALFWAY, "halfway", "half of a hold is done; a single stroke") \
  X(BREATH_IN, "breath-in", "breathe in while it rises; quiet, four seconds long") \
  X(BREATH_OUT, "breath-out", "breathe out while it falls; quiet, five seconds long") \
  X(FINISH, "finish", "the routine is over") \
  X(WARNING, "warning", "something needs the person: a stall, a lost path")

enum cue_sound {
  CUE_SOUND_NONE,
#define X(id, name, meaning) CUE_SOUND_##id,
  CUE_SOUND_LIST(X)
#undef X
      CUE_SOUND_COUNT_OF
};

/* Whether it is one of the breath, which goes on while others are heard, and stops where the session does. */
bool cue_sound_is_breath(enum cue_sound sound);

/* The name of `sound`, such as "rep-in"; NULL for CUE_SOUND_NONE. */
const char *cue_sound_name(enum cue_sound sound);

/* The sound called `name`, or CUE_SOUND_NONE. */
enum cue_sound cue_sound_of(const char *name);

#endif
