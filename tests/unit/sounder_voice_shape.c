/* Speech is cut free of silence, brought to one loudness without clipping, and fitted to the output's rate. */
#include "base/macros.h"
#include "base/memory.h"
#include "sounder/voice_clean.h"
#include "sounder/voice_shape.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { RATE = 16000 };

/* `before_s` of silence, `tone_s` of a tone that is `size` high, `after_s` of silence. */
static struct voice_samples tone(double before_s, double tone_s, double after_s, float size) {
  struct voice_samples speech = {.length = (size_t)lround((before_s + tone_s + after_s) * RATE), .rate = RATE};
  speech.samples = memory_alloc(speech.length, sizeof(float));
  size_t first = (size_t)lround(before_s * RATE);
  for (size_t i = 0; i < (size_t)lround(tone_s * RATE); i++) {
    speech.samples[first + i] = size * sinf(6.2831853F * 200 * (float)i / RATE);
  }
  return speech;
}

static void silence_goes_at_both_ends_and_stays_in_the_middle(void **state) {
  (void)state;
  static const double cases[][2] = {{0, 0}, {0.2, 0}, {0, 0.2}, {0.15, 0.23}, {3, 3}};
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct voice_samples speech = tone(cases[i][0], 0.5, cases[i][1], 0.1F);
    size_t hole = (size_t)lround((cases[i][0] + 0.2) * RATE);
    for (size_t at = hole; at < hole + RATE / 10; at++) {
      speech.samples[at] = 0;
    }
    assert_true(shape_trim(&speech));
    double length_s = (double)speech.length / RATE;
    assert_true(length_s >= 0.495 && length_s <= 0.5 + SHAPE_LEAD_S + SHAPE_TAIL_S + 0.01);
    size_t onset = 0;
    while (fabsf(speech.samples[onset]) < 0.01F) {
      onset++;
    }
    assert_true(onset <= RATE * 15 / 1000);
    assert_true(fabsf(speech.samples[0]) < 0.001F && fabsf(speech.samples[speech.length - 1]) < 0.001F);
    free(speech.samples);
  }
}

static void nothing_but_silence_is_no_speech(void **state) {
  (void)state;
  static const float sizes[] = {0, 0.0001F};
  for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
    struct voice_samples speech = tone(0.1, 0.5, 0.1, sizes[i]);
    assert_false(shape_trim(&speech));
    free(speech.samples);
  }
}

static void soft_and_loud_voices_come_out_alike(void **state) {
  (void)state;
  static const float sizes[] = {0.01F, 0.1F, 0.5F, 1.0F};
  for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
    struct voice_samples speech = tone(0.1, 0.6, 0.3, sizes[i]);
    shape_level(&speech);
    assert_float_equal(shape_level_db(&speech), SHAPE_LEVEL_DB, 0.5);
    free(speech.samples);
  }
}

/* By how much the sample nearest to `at` that says so has been changed. */
static float factor_at(const struct voice_samples *before, const struct voice_samples *after, size_t at) {
  while (fabsf(before->samples[at]) < 0.01F) {
    at--;
  }
  return after->samples[at] / before->samples[at];
}

static void peaks_are_held_under_the_ceiling_smoothly(void **state) {
  (void)state;
  struct voice_samples before = tone(0, 1, 0, 0.02F);
  struct voice_samples speech = tone(0, 1, 0, 0.02F);
  size_t peak = RATE / 2;
  speech.samples[peak] = 1.0F;
  shape_level(&speech);
  float most = 0;
  for (size_t i = 0; i < speech.length; i++) {
    most = fmaxf(most, fabsf(speech.samples[i]));
  }
  assert_true(most <= SHAPE_CEILING && most > 0.5F);
  /* The gain has sunk before the peak is there, and rises again more slowly. */
  float usual = factor_at(&before, &speech, RATE / 4);
  float ahead = factor_at(&before, &speech, peak - RATE * 3 / 1000);
  float near = factor_at(&before, &speech, peak - 1);
  float behind = factor_at(&before, &speech, peak + RATE * 50 / 1000);
  assert_true(near < ahead && ahead < usual);
  assert_true(near < behind && behind < usual);
  free(speech.samples);
  free(before.samples);
}

