/* What the compiler of timelines promises of its cues, in every form of every segment. */
#include "base/macros.h"
#include "base/text.h"
#include "base/timespan.h"
#include "support/sample_routine.h"
#include "timeline/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct routine *routine;
static const struct timeline *timeline;

static int compile_sample(void **state) {
  (void)state;
  routine = sample_routine();
  timeline = timeline_compile(routine, NULL);
  return 0;
}

static int destroy_sample(void **state) {
  (void)state;
  routine_destroy(routine);
  return 0;
}

static const struct segment_form *full(size_t segment) {
  return &timeline->segments[segment].forms[FORM_FULL];
}

/* The one cue of `kind` in `form`, or NULL. */
static const struct cue *cue_of(const struct segment_form *form, enum cue_kind kind) {
  for (size_t i = 0; i < form->cue_count; i++) {
    if (form->cues[i].kind == kind) {
      return &form->cues[i];
    }
  }
  return NULL;
}

static bool is_phrase(enum cue_kind kind) {
  return kind == CUE_HALFWAY || kind == CUE_EASE;
}

static void speech_never_overlaps_speech(void **state) {
  (void)state;
  int64_t spoken_until_ns = 0;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    if (full(i)->kind == SEGMENT_WAIT) {
      spoken_until_ns = 0; /* nobody knows how long it lasts */
      continue;
    }
    for (size_t k = 0; k < full(i)->cue_count; k++) {
      const struct cue *cue = &full(i)->cues[k];
      if (cue->text != NULL) {
        int64_t at_ns = timeline->segments[i].start_ns + cue->at_ns;
        assert_true(at_ns >= spoken_until_ns);
        spoken_until_ns = at_ns + cue->speech_ns;
      }
    }
  }
}

static void phrases_keep_two_seconds_apart_in_every_form(void **state) {
  (void)state;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    for (int form = 0; form < FORM_COUNT; form++) {
      const struct segment_form *played = &timeline->segments[i].forms[form];
      int64_t end_ns = INT64_MIN / 2;
      for (size_t k = 0; k < played->cue_count; k++) {
        const struct cue *cue = &played->cues[k];
        if (cue->text != NULL && is_phrase(cue->kind)) {
          assert_true(cue->at_ns >= end_ns + SECONDS(2));
          end_ns = cue->at_ns + cue->speech_ns;
        }
      }
    }
  }
}

static void nothing_but_the_count_is_said_in_the_last_four_seconds_of_a_hold(void **state) {
  (void)state;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct segment_form *form = full(i);
    for (size_t k = 0; form->kind == SEGMENT_HOLD && k < form->cue_count; k++) {
      const struct cue *cue = &form->cues[k];
      bool last_four = cue->at_ns + cue->speech_ns > form->length_ns - SECONDS(4);
      assert_true(!last_four || cue->kind == CUE_COUNT || cue->kind == CUE_END || cue->kind == CUE_DONE);
    }
  }
}

static void every_work_begins_with_a_start_and_ends_with_an_end_or_the_end_of_all(void **state) {
  (void)state;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    for (int which = 0; which < FORM_COUNT; which++) {
      const struct segment_form *form = &timeline->segments[i].forms[which];
      if (segment_is_work(form->kind)) {
        const struct cue *start = cue_of(form, CUE_START);
        const struct cue *end = cue_of(form, i + 1 == timeline->segment_count ? CUE_DONE : CUE_END);
        assert_non_null(start);
        assert_int_equal(start->at_ns, 0);
        assert_int_equal(start->sound, CUE_SOUND_START);
        assert_non_null(end);
        assert_int_equal(end->at_ns, form->length_ns);
      }
    }
  }
}

static void every_transition_is_counted_in_over_its_last_three_seconds(void **state) {
  (void)state;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    for (int which = 0; which < FORM_COUNT; which++) {
      const struct segment_form *form = &timeline->segments[i].forms[which];
      if (form->kind != SEGMENT_TRANSITION) {
        continue;
      }
      int counts = 0;
      for (size_t k = 0; k < form->cue_count; k++) {
        if (form->cues[k].kind == CUE_COUNT) {
          assert_int_equal(form->cues[k].at_ns, form->length_ns - SECONDS(3 - counts));
          assert_string_equal(form->cues[k].text, ((const char *const[]){"Three.", "Two.", "One."})[counts]);
          counts++;
        }
      }
      assert_int_equal(counts, 3);
    }
  }
}

