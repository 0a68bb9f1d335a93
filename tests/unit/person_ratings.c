/* What ratings mean, row by row of `ratings` in routines/safety.yaml; the sources stand with the rows there and here. */
#include "person_support.h"

#include "base/macros.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define DAY_S INT64_C(86400)
#define HOUR_S INT64_C(3600)
#define NOW_S (20000 * DAY_S)

static void the_rating_after_means_what_its_row_says(void **state) {
  const struct built_in *built_in = *state;
  static const struct {
    int before, after;
    enum rating_rule_kind rule;
    const char *source;
  } rows[] = {
      {6, 4, RULE_BETTER, "2 points (Ostelo et al. 2008)"},
      {3, 2, RULE_BETTER, "30 % (Ostelo et al. 2008)"},
      {6, 5, RULE_SAME, "1 point, 17 % (Ostelo et al. 2008)"},
      {4, 4, RULE_SAME, "no change"},
      {0, 0, RULE_SAME, "no change"},
      {4, 5, RULE_SAME, "1 point (Ostelo et al. 2008)"},
      {4, 6, RULE_WORSE, "2 points (Ostelo et al. 2008)"},
      {7, 8, RULE_MUCH_WORSE, "8 or more after (general practice)"},
      {2, 9, RULE_MUCH_WORSE, "8 or more after (general practice)"},
      {-1, 8, RULE_MUCH_WORSE, "8 or more after (general practice)"},
      {-1, 7, RULE_COUNT, "nothing to compare with"},
      {4, -1, RULE_COUNT, "not told"},
  };
  for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
    print_message("%d to %d: %s\n", rows[i].before, rows[i].after, rows[i].source);
    assert_int_equal(ratings_after(built_in->safety, NULL, 0, rows[i].before, rows[i].after), rows[i].rule);
  }
}

/* The sentence after a session and what the next one does follow from the same table, whatever the ratings. */
static void what_is_said_afterwards_is_what_the_next_session_does(void **state) {
  const struct safety *safety = ((const struct built_in *)*state)->safety;
  for (int ratings = 0; ratings < 11 * 11 * 2; ratings++) {
    int before = ratings / 22, after = ratings / 2 % 11;
    bool rose_before = ratings % 2 == 1;
    struct rated_session past[] = {{NOW_S - 72 * HOUR_S, before, rose_before ? before + 2 : before, -1},
                                   {NOW_S - 40 * HOUR_S, before, after, -1}};
    enum rating_rule_kind said = ratings_after(safety, past, 1, before, after);
    struct ratings_advice next = ratings_advise(safety, past, 2, NOW_S, before);
    print_message("%d to %d%s: %s\n", before, after, rose_before ? " after a rise" : "", rating_rule_names[said]);
    assert_true((said == RULE_MUCH_WORSE) == (next.gentle == &safety->rules[RULE_MUCH_WORSE]));
    bool eased = next.gentle != NULL || (next.easier != NULL && next.levels_down == 1 && next.sets_down == 1);
    assert_true((said == RULE_WORSE || said == RULE_MUCH_WORSE) == eased);
  }
}

static void the_median_is_that_of_the_ratings_in_its_days(void **state) {
  (void)state;
  const struct rated_session past[] = {
      {NOW_S - 20 * DAY_S, 9, -1, -1}, {NOW_S - 3 * DAY_S, 2, -1, -1}, {NOW_S - 2 * DAY_S, 5, -1, -1},
      {NOW_S - 1 * DAY_S, -1, 4, -1},  {NOW_S - HOUR_S, 3, -1, -1},
  };
  assert_int_equal(ratings_median_twice(past, 5, NOW_S - 14 * DAY_S, NOW_S), 6);
  assert_int_equal(ratings_median_twice(past, 3, NOW_S - 14 * DAY_S, NOW_S), 7); /* 2 and 5 */
  assert_int_equal(ratings_median_twice(past, 5, 0, 1), -1);
}

