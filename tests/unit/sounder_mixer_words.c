/* Words begin at their very frame, never two at once, never cut off; sounds are softer while they last. */
#include "base/macros.h"
#include "base/timespan.h"
#include "sounder/mixer.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RATE = 48000, WORDS = 2 };

#define FRAMES ((size_t)3 * RATE)
#define LENGTH ((size_t)RATE / 2)
#define GAP_NS (80 * NS_PER_MS)

/* Speeches of half a second, each of one unmistakable value, and a mixer whose stream began at moment 0. */
struct fixture {
  struct bank *bank;
  struct mixer *mixer;
  struct frame_clock clock;
  float samples[WORDS][LENGTH];
  struct speech speeches[WORDS];
  float out[FRAMES];
};

static int set_up(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  struct error err = {0};
  fixture->bank = bank_load(&(struct bank_source){.folder = SOURCE_DIR "/sounds"}, RATE, &err);
  fixture->mixer = mixer_create();
  for (size_t i = 0; i < WORDS; i++) {
    for (size_t at = 0; at < LENGTH; at++) {
      fixture->samples[i][at] = i == 0 ? 0.25F : 0.5F;
    }
    fixture->speeches[i].clip = (struct clip){.samples = fixture->samples[i], .length = LENGTH};
  }
  mixer_reset(fixture->mixer, fixture->bank);
  frame_clock_init_virtual(&fixture->clock, RATE);
  *state = fixture;
  return fixture->bank == NULL;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  mixer_destroy(fixture->mixer);
  bank_destroy(fixture->bank);
  free(fixture);
  return 0;
}

static void speak(struct fixture *fixture, int64_t id, size_t which, int64_t at_ns, int64_t room_ns) {
  struct mixer_play play = {
      .id = id, .at_ns = at_ns, .due_ns = at_ns, .gain = 1, .speech = &fixture->speeches[which], .end_by_ns = at_ns + room_ns};
  assert_true(mixer_play(fixture->mixer, &play));
}

static void ring(struct fixture *fixture, int64_t id, int64_t at_ns, enum cue_sound sound) {
  assert_true(mixer_play(fixture->mixer, &(struct mixer_play){.id = id, .at_ns = at_ns, .sound = sound, .gain = 1}));
}

static void render(struct fixture *fixture, size_t from, size_t to, size_t block) {
  for (size_t at = from; at < to; at += block) {
    size_t count = to - at < block ? to - at : block;
    mixer_render(fixture->mixer, &fixture->clock, (int64_t)at, fixture->out + at, count);
  }
}

static size_t frame_of(int64_t at_ns) {
  return (size_t)frame_clock_frame(&(struct frame_clock){.rate = RATE, .anchored = true}, at_ns);
}

/* Whether `value`, and nothing else, is heard from `from` on for the length of a speech. */
static void assert_said(const struct fixture *fixture, size_t from, float value) {
  assert_true(from == 0 || fixture->out[from - 1] == 0);
  for (size_t i = from; i < from + LENGTH; i++) {
    assert_true(fixture->out[i] == value);
  }
  assert_true(fixture->out[from + LENGTH] == 0);
}

static void words_begin_at_their_very_frame_and_are_let_go_when_said(void **state) {
  struct fixture *fixture = *state;
  static const size_t blocks[] = {1, 64, 255, 256, 257, 1000, FRAMES};
  static const int64_t moments_ns[] = {0, 1, 20834, 333333333, NS_PER_S};
  int64_t id = 1;
  for (size_t i = 0; i < ARRAY_LEN(blocks); i++) {
    for (size_t j = 0; j < ARRAY_LEN(moments_ns); j++) {
      mixer_reset(fixture->mixer, fixture->bank);
      speak(fixture, id++, 0, moments_ns[j], SECONDS(1));
      assert_int_equal(atomic_load(&fixture->speeches[0].users), 1);
      render(fixture, 0, FRAMES, blocks[i]);
      assert_said(fixture, frame_of(moments_ns[j]), 0.25F);
      assert_int_equal(atomic_load(&fixture->speeches[0].users), 0);
    }
  }
}

struct meeting {
  int64_t second_at_ns, second_room_ns;
  int64_t begins_ns; /* when the second is heard; below 0: never */
};

