#ifndef CUE_SENT_H
#define CUE_SENT_H

#include "base/cue_sound.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The sounds that the sounder has been sent, by moment; all zeros is none. A sound is known by what and when it is. */

#define SENT_MAX 128

struct sent_sound {
  int64_t id, at_ns;
  enum cue_sound sound;
};

struct sent {
  struct sent_sound sounds[SENT_MAX];
  size_t count;
};

/* The one that is `sound` at `at_ns`, give or take 3 ms; NULL: none. Borrowed until the next call that changes it. */
const struct sent_sound *sent_find(const struct sent *sent, enum cue_sound sound, int64_t at_ns);

/* Adds one; when there is no room, in place of the oldest. */
void sent_add(struct sent *sent, const struct sent_sound *sound);

/* Forgets those after `after_ns`. */
void sent_drop_after(struct sent *sent, int64_t after_ns);

/* Forgets those before `before_ns`. */
void sent_drop_before(struct sent *sent, int64_t before_ns);

#endif
