/* Kept speech comes back as it was, never that of something else; damage is as good as nothing; the bound is kept. */
#include "base/macros.h"
#include "base/memory.h"
#include "sounder/voice_cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { RATE = 16000, LENGTH = 4000, PATH = 512 };

struct fixture {
  char folder[PATH];
  float samples[LENGTH];
  struct voice_samples speech;
};

static int set_up(void **state) {
  struct fixture *fixture = calloc(1, sizeof *fixture);
  snprintf(fixture->folder, sizeof fixture->folder, BINARY_DIR "/voice-XXXXXX");
  if (!mkdtemp(fixture->folder)) {
    return 1;
  }
  for (size_t i = 0; i < LENGTH; i++) {
    fixture->samples[i] = sinf((float)i * 0.1F) / 2;
  }
  fixture->speech = (struct voice_samples){.samples = fixture->samples, .length = LENGTH, .rate = RATE};
  *state = fixture;
  return 0;
}

/* Calls `visit` with the path of each file there; their number. */
static size_t each_file(const char *folder, void (*visit)(const char *path, void *context), void *context) {
  DIR *dir = opendir(folder);
  size_t count = 0;
  assert_non_null(dir);
  for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    char path[2 * PATH];
    if (entry->d_name[0] != '.') {
      snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
      visit(path, context);
      count++;
    }
  }
  closedir(dir);
  return count;
}

static void delete_file(const char *path, void *context) {
  (void)context;
  unlink(path);
}

static void add_size(const char *path, void *context) {
  struct stat about;
  assert_int_equal(stat(path, &about), 0);
  *(int64_t *)context += about.st_size;
}

static int tear_down(void **state) {
  struct fixture *fixture = *state;
  each_file(fixture->folder, delete_file, NULL);
  rmdir(fixture->folder);
  free(fixture);
  return 0;
}

static bool holds(struct voice_cache *cache, const char *voice, const char *text, int rate) {
  struct voice_samples found = {0};
  bool there = voice_cache_load(cache, voice, text, rate, &found);
  free(found.samples);
  return there;
}

static void what_was_kept_comes_back_for_the_same_text_voice_and_rate_only(void **state) {
  struct fixture *fixture = *state;
  struct voice_cache *cache = voice_cache_open(fixture->folder, VOICE_CACHE_BYTES_MAX);
  struct voice_samples found = {0};
  assert_false(holds(cache, "flite:rms", "And rest.", RATE));
  voice_cache_store(cache, "flite:rms", "And rest.", &fixture->speech);
  voice_cache_close(cache);
  cache = voice_cache_open(fixture->folder, VOICE_CACHE_BYTES_MAX);
  assert_true(voice_cache_load(cache, "flite:rms", "And rest.", RATE, &found));
  assert_int_equal(found.length, LENGTH);
  assert_int_equal(found.rate, RATE);
  for (size_t i = 0; i < LENGTH; i++) {
    assert_float_equal(found.samples[i], fixture->samples[i], 1e-4);
  }
  free(found.samples);
  assert_false(holds(cache, "flite:slt", "And rest.", RATE));
  assert_false(holds(cache, "flite:rms", "And rest", RATE));
  assert_false(holds(cache, "flite:rms", "And rest.", 48000));
  voice_cache_close(cache);
}

struct damage {
  size_t at, length; /* `length` bytes from `at` on are turned over; 0: the file ends there */
};

static void do_damage(const char *path, void *context) {
  const struct damage *damage = context;
  int fd = open(path, O_RDWR);
  assert_true(fd >= 0);
  for (size_t i = 0; i < damage->length; i++) {
    unsigned char byte = 0;
    off_t at = (off_t)(damage->at + i);
    assert_int_equal(pread(fd, &byte, 1, at), 1);
    byte = (unsigned char)~byte;
    assert_int_equal(pwrite(fd, &byte, 1, at), 1);
  }
  if (damage->length == 0) {
    assert_int_equal(ftruncate(fd, (off_t)damage->at), 0);
  }
  close(fd);
}

static void a_damaged_file_is_as_good_as_none_and_is_made_anew(void **state) {
  struct fixture *fixture = *state;
  struct voice_cache *cache = voice_cache_open(fixture->folder, VOICE_CACHE_BYTES_MAX);
  static const struct damage damages[] = {{0, 0}, {1, 0}, {23, 0}, {60, 0}, {4000, 0}, {0, 1},
                                          {4, 1}, {8, 4}, {12, 4}, {16, 1}, {30, 1},   {4000, 1}};
  for (size_t i = 0; i < ARRAY_LEN(damages); i++) {
    struct damage damage = damages[i];
    voice_cache_store(cache, "flite:rms", "And rest.", &fixture->speech);
    assert_true(holds(cache, "flite:rms", "And rest.", RATE));
    each_file(fixture->folder, do_damage, &damage);
    assert_false(holds(cache, "flite:rms", "And rest.", RATE));
  }
  voice_cache_close(cache);
}

static void what_was_not_used_for_longest_goes_when_there_is_too_much(void **state) {
  struct fixture *fixture = *state;
  int64_t most = INT64_C(10) * LENGTH * 2;
  struct voice_cache *cache = voice_cache_open(fixture->folder, most);
  char text[32];
  voice_cache_store(cache, "v", "in use", &fixture->speech);
  for (int i = 0; i < 50; i++) {
    snprintf(text, sizeof text, "text %d", i);
    voice_cache_store(cache, "v", text, &fixture->speech);
    assert_true(holds(cache, "v", text, RATE));
    assert_true(holds(cache, "v", "in use", RATE));
    int64_t bytes = 0;
    each_file(fixture->folder, add_size, &bytes);
    assert_true(bytes <= most);
  }
  assert_false(holds(cache, "v", "text 0", RATE));
  voice_cache_close(cache);
}

static void a_folder_that_cannot_be_is_no_fault(void **state) {
  struct fixture *fixture = *state;
  struct voice_cache *cache = voice_cache_open("/dev/null/voice", VOICE_CACHE_BYTES_MAX);
  voice_cache_store(cache, "v", "text", &fixture->speech);
  assert_false(holds(cache, "v", "text", RATE));
  voice_cache_close(cache);
  voice_cache_close(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_was_kept_comes_back_for_the_same_text_voice_and_rate_only, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_damaged_file_is_as_good_as_none_and_is_made_anew, set_up, tear_down),
      cmocka_unit_test_setup_teardown(what_was_not_used_for_longest_goes_when_there_is_too_much, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_folder_that_cannot_be_is_no_fault, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
