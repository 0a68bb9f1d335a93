/* Sounds begin at their very frame, add up without clipping, and change loudness without a click. */
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

enum { RATE = 48000 };

#define FRAMES ((size_t)2 * RATE)

/* A bank of the project's own sounds, and a mixer whose stream began at moment 0. */
struct fixture {
  struct bank *bank;
  struct mixer *mixer;
  struct frame_clock clock;
  float *out;
};

static int set_up(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  struct error err = {0};
  fixture->bank = bank_load(&(struct bank_source){.folder = SOURCE_DIR "/sounds"}, RATE, &err);
  fixture->mixer = mixer_create();
  fixture->out = calloc(FRAMES, sizeof *fixture->out);
  mixer_reset(fixture->mixer, fixture->bank);
  frame_clock_init_virtual(&fixture->clock, RATE);
  *state = fixture;
  return fixture->bank == NULL;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  mixer_destroy(fixture->mixer);
  bank_destroy(fixture->bank);
  free(fixture->out);
  free(fixture);
  return 0;
}

static void play(struct fixture *fixture, int64_t id, int64_t at_ns, enum cue_sound sound) {
  assert_true(mixer_play(fixture->mixer,
                         &(struct mixer_play){.id = id, .at_ns = at_ns, .due_ns = at_ns + 7, .sound = sound, .gain = 1}));
}

/* Renders frames [from, to) of the stream in blocks of `block`. */
static void render(struct fixture *fixture, size_t from, size_t to, size_t block) {
  for (size_t at = from; at < to; at += block) {
    size_t count = to - at < block ? to - at : block;
    mixer_render(fixture->mixer, &fixture->clock, (int64_t)at, fixture->out + at, count);
  }
}

/* The first frame from `from` on that is not silent. */
static size_t onset(const struct fixture *fixture, size_t from) {
  while (from < FRAMES && fixture->out[from] == 0) {
    from++;
  }
  return from;
}

/* The first sample of a clip that is not silent: clips begin with a swing through zero. */
static size_t lead(const struct fixture *fixture, enum cue_sound sound) {
  struct clip clip = bank_clip(fixture->bank, sound);
  size_t at = 0;
  while (clip.samples[at] == 0) {
    at++;
  }
  return at;
}

static void a_sound_begins_at_its_very_frame_in_blocks_of_any_size(void **state) {
  struct fixture *fixture = *state;
  static const size_t blocks[] = {1, 64, 480, 1000, 4096, FRAMES};
  static const int64_t moments_ns[] = {0, 1, 10417, 20834, 333333333, 999999999, 1000000000};
  size_t skipped = lead(fixture, CUE_SOUND_COUNT);
  int64_t id = 0;
  for (size_t i = 0; i < ARRAY_LEN(blocks); i++) {
    for (size_t j = 0; j < ARRAY_LEN(moments_ns); j++) {
      mixer_reset(fixture->mixer, fixture->bank);
      play(fixture, id++, moments_ns[j], CUE_SOUND_COUNT);
      render(fixture, 0, FRAMES, blocks[i]);
      assert_int_equal(onset(fixture, 0), (size_t)llround((double)moments_ns[j] * RATE / 1e9) + skipped);
    }
  }
}

static void a_sound_alone_is_the_clip_as_it_is(void **state) {
  struct fixture *fixture = *state;
  struct clip clip = bank_clip(fixture->bank, CUE_SOUND_START);
  play(fixture, 1, SECONDS(1) / 2, CUE_SOUND_START);
  render(fixture, 0, FRAMES, 333);
  assert_memory_equal(fixture->out + RATE / 2, clip.samples, clip.length * sizeof(float));
  assert_int_equal(onset(fixture, RATE / 2 + clip.length), FRAMES);
}

static void what_has_begun_is_reported_with_its_moment(void **state) {
  struct fixture *fixture = *state;
  struct mixer_report report;
  play(fixture, 42, SECONDS(1), CUE_SOUND_END);
  render(fixture, 0, RATE, 480);
  assert_false(mixer_take_report(fixture->mixer, &report));
  render(fixture, RATE, RATE + 480, 480);
  assert_true(mixer_take_report(fixture->mixer, &report));
  assert_true(report.begun);
  assert_int_equal(report.id, 42);
  assert_int_equal(report.due_ns, SECONDS(1) + 7);
  assert_int_equal(report.started_ns, SECONDS(1));
  size_t length = bank_clip(fixture->bank, CUE_SOUND_END).length;
  assert_int_equal(mixer_rings_until(fixture->mixer), frame_clock_time(&fixture->clock, RATE + (int64_t)length));
}

