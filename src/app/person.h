#ifndef APP_PERSON_H
#define APP_PERSON_H

#include "journal/journal.h"
#include "person/adapt.h"
#include "routine/safety_load.h"
#include "screen/summary.h"
#include "timeline/timeline.h"

#include <stdbool.h>
#include <stdint.h>

/* The person as the commands know them: the rules, the profile, what the journal remembers, what can be swapped in. */
struct person {
  struct arena *arena;
  struct catalogue *catalogue;
  const struct safety *safety;
  struct profile profile;
  int32_t today, last_session; /* days; DAY_NEVER: no session yet */
  int64_t now_s;
  struct exercise_list exercises; /* loaded by person_load_exercises() */
  struct rated_session *past;     /* the oldest first */
  size_t past_count;
  const char **hurt; /* ids of what hurt in the last session */
  size_t hurt_count;
  bool is_forgetful;        /* the journal could not be read: nothing of the past is known, though there may be some */
  struct summary_week week; /* on which days there was a session; not known until person_remember() */
};

/*
 * Reads rules and profile. What is wrong with them is printed on stderr; false and `err` where they cannot be used. Nothing is
 * open then; else the caller finishes.
 */
bool person_open(struct person *person, struct error *err);
void person_finish(struct person *person);

/* Takes over what `journal` remembers; a journal that does not answer in time counts as empty. */
void person_remember(struct person *person, struct journal *journal, const char *routine);

/* Every exercise that can be swapped in, once. */
void person_load_exercises(struct person *person);

/* The name of the routine `id` of the catalogue into `arena` of the person; NULL: there is none. */
const char *person_routine_title(struct person *person, const char *id);

/* The length of a routine, as adapt() asks for it. */
int64_t person_routine_length(const struct routine *routine, int pace_percent, void *context);

#endif
