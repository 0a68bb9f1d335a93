/* Whatever is drawn after whatever: a terminal that reads what the painter writes shows it, in the right colours. */
#include "base/text.h"
#include "screen/painter.h"
#include "support/chance.h"
#include "support/screen_views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <locale.h>
#include <vterm.h>

#include <curses.h>
#include <term.h> /* takes words of vterm.h away */

enum { ROWS = 9, COLUMNS = 23, FRAMES = 400 };

struct screen {
  VTerm *vterm;
  VTermScreen *cells;
};

static struct screen screen_open(void) {
  struct screen screen = {.vterm = vterm_new(ROWS, COLUMNS)};
  vterm_set_utf8(screen.vterm, 1);
  screen.cells = vterm_obtain_screen(screen.vterm);
  vterm_screen_reset(screen.cells, 1);
  return screen;
}

/* A few changes, so that every way of moving the cursor and of leaving cells alone is met. */
static void change_some(struct chance *chance, struct cells *cells, enum theme_depth depth) {
  static const char *const texts[] = {" ", " ", "    ", "a", "Xyz", "█", "⣿⣿⣿", "━━", "骨", "é"};
  const ink inks[] = {ROLE_NONE, ROLE_TEXT, ROLE_ACCENT, ROLE_TARGET, INK_NUMBER | (depth == THEME_256 ? 103 : 3)};
  for (uint64_t changes = chance_draw(chance, 24); changes > 0; changes--) {
    struct pen pen = {
        .foreground = inks[chance_draw(chance, 5)],
        .background = chance_draw(chance, 5) == 0 ? ROLE_SEL : ROLE_NONE,
        .bold = chance_draw(chance, 4) == 0,
        .reverse = chance_draw(chance, 9) == 0,
    };
    cells_text(cells, (int)chance_draw(chance, ROWS), (int)chance_draw(chance, COLUMNS), COLUMNS, pen,
               texts[chance_draw(chance, sizeof texts / sizeof texts[0])]);
  }
}

static int32_t number_of(const VTermScreenCell *cell, VTermColor colour, bool is_default) {
  (void)cell;
  return is_default ? -1 : (int32_t)colour.indexed.idx;
}

static void expect_colours(const VTermScreenCell *seen, const struct theme_paint *wanted, bool is_blank) {
  bool own_background = VTERM_COLOR_IS_DEFAULT_BG(&seen->bg), own_foreground = VTERM_COLOR_IS_DEFAULT_FG(&seen->fg);
  assert_int_equal(number_of(seen, seen->bg, own_background), wanted->background);
  assert_int_equal(seen->attrs.reverse != 0, wanted->reverse);
  if (!is_blank || wanted->reverse) {
    assert_int_equal(number_of(seen, seen->fg, own_foreground), wanted->foreground);
    assert_int_equal(seen->attrs.bold != 0, wanted->bold);
  }
}

static void expect_cell(const struct screen *screen, const struct cells *cells, int row, int column, struct theme theme) {
  const struct cell *cell = cells_at(cells, row, column);
  VTermScreenCell seen;
  vterm_screen_get_cell(screen->cells, (VTermPos){row, column}, &seen);
  char text[32] = "";
  for (size_t i = 0, used = 0; i < VTERM_MAX_CHARS_PER_CELL && seen.chars[i] != 0 && seen.chars[i] != UINT32_MAX; i++) {
    used += text_encode(seen.chars[i], text + used);
    text[used] = '\0';
  }
  const char *shown = text[0] == '\0' && cell->width == 1 ? " " : text;
  if (strcmp(shown, cell->text) != 0) {
    fail_msg("row %d, column %d shows \"%s\" and should show \"%s\"", row, column, shown, cell->text);
  }
  if (cell->width > 0) {
    struct theme_paint wanted = theme_paint(theme, cell->pen);
    expect_colours(&seen, &wanted, strcmp(cell->text, " ") == 0);
  }
}