static void the_second_of_two_waits_or_is_missed_when_its_room_is_gone(void **state) {
  struct fixture *fixture = *state;
  static const struct meeting meetings[] = {
      {SECONDS(1), SECONDS(1), SECONDS(1)},
      {600 * NS_PER_MS, SECONDS(1), 600 * NS_PER_MS},
      {400 * NS_PER_MS, SECONDS(1), 500 * NS_PER_MS + GAP_NS},
      {400 * NS_PER_MS, 680 * NS_PER_MS, 500 * NS_PER_MS + GAP_NS},
      {400 * NS_PER_MS, 679 * NS_PER_MS, -1},
      {280 * NS_PER_MS, SECONDS(1), 500 * NS_PER_MS + GAP_NS},
      {279 * NS_PER_MS, SECONDS(1), -1},
      {0, SECONDS(2), -1},
  };
  for (size_t i = 0; i < ARRAY_LEN(meetings); i++) {
    const struct meeting *meeting = &meetings[i];
    struct mixer_report report;
    mixer_reset(fixture->mixer, fixture->bank);
    speak(fixture, 100 + (int64_t)i, 0, 0, SECONDS(1));
    render(fixture, 0, 480, 480);
    speak(fixture, 200 + (int64_t)i, 1, meeting->second_at_ns, meeting->second_room_ns);
    render(fixture, 480, FRAMES, 480);
    assert_said(fixture, 0, 0.25F);
    assert_true(mixer_take_report(fixture->mixer, &report) && report.begun);
    assert_true(mixer_take_report(fixture->mixer, &report));
    assert_int_equal(report.id, 200 + (int64_t)i);
    assert_int_equal(report.begun, meeting->begins_ns >= 0);
    if (meeting->begins_ns >= 0) {
      assert_said(fixture, frame_of(meeting->begins_ns), 0.5F);
    }
    assert_int_equal(atomic_load(&fixture->speeches[1].users), 0);
  }
}

static void words_without_room_for_their_end_are_not_begun(void **state) {
  struct fixture *fixture = *state;
  struct mixer_report report;
  speak(fixture, 1, 0, 0, 499 * NS_PER_MS);
  render(fixture, 0, FRAMES, 480);
  assert_true(mixer_take_report(fixture->mixer, &report));
  assert_false(report.begun);
  for (size_t i = 0; i < FRAMES; i++) {
    assert_true(fixture->out[i] == 0);
  }
}

static void what_is_called_off_is_let_go_and_what_is_being_said_is_said_to_its_end(void **state) {
  struct fixture *fixture = *state;
  speak(fixture, 1, 0, 0, SECONDS(1));
  speak(fixture, 2, 1, SECONDS(1), SECONDS(1));
  render(fixture, 0, 480, 480);
  assert_true(mixer_cancel(fixture->mixer));
  render(fixture, 480, FRAMES, 480);
  assert_said(fixture, 0, 0.25F);
  assert_int_equal(atomic_load(&fixture->speeches[1].users), 0);
  speak(fixture, 3, 0, SECONDS(2), SECONDS(1));
  render(fixture, 0, 480, 480);
  speak(fixture, 4, 1, SECONDS(2), SECONDS(1));
  mixer_reset(fixture->mixer, fixture->bank);
  assert_int_equal(atomic_load(&fixture->speeches[0].users), 0);
  assert_int_equal(atomic_load(&fixture->speeches[1].users), 0);
}

static void sounds_are_softer_under_words_and_change_smoothly(void **state) {
  struct fixture *fixture = *state;
  struct clip clip = bank_clip(fixture->bank, CUE_SOUND_REST);
  memset(fixture->samples[0], 0, sizeof fixture->samples[0]);
  assert_true(clip.length > (size_t)RATE * 4 / 10);
  ring(fixture, 1, 0, CUE_SOUND_REST);
  speak(fixture, 2, 0, 100 * NS_PER_MS, SECONDS(1));
  render(fixture, 0, FRAMES, 480);
  const float steepest = 1.1F * 0.6F / (0.05F * RATE); /* 8 dB in 50 ms */
  float before = 1;
  size_t seen = 0;
  float least = 1;
  for (size_t i = 0; i < clip.length; i++) {
    if (fabsf(clip.samples[i]) < 0.02F) {
      continue;
    }
    float factor = fixture->out[i] / clip.samples[i];
    assert_true(i >= (size_t)RATE / 10 || factor == 1);
    assert_true(fabsf(factor - before) < steepest * (float)(i - seen) + 1e-4F);
    before = factor;
    seen = i;
    least = fminf(least, factor);
  }
  assert_float_equal(least, 0.4, 0.001);
}

static void sounds_are_as_loud_as_ever_soon_after_words(void **state) {
  struct fixture *fixture = *state;
  struct clip clip = bank_clip(fixture->bank, CUE_SOUND_COUNT);
  speak(fixture, 1, 0, 0, SECONDS(1));
  ring(fixture, 2, 560 * NS_PER_MS, CUE_SOUND_COUNT);
  render(fixture, 0, FRAMES, 333);
  assert_memory_equal(fixture->out + frame_of(560 * NS_PER_MS), clip.samples, clip.length * sizeof(float));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(words_begin_at_their_very_frame_and_are_let_go_when_said, set_up, tear_down),
      cmocka_unit_test_setup_teardown(the_second_of_two_waits_or_is_missed_when_its_room_is_gone, set_up, tear_down),
      cmocka_unit_test_setup_teardown(words_without_room_for_their_end_are_not_begun, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_is_called_off_is_let_go_and_what_is_being_said_is_said_to_its_end, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(sounds_are_softer_under_words_and_change_smoothly, set_up, tear_down),
      cmocka_unit_test_setup_teardown(sounds_are_as_loud_as_ever_soon_after_words, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
