/* What is asked and what follows, row by row of routines/safety.yaml. */
#include "person_support.h"

#include "base/macros.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20000 };

static struct profile known(int checked) {
  struct profile profile = profile_empty();
  profile.told = true;
  profile.checked = checked;
  return profile;
}

static struct checkin begin(const struct built_in *built_in, const struct profile *profile, bool singly) {
  struct checkin checkin = checkin_start(built_in->safety, profile, TODAY, DAY_NEVER, singly);
  if (checkin.at.page == CHECKIN_NOTICE) {
    checkin_next(&checkin);
  }
  return checkin;
}

static size_t row_of(const struct checkin *checkin, const char *id) {
  const struct safety_row *rows[SAFETY_ROWS_MAX];
  size_t count = checkin_rows(checkin, rows);
  for (size_t i = 0; i < count; i++) {
    if (strcmp(rows[i]->id, id) == 0) {
      return i;
    }
  }
  fail_msg("no row %s on this page", id);
  return 0;
}

/* Says no to all, with a rating, up to the end. */
static void say_no(struct checkin *checkin, int rating) {
  while (checkin->at.page != CHECKIN_CLEAR && checkin->at.page != CHECKIN_ADVICE) {
    if (checkin->at.page == CHECKIN_RATING && checkin->rating < 0) {
      checkin_rate(checkin, rating);
    }
    if (checkin->at.page == CHECKIN_RATING || checkin->at.page == CHECKIN_TICKS || checkin->at.page == CHECKIN_NOTICE) {
      checkin_next(checkin);
    } else {
      checkin_answer(checkin, ANSWER_NO);
    }
  }
}

/* Source: the row `due` of safety.yaml (first use, 28 days, a break of 14 days). */
static void all_questions_are_due_when_the_table_says_so(void **state) {
  const struct built_in *built_in = *state;
  static const struct {
    const char *what;
    int32_t checked, last_session;
    enum checkin_due due;
  } rows[] = {
      {"first use", DAY_NEVER, DAY_NEVER, DUE_FIRST},
      {"27 days on, used yesterday", TODAY - 27, TODAY - 1, DUE_NOT},
      {"28 days on", TODAY - 28, TODAY - 1, DUE_DAYS},
      {"a break of 13 days", TODAY - 14, TODAY - 13, DUE_NOT},
      {"a break of 14 days", TODAY - 15, TODAY - 14, DUE_BREAK},
      {"asked yesterday, never played", TODAY - 1, DAY_NEVER, DUE_NOT},
      {"a clock set back", TODAY + 3, DAY_NEVER, DUE_DAYS},
  };
  for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
    struct profile profile = known(rows[i].checked);
    print_message("%s\n", rows[i].what);
    assert_int_equal(checkin_due(built_in->safety, &profile, TODAY, rows[i].last_session), rows[i].due);
  }
}

/* Source of each row: its `source` in safety.yaml, which must be there. */
static void every_warning_sign_leads_to_its_words_and_never_to_a_routine(void **state) {
  const struct built_in *built_in = *state;
  static const enum checkin_answer answers[] = {ANSWER_YES, ANSWER_UNSURE};
  int rows_seen = 0;
  for (int kind = GROUP_EMERGENCY; kind <= GROUP_PROFESSIONAL; kind++) {
    const struct safety_rows *rows = &built_in->safety->groups[kind].rows;
    for (size_t row = 0; row < rows->count; row++) {
      for (size_t form = 0; form < 4; form++) {
        struct profile nobody = profile_empty();
        struct checkin checkin = begin(built_in, &nobody, form >= 2);
        enum checkin_answer answer = answers[form % 2];
        while (checkin.at.section != (kind == GROUP_EMERGENCY ? SECTION_EMERGENCY : SECTION_PROFESSIONAL) ||
               (form >= 2 && checkin.at.row < row)) {
          checkin_answer(&checkin, ANSWER_NO);
        }
        checkin_answer(&checkin, answer);
        if (form < 2) {
          assert_int_equal(checkin.at.page, CHECKIN_WHICH);
          checkin_tick(&checkin, row_of(&checkin, rows->items[row].id));
          checkin_next(&checkin);
        }
        const char *said[SAFETY_ROWS_MAX];
        assert_int_equal(checkin.at.page, CHECKIN_ADVICE);
        assert_int_equal(checkin.advice, kind);
        assert_int_equal(checkin_said(&checkin, said), 1);
        assert_string_equal(said[0], rows->items[row].say);
        checkin_next(&checkin);
        checkin_answer(&checkin, ANSWER_NO);
        assert_int_equal(checkin.at.page, CHECKIN_ADVICE); /* nothing leads on from here */
      }
      assert_true(strlen(rows->items[row].source) > 0);
      rows_seen++;
    }
  }
  assert_int_equal(rows_seen, 19); /* A1 to A6, B1 to B13 */
}

