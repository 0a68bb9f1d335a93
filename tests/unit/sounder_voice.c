/* Words are made by whichever engine is there, fit or do not fit, and what nobody uses is forgotten when there is too much. */
#include "base/macros.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "sounder/device.h"
#include "sounder/voice.h"
#include "sounder/voice_shape.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RATE = 48000, CLOSE_MS = 5000 };

static struct voice *open_voice(const char *wanted, int64_t memory_bytes) {
  return voice_create(&(struct voice_options){.wanted = wanted, .rate = RATE, .memory_bytes = memory_bytes});
}

/* Waits until it is known whether there is an engine. */
static struct voice_state settled(struct voice *voice) {
  struct voice_state state = {.settled = false};
  while (!state.settled) {
    assert_int_equal(poll(&(struct pollfd){.fd = voice_fd(voice), .events = POLLIN}, 1, 10000), 1);
    voice_settle(voice, &state);
  }
  return state;
}

static void every_engine_says_what_it_is_told_at_one_loudness(void **state) {
  (void)state;
  static const char *const engines[] = {"auto",      "flite:rms",    "flite:slt",
                                        "espeak-ng", "espeak-ng:de", "command:espeak-ng --stdout"};
  for (size_t i = 0; i < ARRAY_LEN(engines); i++) {
    struct voice *voice = open_voice(engines[i], VOICE_MEMORY_BYTES);
    struct voice_state known = settled(voice);
    struct speech *speech = NULL;
    if (known.name[0] == '\0') {
      fail_msg("%s: %s", engines[i], known.reason);
    }
    assert_int_equal(voice_wait(voice, "Switch sides.", &speech), VOICE_READY);
    assert_in_range(speech->clip.length, RATE / 2, RATE * 2);
    struct voice_samples copy = {
        .samples = memory_alloc(speech->clip.length, sizeof(float)), .length = speech->clip.length, .rate = RATE};
    memcpy(copy.samples, speech->clip.samples, copy.length * sizeof(float));
    assert_float_equal(shape_level_db(&copy), SHAPE_LEVEL_DB, 1.5);
    free(copy.samples);
    struct speech *again = NULL;
    assert_int_equal(voice_find(voice, "Switch sides.", &again), VOICE_READY);
    assert_ptr_equal(again, speech);
    assert_true(voice_close(voice, CLOSE_MS));
  }
}

static void what_is_not_there_is_named_and_says_nothing(void **state) {
  (void)state;
  static const struct {
    const char *wanted, *reason;
  } cases[] = {
      {"none", ""},
      {"flite:nobody", "the voice flite:nobody is not installed"},
      {"espeak-ng:nowhere", "the voice espeak-ng:nowhere is not installed"},
      {"flite:../../evil", "there is no voice of the name flite:../../evil"},
      {"command:", "there is no voice of the name command:"},
      {"parrot", "there is no voice of the name parrot"},
  };
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct voice *voice = open_voice(cases[i].wanted, VOICE_MEMORY_BYTES);
    struct voice_state known = settled(voice);
    struct speech *speech = NULL;
    assert_string_equal(known.name, "");
    assert_string_equal(known.reason, cases[i].reason);
    assert_int_equal(voice_wait(voice, "Rest.", &speech), VOICE_CANNOT);
    assert_true(voice_close(voice, CLOSE_MS));
  }
}

static void a_command_that_writes_no_sound_or_too_much_says_nothing(void **state) {
  (void)state;
  static const char *const commands[] = {"command:cat",           "command:true",
                                         "command:exit 3",        "command:/nowhere/voice",
                                         "command:cat /dev/zero", "command:exec 0<&-; echo RIFF"};
  for (size_t i = 0; i < ARRAY_LEN(commands); i++) {
    struct voice *voice = open_voice(commands[i], VOICE_MEMORY_BYTES);
    struct speech *speech = NULL;
    assert_int_equal(voice_wait(voice, "Rest.", &speech), VOICE_CANNOT);
    assert_true(voice_close(voice, CLOSE_MS));
  }
}

static void a_command_that_never_answers_does_not_hold_the_end_up(void **state) {
  (void)state;
  struct voice *voice = open_voice("command:sleep 1000", VOICE_MEMORY_BYTES);
  struct speech *speech = NULL;
  assert_int_equal(voice_find(voice, "Rest.", &speech), VOICE_UNDER_WAY);
  assert_true(voice_close(voice, CLOSE_MS));
}

