#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/timespan.h"
#include "screen/help.h"
#include "screen/player.h"
#include "screen/player_layout.h"
#include "screen/player_timeline.h"
#include "support/golden.h"
#include "support/screen_views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct screen_style unicode = {.ascii = false, .reverse = true};
static const struct screen_style ascii = {.ascii = true, .reverse = true};

static char *drawn(const struct player_view *view, int rows, int columns, const struct screen_style *style) {
  struct cells *cells = cells_create(rows, columns);
  player_draw(cells, view, style);
  char *text = cells_as_text(cells);
  cells_destroy(cells);
  return text;
}

static void check_scene(enum scene scene, int rows, int columns, const struct screen_style *style) {
  char name[96];
  struct player_view view = scene_view(scene);
  snprintf(name, sizeof name, "screen/player-%s-%dx%d%s.txt", scene_names[scene], columns, rows, style->ascii ? "-ascii" : "");
  char *text = drawn(&view, rows, columns, style);
  golden_check(name, text);
  free(text);
}

static void every_state_looks_as_specified_at_80x24(void **state) {
  (void)state;
  for (int scene = 0; scene < SCENE_COUNT; scene++) {
    check_scene((enum scene)scene, 24, 80, &unicode);
  }
}

static void every_size_has_its_layout(void **state) {
  static const struct {
    int columns, rows;
  } sizes[] = {{120, 40}, {40, 12}, {20, 5}, {50, 36}, {100, 30}, {80, 18}, {30, 10}, {12, 4}};
  static const enum scene scenes[] = {SCENE_HOLD, SCENE_REPS, SCENE_STOP, SCENE_WAIT};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
    for (size_t k = 0; k < ARRAY_LEN(scenes); k++) {
      check_scene(scenes[k], sizes[i].rows, sizes[i].columns, &unicode);
    }
  }
}

static void ascii_has_no_other_character(void **state) {
  (void)state;
  for (int scene = 0; scene < SCENE_COUNT; scene++) {
    struct player_view view = scene_view((enum scene)scene);
    char *text = drawn(&view, 24, 80, &ascii);
    for (const char *at = text; *at != '\0'; at++) {
      assert_true((unsigned char)*at < 0x80);
    }
    free(text);
  }
  check_scene(SCENE_HOLD, 24, 80, &ascii);
  check_scene(SCENE_WAIT, 24, 80, &ascii);
  check_scene(SCENE_HOLD, 5, 20, &ascii);
}

static void brightness_tells_the_state(void **state) {
  static const enum scene scenes[] = {SCENE_HOLD, SCENE_GET_READY, SCENE_COUNT_IN, SCENE_PAUSED, SCENE_STOP, SCENE_WAIT};
  static const int percents[] = {100, 42, 75, 42, 42, 42};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(scenes); i++) {
    char name[96];
    struct player_view view = scene_view(scenes[i]);
    struct cells *cells = cells_create(24, 80);
    player_draw(cells, &view, &unicode);
    char *roles = cells_as_roles(cells);
    snprintf(name, sizeof name, "screen/player-%s-roles.txt", scene_names[scenes[i]]);
    golden_check(name, roles);
    assert_int_equal(player_figure_percent(&view), percents[i]);
    free(roles);
    cells_destroy(cells);
  }
}

/* Every row of a drawn screen is as wide as the screen: the sum of its cells' widths. */
static void assert_whole(const struct cells *cells) {
  for (int row = 0; row < cells_rows(cells); row++) {
    int width = 0;
    for (int column = 0; column < cells_columns(cells); column++) {
      width += cells_at(cells, row, column)->width;
    }
    assert_int_equal(width, cells_columns(cells));
  }
}

