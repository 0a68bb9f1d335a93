/* The arena, allocation that cannot fail, errors and the list of sounds. */
#include "base/arena.h"
#include "base/cue_sound.h"
#include "base/error.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void arena_hands_out_zeroed_aligned_memory_of_any_size(void **state) {
  (void)state;
  static const size_t sizes[] = {0, 1, 7, 16, 100, 4095, 5000, 16384, 100000, 1 << 20, 3};
  struct arena *arena = arena_create();
  for (int round = 0; round < 50; round++) {
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
      unsigned char *bytes = arena_alloc(arena, sizes[i]);
      assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
      for (size_t at = 0; at < sizes[i]; at++) {
        assert_int_equal(bytes[at], 0);
      }
      memset(bytes, 0xAB, sizes[i]); /* an overlap would show as a byte that is not zero */
    }
  }
  arena_destroy(arena);
  arena_destroy(NULL);
}

static void arena_copies_and_formats_strings(void **state) {
  (void)state;
  struct arena *arena = arena_create();
  char *copy = arena_copy(arena, "hamstrings", 3);
  char *whole = arena_string(arena, "calves");
  char *made = arena_format(arena, "%d x %s", 3, "bridge");
  int *numbers = arena_array(arena, 1000, sizeof *numbers);
  numbers[999] = 1;
  assert_string_equal(copy, "ham");
  assert_string_equal(whole, "calves");
  assert_string_equal(made, "3 x bridge");
  assert_string_equal(arena_copy(arena, NULL, 0), "");
  arena_destroy(arena);
}

static void memory_is_zeroed_resized_and_copied(void **state) {
  (void)state;
  int *numbers = memory_alloc(4, sizeof *numbers);
  assert_int_equal(numbers[3], 0);
  numbers[3] = 7;
  numbers = memory_resize(numbers, 4000, sizeof *numbers);
  assert_int_equal(numbers[3], 7);
  free(numbers);
  char *text = memory_string("breathe");
  assert_string_equal(text, "breathe");
  free(text);
}

static int last_words_pipe;

static void say_last_words(void) {
  ssize_t written = write(last_words_pipe, "goodbye", 7);
  (void)written;
}

static void ask_for_too_much(void) {
  void *volatile block = memory_resize(NULL, SIZE_MAX / 2, 16);
  free(block);
}

static void what_is_formatted_is_whole_wherever_a_block_ends(void **state) {
  (void)state;
  enum { TEXTS = 700, LONGEST = 190 };
  static char expected[TEXTS][LONGEST + 1];
  const char *made[TEXTS];
  struct arena *arena = arena_create();
  for (int i = 0; i < TEXTS; i++) {
    snprintf(expected[i], sizeof expected[i], "%0*d", 1 + i * 37 % LONGEST, i);
    made[i] = arena_format(arena, "%0*d", 1 + i * 37 % LONGEST, i);
    unsigned char *zeroed = arena_alloc(arena, 24);
    for (size_t byte = 0; byte < 24; byte++) {
      assert_int_equal(zeroed[byte], 0);
    }
  }
  for (int i = 0; i < TEXTS; i++) {
    assert_string_equal(made[i], expected[i]);
  }
  arena_destroy(arena);
}

static void ask_the_arena_for_too_much(void) {
  struct arena *arena = arena_create();
  arena_array(arena, SIZE_MAX / 2, 16);
}

static void running_out_says_the_last_words_and_exits_3(void **state) {
  (void)state;
  void (*const asks[])(void) = {ask_for_too_much, ask_the_arena_for_too_much, memory_exhausted};
  for (size_t i = 0; i < ARRAY_LEN(asks); i++) {
    int words[2], complaint[2];
    assert_int_equal(pipe(words), 0);
    assert_int_equal(pipe(complaint), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
      last_words_pipe = words[1];
      dup2(complaint[1], STDERR_FILENO);
      memory_set_last_words(say_last_words);
      asks[i]();
      _exit(0);
    }
    int status = 0;
    char heard[64] = "", seen[64] = "";
    assert_int_equal(waitpid(child, &status, 0), child);
    close(words[1]);
    close(complaint[1]);
    assert_int_equal(read(words[0], heard, sizeof heard - 1), 7);
    assert_true(read(complaint[0], seen, sizeof seen - 1) > 0);
    assert_string_equal(heard, "goodbye");
    assert_string_equal(seen, "limber: out of memory\n");
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
    close(words[0]);
    close(complaint[0]);
  }
}

static void an_error_carries_code_and_words_and_knows_its_exit_status(void **state) {
  (void)state;
  struct error err = {0};
  assert_false(error_set(&err, ERROR_INPUT, "no routine %s", "\"x\""));
  assert_int_equal(err.code, ERROR_INPUT);
  assert_string_equal(err.message, "no routine \"x\"");
  assert_false(error_set(&err, ERROR_MACHINE, "play: %s", err.message)); /* wrapping its own message */
  assert_string_equal(err.message, "play: no routine \"x\"");
  assert_false(error_set(NULL, ERROR_USAGE, "nobody listens"));
  assert_int_equal(error_exit_status(ERROR_NONE), 0);
  assert_int_equal(error_exit_status(ERROR_INPUT), 1);
  assert_int_equal(error_exit_status(ERROR_USAGE), 2);
  assert_int_equal(error_exit_status(ERROR_MACHINE), 3);
}

static void a_long_message_is_cut_between_characters(void **state) {
  (void)state;
  for (size_t before = 500; before < 512; before++) {
    char text[2048];
    memset(text, 'a', before);
    for (size_t at = before; at + 4 < sizeof text; at += 3) {
      memcpy(text + at, "\xE2\x82\xAC", 4);
    }
    struct error err = {0};
    error_set(&err, ERROR_INPUT, "%s", text);
    size_t length = strlen(err.message);
    assert_in_range(length, sizeof err.message - 4, sizeof err.message - 1);
    assert_true(length <= before || (length - before) % 3 == 0);
  }
}

static void every_sound_is_found_by_its_name(void **state) {
  (void)state;
  for (int sound = CUE_SOUND_NONE + 1; sound < CUE_SOUND_COUNT_OF; sound++) {
    const char *name = cue_sound_name((enum cue_sound)sound);
    assert_non_null(name);
    assert_int_equal(cue_sound_of(name), sound);
  }
  assert_null(cue_sound_name(CUE_SOUND_NONE));
  assert_int_equal(cue_sound_of("../start"), CUE_SOUND_NONE);
  assert_string_equal(cue_sound_name(CUE_SOUND_REP_IN), "rep-in");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arena_hands_out_zeroed_aligned_memory_of_any_size),
      cmocka_unit_test(arena_copies_and_formats_strings),
      cmocka_unit_test(what_is_formatted_is_whole_wherever_a_block_ends),
      cmocka_unit_test(memory_is_zeroed_resized_and_copied),
      cmocka_unit_test(running_out_says_the_last_words_and_exits_3),
      cmocka_unit_test(an_error_carries_code_and_words_and_knows_its_exit_status),
      cmocka_unit_test(a_long_message_is_cut_between_characters),
      cmocka_unit_test(every_sound_is_found_by_its_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