/* By the end of a transition its exercise has been named, in the work before it or in the transition itself. */
static void every_exercise_is_named_before_it_begins(void **state) {
  (void)state;
  bool named = false;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct cue *announce = cue_of(full(i), CUE_ANNOUNCE);
    named = named || announce != NULL;
    if (full(i)->kind == SEGMENT_TRANSITION) {
      assert_true(named);
      assert_non_null(cue_of(&timeline->segments[i].forms[FORM_NAMED], CUE_ANNOUNCE));
      assert_non_null(cue_of(full(i), CUE_SETUP));
      named = false;
    }
  }
}

/* In every way into it, whether it was announced or not. */
static void an_exercise_is_set_up_whole_with_the_side_that_is_first(void **state) {
  (void)state;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    static const enum form forms[] = {FORM_FULL, FORM_NAMED, FORM_INTRODUCE};
    for (size_t k = 0; full(i)->kind == SEGMENT_TRANSITION && k < ARRAY_LEN(forms); k++) {
      const struct segment_form *form = &timeline->segments[i].forms[forms[k]];
      const struct cue *setup = cue_of(form, CUE_SETUP);
      assert_non_null(setup);
      assert_non_null(strstr(setup->text, form->exercise->setup));
      bool has_sides = form->exercise->sides == SIDES_EACH;
      assert_int_equal(strstr(setup->text, "Left side first.") != NULL, has_sides);
      assert_true(setup->at_ns + setup->speech_ns <= form->length_ns - SECONDS(3));
    }
  }
}

static void one_comes_down_to_the_floor_and_up_from_it_slowly(void **state) {
  (void)state;
  size_t ways_down = 0;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct cue *setup = cue_of(full(i), CUE_SETUP);
    ways_down += setup != NULL && full(i)->kind == SEGMENT_TRANSITION && strstr(setup->text, "Come down slowly.") != NULL;
  }
  assert_int_equal(ways_down, 1); /* from the march to the lunge; the rest is on the floor already */
}

static void a_tempo_ticks_at_each_of_its_phases(void **state) {
  (void)state;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct segment_form *form = full(i);
    if (form->kind != SEGMENT_REPS) {
      continue;
    }
    int ticks = 0;
    for (size_t k = 0; k < form->cue_count; k++) {
      ticks += form->cues[k].sound >= CUE_SOUND_REP_IN && form->cues[k].sound <= CUE_SOUND_REP_OUT;
    }
    /* Three phases each; the first moment has the start sound. */
    assert_int_equal(ticks, form->reps * 3 - 1);
  }
}

struct script_case {
  int64_t at_ns;
  enum cue_kind kind;
};

static void a_hold_of_30_s_follows_its_script(void **state) {
  (void)state;
  static const struct script_case expected[] = {
      {0, CUE_START},           {SECONDS(7), CUE_BREATHE}, {SECONDS(15), CUE_HALFWAY}, {SECONDS(27), CUE_COUNT},
      {SECONDS(28), CUE_COUNT}, {SECONDS(29), CUE_COUNT},  {SECONDS(30), CUE_END},
  };
  size_t hold = 0;
  while (full(hold)->kind != SEGMENT_HOLD) {
    hold++;
  }
  size_t count = 0;
  for (size_t k = 0; k < full(hold)->cue_count; k++) {
    const struct cue *cue = &full(hold)->cues[k];
    if (!cue_sound_is_breath(cue->sound)) {
      assert_in_range(count, 0, sizeof expected / sizeof expected[0] - 1);
      assert_int_equal(cue->at_ns, expected[count].at_ns);
      assert_int_equal(cue->kind, expected[count].kind);
      count++;
    }
  }
  assert_int_equal(count, sizeof expected / sizeof expected[0]);
}

