#ifndef ROUTINE_SAFETY_H
#define ROUTINE_SAFETY_H

#include "routine/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The rules about the person's safety, once read from safety.yaml: what is asked, what follows from the answers and from
 * ratings of discomfort (0 none to 10 the worst one can imagine), and how an exercise is swapped. All of it is data, each row
 * with its source; const after reading, in the reader's arena.
 */

enum safety_group_kind { GROUP_EMERGENCY, GROUP_PROFESSIONAL, GROUP_GENTLE, GROUP_LEAVE_OUT, GROUP_COUNT };

enum { SAFETY_ROWS_MAX = 24, RATING_MOST = 10 };

/* One question, or one thing to tick. */
struct safety_row {
  const char *id;
  const char *ask;   /* alone on a screen */
  const char *brief; /* as a line of a list */
  const char *say;   /* what the person can say to a professional, or NULL */
  const char *note;  /* what a yes asks for besides, or NULL */
  const char *source;
  word_set tags;       /* of enum avoid_tag: what carries one of them is left out */
  word_set types;      /* of enum exercise_type: left out too */
  bool floor_is_hard;  /* nothing that is done on the floor */
  bool slow;           /* more time to get ready and to rest */
  bool long_holds;     /* one long hold in place of some short ones */
  bool softer_massage; /* one style of massage softer */
  bool asked_again;    /* a yes is asked after before each session, from `holds_days` on */
  int holds_days;      /* a yes holds this long at least … */
  int rating_most;     /* … and until the rating is no higher; 10: whatever it is */
};

struct safety_rows {
  const struct safety_row *items;
  size_t count;
};

/* The words of a screen that leads to a person who can help, instead of to a routine. */
struct safety_advice {
  const char *title;   /* what to do, in a sentence */
  const char *how;     /* how to do it */
  const char *unnamed; /* what can be said where no row was named */
  const char *meaning; /* what this does and does not mean */
  const char *closing;
  struct strings more; /* when to get which help: a page of its own */
};

struct safety_group {
  const char *ask;    /* heads the list */
  const char *again;  /* heads the list of what was answered before, or NULL */
  const char *why;    /* why it is asked, or NULL */
  bool unsure_is_yes; /* "not sure" counts as yes */
  struct safety_rows rows;
  struct safety_advice advice; /* of the two groups that end in one; else all NULL */
};

/* A band of ratings, and what it means before, or during, an exercise. */
struct rating_band {
  int from, to;
  const char *say;
  const char *row; /* the id of the question that it answers with yes, or NULL */
  const char *source;
  int levels_down;
  int strength_sets; /* 0: as they are */
  bool slow, gentle, see_professional;
  bool ease, stop; /* during an exercise */
};

struct rating_bands {
  const struct rating_band *items;
  size_t count;
};

/* What a change from before to after, or a run of sessions, means; a number that a rule does not use is 0. */
struct rating_rule {
  int points, percent, rating; /* how much higher, lower; a rating */
  int within;                  /* as near as this is near again */
  int sessions, repeats;       /* in a row */
  int hours, days, pain_days;
  int levels, sets, reps; /* what changes, by how much */
  const char *say, *end_with, *source;
};

enum rating_rule_kind {
  RULE_BETTER,
  RULE_SAME,
  RULE_WORSE,
  RULE_MUCH_WORSE,
  RULE_NEXT_MORNING,
  RULE_PROGRESS,
  RULE_FLARE,
  RULE_NO_PROGRESS,
  RULE_COUNT
};

/* Tags that come with a position or a type, whether an exercise's own file says so or not. */
struct safety_carry {
  word_set positions, types, tags;
  const char *source;
};

struct safety_tag {
  const char *why; /* as the reason for a change */
  struct strings routines;
  const char *source;
};

struct safety_swap {
  word_set alike; /* types that count as the same */
  bool same_position_first, desk_first;
  word_set soften_first; /* of massage, where it is to be softer: these become … */
  int softer_type;       /* … this, */
  int soft_type;         /* and that becomes this */
  const char *none_left; /* the reason where nothing is left to swap in */
  const char *source;
};

struct safety {
  const char *title, *notice, *source; /* notice: shown once, what this is and is not */
  struct {
    int every_days, after_break_days, from_rating;
    const char *source;
  } due;
  struct safety_group groups[GROUP_COUNT];
  struct {
    const char *ask, *source;
  } anything_new;
  struct {
    const char *ask, *scale, *none, *worst, *source;
  } discomfort;
  struct {
    const char *ask, *source;
    struct safety_rows rows;
  } today;
  struct rating_bands before, during;
  struct {
    const char *brief, *say, *source; /* signs that end a session at any time */
  } signs;
  struct rating_rule rules[RULE_COUNT];
  struct {
    int64_t least_ns, most_ns;
    const char *why, *source;
  } long_holds;
  struct {
    const struct safety_carry *items;
    size_t count;
  } carries;
  struct {
    word_set positions;
    struct strings except_with; /* tools that take an exercise off the floor */
    struct strings routines;
    const char *why, *source;
  } floor;
  struct {
    word_set tags; /* at this level and below: hold on to something, instead of leaving it out */
    int level;
    const char *say, *source;
  } support;
  struct {
    struct strings routines; /* that are gentle as they are */
    const char *why, *source;
  } gentle;
  struct safety_tag tags[AVOID_COUNT];
  struct safety_swap swap;
};

extern const char *const safety_group_names[GROUP_COUNT];
extern const char *const rating_rule_names[RULE_COUNT];

/* The row of any group, or of today's, with this id; NULL: there is none. */
const struct safety_row *safety_row_find(const struct safety *safety, const char *id);

/* The band that `rating` lies in. Needs 0 <= rating <= 10; a safety that was read has a band for each. */
const struct rating_band *rating_band_of(struct rating_bands bands, int rating);

#endif