/* Whoever says nothing for long is stopped, and the next words are made. */
static void a_command_has_five_seconds(void **state) {
  (void)state;
  struct voice *voice =
      open_voice("command:read -r words; [ \"$words\" = Rest. ] && sleep 1000; espeak-ng --stdout Go", VOICE_MEMORY_BYTES);
  struct speech *speech = NULL;
  settled(voice);
  int64_t begun_ns = device_now();
  assert_int_equal(voice_wait(voice, "Rest.", &speech), VOICE_CANNOT);
  assert_in_range(device_now() - begun_ns, 4900 * NS_PER_MS, 9000 * NS_PER_MS);
  assert_int_equal(voice_wait(voice, "Go.", &speech), VOICE_READY);
  assert_true(voice_close(voice, CLOSE_MS));
}

static void nothing_and_blanks_are_not_said(void **state) {
  (void)state;
  struct voice *voice = open_voice("espeak-ng", VOICE_MEMORY_BYTES);
  struct speech *speech = NULL;
  assert_int_equal(voice_wait(voice, "", &speech), VOICE_CANNOT);
  assert_int_equal(voice_wait(voice, " ", &speech), VOICE_CANNOT);
  assert_true(voice_close(voice, CLOSE_MS));
}

static void what_is_used_stays_and_the_rest_goes_when_memory_is_full(void **state) {
  (void)state;
  struct voice *voice = open_voice("espeak-ng", 1);
  struct speech *held = NULL;
  struct speech *other = NULL;
  assert_int_equal(voice_wait(voice, "Held.", &held), VOICE_READY);
  atomic_fetch_add(&held->users, 1);
  float first = held->clip.samples[held->clip.length / 2];
  for (int i = 0; i < 600; i++) {
    char text[32];
    snprintf(text, sizeof text, "%d", i);
    assert_int_equal(voice_wait(voice, text, &other), VOICE_READY);
  }
  assert_int_equal(voice_find(voice, "Held.", &other), VOICE_READY);
  assert_ptr_equal(other, held);
  assert_true(held->clip.samples[held->clip.length / 2] == first);
  assert_int_equal(voice_find(voice, "0", &other), VOICE_UNDER_WAY);
  assert_true(voice_close(voice, CLOSE_MS));
}

static void another_rate_is_another_recording(void **state) {
  (void)state;
  struct voice *voice = open_voice("espeak-ng", VOICE_MEMORY_BYTES);
  struct speech *speech = NULL;
  assert_int_equal(voice_wait(voice, "Rest.", &speech), VOICE_READY);
  size_t length = speech->clip.length;
  voice_set_rate(voice, RATE / 2);
  assert_int_equal(voice_find(voice, "Rest.", &speech), VOICE_UNDER_WAY);
  assert_int_equal(voice_wait(voice, "Rest.", &speech), VOICE_READY);
  assert_in_range(speech->clip.length, length * 45 / 100, length * 55 / 100); /* no engine repeats itself exactly */
  assert_true(voice_close(voice, CLOSE_MS));
}

static void the_long_form_is_said_if_it_fits_else_the_short_one_else_nothing(void **state) {
  (void)state;
  struct speech spoken = {.clip = {.length = 1000}};
  struct speech shorter = {.clip = {.length = 400}};
  const struct {
    struct speech *shorter;
    int64_t room;
    const struct speech *said;
  } cases[] = {{&shorter, 1000, &spoken}, {&shorter, 999, &shorter}, {&shorter, 400, &shorter}, {&shorter, 399, NULL},
               {NULL, 1000, &spoken},     {NULL, 999, NULL},         {&shorter, -1, NULL}};
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    assert_ptr_equal(voice_fitting(&spoken, cases[i].shorter, cases[i].room), cases[i].said);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_engine_says_what_it_is_told_at_one_loudness),
      cmocka_unit_test(what_is_not_there_is_named_and_says_nothing),
      cmocka_unit_test(a_command_that_writes_no_sound_or_too_much_says_nothing),
      cmocka_unit_test(a_command_that_never_answers_does_not_hold_the_end_up),
      cmocka_unit_test(a_command_has_five_seconds),
      cmocka_unit_test(nothing_and_blanks_are_not_said),
      cmocka_unit_test(what_is_used_stays_and_the_rest_goes_when_memory_is_full),
      cmocka_unit_test(another_rate_is_another_recording),
      cmocka_unit_test(the_long_form_is_said_if_it_fits_else_the_short_one_else_nothing),
  };
  signal(SIGPIPE, SIG_IGN); /* as the sounder does: a command need not read what it is told */
  return cmocka_run_group_tests(tests, NULL, NULL);
}