static void a_yes_that_cannot_say_which_is_a_yes(void **state) {
  const struct built_in *built_in = *state;
  struct profile nobody = profile_empty();
  struct checkin checkin = begin(built_in, &nobody, false);
  const char *said[SAFETY_ROWS_MAX];
  checkin_answer(&checkin, ANSWER_UNSURE);
  checkin_next(&checkin);
  assert_int_equal(checkin.at.page, CHECKIN_ADVICE);
  assert_int_equal(checkin_said(&checkin, said), 1);
  assert_string_equal(said[0], built_in->safety->groups[GROUP_EMERGENCY].advice.unnamed);
}

/* Source of each row: its `source` in safety.yaml. */
static void what_keeps_it_gentle_holds_as_long_as_its_row_says(void **state) {
  const struct built_in *built_in = *state;
  static const struct {
    const char *id;
    int days;      /* later */
    int rating;    /* then */
    bool asked;    /* whether it is asked after */
    bool still_so; /* the answer */
    bool gentle;   /* what follows */
  } rows[] = {
      {"c1", 1, 2, false, false, true}, {"c1", 3, 5, false, false, false}, {"c1", 3, 6, false, false, true},
      {"c2", 1, 2, true, true, true},   {"c2", 1, 2, true, false, false},  {"c4", 0, 2, false, false, true},
      {"c4", 1, 2, true, false, false}, {"c4", 1, 2, true, true, true},
  };
  for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
    struct profile nobody = profile_empty(), then, now;
    struct person_today today;
    struct checkin checkin = begin(built_in, &nobody, false);
    checkin_answer(&checkin, ANSWER_NO);
    checkin_answer(&checkin, ANSWER_NO);
    assert_int_equal(checkin.at.section, SECTION_GENTLE);
    checkin_tick(&checkin, row_of(&checkin, rows[i].id));
    say_no(&checkin, 2);
    checkin_result(&checkin, &then, &today);
    assert_true(today.gentle);
    assert_int_equal(then.checked, TODAY);

    checkin = checkin_start(built_in->safety, &then, TODAY + rows[i].days, DAY_NEVER, false);
    checkin_answer(&checkin, ANSWER_NO); /* nothing new */
    print_message("%s after %d days, rating %d\n", rows[i].id, rows[i].days, rows[i].rating);
    assert_int_equal(checkin.at.section == SECTION_AGAIN, rows[i].asked);
    if (rows[i].asked && rows[i].still_so) {
      checkin_tick(&checkin, 0);
    }
    say_no(&checkin, rows[i].rating);
    checkin_result(&checkin, &now, &today);
    assert_int_equal(today.gentle, rows[i].gentle);
  }
}