static void any_size_is_drawn_in_every_state(void **state) {
  (void)state;
  for (int rows = 1; rows <= 60; rows += rows < 14 ? 1 : 7) {
    for (int columns = 1; columns <= 200; columns += columns < 50 ? 1 : 13) {
      struct cells *cells = cells_create(rows, columns);
      for (int scene = 0; scene < SCENE_COUNT; scene++) {
        struct player_view view = scene_view((enum scene)scene);
        player_draw(cells, &view, scene % 2 == 0 ? &unicode : &ascii);
        assert_whole(cells);
        help_draw(cells, &(struct help_view){.mode = MODE_PLAYER}, &unicode);
        assert_whole(cells);
      }
      cells_destroy(cells);
    }
  }
}

static void the_digits_are_the_last_to_go(void **state) {
  (void)state;
  struct player_view view = scene_view(SCENE_HOLD);
  char *text = drawn(&view, 1, 2, &unicode);
  assert_string_equal(text, "18\n");
  free(text);
  text = drawn(&view, 1, 12, &unicode);
  assert_string_equal(text, "18   ◀ LEFT\n");
  free(text);
}

static bool overlap(struct rect a, struct rect b) {
  return a.rows > 0 && b.rows > 0 && a.columns > 0 && b.columns > 0 && a.row < b.row + b.rows && b.row < a.row + a.rows &&
         a.column < b.column + b.columns && b.column < a.column + a.columns;
}

static void regions_never_overlap_or_leave_the_screen(void **state) {
  (void)state;
  for (int size = 0; size < 200 * 60 * 4 * EMPHASIS_COUNT; size++) {
    int rows = size / 4 / 200 % 60 + 1;
    int columns = size / 4 % 200 + 1;
    enum player_emphasis emphasis = (enum player_emphasis)(size / (200 * 60 * 4));
    struct player_layout layout = player_layout(rows, columns, 2 + size % 2, size % 4 >= 2, emphasis);
    const struct rect regions[] = {layout.routine,  layout.exercise, layout.status, layout.figure, layout.state, layout.word,
                                   layout.digits,   layout.bar,      layout.dots,   layout.length, layout.set,   layout.caption,
                                   layout.timeline, layout.names,    layout.next,   layout.clock,  layout.keys};
    for (size_t i = 0; i < ARRAY_LEN(regions); i++) {
      const struct rect *region = &regions[i];
      assert_true(region->rows == 0 || (region->row >= 0 && region->column >= 0 && region->row + region->rows <= rows &&
                                        region->column + region->columns <= columns));
      for (size_t k = i + 1; k < ARRAY_LEN(regions); k++) {
        assert_false(overlap(*region, regions[k]));
      }
    }
    assert_true(layout.digits.rows > 0);
  }
}

static void strange_names_stay_in_their_columns(void **state) {
  static const struct {
    const char *file, *name;
  } names[] = {
      {"wide", "骨盆を後ろに傾けるストレッチ運動を左右で行う、ゆっくりと息を吐きながら続けましょうね"},
      {"combining", "E\xCC\x81tirement du psoas a\xCC\x80 genoux, tre\xCC\x80s doucement, en expirant, dos bien droit, encore"},
      {"right-to-left", "מתיחת כופפי הירך בכריעה על ברך אחת"},
      {"long", "A name that somebody wrote without thinking of any terminal at all, and which goes on and on and on"},
      {"hostile", "\x1B[2J\x1B]0;title\x07\xE2\x80\xAEreversed\r\nand a new line"},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(names); i++) {
    char file[96];
    struct player_view view = scene_view_named(SCENE_REST, names[i].name);
    view.session.caption = names[i].name;
    struct cells *cells = cells_create(24, 80);
    player_draw(cells, &view, &unicode);
    assert_whole(cells);
    char *text = cells_as_text(cells);
    assert_null(strchr(text, '\x1B'));
    snprintf(file, sizeof file, "screen/player-name-%s.txt", names[i].file);
    golden_check(file, text);
    free(text);
    cells_destroy(cells);
    for (int columns = 1; columns < 130; columns++) {
      cells = cells_create(1 + columns / 3, columns);
      player_draw(cells, &view, &unicode);
      assert_whole(cells);
      cells_destroy(cells);
    }
  }
}

