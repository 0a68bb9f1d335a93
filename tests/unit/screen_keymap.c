#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/macros.h"
#include "screen/digits.h"
#include "screen/help.h"
#include "screen/keymap.h"
#include "support/golden.h"
#include "support/screen_views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct screen_style unicode = {.ascii = false, .reverse = true};
static const struct screen_style ascii = {.ascii = true, .reverse = true};

static void a_key_stands_once_in_a_mode(void **state) {
  (void)state;
  for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
    uint32_t key = 0;
    char shown[8];
    for (size_t i = 0; keymap_key((enum action)action, i, &unicode, &key, shown, sizeof shown); i++) {
      /* The look-up finds the first action with the key: any other one with it would be unreachable. */
      assert_int_equal(keymap_action(action_info((enum action)action)->mode, key), action);
    }
  }
}

static void every_action_has_a_key_a_hint_and_a_help_text(void **state) {
  (void)state;
  for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
    const struct action_info *info = action_info((enum action)action);
    uint32_t key = 0;
    char shown[8];
    assert_true(keymap_key((enum action)action, 0, &unicode, &key, shown, sizeof shown));
    assert_true(strlen(info->hint) > 0 && strlen(info->help) > 0);
    assert_null(strchr(info->help, '!'));
  }
}

static void keys_mean_what_the_table_says(void **state) {
  static const struct {
    enum keymap_mode mode;
    uint32_t key;
    enum action action;
  } presses[] = {
      {MODE_PLAYER, ' ', ACTION_PAUSE},          {MODE_PLAYER, KEY_ARROW_RIGHT, ACTION_NEXT},
      {MODE_PLAYER, KEY_PAGE_DOWN, ACTION_NEXT}, {MODE_PLAYER, KEY_PAGE_UP, ACTION_BACK},
      {MODE_PLAYER, 'q', ACTION_STOP},           {MODE_PLAYER, KEY_ARROW_UP, ACTION_LOUDER},
      {MODE_PLAYER, 'z', ACTION_NONE},           {MODE_PLAYER, KEY_UNKNOWN, ACTION_NONE},
      {MODE_STOP, 'y', ACTION_STOP_YES},         {MODE_STOP, 'p', ACTION_HURTS},
      {MODE_STOP, KEY_ESCAPE, ACTION_STOP_NO},   {MODE_HURT, 'e', ACTION_TAKE_EASIER},
      {MODE_LIBRARY, 'G', ACTION_LAST},          {MODE_LIBRARY, 'g', ACTION_FIRST},
      {MODE_LIBRARY, KEY_RETURN, ACTION_CHOOSE}, {MODE_SUMMARY, 'q', ACTION_CLOSE},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(presses); i++) {
    assert_int_equal(keymap_action(presses[i].mode, presses[i].key), presses[i].action);
  }
}

static void the_help_screen_shows_every_action_of_its_mode(void **state) {
  static const enum keymap_mode modes[] = {MODE_PLAYER, MODE_LIBRARY};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
    struct cells *cells = cells_create(40, 100);
    help_draw(cells, &(struct help_view){.mode = modes[i]}, &unicode);
    char *text = cells_as_text(cells);
    for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
      if (action_info((enum action)action)->mode == modes[i]) {
        char keys[64];
        assert_non_null(strstr(text, action_info((enum action)action)->help));
        assert_non_null(strstr(text, keymap_keys((enum action)action, &unicode, keys, sizeof keys)));
      }
    }
    free(text);
    cells_destroy(cells);
  }
}

static void a_long_help_screen_scrolls_to_its_end(void **state) {
  (void)state;
  struct cells *cells = cells_create(12, 60);
  int last = help_last_first(MODE_PLAYER, 12);
  assert_true(last > 0);
  help_draw(cells, &(struct help_view){.mode = MODE_PLAYER, .first = 1000}, &unicode);
  char *text = cells_as_text(cells);
  assert_non_null(strstr(text, action_info(ACTION_HELP)->help));
  assert_non_null(strstr(text, "further down"));
  free(text);
  cells_destroy(cells);
}

