#include "person/ratings.h"

#include <string.h>

#define DAY_S INT64_C(86400)
#define HOUR_S INT64_C(3600)

enum { COUNTED_MOST = 256 };

static const struct rating_rule *rule_of(const struct safety *safety, enum rating_rule_kind kind) {
  return &safety->rules[kind];
}

/* Whether a fall of `fall` (in halves) from `from` (in halves) is one that means something. */
static bool is_better(const struct rating_rule *rule, int from, int fall) {
  return fall > 0 && (fall >= 2 * rule->points || fall * 100 >= rule->percent * from);
}

int ratings_median_twice(const struct rated_session *past, size_t count, int64_t from_s, int64_t to_s) {
  int counts[RATING_MOST + 1] = {0};
  int total = 0;
  for (size_t i = count; i > 0 && total < COUNTED_MOST; i--) {
    const struct rated_session *session = &past[i - 1];
    if (session->before >= 0 && session->started_s >= from_s && session->started_s < to_s) {
      counts[session->before]++;
      total++;
    }
  }
  if (total == 0) {
    return -1;
  }
  int low = -1, high = -1;
  for (int rating = 0, seen = 0; rating <= RATING_MOST; rating++) {
    seen += counts[rating];
    low = low < 0 && seen >= (total + 1) / 2 ? rating : low;
    high = high < 0 && seen >= total / 2 + 1 ? rating : high;
  }
  return low + high;
}

static bool rose(const struct safety *safety, const struct rated_session *session) {
  const struct rating_rule *worse = rule_of(safety, RULE_WORSE);
  return session->before >= 0 && session->after >= 0 && session->after - session->before >= worse->points;
}

/* How many of the last sessions in a row went up. */
static int rises_in_a_row(const struct safety *safety, const struct rated_session *past, size_t count) {
  int rises = 0;
  while (count > 0 && rose(safety, &past[--count])) {
    rises++;
  }
  return rises;
}

enum rating_rule_kind ratings_after(const struct safety *safety, const struct rated_session *past, size_t count, int before,
                                    int after) {
  const struct rating_rule *much = rule_of(safety, RULE_MUCH_WORSE);
  if (after >= much->rating) {
    return RULE_MUCH_WORSE;
  }
  if (before < 0 || after < 0) {
    return RULE_COUNT;
  }
  if (after - before >= rule_of(safety, RULE_WORSE)->points) {
    return rises_in_a_row(safety, past, count) + 1 >= much->sessions ? RULE_MUCH_WORSE : RULE_WORSE;
  }
  return is_better(rule_of(safety, RULE_BETTER), 2 * before, 2 * (before - after)) ? RULE_BETTER : RULE_SAME;
}

/* Not back to where it was by the next morning, as told then, or as today's rating shows. */
static bool was_slow_to_settle(const struct safety *safety, const struct rated_session *last, int64_t now_s, int before) {
  if (last->before < 0) {
    return false;
  }
  if (last->morning >= 0) {
    return last->morning > last->before;
  }
  int64_t hours = (now_s - last->started_s) / HOUR_S;
  int64_t within = rule_of(safety, RULE_NEXT_MORNING)->hours;
  return before > last->before && hours >= within / 2 && hours < 2 * within;
}

static bool was_easy(const struct rating_rule *rule, const struct rated_session *session) {
  return session->before >= 0 && session->before <= rule->rating && session->after >= 0 && session->after <= session->before &&
         session->morning <= session->before;
}

/* First repetitions, then sets, then a level: each after another run of easy sessions, never two at once. */
static enum ratings_more more_to_offer(const struct rating_rule *rule, const struct rated_session *past, size_t count) {
  int easy = 0;
  while (count > 0 && was_easy(rule, &past[--count])) {
    easy++;
  }
  int runs = rule->sessions > 0 ? easy / rule->sessions : 0;
  return runs == 0 ? MORE_NOTHING : runs == 1 ? MORE_REPS : runs == 2 ? MORE_SETS : MORE_LEVEL;
}