static void what_to_mind_stands_where_the_coach_is_silent(void **state) {
  static const struct {
    double elapsed_s;
    const char *there, *not_there;
  } moments[] = {{1, "Begin.", "never above 7"},
                 {5, "never above 7", "Begin."},
                 {21, "Halfway.", "never above 7"},
                 {26, "never above 7", "Halfway."}};
  static const struct cue cues[] = {{.at_ns = 0, .kind = CUE_START, .text = "Begin."},
                                    {.at_ns = SECONDS(20), .kind = CUE_HALFWAY, .text = "Halfway."},
                                    {.at_ns = SECONDS(24), .kind = CUE_REP}};
  static const struct exercise exercise = {.id = "ball-foot",
                                           .name = "Foot ball roll",
                                           .type = TYPE_MASSAGE_TRIGGER,
                                           .care = "Aim for 4 to 6 of 10, never above 7. Stop if it tingles."};
  static const struct segment_form form = {
      .kind = SEGMENT_TIMED, .length_ns = SECONDS(40), .exercise = &exercise, .cues = cues, .cue_count = ARRAY_LEN(cues)};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(moments); i++) {
    struct player_view view = scene_view(SCENE_MOVE);
    view.session.form = &form;
    view.session.elapsed_ns = (int64_t)(moments[i].elapsed_s * NS_PER_S);
    view.session.caption = moments[i].elapsed_s < 20 ? "Begin." : "Halfway.";
    char *text = drawn(&view, 24, 80, &unicode);
    assert_non_null(strstr(text, moments[i].there));
    assert_null(strstr(text, moments[i].not_there));
    free(text);
  }
}

static void the_drawing_changes_once_a_second(void **state) {
  static const struct {
    enum scene scene;
    int64_t change_ns;
  } changes[] = {
      {SCENE_HOLD, NS_PER_S},         {SCENE_HOLD_EASED, NS_PER_S / 2}, {SCENE_REPS, NS_PER_S / 2}, {SCENE_WAIT, NS_PER_S - 1},
      {SCENE_SETTLING, NS_PER_S - 1}, {SCENE_MOVE, NS_PER_S / 4 * 3},   {SCENE_PAUSED, INT64_MAX},  {SCENE_STOP, INT64_MAX},
      {SCENE_HURT, INT64_MAX},        {SCENE_FINISHED, INT64_MAX},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
    struct player_view view = scene_view(changes[i].scene);
    assert_int_equal(player_next_change_ns(&view), changes[i].change_ns);
  }
}

static void the_figure_has_the_place_that_the_layout_keeps(void **state) {
  (void)state;
  struct player_view view = scene_view(SCENE_HOLD);
  struct rect area = player_figure_area(&view, 24, 80);
  assert_int_equal(area.row, 2);
  assert_int_equal(area.column, 2);
  assert_int_equal(area.rows, 16);
  assert_int_equal(area.columns, 44);
  struct cells *figure = cells_create(area.rows, area.columns);
  cells_text(figure, 0, 0, 44, (struct pen){.foreground = INK_RGB | 0x123456}, "head");
  cells_text(figure, 15, 40, 44, (struct pen){.foreground = ROLE_TARGET}, "foot");
  view.figure = figure;
  char *text = drawn(&view, 24, 80, &unicode);
  assert_non_null(strstr(text, "\n  head"));
  assert_non_null(strstr(text, "foot   left ◉"));
  free(text);
  cells_destroy(figure);
}

