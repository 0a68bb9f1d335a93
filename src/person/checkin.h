#ifndef PERSON_CHECKIN_H
#define PERSON_CHECKIN_H

#include "routine/profile.h"
#include "routine/safety.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What is asked before a session, as a machine that pages are drawn from and answers go into: no clock, no screen. All
 * questions when they are due, else three quick ones; a warning sign ends it with words and never with a routine. A value:
 * copying it keeps a moment.
 */

enum checkin_page {
  CHECKIN_NOTICE,   /* what this program is and is not: next */
  CHECKIN_NEW,      /* anything new, anything to leave out: no, yes, not sure */
  CHECKIN_LIST,     /* a group of warning signs as one list: none of these, one or more, not sure */
  CHECKIN_WHICH,    /* which of them: tick, next */
  CHECKIN_QUESTION, /* one row alone: no, yes, not sure */
  CHECKIN_TICKS,    /* a list to tick: tick, next */
  CHECKIN_RATING,   /* 0 to 10: rate, next */
  CHECKIN_ADVICE,   /* to see a professional, or to get help now */
  CHECKIN_CLEAR,    /* a session may start */
};

enum checkin_answer { ANSWER_NONE, ANSWER_NO, ANSWER_YES, ANSWER_UNSURE };

/* Why all questions are asked, if they are. */
enum checkin_due { DUE_NOT, DUE_FIRST, DUE_DAYS, DUE_BREAK, DUE_RATING };

/* In the order in which they come. */
enum checkin_section {
  SECTION_NOTICE,
  SECTION_NEW,
  SECTION_EMERGENCY,
  SECTION_PROFESSIONAL,
  SECTION_GENTLE,
  SECTION_LEAVE_OUT,
  SECTION_AGAIN, /* what kept it gentle before: is it still so? */
  SECTION_RATING,
  SECTION_TODAY,
  SECTION_COUNT
};

enum { CHECKIN_TRAIL = 96 };

struct checkin_place {
  enum checkin_section section;
  enum checkin_page page;
  size_t row; /* of QUESTION */
};

struct checkin {
  const struct safety *safety;
  struct profile profile; /* as it was before */
  int32_t today;
  enum checkin_due due;
  bool one_at_a_time;
  struct checkin_place at;
  struct checkin_place trail[CHECKIN_TRAIL]; /* for going back */
  size_t trail_count;
  enum checkin_answer answers[SECTION_COUNT][SAFETY_ROWS_MAX];
  enum checkin_answer whole[SECTION_COUNT]; /* of a list as a whole */
  int rating;                               /* -1: not told yet */
  enum safety_group_kind advice;            /* of CHECKIN_ADVICE */
  bool by_signs;                            /* … because of signs that came while exercising */
};

/* Whether and why all questions are due on day `today`; `last_session` is a day or DAY_NEVER. */
enum checkin_due checkin_due(const struct safety *safety, const struct profile *profile, int32_t today, int32_t last_session);

/* Begins. `safety` is borrowed. `one_at_a_time`: no lists, one question a page. */
struct checkin checkin_start(const struct safety *safety, const struct profile *profile, int32_t today, int32_t last_session,
                             bool one_at_a_time);

/* Signs came while exercising: nothing is asked, the words that lead to help are there at once. */
struct checkin checkin_of_signs(const struct safety *safety, const struct profile *profile, int32_t today);

/* The question of the page. */
const char *checkin_ask(const struct checkin *checkin);

/* The rows of LIST, WHICH and TICKS, or the one of QUESTION, into `rows` (SAFETY_ROWS_MAX); returns how many. */
size_t checkin_rows(const struct checkin *checkin, const struct safety_row **rows);

/* Which page of how many this is, for the person to know how long it takes; `*of` 0: it cannot be said. */
void checkin_progress(const struct checkin *checkin, int *at, int *of);

/* Answers NEW, LIST or QUESTION, and goes on. On other pages nothing happens. */
void checkin_answer(struct checkin *checkin, enum checkin_answer answer);

/* Ticks row `index` of checkin_rows() of WHICH or TICKS, or takes the tick away. */
void checkin_tick(struct checkin *checkin, size_t index);
bool checkin_is_ticked(const struct checkin *checkin, size_t index);

/* The rating of RATING, 0 to 10; it stays on the page. */
void checkin_rate(struct checkin *checkin, int rating);

/* On from NOTICE, WHICH, TICKS and, once there is a rating, RATING. */
void checkin_next(struct checkin *checkin);

/* To the page before; false: this is the first. Answers are kept. */
bool checkin_back(struct checkin *checkin);

/* Lists as single questions from here on, or lists again; an open list is begun anew. */
void checkin_set_one_at_a_time(struct checkin *checkin, bool one_at_a_time);

/* On ADVICE: what the person can say, one text for each row that was named, or the group's own. Returns how many. */
size_t checkin_said(const struct checkin *checkin, const char **said);

/* Whether the profile says already what a yes to the row says. */
bool checkin_row_is_known(const struct safety_row *row, const struct profile *profile);

/* What a clear check-in leaves for this session alone. */
struct person_today {
  int rating; /* before, 0 to 10; -1: not asked */
  word_set tags, types;
  bool floor_is_hard, softer_massage, gentle;
  bool all_asked;                     /* all questions were: the time for words that are not for every session */
  const char *notes[SAFETY_ROWS_MAX]; /* what yeses ask for besides */
  size_t note_count;
};

/* Nothing was asked: only what keeps it gentle by the profile. */
struct person_today person_today_unasked(const struct safety *safety, const struct profile *profile, int32_t today);

/* On CLEAR: the profile as it is now, and what holds for this session. */
void checkin_result(const struct checkin *checkin, struct profile *profile, struct person_today *today);

#endif