/* Source of each row: its `source` in safety.yaml. */
static void every_row_to_leave_out_sets_what_it_says_and_can_be_cleared(void **state) {
  const struct built_in *built_in = *state;
  const struct safety_rows *rows = &built_in->safety->groups[GROUP_LEAVE_OUT].rows;
  assert_int_equal(rows->count, 14); /* D1 to D14 */
  for (size_t row = 0; row < rows->count; row++) {
    const struct safety_row *item = &rows->items[row];
    struct profile nobody = profile_empty(), after, cleared;
    struct person_today today;
    struct checkin checkin = begin(built_in, &nobody, false);
    checkin_answer(&checkin, ANSWER_NO);
    checkin_answer(&checkin, ANSWER_NO);
    checkin_next(&checkin);
    assert_int_equal(checkin.at.section, SECTION_LEAVE_OUT);
    checkin_tick(&checkin, row);
    say_no(&checkin, 0);
    checkin_result(&checkin, &after, &today);
    assert_int_equal(after.tags, item->tags);
    assert_int_equal(after.slow, item->slow);
    assert_int_equal(after.floor_is_hard, item->floor_is_hard);
    assert_int_equal(after.long_holds, item->long_holds);
    assert_false(today.gentle);
    assert_int_equal(today.note_count, item->note != NULL);

    after.checked = TODAY - 28; /* due again: it is ticked as it was, and can be taken away */
    checkin = begin(built_in, &after, false);
    checkin_answer(&checkin, ANSWER_NO);
    checkin_answer(&checkin, ANSWER_NO);
    checkin_next(&checkin);
    assert_true(checkin_is_ticked(&checkin, row));
    checkin_tick(&checkin, row);
    say_no(&checkin, 0);
    checkin_result(&checkin, &cleared, &today);
    assert_int_equal(cleared.tags, 0);
    assert_false(cleared.slow || cleared.floor_is_hard || cleared.long_holds);
  }
}

/* Source of each row: the rows `before` of safety.yaml (Boonstra et al. 2016, Silbernagel et al. 2007). */
static void the_rating_before_decides_as_its_row_says(void **state) {
  const struct built_in *built_in = *state;
  for (int rating = 0; rating <= 10; rating++) {
    struct profile profile = known(TODAY - 1), after;
    struct person_today today;
    struct checkin checkin = begin(built_in, &profile, false);
    checkin_answer(&checkin, ANSWER_NO);
    checkin_rate(&checkin, rating);
    checkin_next(&checkin);
    assert_int_equal(checkin.due, rating >= 7 ? DUE_RATING : DUE_NOT);
    assert_int_equal(checkin.at.section, rating >= 7 ? SECTION_EMERGENCY : SECTION_TODAY);
    say_no(&checkin, rating);
    if (rating >= 8) {
      const char *said[SAFETY_ROWS_MAX];
      assert_int_equal(checkin.at.page, CHECKIN_ADVICE);
      assert_int_equal(checkin.advice, GROUP_PROFESSIONAL);
      assert_int_equal(checkin_said(&checkin, said), 1);
      assert_string_equal(said[0], safety_row_find(built_in->safety, "b13")->say);
      continue;
    }
    assert_int_equal(checkin.at.page, CHECKIN_CLEAR);
    checkin_result(&checkin, &after, &today);
    assert_int_equal(today.rating, rating);
    assert_int_equal(today.gentle, rating >= 6);
    assert_int_equal(after.checked, rating >= 7 ? TODAY : TODAY - 1);
  }
}

static void something_new_asks_for_the_warning_signs(void **state) {
  const struct built_in *built_in = *state;
  static const enum checkin_answer answers[] = {ANSWER_YES, ANSWER_UNSURE};
  for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
    struct profile profile = known(TODAY - 1);
    struct checkin checkin = begin(built_in, &profile, false);
    assert_int_equal(checkin.at.page, CHECKIN_NEW);
    checkin_answer(&checkin, answers[i]);
    assert_int_equal(checkin.at.section, SECTION_EMERGENCY);
    checkin_answer(&checkin, ANSWER_NO);
    assert_int_equal(checkin.at.section, SECTION_PROFESSIONAL);
    checkin_answer(&checkin, ANSWER_NO);
    assert_int_equal(checkin.at.section, SECTION_RATING);
  }
}