static void eased_work_is_half_and_then_the_easier_exercise(void **state) {
  (void)state;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct segment *segment = &timeline->segments[i];
    const struct segment_form *half = &segment->forms[FORM_HALF], *easier = &segment->forms[FORM_EASIER];
    if (full(i)->kind == SEGMENT_HOLD) {
      assert_int_equal(half->length_ns, SECONDS(15));
      assert_ptr_equal(half->exercise, full(i)->exercise);
      assert_string_equal(easier->exercise->id, "lunge-low");
      assert_int_equal(easier->length_ns, SECONDS(20));
    } else if (full(i)->kind == SEGMENT_REPS) {
      assert_int_equal(half->reps, (full(i)->reps + 1) / 2);
      assert_int_equal(easier->reps, half->reps);
    }
  }
}

/* A voice that takes twice as long changes what is said, never how long the routine is. */
static int64_t slow_voice(const char *text, void *context) {
  (void)context;
  return text_count_words(text) * 800 * NS_PER_MS;
}

static void a_slower_voice_leaves_every_length_alone(void **state) {
  (void)state;
  const struct timeline *slow = timeline_compile(routine, &(struct timeline_options){.speech_length = slow_voice});
  assert_int_equal(slow->total_ns, timeline->total_ns);
  for (size_t i = 0; i < timeline->segment_count; i++) {
    assert_int_equal(slow->segments[i].forms[FORM_FULL].length_ns, full(i)->length_ns);
  }
}

/* Where there is any choice: a quarter of the length is left behind whatever is not tied to its moment. */
static void a_voice_that_is_slower_by_a_quarter_still_says_all_phrases(void **state) {
  (void)state;
  size_t phrases = 0;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct cue *before = NULL;
    for (size_t k = 0; k < full(i)->cue_count; k++) {
      const struct cue *cue = &full(i)->cues[k];
      if (cue->text == NULL) {
        continue;
      }
      if (before != NULL) {
        assert_true(cue->at_ns >= before->at_ns + before->speech_ns + before->speech_ns / 4 - 1);
        phrases++;
      }
      bool tied = cue->kind == CUE_COUNT || cue->kind == CUE_START || cue->kind == CUE_REP || cue->kind == CUE_SWITCH;
      before = tied || cue->speech_ns > SECONDS(4) ? NULL : cue;
    }
  }
  assert_in_range(phrases, 10, 1000);
}

static void a_slow_pace_lengthens_what_is_between_the_work(void **state) {
  (void)state;
  const struct timeline *slow = timeline_compile(routine, &(struct timeline_options){.pace_percent = 150});
  for (size_t i = 0; i < timeline->segment_count; i++) {
    int64_t usual_ns = full(i)->length_ns, slow_ns = slow->segments[i].forms[FORM_FULL].length_ns;
    bool written = full(i)->kind == SEGMENT_REST && usual_ns == SECONDS(30); /* the circuit's own */
    assert_int_equal(slow_ns, segment_is_work(full(i)->kind) || written ? usual_ns : usual_ns / 2 * 3);
  }
}

static void a_tempo_is_where_its_phases_say(void **state) {
  (void)state;
  static const struct {
    struct tempo tempo;
    int64_t at_ms;
    int rep;
    enum phase phase;
    int64_t elapsed_ms;
  } cases[] = {
      {{2, 1, 3}, 0, 1, PHASE_IN, 0},        {{2, 1, 3}, 1999, 1, PHASE_IN, 1999},   {{2, 1, 3}, 2000, 1, PHASE_HOLD, 0},
      {{2, 1, 3}, 3000, 1, PHASE_OUT, 0},    {{2, 1, 3}, 6000, 2, PHASE_IN, 0},      {{1, 0, 2}, 1000, 1, PHASE_OUT, 0},
      {{1, 0, 2}, 8999, 3, PHASE_OUT, 1999}, {{0, 4, 0}, 3000, 1, PHASE_HOLD, 3000},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    struct tempo_moment moment = tempo_at(cases[i].tempo, cases[i].at_ms * NS_PER_MS);
    assert_int_equal(moment.rep, cases[i].rep);
    assert_int_equal(moment.phase, cases[i].phase);
    assert_int_equal(moment.phase_elapsed_ns, cases[i].elapsed_ms * NS_PER_MS);
  }
}