static void help_is_short_rather_than_cut(void **state) {
  (void)state;
  struct cells *cells = cells_create(30, 40);
  help_draw(cells, &(struct help_view){.mode = MODE_PLAYER}, &unicode);
  char *text = cells_as_text(cells);
  assert_null(strstr(text, "…"));
  assert_non_null(strstr(text, action_info(ACTION_EASE)->hint));
  free(text);
  cells_destroy(cells);
}

static void big_type_looks_as_drawn(void **state) {
  static const int sizes[] = {11, 7, 5, 3};
  static const char *const words[] = {"<LEFT", "RIGHT>", "READY?", "JKQVXZ", "ABCDEFG", "HIJKLMN", "OPQRSTU", "VWXYZ"};
  (void)state;
  for (int pass = 0; pass < 2; pass++) {
    const struct screen_style *style = pass == 0 ? &unicode : &ascii;
    struct cells *cells = cells_create(72, 80);
    int row = 0;
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
      int apart = digits_width(sizes[i], 1) + 1;
      for (int digit = 0; digit < 10; digit++) {
        if (digit == 5) {
          row += sizes[i] + 1;
        }
        digits_draw(cells, row, digit % 5 * apart, sizes[i], 1, digit, (struct pen){.foreground = ROLE_DIGIT}, style);
      }
      row += sizes[i] + 1;
    }
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
      word_draw(cells, row + (int)i / 2 * 4, (int)i % 2 * 40, words[i], (struct pen){.foreground = ROLE_ACCENT}, style);
    }
    char *text = cells_as_text(cells);
    golden_check(pass == 0 ? "screen/big-type.txt" : "screen/big-type-ascii.txt", text);
    free(text);
    cells_destroy(cells);
  }
}

static void units_never_move(void **state) {
  (void)state;
  struct cells *cells = cells_create(7, 18);
  digits_draw(cells, 0, 0, 7, 2, 8, (struct pen){.foreground = ROLE_DIGIT}, &unicode);
  char *one = cells_as_text(cells);
  digits_draw(cells, 0, 0, 7, 2, 18, (struct pen){.foreground = ROLE_DIGIT}, &unicode);
  assert_string_equal(cells_at(cells, 3, 11)->text, "█");
  assert_memory_equal(one, "          ▗▟████▙▖", strlen("          ▗▟████▙▖"));
  free(one);
  cells_destroy(cells);
}

static void digits_take_the_largest_size_that_fits(void **state) {
  static const struct {
    int rows, columns, slots, size;
  } fits[] = {{11, 28, 2, 11}, {11, 27, 2, 7}, {11, 38, 3, 7}, {7, 29, 3, 7}, {5, 14, 2, 5},
              {5, 14, 3, 3},   {3, 7, 2, 3},   {2, 80, 2, 0},  {9, 6, 2, 0},  {0, 0, 2, 0}};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(fits); i++) {
    assert_int_equal(digits_fit(fits[i].rows, fits[i].columns, fits[i].slots), fits[i].size);
  }
}

static void a_word_beyond_a_to_z_is_not_written_big(void **state) {
  (void)state;
  assert_int_equal(word_width("ÖFFNEN", &unicode), 0);
  assert_int_equal(word_width("", &unicode), 0);
  assert_int_equal(word_width("PAUSED", &unicode), 29);
  assert_int_equal(word_width("<LEFT", &ascii), 16);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_key_stands_once_in_a_mode),
      cmocka_unit_test(every_action_has_a_key_a_hint_and_a_help_text),
      cmocka_unit_test(keys_mean_what_the_table_says),
      cmocka_unit_test(the_help_screen_shows_every_action_of_its_mode),
      cmocka_unit_test(a_long_help_screen_scrolls_to_its_end),
      cmocka_unit_test(help_is_short_rather_than_cut),
      cmocka_unit_test(big_type_looks_as_drawn),
      cmocka_unit_test(units_never_move),
      cmocka_unit_test(digits_take_the_largest_size_that_fits),
      cmocka_unit_test(a_word_beyond_a_to_z_is_not_written_big),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
