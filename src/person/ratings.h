#ifndef PERSON_RATINGS_H
#define PERSON_RATINGS_H

#include "routine/safety.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What ratings of discomfort mean: of one session, and of the sessions before this one. By the table of safety.yaml; pure. */

/* A session of the past. */
struct rated_session {
  int64_t started_s; /* since 1970 */
  int before, after; /* 0 to 10; -1: not told */
  int morning;       /* the morning after; -1: not told */
};

/*
 * What the change from `before` to `after` means: RULE_BETTER, RULE_SAME, RULE_WORSE, or RULE_MUCH_WORSE, which also follows
 * from going up after the last of the `count` sessions before, the oldest first, did; RULE_COUNT where a rating is not told
 * and nothing follows. Its sentence is what ratings_advise() does the next time.
 */
enum rating_rule_kind ratings_after(const struct safety *safety, const struct rated_session *past, size_t count, int before,
                                    int after);

enum ratings_more { MORE_NOTHING, MORE_REPS, MORE_SETS, MORE_LEVEL };

/* What the sessions before mean for the next one. */
struct ratings_advice {
  const struct rating_rule *gentle;       /* only gentle movement, and why; NULL: no */
  const struct rating_rule *easier;       /* fewer levels and sets, and why; NULL: no */
  int levels_down, sets_down;             /* … how many */
  enum ratings_more more;                 /* what may be offered: one thing at a time */
  const struct rating_rule *professional; /* a word about seeing one, which stops nothing; NULL: none */
  bool professional_now;                  /* … at once, not only when all questions are asked */
};

/*
 * What follows for a session at `now_s` with the rating `before` (-1: not asked) from `count` sessions, the oldest first.
 * Sources: see the rows of safety.yaml.
 */
struct ratings_advice ratings_advise(const struct safety *safety, const struct rated_session *past, size_t count, int64_t now_s,
                                     int before);

/* Twice the median (so that halves stay whole) of the ratings before sessions from `from_s` to before `to_s`; -1: none. */
int ratings_median_twice(const struct rated_session *past, size_t count, int64_t from_s, int64_t to_s);

#endif
