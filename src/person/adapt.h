#ifndef PERSON_ADAPT_H
#define PERSON_ADAPT_H

#include "person/checkin.h"
#include "person/ratings.h"
#include "routine/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A routine fitted to a person: a new routine and the list of what is different about it, each with its reason. Pure and
 * deterministic: the same input gives the same routine. A change is undone by adapting again with it switched.
 */

enum change_kind {
  CHANGE_GENTLE,  /* only what is allowed while pain is acute */
  CHANGE_LEVEL,   /* another level than the routine's */
  CHANGE_PACE,    /* more time to get ready and to rest */
  CHANGE_SETS,    /* strength in one set, or a set fewer */
  CHANGE_HOLDS,   /* one longer hold in place of some */
  CHANGE_MORE,    /* offered: more repetitions, more sets, or a level up */
  CHANGE_SUPPORT, /* of a step: hold on to something */
  CHANGE_SWAP,    /* of a step: another exercise */
  CHANGE_DROP,    /* of a step: left out */
  CHANGE_SHORTER, /* of a step: a set or a round fewer, or left out, for the time at hand */
};

/* Which change: `step` counts exercises, circuits and waits in the order of the file; 0: the routine as a whole. */
struct change_key {
  enum change_kind kind;
  int step;
};

struct change {
  struct change_key key;
  const char *what; /* such as `Glute squeeze instead of Glute bridge` */
  const char *why;
  bool on;      /* it is in the routine */
  bool offered; /* it is not, unless switched on */
};

/* The length of a routine, in ns; the routine's arena may be used. */
typedef int64_t (*routine_length_fn)(const struct routine *routine, int pace_percent, void *context);

struct adapt_input {
  const struct routine *routine;
  const struct safety *safety;
  const struct profile *profile;
  const struct person_today *today;
  const struct exercise *const *catalogue; /* what can be swapped in, by id in order */
  size_t catalogue_count;
  const struct rated_session *past; /* the oldest first */
  size_t past_count;
  bool past_is_lost; /* there may be more that could not be read: the person is told */
  int64_t now_s;
  const char *const *hurt; /* ids of exercises that hurt last time */
  size_t hurt_count;
  int level;                         /* asked for, 1 to 3; 0: the routine's own */
  int minutes;                       /* at hand; 0: as many as it takes */
  bool slow;                         /* asked for */
  const struct change_key *switched; /* changes that are not as they would be: undone, or offered and taken */
  size_t switched_count;
  routine_length_fn length; /* needed where there are minutes */
  void *context;
};

enum { ADAPT_SUGGESTIONS_MOST = 6 };

struct adaptation {
  struct routine *routine; /* the caller's, to be freed with routine_destroy() before that of the input */
  bool is_empty;           /* no exercise is left; `routine` is not to be played */
  int pace_percent;
  const char *plan;             /* how it was adapted, for adapt_by_plan() */
  const struct change *changes; /* in the routine's arena */
  size_t change_count;
  const char *notes[SAFETY_ROWS_MAX + 3]; /* words for the person besides */
  size_t note_count;
  const char *suggestions[ADAPT_SUGGESTIONS_MOST]; /* ids of routines that fit better, where much is left out */
  size_t suggestion_count;
};

/* Adapts. What `input` points to must outlive the result; strings of the changes live in the result's arena. */
struct adaptation adapt(const struct adapt_input *input);

/*
 * The routine of the input (routine, safety and catalogue count) adapted as `plan` says. The caller's, as that of adapt();
 * NULL: the plan does not fit the routine any more.
 */
struct routine *adapt_by_plan(const struct adapt_input *input, const char *plan);

/* Whether anything about the person could ask for another exercise, so that the catalogue is worth loading. */
bool adapt_may_swap(const struct adapt_input *input);

/* Switches `key` in `switched` (room for one more): undone, or done again. Returns the new count. */
size_t change_switch(struct change_key *switched, size_t count, struct change_key key);

#endif
