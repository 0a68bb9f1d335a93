#ifndef CUE_SENT_H
#define CUE_SENT_H

#include "base/cue_sound.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the sounder has been sent, by moment; all zeros is none. A sound, or words, is known by what and when it is. */

#define SENT_MAX 128

struct sent_sound {
  int64_t id, at_ns;
  enum cue_sound sound;
  uint64_t words;  /* their key, instead of `sound`; 0: none */
  bool called_off; /* it was sent, and called off again: wanted after all, it is sent anew under its id */
};

struct sent {
  struct sent_sound sounds[SENT_MAX];
  size_t count;
};

/* The one that is the same as `what`, its moment give or take 3 ms; NULL: none. Borrowed until the next call that changes it.
 */
const struct sent_sound *sent_find(const struct sent *sent, const struct sent_sound *what);

/* Adds one; when there is no room, in place of the oldest. */
void sent_add(struct sent *sent, const struct sent_sound *sound);

/* Notes that those after `after_ns` have been called off. */
void sent_call_off_after(struct sent *sent, int64_t after_ns);

/* Forgets those of `id`. */
void sent_forget(struct sent *sent, int64_t id);

/* Forgets those after `after_ns`. */
void sent_drop_after(struct sent *sent, int64_t after_ns);

/* Forgets those before `before_ns`. */
void sent_drop_before(struct sent *sent, int64_t before_ns);

#endif