static void a_little_late_begins_at_once_and_too_late_not_at_all(void **state) {
  struct fixture *fixture = *state;
  struct mixer_report report;
  render(fixture, 0, RATE, 480);
  play(fixture, 1, SECONDS(1) - MIXER_LATE_NS, CUE_SOUND_COUNT);
  render(fixture, RATE, RATE + 480, 480);
  assert_int_equal(onset(fixture, 0), RATE + lead(fixture, CUE_SOUND_COUNT));
  assert_true(mixer_take_report(fixture->mixer, &report));
  assert_true(report.begun);
  assert_int_equal(report.started_ns, SECONDS(1));
  play(fixture, 2, SECONDS(1) + 480 * NS_PER_S / RATE - MIXER_LATE_NS - NS_PER_MS, CUE_SOUND_COUNT);
  render(fixture, RATE + 480, RATE + 960, 480);
  assert_true(mixer_take_report(fixture->mixer, &report));
  assert_false(report.begun);
  assert_int_equal(report.id, 2);
}

static void cancelled_sounds_are_not_heard_and_ringing_ones_ring_out(void **state) {
  struct fixture *fixture = *state;
  struct clip clip = bank_clip(fixture->bank, CUE_SOUND_REST);
  play(fixture, 1, 0, CUE_SOUND_REST);
  play(fixture, 2, SECONDS(1) / 2, CUE_SOUND_START);
  render(fixture, 0, 480, 480);
  assert_true(mixer_cancel(fixture->mixer));
  render(fixture, 480, FRAMES, 480);
  assert_memory_equal(fixture->out, clip.samples, clip.length * sizeof(float));
  assert_int_equal(onset(fixture, clip.length), FRAMES);
}

static void the_same_id_is_never_begun_twice(void **state) {
  struct fixture *fixture = *state;
  struct mixer_report report;
  play(fixture, 1, 0, CUE_SOUND_COUNT);
  play(fixture, 1, 0, CUE_SOUND_COUNT);
  render(fixture, 0, 480, 480);
  mixer_cancel(fixture->mixer);
  play(fixture, 1, 0, CUE_SOUND_COUNT);
  render(fixture, 480, RATE, 480);
  assert_true(mixer_take_report(fixture->mixer, &report));
  assert_false(mixer_take_report(fixture->mixer, &report));
}

static void many_at_once_do_not_clip(void **state) {
  struct fixture *fixture = *state;
  for (int64_t id = 0; id < 40; id++) {
    play(fixture, id, NS_PER_S / 10, CUE_SOUND_START);
  }
  render(fixture, 0, FRAMES, 480);
  float peak = 0;
  for (size_t i = 0; i < FRAMES; i++) {
    assert_true(isfinite(fixture->out[i]));
    peak = fmaxf(peak, fabsf(fixture->out[i]));
  }
  assert_true(peak > 0.9F && peak <= 1.0F);
}

static void more_than_there_are_voices_are_reported_missed(void **state) {
  struct fixture *fixture = *state;
  struct mixer_report report;
  for (int64_t id = 0; id < MIXER_VOICES + 3; id++) {
    play(fixture, id, SECONDS(1), CUE_SOUND_COUNT);
  }
  render(fixture, 0, 480, 480);
  for (int64_t id = MIXER_VOICES; id < MIXER_VOICES + 3; id++) {
    assert_true(mixer_take_report(fixture->mixer, &report));
    assert_false(report.begun);
    assert_int_equal(report.id, id);
  }
  assert_false(mixer_take_report(fixture->mixer, &report));
}

/* The greatest change between neighbouring samples: a click would be one of several tenths. */
static float steepest(const struct fixture *fixture, size_t from, size_t to) {
  float most = 0;
  for (size_t i = from + 1; i < to; i++) {
    most = fmaxf(most, fabsf(fixture->out[i] - fixture->out[i - 1]));
  }
  return most;
}

static void a_change_of_volume_is_a_ramp_of_ten_milliseconds(void **state) {
  struct fixture *fixture = *state;
  struct clip clip = bank_clip(fixture->bank, CUE_SOUND_REST);
  play(fixture, 1, 0, CUE_SOUND_REST);
  render(fixture, 0, 9600, 480);
  float before = steepest(fixture, 0, 9600);
  mixer_set_volume(fixture->mixer, 0);
  render(fixture, 9600, 19200, 480);
  mixer_set_volume(fixture->mixer, 0.5F);
  render(fixture, 19200, 28800, 480);
  assert_true(steepest(fixture, 0, 28800) <= before * 1.05F);
  assert_true(fixture->out[9600 + 100] != 0);
  for (size_t i = 9600 + 481; i < 19200; i++) {
    assert_true(fixture->out[i] == 0);
  }
  for (size_t i = 19200 + 481; i < 28800; i++) {
    assert_float_equal(fixture->out[i], 0.5F * clip.samples[i], 1e-6);
  }
}