struct history {
  const char *what;   /* the row of the table, and its source */
  int before;         /* now */
  const char *gentle; /* the rule it is gentle by, or NULL */
  const char *easier;
  enum ratings_more more;
  bool professional;
  size_t count;
  struct rated_session past[12]; /* started_s: hours before now */
};

static const char *name_of(const struct safety *safety, const struct rating_rule *rule) {
  for (int kind = 0; rule != NULL && kind < RULE_COUNT; kind++) {
    if (rule == &safety->rules[kind]) {
      return rating_rule_names[kind];
    }
  }
  return "none";
}

static void the_next_session_takes_the_last_ones_into_account(void **state) {
  const struct built_in *built_in = *state;
  static const struct history rows[] = {
      {"nothing known", 3, NULL, NULL, MORE_NOTHING, false, 0, {{0}}},
      {"lower by 2: keep the level (Ostelo 2008)", 3, NULL, NULL, MORE_NOTHING, false, 1, {{72, 5, 3, -1}}},
      {"about the same: keep the level (Ostelo 2008)", 3, NULL, NULL, MORE_NOTHING, false, 1, {{72, 5, 6, -1}}},
      {"higher by 2: a level lower, a set fewer (Ostelo 2008)", 3, NULL, "worse", MORE_NOTHING, false, 1, {{72, 3, 5, -1}}},
      {"8 or more after: gentle for 48 h (general practice)", 5, "much-worse", NULL, MORE_NOTHING, false, 1, {{24, 7, 8, -1}}},
      {"… and no longer (general practice)", 5, NULL, NULL, MORE_NOTHING, false, 1, {{48, 7, 8, -1}}},
      {"higher twice running: gentle for 48 h (general practice)",
       3,
       "much-worse",
       "worse",
       MORE_NOTHING,
       false,
       2,
       {{60, 3, 5, -1}, {24, 3, 5, -1}}},
      {"a third time: advise a professional (general practice)",
       3,
       "much-worse",
       "worse",
       MORE_NOTHING,
       true,
       3,
       {{90, 3, 5, -1}, {60, 3, 5, -1}, {24, 3, 5, -1}}},
      {"not twice running", 3, NULL, "worse", MORE_NOTHING, false, 3, {{90, 3, 5, -1}, {60, 3, 3, -1}, {24, 3, 5, -1}}},
      {"next morning not back (Silbernagel 2007)", 3, NULL, "next-morning", MORE_NOTHING, false, 1, {{24, 3, 4, 5}}},
      {"next morning back (Silbernagel 2007)", 3, NULL, NULL, MORE_NOTHING, false, 1, {{24, 3, 4, 3}}},
      {"a day later still higher (Silbernagel 2007)", 5, NULL, "next-morning", MORE_NOTHING, false, 1, {{24, 4, 4, -1}}},
      {"two easy sessions are not enough (NHS inform)",
       2,
       NULL,
       NULL,
       MORE_NOTHING,
       false,
       2,
       {{90, 3, 3, -1}, {50, 2, 2, -1}}},
      {"three easy ones: repetitions (NHS inform)",
       2,
       NULL,
       NULL,
       MORE_REPS,
       false,
       3,
       {{140, 3, 3, -1}, {90, 3, 2, -1}, {50, 2, 2, -1}}},
      {"a rating of 4 is not easy (NHS inform)",
       2,
       NULL,
       NULL,
       MORE_NOTHING,
       false,
       3,
       {{140, 3, 3, -1}, {90, 4, 2, -1}, {50, 2, 2, -1}}},
      {"three more: a set (order: general practice)",
       2,
       NULL,
       NULL,
       MORE_SETS,
       false,
       6,
       {{290, 2, 2, -1}, {240, 2, 2, -1}, {190, 2, 2, -1}, {140, 2, 2, -1}, {90, 2, 2, -1}, {50, 2, 2, -1}}},
      {"three more: a level (order: general practice)",
       2,
       NULL,
       NULL,
       MORE_LEVEL,
       false,
       9,
       {{290, 2, 2, -1},
        {260, 2, 2, -1},
        {240, 2, 2, -1},
        {210, 2, 2, -1},
        {190, 2, 2, -1},
        {170, 2, 2, -1},
        {140, 2, 2, -1},
        {90, 2, 2, -1},
        {50, 2, 2, -1}}},
      {"3 above the median: a flare, gentle (general practice)",
       5,
       "flare",
       NULL,
       MORE_NOTHING,
       false,
       2,
       {{90, 2, 2, -1}, {60, 2, 2, -1}}},
      {"still above it: gentle (general practice)",
       4,
       "flare",
       NULL,
       MORE_NOTHING,
       false,
       3,
       {{150, 2, 2, -1}, {120, 2, 2, -1}, {80, 5, 5, -1}}},
      {"within 1 of it: again, a level lower (general practice)",
       3,
       NULL,
       "flare",
       MORE_NOTHING,
       false,
       3,
       {{150, 2, 2, -1}, {120, 2, 2, -1}, {80, 5, 5, -1}}},
      {"four weeks, no lower: a word (NHS, NHS inform)",
       4,
       NULL,
       NULL,
       MORE_NOTHING,
       true,
       3,
       {{700, 4, 4, -1}, {650, 4, 4, -1}, {100, 4, 4, -1}}},
      {"four weeks, lower by 2: none (NHS, NHS inform)",
       3,
       NULL,
       NULL,
       MORE_NOTHING,
       false,
       3,
       {{700, 6, 6, -1}, {650, 6, 6, -1}, {100, 4, 4, -1}}},
      {"four weeks, free of it: none", 0, NULL, NULL, MORE_NOTHING, false, 2, {{700, 4, 4, -1}, {100, 0, 0, -1}}},
  };
  for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
    struct rated_session past[12];
    for (size_t j = 0; j < rows[i].count; j++) {
      past[j] = rows[i].past[j];
      past[j].started_s = NOW_S - past[j].started_s * HOUR_S;
    }
    struct ratings_advice advice = ratings_advise(built_in->safety, past, rows[i].count, NOW_S, rows[i].before);
    print_message("%s\n", rows[i].what);
    assert_string_equal(name_of(built_in->safety, advice.gentle), rows[i].gentle != NULL ? rows[i].gentle : "none");
    assert_string_equal(name_of(built_in->safety, advice.easier), rows[i].easier != NULL ? rows[i].easier : "none");
    assert_int_equal(advice.more, rows[i].more);
    assert_int_equal(advice.professional != NULL, rows[i].professional);
  }
}