static void another_rate_changes_neither_length_nor_loudness(void **state) {
  (void)state;
  static const int rates[] = {8000, 16000, 22050, 44100, 48000};
  for (size_t i = 0; i < ARRAY_LEN(rates); i++) {
    struct voice_samples speech = tone(0, 1, 0, 0.2F);
    double level_db = shape_level_db(&speech);
    assert_true(shape_resample(&speech, rates[i], NULL));
    assert_int_equal(speech.rate, rates[i]);
    assert_in_range(speech.length, rates[i] - 2, rates[i] + 2);
    assert_float_equal(shape_level_db(&speech), level_db, 0.3);
    free(speech.samples);
  }
}

/* Adds a tone of `hertz` to a part of `speech`. */
static void add_tone(struct voice_samples *speech, double from_s, double to_s, double hertz, float size) {
  for (size_t i = (size_t)lround(from_s * RATE); i < (size_t)lround(to_s * RATE); i++) {
    speech->samples[i] += size * sinf(6.2831853F * (float)hertz * (float)i / RATE);
  }
}

/* How strong `hertz` is in a part of `speech`: the height of the tone. */
static double strength(const struct voice_samples *speech, double from_s, double to_s, double hertz) {
  double sine = 0, cosine = 0;
  size_t from = (size_t)lround(from_s * RATE), to = (size_t)lround(to_s * RATE);
  for (size_t i = from; i < to; i++) {
    double turn = 6.283185307179586 * hertz * (double)i / RATE;
    sine += sin(turn) * (double)speech->samples[i];
    cosine += cos(turn) * (double)speech->samples[i];
  }
  return 2 * hypot(sine, cosine) / (double)(to - from);
}

static void an_offset_and_rumble_go(void **state) {
  (void)state;
  struct voice_samples speech = tone(0.1, 1, 0.1, 0.2F);
  for (size_t i = 0; i < speech.length; i++) {
    speech.samples[i] += 0.05F;
  }
  add_tone(&speech, 0, 1.2, 15, 0.1F);
  clean_speech(&speech);
  double mean = 0;
  for (size_t i = RATE / 10; i < speech.length; i++) {
    mean += (double)speech.samples[i] / (double)speech.length;
  }
  assert_true(fabs(mean) < 0.001);
  assert_true(strength(&speech, 0.4, 1.0, 15) < 0.01);
  assert_float_equal(strength(&speech, 0.4, 1.0, 200), 0.2, 0.004);
  free(speech.samples);
}

/* An s as loud as the vowel before it is held down; a soft one, and the vowel, stay as they are. */
static void a_sharp_s_is_softened_and_nothing_else(void **state) {
  (void)state;
  static const struct {
    float sharp;
    double least, most;
  } cases[] = {{0.2F, 0.03, 0.09}, {0.03F, 0.027, 0.033}};
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct voice_samples speech = tone(0, 1, 0.4, 0.2F);
    add_tone(&speech, 1.05, 1.35, 6000, cases[i].sharp);
    clean_speech(&speech);
    double left = strength(&speech, 1.1, 1.3, 6000);
    if (left < cases[i].least || left > cases[i].most) {
      fail_msg("an s of %.2f comes out as %.3f", (double)cases[i].sharp, left);
    }
    assert_float_equal(strength(&speech, 0.2, 0.9, 200), 0.2, 0.004);
    free(speech.samples);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(silence_goes_at_both_ends_and_stays_in_the_middle),
      cmocka_unit_test(nothing_but_silence_is_no_speech),
      cmocka_unit_test(soft_and_loud_voices_come_out_alike),
      cmocka_unit_test(peaks_are_held_under_the_ceiling_smoothly),
      cmocka_unit_test(another_rate_changes_neither_length_nor_loudness),
      cmocka_unit_test(an_offset_and_rumble_go),
      cmocka_unit_test(a_sharp_s_is_softened_and_nothing_else),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