static void a_stream_begun_anew_forgets_the_old_ones_sounds(void **state) {
  struct fixture *fixture = *state;
  play(fixture, 1, 0, CUE_SOUND_REST);
  play(fixture, 2, SECONDS(1) / 2, CUE_SOUND_REST);
  render(fixture, 0, 480, 480);
  play(fixture, 3, SECONDS(1) / 2, CUE_SOUND_REST);
  mixer_reset(fixture->mixer, fixture->bank);
  memset(fixture->out, 0, FRAMES * sizeof(float));
  render(fixture, 0, FRAMES, 480);
  assert_int_equal(onset(fixture, 0), FRAMES);
}

static void nobody_who_renders_means_no_room_after_a_while(void **state) {
  struct fixture *fixture = *state;
  int taken = 0;
  while (taken < 10000 && mixer_play(fixture->mixer, &(struct mixer_play){.id = taken, .sound = CUE_SOUND_COUNT, .gain = 1})) {
    taken++;
  }
  assert_in_range(taken, 64, 9999);
}

/* The loudest sample of [from, to). */
static float loudest(const struct fixture *fixture, size_t from, size_t to) {
  float most = 0;
  for (size_t i = from; i < to; i++) {
    most = fmaxf(most, fabsf(fixture->out[i]));
  }
  return most;
}

static void a_breath_called_off_dies_away_softly(void **state) {
  struct fixture *fixture = *state;
  play(fixture, 1, 0, CUE_SOUND_BREATH_IN);
  render(fixture, 0, RATE, 480);
  assert_true(loudest(fixture, RATE - 4800, RATE) > 0.005F);
  mixer_cancel(fixture->mixer);
  render(fixture, RATE, FRAMES, 480);
  assert_true(loudest(fixture, RATE, RATE + 2400) > 0.003F);
  assert_true(loudest(fixture, RATE + RATE / 4, FRAMES) == 0);
  float step = 0;
  for (size_t i = RATE; i < FRAMES; i++) {
    step = fmaxf(step, fabsf(fixture->out[i] - fixture->out[i - 1]));
  }
  assert_true(step < 0.003F);
}

static void a_breath_makes_room_for_other_sounds(void **state) {
  struct fixture *fixture = *state;
  play(fixture, 1, 0, CUE_SOUND_BREATH_IN);
  render(fixture, 0, FRAMES, 480);
  float alone = loudest(fixture, RATE, RATE + 4800);
  float *with = calloc(FRAMES, sizeof *with);
  mixer_reset(fixture->mixer, fixture->bank);
  play(fixture, 2, 0, CUE_SOUND_BREATH_IN);
  play(fixture, 3, RATE / 2 * NS_PER_S / RATE, CUE_SOUND_REST);
  render(fixture, 0, FRAMES, 480);
  memcpy(with, fixture->out, FRAMES * sizeof *with);
  mixer_reset(fixture->mixer, fixture->bank);
  play(fixture, 4, RATE / 2 * NS_PER_S / RATE, CUE_SOUND_REST);
  render(fixture, 0, FRAMES, 480);
  for (size_t i = 0; i < FRAMES; i++) {
    fixture->out[i] = with[i] - fixture->out[i]; /* the breath beside the other sound */
  }
  float beside = loudest(fixture, RATE, RATE + 4800);
  free(with);
  assert_true(beside < 0.4F * alone && beside > 0.25F * alone);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_sound_begins_at_its_very_frame_in_blocks_of_any_size, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_sound_alone_is_the_clip_as_it_is, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_has_begun_is_reported_with_its_moment, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_little_late_begins_at_once_and_too_late_not_at_all, set_up, tear_down),
      cmocka_unit_test_setup_teardown(cancelled_sounds_are_not_heard_and_ringing_ones_ring_out, set_up, tear_down),
      cmocka_unit_test_setup_teardown(the_same_id_is_never_begun_twice, set_up, tear_down),
      cmocka_unit_test_setup_teardown(many_at_once_do_not_clip, set_up, tear_down),
      cmocka_unit_test_setup_teardown(more_than_there_are_voices_are_reported_missed, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_change_of_volume_is_a_ramp_of_ten_milliseconds, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_stream_begun_anew_forgets_the_old_ones_sounds, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_breath_called_off_dies_away_softly, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_breath_makes_room_for_other_sounds, set_up, tear_down),
      cmocka_unit_test_setup_teardown(nobody_who_renders_means_no_room_after_a_while, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