static void a_terminal_shows_what_was_drawn(const char *type, bool feeds_lines) {
  int error = 0;
  struct painter painter;
  struct chance chance = {11};
  assert_int_equal(setupterm(type, 1, &error), OK);
  struct theme theme = {.depth = max_colors >= 256 ? THEME_256 : max_colors >= 8 ? THEME_8 : THEME_MONO};
  painter_init(&painter, true, feeds_lines);
  struct screen screen = screen_open();
  struct cells *shown = cells_create(ROWS, COLUMNS), *cells = cells_create(ROWS, COLUMNS);
  for (int frame = 0; frame < FRAMES; frame++) {
    change_some(&chance, cells, theme.depth);
    painter_draw(&painter, shown, cells, theme);
    vterm_input_write(screen.vterm, painter.bytes, painter.length);
    painter.length = 0;
    cells_copy(shown, cells);
    for (int at = 0; at < ROWS * COLUMNS; at++) {
      expect_cell(&screen, cells, at / COLUMNS, at % COLUMNS, theme);
    }
  }
  painter_finish(&painter);
  cells_destroy(shown);
  cells_destroy(cells);
  vterm_free(screen.vterm);
  del_curterm(cur_term);
}

static void every_terminal_shows_what_was_drawn(void **state) {
  static const char *const types[] = {"xterm-256color", "xterm", "tmux-256color", "screen",
                                      "linux",          "vt100", "vt220",         "rxvt-unicode-256color"};
  (void)state;
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    a_terminal_shows_what_was_drawn(types[i], true);
    a_terminal_shows_what_was_drawn(types[i], false);
  }
}

static void what_is_shown_already_takes_no_bytes(void **state) {
  (void)state;
  int error = 0;
  struct painter painter;
  struct theme theme = {.depth = THEME_256};
  assert_int_equal(setupterm("xterm-256color", 1, &error), OK);
  painter_init(&painter, true, true);
  struct cells *shown = cells_create(ROWS, COLUMNS), *cells = cells_create(ROWS, COLUMNS);
  cells_text(cells, 2, 2, 10, (struct pen){.foreground = ROLE_TEXT}, "          ");
  painter_draw(&painter, shown, cells, theme); /* blanks in another colour look like blanks */
  assert_int_equal(painter.length, 0);
  cells_text(cells, 3, 3, 10, (struct pen){.foreground = ROLE_TEXT}, "word");
  painter_draw(&painter, shown, cells, theme);
  assert_true(painter.length > 4);
  painter.length = 0;
  painter_draw(&painter, cells, cells, theme);
  assert_int_equal(painter.length, 0);
  painter_rest(&painter);
  assert_true(painter.length > 0);
  painter.length = 0;
  painter_rest(&painter);
  assert_int_equal(painter.length, 0);
  painter_finish(&painter);
  cells_destroy(shown);
  cells_destroy(cells);
  del_curterm(cur_term);
}

/* The mean of the ten changes from the third second of a hold on, the figure still. */
static size_t bytes_a_second(struct painter *painter, int high, int wide, struct theme theme) {
  enum { FROM_S = 2, CHANGES = 10 };
  static const struct screen_style style = {.reverse = true};
  struct cells *shown = cells_create(high, wide), *cells = cells_create(high, wide);
  size_t bytes = 0;
  for (int second = 0; second <= CHANGES; second++) {
    struct player_view view = scene_view_later(SCENE_HOLD, FROM_S + second);
    player_draw(cells, &view, &style);
    painter_draw(painter, shown, cells, theme);
    bytes += second > 0 ? painter->length : 0;
    painter->length = 0;
    cells_copy(shown, cells);
  }
  cells_destroy(shown);
  cells_destroy(cells);
  return bytes / CHANGES;
}

/* Of these most are glyphs of three bytes each; how few there could be is told in docs/decisions/0008-painted-by-colour.md. */
static void a_second_of_a_hold_takes_few_bytes(void **state) {
  static const struct {
    int high, wide;
    size_t most;
  } sizes[] = {{5, 20, 40}, {12, 40, 120}, {36, 50, 190}, {24, 80, 190}, {40, 120, 360}, {60, 200, 360}};
  (void)state;
  int error = 0;
  assert_int_equal(setupterm("xterm-256color", 1, &error), OK);
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    struct painter painter;
    painter_init(&painter, true, true);
    size_t bytes = bytes_a_second(&painter, sizes[i].high, sizes[i].wide, (struct theme){.depth = THEME_256});
    print_message("%dx%d: %zu bytes a second\n", sizes[i].wide, sizes[i].high, bytes);
    assert_in_range(bytes, 1, sizes[i].most);
    painter_finish(&painter);
  }
  del_curterm(cur_term);
}

int main(void) {
  setlocale(LC_ALL, "C.UTF-8");
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_terminal_shows_what_was_drawn),
      cmocka_unit_test(what_is_shown_already_takes_no_bytes),
      cmocka_unit_test(a_second_of_a_hold_takes_few_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
