/* The shorthand: what people write, what it means, and where it is wrong. */
#include "routine/dose.h"

#include "base/macros.h"
#include "base/timespan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void durations_are_seconds_minutes_or_both(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int64_t seconds; /* -1: no duration */
  } cases[] = {
      {"45s", 45},   {"45", 45},  {"0", 0},     {"0s", 0},    {"2m", 120},    {"1m30s", 90},  {"90s", 90},  {"1m0s", 60},
      {"60m", 3600}, {"", -1},    {"s", -1},    {"m", -1},    {"1m30", -1},   {"1m60s", -1},  {"1h", -1},   {"2.5s", -1},
      {"-5s", -1},   {"+5s", -1}, {"45 s", -1}, {"s45", -1},  {"45S", -1},    {"1m30s ", -1}, {"m30s", -1}, {"30s1m", -1},
      {"0x10", -1},  {"1e3", -1}, {" 45s", -1}, {"45ss", -1}, {"1m-30s", -1},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    int64_t duration_ns = -7;
    struct fault fault = {0};
    bool good = duration_parse(cases[i].text, strlen(cases[i].text), &duration_ns, &fault);
    assert_int_equal(good, cases[i].seconds >= 0);
    assert_true(duration_ns == (good ? SECONDS(cases[i].seconds) : -7));
    assert_true(good || (fault.message[0] != '\0' && fault.help[0] != '\0'));
  }
}

static void a_duration_too_large_to_count_stays_large(void **state) {
  (void)state;
  int64_t duration_ns = 0;
  struct fault fault;
  assert_true(duration_parse("99999999999999999999s", 21, &duration_ns, &fault));
  assert_true(duration_ns == SECONDS(1000000));
}

static void a_shorthand_says_sets_amount_tempo_and_rest(void **state) {
  (void)state;
  static const struct {
    const char *text;
    struct shorthand meaning;
  } cases[] = {
      {"", {.sets = 1, .rest_ns = -1}},
      {"   ", {.sets = 1, .rest_ns = -1}},
      {"10", {.has_amount = true, .reps = 10, .sets = 1, .rest_ns = -1}},
      {"2x10", {.has_amount = true, .reps = 10, .sets = 2, .rest_ns = -1}},
      {"30s", {.has_amount = true, .length_ns = SECONDS(30), .sets = 1, .rest_ns = -1}},
      {"2x30s/side", {.has_amount = true, .length_ns = SECONDS(30), .sets = 2, .per_side = true, .rest_ns = -1}},
      {"3x1m30s", {.has_amount = true, .length_ns = SECONDS(90), .sets = 3, .rest_ns = -1}},
      {"20x1000", {.has_amount = true, .reps = 1000, .sets = 20, .rest_ns = -1}},
      {"60m", {.has_amount = true, .length_ns = SECONDS(3600), .sets = 1, .rest_ns = -1}},
      {"12/side", {.has_amount = true, .reps = 12, .sets = 1, .per_side = true, .rest_ns = -1}},
      {"@3-1-3", {.sets = 1, .has_tempo = true, .tempo = {3, 1, 3}, .rest_ns = -1}},
      {"rest 20s", {.sets = 1, .rest_ns = SECONDS(20)}},
      {"rest 0", {.sets = 1, .rest_ns = 0}},
      {" 2x10  @2-2-3   rest 1m ",
       {.has_amount = true, .reps = 10, .sets = 2, .has_tempo = true, .tempo = {2, 2, 3}, .rest_ns = SECONDS(60)}},
      {"8 rest 90 @0-60-0",
       {.has_amount = true, .reps = 8, .sets = 1, .has_tempo = true, .tempo = {0, 60, 0}, .rest_ns = SECONDS(90)}},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct shorthand got;
    struct fault fault;
    const struct shorthand *meaning = &cases[i].meaning;
    assert_true(dose_parse(cases[i].text, &got, &fault));
    assert_int_equal(got.has_amount, meaning->has_amount);
    assert_int_equal(got.reps, meaning->reps);
    assert_true(got.length_ns == meaning->length_ns);
    assert_int_equal(got.sets, meaning->sets);
    assert_int_equal(got.per_side, meaning->per_side);
    assert_int_equal(got.has_tempo, meaning->has_tempo);
    assert_memory_equal(&got.tempo, &meaning->tempo, sizeof got.tempo);
    assert_true(got.rest_ns == meaning->rest_ns);
  }
}