/* Six a minute: in for five, out for five, never cut off by the countdown; a breathing exercise has its own pace. */
static void holds_have_a_breath_that_can_be_heard(void **state) {
  (void)state;
  size_t breaths = 0;
  for (size_t i = 0; i < timeline->segment_count; i++) {
    int64_t in_ns = -1;
    for (size_t k = 0; k < full(i)->cue_count; k++) {
      const struct cue *cue = &full(i)->cues[k];
      if (cue->sound == CUE_SOUND_BREATH_IN) {
        assert_true(full(i)->kind == SEGMENT_HOLD || tempo_length_ns(full(i)->tempo) > 0);
        in_ns = cue->at_ns;
      }
      if (cue->sound == CUE_SOUND_BREATH_OUT) {
        int64_t tempo_in_ns = SECONDS(full(i)->tempo.in_s + full(i)->tempo.hold_s);
        int64_t wanted_ns = tempo_in_ns > 0 ? tempo_in_ns : SECONDS(5);
        assert_true(cue->text == NULL && in_ns >= 0 && cue->at_ns - in_ns == wanted_ns);
        assert_true(full(i)->kind != SEGMENT_HOLD || cue->at_ns + SECONDS(5) <= full(i)->length_ns - SECONDS(3));
        breaths++;
      }
    }
  }
  assert_true(breaths >= 2);
}

static void an_outline_is_the_timeline_without_its_cues(void **state) {
  (void)state;
  const struct timeline_options slow = {.pace_percent = 150};
  const struct timeline *whole = timeline_compile(routine, &slow), *outline = timeline_outline(routine, &slow);
  assert_int_equal(outline->total_ns, whole->total_ns);
  assert_int_equal(outline->exercise_count, whole->exercise_count);
  assert_int_equal(outline->step_count, whole->step_count);
  assert_int_equal(outline->segment_count, whole->segment_count);
  for (size_t i = 0; i < whole->segment_count; i++) {
    assert_int_equal(outline->segments[i].start_ns, whole->segments[i].start_ns);
    assert_int_equal(outline->segments[i].forms[FORM_FULL].length_ns, whole->segments[i].forms[FORM_FULL].length_ns);
    for (int form = 0; form < FORM_COUNT; form++) {
      assert_int_equal(outline->segments[i].forms[form].cue_count, 0);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_outline_is_the_timeline_without_its_cues),
      cmocka_unit_test(speech_never_overlaps_speech),
      cmocka_unit_test(holds_have_a_breath_that_can_be_heard),
      cmocka_unit_test(phrases_keep_two_seconds_apart_in_every_form),
      cmocka_unit_test(nothing_but_the_count_is_said_in_the_last_four_seconds_of_a_hold),
      cmocka_unit_test(every_work_begins_with_a_start_and_ends_with_an_end_or_the_end_of_all),
      cmocka_unit_test(every_transition_is_counted_in_over_its_last_three_seconds),
      cmocka_unit_test(every_exercise_is_named_before_it_begins),
      cmocka_unit_test(an_exercise_is_set_up_whole_with_the_side_that_is_first),
      cmocka_unit_test(one_comes_down_to_the_floor_and_up_from_it_slowly),
      cmocka_unit_test(a_tempo_ticks_at_each_of_its_phases),
      cmocka_unit_test(a_hold_of_30_s_follows_its_script),
      cmocka_unit_test(eased_work_is_half_and_then_the_easier_exercise),
      cmocka_unit_test(a_slower_voice_leaves_every_length_alone),
      cmocka_unit_test(a_voice_that_is_slower_by_a_quarter_still_says_all_phrases),
      cmocka_unit_test(a_slow_pace_lengthens_what_is_between_the_work),
      cmocka_unit_test(a_tempo_is_where_its_phases_say),
  };
  return cmocka_run_group_tests(tests, compile_sample, destroy_sample);
}
