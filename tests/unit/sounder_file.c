/* A rendered file has every sound at exactly its sample, and appears whole or not at all. */
#include "base/macros.h"
#include "base/timespan.h"
#include "sounder/output_file.h"

#include <math.h>
#include <setjmp.h>
#include <sndfile.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
  char folder[64], path[96];
  struct bank *bank;
  struct mixer *mixer;
  struct schedule schedule;
};

static int set_up(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  snprintf(fixture->folder, sizeof fixture->folder, "/tmp/limber-file-XXXXXX");
  assert_non_null(mkdtemp(fixture->folder));
  snprintf(fixture->path, sizeof fixture->path, "%s/out.wav", fixture->folder);
  fixture->bank = bank_load(&(struct bank_source){.folder = SOURCE_DIR "/sounds"}, OUTPUT_FILE_RATE, NULL);
  assert_non_null(fixture->bank);
  fixture->mixer = mixer_create();
  mixer_reset(fixture->mixer, fixture->bank);
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  unlink(fixture->path);
  assert_int_equal(rmdir(fixture->folder), 0); /* fails when something else was left there */
  mixer_destroy(fixture->mixer);
  bank_destroy(fixture->bank);
  schedule_finish(&fixture->schedule);
  free(fixture);
  return 0;
}

static void add(struct fixture *fixture, int64_t at_ns, enum cue_sound sound) {
  struct scheduled item = {.id = (int64_t)fixture->schedule.count, .due_ns = at_ns, .sound = sound, .gain_percent = 100};
  assert_true(schedule_add(&fixture->schedule, &item, 10000));
}

/* Writes what is scheduled, lasting until `until_ns`. */
static bool write_file(struct fixture *fixture, const char *path, struct mixer *mixer, int64_t until_ns, struct error *err) {
  struct output_file file = {.path = path, .until_ns = until_ns};
  return output_file_write(&file, &fixture->schedule, mixer, NULL, err);
}

static short *read_all(const char *path, SF_INFO *info) {
  SNDFILE *file = sf_open(path, SFM_READ, info);
  assert_non_null(file);
  short *samples = calloc((size_t)info->frames + 1, sizeof *samples);
  assert_int_equal(sf_read_short(file, samples, info->frames), info->frames);
  sf_close(file);
  return samples;
}

static void every_onset_is_at_its_sample(void **state) {
  struct fixture *fixture = *state;
  struct clip clip = bank_clip(fixture->bank, CUE_SOUND_COUNT);
  enum { TICKS = 600 };
  static int64_t moments_ns[TICKS];
  for (int i = 0; i < TICKS; i++) {
    moments_ns[i] = i * SECONDS(1) / 3 + (int64_t)i * i * 7919;
  }
  for (int i = TICKS - 1; i >= 0; i--) {
    add(fixture, moments_ns[i], CUE_SOUND_COUNT);
  }
  struct error err = {0};
  if (!write_file(fixture, fixture->path, fixture->mixer, 0, &err)) {
    fail_msg("%s", err.message);
  }
  SF_INFO info = {0};
  short *samples = read_all(fixture->path, &info);
  assert_int_equal(info.samplerate, 48000);
  assert_int_equal(info.channels, 1);
  assert_int_equal(info.format, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  int64_t last = llround((double)moments_ns[TICKS - 1] * 48000 / 1e9);
  assert_int_equal(info.frames, last + (int64_t)clip.length);
  for (int i = 0; i < TICKS; i++) {
    int64_t at = llround((double)moments_ns[i] * 48000 / 1e9);
    for (size_t j = 0; j < clip.length; j++) {
      assert_int_equal(samples[at + (int64_t)j], lrintf(clip.samples[j] * 32767));
    }
    assert_true(at == 0 || samples[at - 1] == 0);
  }
  free(samples);
}

static void the_file_lasts_as_long_as_asked_or_as_its_sounds(void **state) {
  struct fixture *fixture = *state;
  int64_t finish = (int64_t)bank_clip(fixture->bank, CUE_SOUND_FINISH).length;
  const struct {
    int64_t until_ns, at_ns, frames;
  } cases[] = {{0, -1, 0},
               {1, -1, 0},
               {SECONDS(1), -1, 48000},
               {SECONDS(10) + 10417, -1, 480001},
               {0, SECONDS(1), 48000 + finish},
               {SECONDS(2), SECONDS(1), 48000 + finish},
               {SECONDS(9), SECONDS(1), INT64_C(9) * 48000},
               {4096 * NS_PER_S / 48000, -1, 4096}};
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct mixer *mixer = mixer_create();
    mixer_reset(mixer, fixture->bank);
    schedule_clear(&fixture->schedule);
    if (cases[i].at_ns >= 0) {
      add(fixture, cases[i].at_ns, CUE_SOUND_FINISH);
    }
    assert_true(write_file(fixture, fixture->path, mixer, cases[i].until_ns, NULL));
    SF_INFO info = {0};
    free(read_all(fixture->path, &info));
    assert_int_equal(info.frames, cases[i].frames);
    mixer_destroy(mixer);
  }
}

static void other_formats_hold_the_same_length(void **state) {
  struct fixture *fixture = *state;
  static const char *const suffixes[] = {"flac", "ogg", "opus", "mp3"};
  add(fixture, SECONDS(1), CUE_SOUND_START);
  for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
    struct mixer *mixer = mixer_create();
    mixer_reset(mixer, fixture->bank);
    snprintf(fixture->path, sizeof fixture->path, "%s/out.%s", fixture->folder, suffixes[i]);
    struct error err = {0};
    assert_true(output_file_check(fixture->path, &err));
    if (!write_file(fixture, fixture->path, mixer, SECONDS(5), &err)) {
      fail_msg("%s", err.message);
    }
    SF_INFO info = {0};
    free(read_all(fixture->path, &info));
    assert_int_equal(info.samplerate, 48000);
    assert_true(llabs(info.frames - INT64_C(5) * 48000) < 4000);
    unlink(fixture->path);
    mixer_destroy(mixer);
  }
}

static void what_cannot_be_written_leaves_what_was_there(void **state) {
  struct fixture *fixture = *state;
  struct error err = {0};
  assert_true(write_file(fixture, fixture->path, fixture->mixer, SECONDS(1), &err));
  assert_false(write_file(fixture, fixture->path, fixture->mixer, SECONDS(13 * 3600), &err));
  assert_int_equal(err.code, ERROR_INPUT);
  SF_INFO info = {0};
  free(read_all(fixture->path, &info));
  assert_int_equal(info.frames, 48000);
  assert_false(write_file(fixture, "/nowhere/out.wav", fixture->mixer, 0, &err));
  assert_int_equal(err.code, ERROR_MACHINE);
  assert_false(output_file_check("/tmp/out.txt", &err));
  assert_int_equal(err.code, ERROR_USAGE);
  assert_false(output_file_check("wav", &err));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(every_onset_is_at_its_sample, set_up, tear_down),
      cmocka_unit_test_setup_teardown(the_file_lasts_as_long_as_asked_or_as_its_sounds, set_up, tear_down),
      cmocka_unit_test_setup_teardown(other_formats_hold_the_same_length, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_cannot_be_written_leaves_what_was_there, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
