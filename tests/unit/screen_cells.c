#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/macros.h"
#include "screen/cells.h"
#include "screen/theme.h"
#include "screen/widgets.h"
#include "support/golden.h"
#include "support/screen_views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct pen plain = {.foreground = ROLE_TEXT};

static void assert_shows(const struct cells *cells, const char *expected) {
  char *text = cells_as_text(cells);
  assert_string_equal(text, expected);
  free(text);
}

struct writing {
  const char *text;
  int column, columns;
  const char *shown;
  int used;
};

static void writing_keeps_characters_in_their_columns(void **state) {
  static const struct writing writings[] = {
      {"plain", 0, 10, "plain\n", 5},
      {"too long for it", 0, 8, "too long\n", 8},
      {"at the edge", 6, 10, "      at t\n", 4},
      {"left of it", -5, 10, "of it\n", 10},
      {"骨盆", 0, 10, "骨盆\n", 4},
      {"骨盆", 0, 3, "骨\n", 2},
      {"a骨", 8, 2, "        a\n", 1},
      {"e\xCC\x81t", 0, 10, "e\xCC\x81t\n", 2},
      {"\xCC\x81t", 0, 10, "t\n", 1},
      {"שלום", 0, 10, "שלום\n", 4},
      {"a\xE2\x80\xAE"
       "b",
       0, 10,
       "a\xEF\xBF\xBD"
       "b\n",
       3},
      {"a\x1B[31m", 0, 10, "a\xEF\xBF\xBD[31m\n", 6},
      {"a\xFF"
       "b",
       0, 10,
       "a\xEF\xBF\xBD"
       "b\n",
       3},
      {"a\tb\nc", 0, 10, "a b c\n", 5},
      {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9", 0, 10, "\xF0\x9F\x91\xA9\xF0\x9F\x91\xA9\n", 4},
      {"\xE2\x9D\xA4\xEF\xB8\x8F!", 0, 10, "\xE2\x9D\xA4!\n", 2},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(writings); i++) {
    struct cells *cells = cells_create(1, 10);
    int used = cells_text(cells, 0, writings[i].column, writings[i].columns, plain, writings[i].text);
    assert_shows(cells, writings[i].shown);
    assert_int_equal(used, writings[i].used);
    cells_destroy(cells);
  }
}

static void half_of_a_wide_character_does_not_stay_behind(void **state) {
  (void)state;
  struct cells *cells = cells_create(1, 6);
  cells_text(cells, 0, 0, 6, plain, "骨盆骨");
  cells_text(cells, 0, 1, 1, plain, "x");
  assert_shows(cells, " x盆骨\n");
  cells_text(cells, 0, 2, 1, plain, "y");
  assert_shows(cells, " xy 骨\n");
  cells_text(cells, 0, 3, 2, plain, "盆");
  assert_shows(cells, " xy盆\n");
  cells_destroy(cells);
}

static void a_tower_of_accents_stays_one_cell(void **state) {
  (void)state;
  char text[64] = "e";
  for (int i = 0; i < 20; i++) {
    text[1 + 2 * i] = '\xCC';
    text[2 + 2 * i] = '\x81';
  }
  text[41] = 't';
  struct cells *cells = cells_create(1, 4);
  assert_int_equal(cells_text(cells, 0, 0, 4, plain, text), 2);
  assert_true(strlen(cells_at(cells, 0, 0)->text) < CELL_TEXT_SIZE);
  assert_string_equal(cells_at(cells, 0, 1)->text, "t");
  cells_destroy(cells);
}

static void nothing_is_written_outside_the_grid(void **state) {
  (void)state;
  struct cells *cells = cells_create(2, 3);
  assert_int_equal(cells_text(cells, -1, 0, 3, plain, "abc"), 0);
  assert_int_equal(cells_text(cells, 2, 0, 3, plain, "abc"), 0);
  assert_int_equal(cells_text(cells, 0, 0, -1, plain, "abc"), 0);
  assert_int_equal(cells_text(cells, 0, 5, 3, plain, "abc"), 0);
  cells_fill(cells, (struct rect){-5, -5, 3, 3}, (struct pen){.background = ROLE_SEL});
  cells_fill(cells, (struct rect){1, 2, 100, 100}, (struct pen){.background = ROLE_SEL});
  cells_fade(cells, (struct rect){-100, -100, 300, 300}, ROLE_OFF);
  assert_int_equal(cells_at(cells, 1, 2)->pen.background, ROLE_SEL);
  assert_int_equal(cells_at(cells, 0, 0)->pen.background, ROLE_NONE);
  cells_destroy(cells);
}

static void a_picture_is_placed_within_its_area_only(void **state) {
  (void)state;
  struct cells *cells = cells_create(3, 6);
  struct cells *figure = cells_create(3, 6);
  cells_text(cells, 0, 0, 6, plain, "......");
  cells_text(figure, 0, 0, 6, (struct pen){.foreground = INK_RGB | 0xFF8A42}, "ab d骨");
  cells_blit(cells, (struct rect){0, 1, 1, 4}, figure);
  assert_shows(cells, ".ab.d.\n\n\n");
  assert_int_equal(cells_at(cells, 0, 1)->pen.foreground, INK_RGB | 0xFF8A42);
  cells_destroy(figure);
  cells_destroy(cells);
}

static void bars_move_by_half_cells(void **state) {
  static const struct {
    int part, whole;
    const char *shown, *ascii;
  } bars[] = {
      {0, 8, "────\n", ">---\n"}, {1, 8, "╾───\n", ">---\n"}, {2, 8, "━───\n", "=>--\n"},  {7, 8, "━━━╾\n", "===>\n"},
      {8, 8, "━━━━\n", "====\n"}, {9, 8, "━━━━\n", "====\n"}, {-1, 8, "────\n", ">---\n"}, {1, 0, "────\n", ">---\n"},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(bars); i++) {
    struct cells *cells = cells_create(1, 4);
    const struct bar_pens pens = {pen_of(ROLE_ACCENT), pen_of(ROLE_TRACK), true};
    widget_bar(cells, 0, 0, 4, bars[i].part, bars[i].whole, pens, &(struct screen_style){.ascii = false});
    assert_shows(cells, bars[i].shown);
    widget_bar(cells, 0, 0, 4, bars[i].part, bars[i].whole, pens, &(struct screen_style){.ascii = true});
    assert_shows(cells, bars[i].ascii);
    cells_destroy(cells);
  }
}

static void long_texts_wrap_and_end_with_an_ellipsis(void **state) {
  static const struct {
    const char *text;
    int rows;
    const char *shown;
  } paragraphs[] = {
      {"", 0, "\n\n"},
      {"one two", 1, "one two\n\n"},
      {"one two three", 2, "one two\nthree\n"},
      {"one two three four five", 2, "one two\nthree f…\n"},
      {"unbreakable", 2, "unbreaka\nble\n"},
      {"骨盆骨盆骨盆", 2, "骨盆骨盆\n骨盆\n"},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(paragraphs); i++) {
    struct cells *cells = cells_create(2, 8);
    int rows = widget_paragraph(cells, (struct rect){0, 0, 2, 8}, plain, paragraphs[i].text, &(struct screen_style){0});
    assert_shows(cells, paragraphs[i].shown);
    assert_int_equal(rows, paragraphs[i].rows);
    cells_destroy(cells);
  }
}

static void roles_become_the_colours_of_the_terminal(void **state) {
  static const struct {
    enum theme_depth depth;
    bool light;
    enum role foreground, background;
    struct theme_paint paint;
  } paints[] = {
      {THEME_TRUE, false, ROLE_ACCENT, ROLE_NONE, {0x7abeec, -1, false, false}},
      {THEME_TRUE, true, ROLE_ACCENT, ROLE_SEL, {0x1468a8, 0xe4ecf4, false, false}},
      {THEME_256, false, ROLE_ACCENT, ROLE_NONE, {117, -1, false, false}},
      {THEME_16, false, ROLE_TEXT, ROLE_SEL, {15, -1, false, true}},
      {THEME_16, true, ROLE_TEXT, ROLE_NONE, {-1, -1, false, false}},
      {THEME_8, false, ROLE_ACCENT, ROLE_NONE, {6, -1, true, false}},
      {THEME_8, false, ROLE_OFF, ROLE_NONE, {7, -1, false, false}},
      {THEME_MONO, false, ROLE_ACCENT, ROLE_NONE, {-1, -1, true, false}},
      {THEME_MONO, false, ROLE_TEXT, ROLE_SEL, {-1, -1, false, true}},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(paints); i++) {
    struct theme_paint paint = theme_paint((struct theme){paints[i].depth, paints[i].light},
                                           (struct pen){paints[i].foreground, paints[i].background, false, false});
    assert_int_equal(paint.foreground, paints[i].paint.foreground);
    assert_int_equal(paint.background, paints[i].paint.background);
    assert_int_equal(paint.bold, paints[i].paint.bold);
    assert_int_equal(paint.reverse, paints[i].paint.reverse);
  }
}

static void add_colour(char *line, size_t size, enum theme_depth depth, int32_t colour) {
  size_t used = strlen(line);
  const char *form = colour < 0 ? "  own     " : depth == THEME_TRUE ? "  #%06x " : "  %-8d";
  snprintf(line + used, size - used, form, (unsigned)colour);
}

/* Each role as writing and as a background, in every depth: what golden screens with roles look like in each palette. */
static void every_palette_is_as_it_was_looked_at(void **state) {
  static const char *const depths[] = {"mono", "8 colours", "16 colours", "256 colours", "24 bit"};
  char table[16384] = "";
  (void)state;
  for (int depth = THEME_MONO; depth <= THEME_TRUE; depth++) {
    for (int light = 0; light <= 1; light++) {
      size_t used = strlen(table);
      snprintf(table + used, sizeof table - used, "%s, %s\n", depths[depth], light ? "light" : "dark");
      for (int role = ROLE_NONE; role < ROLE_COUNT; role++) {
        struct theme theme = {(enum theme_depth)depth, light != 0};
        struct theme_paint writing = theme_paint(theme, (struct pen){.foreground = (enum role)role});
        struct theme_paint ground = theme_paint(theme, (struct pen){.background = (enum role)role});
        char line[128];
        snprintf(line, sizeof line, "  %-8s", role_names[role]);
        add_colour(line, sizeof line, theme.depth, writing.foreground);
        snprintf(line + strlen(line), sizeof line - strlen(line), "%-5s on", writing.bold ? "bold" : "");
        add_colour(line, sizeof line, theme.depth, ground.background);
        snprintf(line + strlen(line), sizeof line - strlen(line), "%s", ground.reverse ? "reverse" : "");
        for (size_t end = strlen(line); end > 0 && line[end - 1] == ' '; end--) {
          line[end - 1] = '\0';
        }
        used = strlen(table);
        snprintf(table + used, sizeof table - used, "%s\n", line);
      }
    }
  }
  golden_check("screen/palettes.txt", table);
}

static void the_nearest_of_256_is_found_in_cube_and_greys(void **state) {
  (void)state;
  assert_int_equal(theme_nearest_256(0x000000), 16);
  assert_int_equal(theme_nearest_256(0xFFFFFF), 231);
  assert_int_equal(theme_nearest_256(0xFF8700), 208);
  assert_int_equal(theme_nearest_256(0x121212), 233);
  assert_int_equal(theme_nearest_256(0xEEEEEE), 255);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(writing_keeps_characters_in_their_columns),
      cmocka_unit_test(half_of_a_wide_character_does_not_stay_behind),
      cmocka_unit_test(a_tower_of_accents_stays_one_cell),
      cmocka_unit_test(nothing_is_written_outside_the_grid),
      cmocka_unit_test(a_picture_is_placed_within_its_area_only),
      cmocka_unit_test(bars_move_by_half_cells),
      cmocka_unit_test(long_texts_wrap_and_end_with_an_ellipsis),
      cmocka_unit_test(roles_become_the_colours_of_the_terminal),
      cmocka_unit_test(every_palette_is_as_it_was_looked_at),
      cmocka_unit_test(the_nearest_of_256_is_found_in_cube_and_greys),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
