#ifndef ROUTINE_PROFILE_H
#define ROUTINE_PROFILE_H

#include "base/calendar.h"
#include "routine/model.h"

#include <stdbool.h>
#include <stddef.h>

/* What a person has told about themselves: kept in profile.yaml, and on this machine alone. A value; compares and copies. */

enum { PROFILE_STANDING_MAX = 8, PROFILE_ID_SIZE = 65 };

/* An answer that keeps sessions gentle until it no longer holds. */
struct profile_standing {
  char id[PROFILE_ID_SIZE]; /* of a row of the group `gentle` */
  int32_t since;            /* the day it was given */
};

struct profile {
  word_set tags; /* of enum avoid_tag */
  bool floor_is_hard, slow, long_holds;
  bool told;       /* has seen what this program is and is not */
  int32_t checked; /* the day all questions were last answered without a warning sign, or DAY_NEVER */
  struct profile_standing standing[PROFILE_STANDING_MAX];
  size_t standing_count;
};

/* Someone who has told nothing. */
struct profile profile_empty(void);

/* Whether two profiles say the same. */
bool profile_equal(const struct profile *a, const struct profile *b);

/* The profile as the text of its file. Caller frees. */
char *profile_text(const struct profile *profile);

#endif