struct flare {
  bool on;
  int usual_twice; /* the median from which it rose */
  bool ended;      /* with the rating looked at last */
};

static void look_at(struct flare *flare, const struct rating_rule *rule, const struct rated_session *past, size_t count,
                    int64_t at_s, int rating) {
  flare->ended = false;
  if (rating < 0) {
    return;
  }
  if (flare->on) {
    flare->ended = 2 * rating <= flare->usual_twice + 2 * rule->within;
    flare->on = !flare->ended;
    return;
  }
  int usual_twice = ratings_median_twice(past, count, at_s - rule->days * DAY_S, at_s);
  if (usual_twice >= 0 && 2 * rating >= usual_twice + 2 * rule->points) {
    *flare = (struct flare){.on = true, .usual_twice = usual_twice};
  }
}

static struct flare flare_now(const struct rating_rule *rule, const struct rated_session *past, size_t count, int64_t now_s,
                              int before) {
  struct flare flare = {0};
  for (size_t i = 0; i < count; i++) {
    look_at(&flare, rule, past, i, past[i].started_s, past[i].before);
  }
  look_at(&flare, rule, past, count, now_s, before);
  return flare;
}

/* Weeks of use, and no easier for it. */
static bool has_not_moved(const struct safety *safety, const struct rated_session *past, size_t count, int64_t now_s) {
  const struct rating_rule *rule = rule_of(safety, RULE_NO_PROGRESS);
  int64_t span_s = rule_of(safety, RULE_FLARE)->days * DAY_S;
  if (count == 0 || now_s - past[0].started_s < rule->days * DAY_S) {
    return false;
  }
  int first = ratings_median_twice(past, count, past[0].started_s, past[0].started_s + span_s);
  int recent = ratings_median_twice(past, count, now_s - span_s, now_s + 1);
  if (first <= 0 || recent <= 0) {
    return false;
  }
  bool long_pain = now_s - past[0].started_s >= rule->pain_days * DAY_S && recent >= first;
  return long_pain || !is_better(rule, first, first - recent);
}

static void ease(struct ratings_advice *advice, const struct rating_rule *rule) {
  advice->easier = rule;
  advice->levels_down = rule->levels;
  advice->sets_down = rule->sets;
}

struct ratings_advice ratings_advise(const struct safety *safety, const struct rated_session *past, size_t count, int64_t now_s,
                                     int before) {
  struct ratings_advice advice = {0};
  const struct rating_rule *much = rule_of(safety, RULE_MUCH_WORSE);
  struct flare flare = flare_now(rule_of(safety, RULE_FLARE), past, count, now_s, before);
  const struct rated_session *last = count > 0 ? &past[count - 1] : NULL;
  int rises = rises_in_a_row(safety, past, count);
  bool high = last != NULL && last->after >= much->rating;
  if (flare.ended) {
    ease(&advice, rule_of(safety, RULE_FLARE));
  }
  if (last != NULL && was_slow_to_settle(safety, last, now_s, before)) {
    ease(&advice, rule_of(safety, RULE_NEXT_MORNING));
  }
  if (rises > 0) {
    ease(&advice, rule_of(safety, RULE_WORSE));
  }
  if (flare.on) {
    advice.gentle = rule_of(safety, RULE_FLARE);
  }
  if (last != NULL && (high || rises >= much->sessions) && now_s - last->started_s < much->hours * HOUR_S) {
    advice.gentle = much;
  }
  if (has_not_moved(safety, past, count, now_s)) {
    advice.professional = rule_of(safety, RULE_NO_PROGRESS);
  }
  if (rises >= much->repeats) {
    advice.professional = rule_of(safety, RULE_NO_PROGRESS);
    advice.professional_now = true;
  }
  if (advice.easier == NULL && advice.gentle == NULL) {
    advice.more = more_to_offer(rule_of(safety, RULE_PROGRESS), past, count);
  }
  return advice;
}