static void every_row_has_its_source_and_its_words(void **state) {
  const struct built_in *built_in = *state;
  for (int kind = 0; kind < RULE_COUNT; kind++) {
    assert_true(strlen(built_in->safety->rules[kind].source) > 0);
    assert_true(strlen(built_in->safety->rules[kind].say) > 0);
  }
  static const struct {
    int rating;
    bool ease, stop;
  } during[] = {{0, false, false}, {3, false, false}, {4, true, false}, {5, true, false}, {6, false, true}, {10, false, true}};
  for (size_t i = 0; i < ARRAY_LEN(during); i++) { /* Silbernagel et al. 2007, applied to the back by analogy */
    const struct rating_band *band = rating_band_of(built_in->safety->during, during[i].rating);
    assert_int_equal(band->ease, during[i].ease);
    assert_int_equal(band->stop, during[i].stop);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_rating_after_means_what_its_row_says),
      cmocka_unit_test(what_is_said_afterwards_is_what_the_next_session_does),
      cmocka_unit_test(the_median_is_that_of_the_ratings_in_its_days),
      cmocka_unit_test(the_next_session_takes_the_last_ones_into_account),
      cmocka_unit_test(every_row_has_its_source_and_its_words),
  };
  return cmocka_run_group_tests(tests, built_in_open, built_in_close);
}