/* Source of each row: the rows of `today` in safety.yaml. */
static void what_is_left_out_today_is_for_today_alone(void **state) {
  const struct built_in *built_in = *state;
  const struct safety_rows *rows = &built_in->safety->today.rows;
  for (size_t row = 0; row < rows->count; row++) {
    struct profile profile = known(TODAY - 1), after;
    struct person_today today;
    struct checkin checkin = begin(built_in, &profile, false);
    checkin_answer(&checkin, ANSWER_NO);
    checkin_rate(&checkin, 0);
    checkin_next(&checkin);
    checkin_tick(&checkin, row);
    checkin_next(&checkin);
    assert_int_equal(checkin.at.page, CHECKIN_CLEAR);
    checkin_result(&checkin, &after, &today);
    assert_int_equal(today.tags, rows->items[row].tags);
    assert_int_equal(today.types, rows->items[row].types);
    assert_int_equal(today.floor_is_hard, rows->items[row].floor_is_hard);
    assert_int_equal(today.softer_massage, rows->items[row].softer_massage);
    assert_true(profile_equal(&after, &profile));
  }
}

static void back_leads_to_the_page_before_and_keeps_the_answers(void **state) {
  const struct built_in *built_in = *state;
  struct profile nobody = profile_empty();
  struct checkin checkin = checkin_start(built_in->safety, &nobody, TODAY, DAY_NEVER, false);
  assert_false(checkin_back(&checkin));
  checkin_next(&checkin);
  checkin_answer(&checkin, ANSWER_YES);
  checkin_tick(&checkin, 2);
  checkin_next(&checkin);
  assert_int_equal(checkin.at.page, CHECKIN_ADVICE);
  assert_true(checkin_back(&checkin));
  assert_int_equal(checkin.at.page, CHECKIN_WHICH);
  assert_true(checkin_is_ticked(&checkin, 2));
  assert_true(checkin_back(&checkin));
  checkin_answer(&checkin, ANSWER_NO); /* answered by mistake before */
  say_no(&checkin, 1);
  assert_int_equal(checkin.at.page, CHECKIN_CLEAR);
}

static void one_at_a_time_asks_every_row(void **state) {
  const struct built_in *built_in = *state;
  struct profile nobody = profile_empty();
  struct checkin checkin = begin(built_in, &nobody, true);
  int questions = 0, at = 0, of = 0, before = 0;
  for (; checkin.at.page == CHECKIN_QUESTION; questions++) {
    checkin_progress(&checkin, &at, &of);
    assert_true(at > before && at <= of);
    before = at;
    checkin_answer(&checkin, ANSWER_NO);
  }
  assert_int_equal(questions, 6 + 13 + 3 + 14);
  assert_int_equal(checkin.at.page, CHECKIN_RATING);
  say_no(&checkin, 0);
  checkin_progress(&checkin, &at, &of);
  assert_int_equal(at, of);
}

static void nothing_is_asked_but_what_stands_in_the_profile(void **state) {
  const struct built_in *built_in = *state;
  struct profile profile = known(TODAY - 1);
  profile.standing_count = 1;
  profile.standing[0] = (struct profile_standing){"c1", TODAY - 1};
  assert_true(person_today_unasked(built_in->safety, &profile, TODAY).gentle);
  assert_false(person_today_unasked(built_in->safety, &profile, TODAY + 3).gentle);
  assert_int_equal(person_today_unasked(built_in->safety, &profile, TODAY).rating, -1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_questions_are_due_when_the_table_says_so),
      cmocka_unit_test(every_warning_sign_leads_to_its_words_and_never_to_a_routine),
      cmocka_unit_test(a_yes_that_cannot_say_which_is_a_yes),
      cmocka_unit_test(what_keeps_it_gentle_holds_as_long_as_its_row_says),
      cmocka_unit_test(every_row_to_leave_out_sets_what_it_says_and_can_be_cleared),
      cmocka_unit_test(the_rating_before_decides_as_its_row_says),
      cmocka_unit_test(something_new_asks_for_the_warning_signs),
      cmocka_unit_test(what_is_left_out_today_is_for_today_alone),
      cmocka_unit_test(back_leads_to_the_page_before_and_keeps_the_answers),
      cmocka_unit_test(one_at_a_time_asks_every_row),
      cmocka_unit_test(nothing_is_asked_but_what_stands_in_the_profile),
  };
  return cmocka_run_group_tests(tests, built_in_open, built_in_close);
}