static void a_fault_marks_the_very_part_that_is_wrong(void **state) {
  (void)state;
  static const struct {
    const char *text, *marked, *message;
  } cases[] = {
      {"2x30s/left", "/left", "\"/left\" is not known here"},
      {"0x10", "0", "1 to 20 sets are possible"},
      {"21x10", "21", "1 to 20 sets are possible"},
      {"2x0", "0", "1 to 1000 repetitions are possible"},
      {"2x", "2x", "how much is done in each set is missing"},
      {"2x/side", "", "\"\" is neither a number of repetitions nor a time"},
      {"10 @2-3", "@2-3", "a tempo has three phases, this has two"},
      {"10 @2-61-3", "@2-61-3", "a phase of a tempo lasts 0 to 60 s"},
      {"10 @0-0-0", "@0-0-0", "a tempo lasts at least 1 s in all"},
      {"10 @2--3", "@2--3", "\"2--3\" is no tempo"},
      {"10 @2-2-3s", "@2-2-3s", "\"2-2-3s\" is no tempo"},
      {"10 rest", "rest", "how long the rest is, is missing"},
      {"10 rest 11m", "11m", "a rest of 0 s to 10 min is possible"},
      {"10 10", "10", "\"10\" is not expected here"},
      {"10 quickly", "quickly", "\"quickly\" is not expected here"},
      {"10 /side", "/side", "\"/side\" is not expected here"},
      {"999999999999999999", "999999999999999999", "1 to 1000 repetitions are possible"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct shorthand got;
    struct fault fault;
    assert_false(dose_parse(cases[i].text, &got, &fault));
    assert_string_equal(fault.message, cases[i].message);
    size_t length = strlen(cases[i].marked);
    assert_int_equal(fault.length, length > 0 ? length : 1);
    assert_memory_equal(cases[i].text + fault.offset, cases[i].marked, length);
  }
}

static void a_dose_is_said_as_people_say_it(void **state) {
  (void)state;
  static const struct {
    struct dose dose;
    enum sidedness sides;
    const char *said;
  } cases[] = {
      {{DOSE_HOLD, 0, SECONDS(30), {0, 0, 0}, {2, 2}}, SIDES_EACH, "2 x 30 s each side"},
      {{DOSE_HOLD, 0, SECONDS(45), {0, 0, 0}, {1, 0}}, SIDES_NONE, "45 s"},
      {{DOSE_HOLD, 0, SECONDS(30), {0, 0, 0}, {2, 1}}, SIDES_EACH, "30 s, 2 left, 1 right"},
      {{DOSE_REPS, 10, 0, {2, 2, 3}, {2, 0}}, SIDES_NONE, "2 x 10 reps at 2-2-3"},
      {{DOSE_REPS, 1, 0, {1, 8, 1}, {1, 1}}, SIDES_EACH, "1 rep at 1-8-1 each side"},
      {{DOSE_REPS, 12, 0, {2, 0, 2}, {1, 0}}, SIDES_ALTERNATE, "12 reps at 2-0-2 alternating"},
      {{DOSE_TIME, 0, SECONDS(90), {4, 0, 6}, {1, 0}}, SIDES_NONE, "1 min 30 s at 4-0-6"},
      {{DOSE_TIME, 0, SECONDS(120), {0, 0, 0}, {1, 0}}, SIDES_NONE, "2 min"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    char said[64];
    assert_string_equal(dose_format(said, sizeof said, &cases[i].dose, cases[i].sides), cases[i].said);
  }
  char short_one[5];
  assert_string_equal(dose_format(short_one, sizeof short_one, &cases[0].dose, SIDES_EACH), "2 x ");
}

static void a_set_lasts_its_hold_or_its_repetitions(void **state) {
  (void)state;
  const struct dose hold = {DOSE_HOLD, 0, SECONDS(30), {0, 0, 0}, {1, 0}};
  const struct dose reps = {DOSE_REPS, 10, 0, {2, 2, 3}, {1, 0}};
  assert_true(dose_set_length_ns(&hold) == SECONDS(30));
  assert_true(dose_set_length_ns(&reps) == SECONDS(70));
}

static void the_model_knows_its_words(void **state) {
  (void)state;
  assert_string_equal(type_names[TYPE_MASSAGE_SPORTS], "massage-sports");
  assert_string_equal(area_names[AREA_LOWER_BACK], "lower-back");
  assert_string_equal(position_names[POSITION_SIDE_LYING], "side-lying");
  assert_string_equal(position_phrases[POSITION_SUPINE], "lying on your back");
  assert_string_equal(sidedness_names[SIDES_ALTERNATE], "alternate");
  assert_string_equal(avoid_names[AVOID_WRIST_SHOULDER], "wrist-shoulder");
  assert_string_equal(side_name(SIDE_LEFT), "left");
  assert_string_equal(side_name(SIDE_RIGHT), "right");
  assert_null(side_name(SIDE_NONE));
  assert_true(equipment_is_optional("stick optional"));
  assert_false(equipment_is_optional("wall or chair"));
  assert_false(equipment_is_optional("optional"));
  routine_destroy(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(durations_are_seconds_minutes_or_both),
      cmocka_unit_test(a_duration_too_large_to_count_stays_large),
      cmocka_unit_test(a_shorthand_says_sets_amount_tempo_and_rest),
      cmocka_unit_test(a_fault_marks_the_very_part_that_is_wrong),
      cmocka_unit_test(a_dose_is_said_as_people_say_it),
      cmocka_unit_test(a_set_lasts_its_hold_or_its_repetitions),
      cmocka_unit_test(the_model_knows_its_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