static void a_line_is_shared_by_length(void **state) {
  static const struct {
    int64_t lengths[4];
    int count, columns;
    int widths[4];
  } lines[] = {
      {{10, 10, 10, 10}, 4, 40, {10, 10, 10, 10}},
      {{1, 100, 100, 100}, 4, 32, {2, 10, 10, 10}},
      {{30, 10, 0, 0}, 2, 40, {30, 10}},
      {{0, 0, 0, 0}, 4, 10, {2, 2, 2, 4}},
      {{1, 1, 1, 0}, 3, 6, {2, 2, 2}},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
    int widths[4] = {0};
    assert_true(player_timeline_share(lines[i].lengths, NULL, lines[i].count, lines[i].columns, widths));
    for (int k = 0; k < lines[i].count; k++) {
      assert_int_equal(widths[k], lines[i].widths[k]);
    }
  }
  assert_false(player_timeline_share(lines[0].lengths, NULL, 4, 7, (int[4]){0}));
}

static void sound_and_keys_tell_what_is_so(void **state) {
  static const struct {
    const char *sound;
    bool muted;
    const char *shown;
  } sounds[] = {{"voice", false, "♪ voice"}, {"bell", false, "♪ bell"}, {"link", true, "muted"}, {NULL, false, "no sound"}};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(sounds); i++) {
    struct player_view view = scene_view(SCENE_HOLD);
    view.sound = sounds[i].sound;
    view.muted = sounds[i].muted;
    view.keys_hidden = true;
    char *text = drawn(&view, 24, 80, &unicode);
    assert_non_null(strstr(text, sounds[i].shown));
    assert_null(strstr(text, "space pause"));
    free(text);
  }
}

static ink ink_of_text(const struct player_view *view, const char *text) {
  struct cells *cells = cells_create(24, 80);
  player_draw(cells, view, &unicode);
  char *lines = cells_as_text(cells);
  size_t line = strcspn(lines, "\n"); /* ASCII up to there */
  lines[line] = '\0';
  const char *found = strstr(lines, text);
  assert_non_null(found);
  ink seen = cells_at(cells, 0, (int)(found - lines))->pen.foreground;
  free(lines);
  cells_destroy(cells);
  return seen;
}

static void only_lost_sound_is_a_warning(void **state) {
  (void)state;
  struct player_view view = scene_view(SCENE_HOLD);
  view.sound = NULL;
  assert_int_equal(ink_of_text(&view, "no sound"), ROLE_HINT);
  view.sound_is_lost = true;
  assert_int_equal(ink_of_text(&view, "no sound"), ROLE_WARN);
}

static void what_to_fetch_is_never_cut(void **state) {
  static const char fetch[] =
      "Fetch the strap and two cushions. The strap goes round the ball of the foot, the cushions under you.";
  static const struct { int rows, columns; } sizes[] = {{12, 40}, {24, 80}, {40, 120}, {36, 50}};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
    struct player_view view = scene_view(SCENE_WAIT);
    view.session.caption = fetch;
    char *text = drawn(&view, sizes[i].rows, sizes[i].columns, &unicode);
    assert_non_null(strstr(text, "under"));
    assert_non_null(strstr(text, "you."));
    assert_null(strstr(text, "…"));
    free(text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_state_looks_as_specified_at_80x24),
      cmocka_unit_test(every_size_has_its_layout),
      cmocka_unit_test(ascii_has_no_other_character),
      cmocka_unit_test(brightness_tells_the_state),
      cmocka_unit_test(any_size_is_drawn_in_every_state),
      cmocka_unit_test(the_digits_are_the_last_to_go),
      cmocka_unit_test(regions_never_overlap_or_leave_the_screen),
      cmocka_unit_test(strange_names_stay_in_their_columns),
      cmocka_unit_test(what_to_mind_stands_where_the_coach_is_silent),
      cmocka_unit_test(the_drawing_changes_once_a_second),
      cmocka_unit_test(the_figure_has_the_place_that_the_layout_keeps),
      cmocka_unit_test(a_line_is_shared_by_length),
      cmocka_unit_test(sound_and_keys_tell_what_is_so),
      cmocka_unit_test(only_lost_sound_is_a_warning),
      cmocka_unit_test(what_to_fetch_is_never_cut),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
