#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/macros.h"
#include "base/timespan.h"
#include "screen/library.h"
#include "screen/summary.h"
#include "support/golden.h"
#include "support/screen_views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct screen_style unicode = {.ascii = false, .reverse = true};

enum { MANY = 30 };

static struct library_view many(struct library_item items[MANY]) {
  static char titles[MANY][32];
  static const char *const tools[] = {"mat", "cushion"};
  for (int i = 0; i < MANY; i++) {
    snprintf(titles[i], sizeof titles[i], "Routine %02d", i);
    items[i] = (struct library_item){.title = titles[i],
                                     .goal = "Open the hips and wake the glutes after a desk day.",
                                     .area = (enum area)(i % AREA_COUNT),
                                     .level = 1 + i % 3,
                                     .total_ns = SECONDS(100 + 40 * i),
                                     .exercise_count = 1 + i,
                                     .equipment = {tools, i % 3 == 0 ? 2 : 0}};
  }
  library_sort(items, MANY);
  return (struct library_view){.items = items, .count = MANY};
}

static char *library_drawn(const struct library_view *view, int rows, int columns) {
  struct cells *cells = cells_create(rows, columns);
  library_draw(cells, view, &unicode);
  char *text = cells_as_text(cells);
  cells_destroy(cells);
  return text;
}

static void the_library_groups_by_area_and_previews_the_choice(void **state) {
  struct library_item items[MANY];
  struct library_view view = many(items);
  (void)state;
  view.selected = 3;
  char *text = library_drawn(&view, 24, 80);
  golden_check("screen/library-80x24.txt", text);
  free(text);
  text = library_drawn(&view, 12, 40);
  golden_check("screen/library-40x12.txt", text);
  free(text);
}

static void the_preview_walks_through_the_exercises(void **state) {
  static const struct library_step steps[] = {
      {"March in place", "1 min"}, {"Clamshell", "12 reps each side"}, {"Pigeon", "30 s"}};
  struct library_item items[MANY];
  struct library_view view = many(items);
  (void)state;
  struct rect area = library_figure_area(40, 120, TAB_ROUTINES);
  struct cells *figure = cells_create(area.rows, area.columns);
  cells_text(figure, 0, 0, 4, (struct pen){.foreground = ROLE_TEXT}, "head");
  cells_text(figure, area.rows - 1, area.columns - 4, 4, (struct pen){.foreground = ROLE_TEXT}, "foot");
  const struct library_preview preview = {.steps = steps, .count = 3, .now = 1, .figure = figure};
  view.preview = &preview;
  char *text = library_drawn(&view, 40, 120);
  golden_check("screen/library-120x40.txt", text);
  free(text);
  cells_destroy(figure);
  assert_int_equal(library_figure_area(12, 40, TAB_ROUTINES).rows, 0);
}

static void the_selected_routine_is_always_on_the_screen(void **state) {
  struct library_item items[MANY];
  struct library_view view = many(items);
  (void)state;
  for (int rows = 1; rows < 50; rows++) {
    for (view.selected = 0; view.selected < MANY; view.selected++) {
      char *text = library_drawn(&view, rows, 40);
      assert_non_null(strstr(text, items[view.selected].title));
      free(text);
    }
  }
}

static void a_low_screen_is_full_of_routines(void **state) {
  struct library_item items[MANY];
  struct library_view view = many(items);
  (void)state;
  char *text = library_drawn(&view, 5, 20);
  for (int i = 0; i < 3; i++) {
    assert_non_null(strstr(text, items[i].title));
  }
  free(text);
  view.offer = "Pigeon, left, 0:22 left";
  text = library_drawn(&view, 5, 20);
  assert_non_null(strstr(text, "Pigeon"));
  assert_non_null(strstr(text, items[0].title));
  free(text);
}

static void keys_move_through_the_library_and_stop_at_its_ends(void **state) {
  struct library_item items[MANY];
  struct library_view view = many(items);
  static const struct {
    size_t from;
    enum action action;
    size_t to;
  } moves[] = {
      {0, ACTION_DOWN, 1},       {MANY - 1, ACTION_DOWN, MANY - 1}, {0, ACTION_UP, 0},       {5, ACTION_UP, 4},
      {0, ACTION_PAGE_DOWN, 18}, {20, ACTION_PAGE_DOWN, MANY - 1},  {20, ACTION_PAGE_UP, 2}, {3, ACTION_PAGE_UP, 0},
      {7, ACTION_FIRST, 0},      {7, ACTION_LAST, MANY - 1},        {7, ACTION_CHOOSE, 7},
  };
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
    view.selected = moves[i].from;
    assert_int_equal(library_move(&view, moves[i].action, 24), moves[i].to);
  }
}

static void an_empty_library_says_so(void **state) {
  (void)state;
  const struct library_view view = {0};
  char *text = library_drawn(&view, 24, 80);
  assert_non_null(strstr(text, "There are no routines here yet."));
  assert_int_equal(library_move(&view, ACTION_DOWN, 24), 0);
  free(text);
}

static const char *const glutes[] = {"gluteus medius", "hip rotators"};
static const char *const mat[] = {"mat"};

static const struct exercise clamshell = {
    .id = "clamshell",
    .name = "Clamshell",
    .type = TYPE_STRENGTH,
    .area = AREA_GLUTES,
    .position = POSITION_SIDE_LYING,
    .sides = SIDES_EACH,
    .dose = {.kind = DOSE_REPS, .reps = 12, .tempo = {2, 1, 2}, .sets = {1, 1}},
    .level = 1,
    .muscles = {glutes, 2},
    .equipment = {mat, 1},
    .avoid = WORD_BIT(AVOID_HIP_REPLACEMENT) | WORD_BIT(AVOID_ACUTE),
    .setup = "Side-lying, knees bent, feet together; open the top knee without rolling back.",
    .care = "Stop for tingling, numbness or pain that spreads.",
};

static void an_exercise_says_how_and_for_whom(void **state) {
  static const struct {
    int rows, columns;
    const char *golden;
  } sizes[] = {
      {24, 80, "screen/exercise-80x24.txt"}, {40, 120, "screen/exercise-120x40.txt"}, {12, 40, "screen/exercise-40x12.txt"}};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
    struct rect area = exercise_figure_area(sizes[i].rows, sizes[i].columns);
    struct cells *figure = area.rows > 0 ? cells_create(area.rows, area.columns) : NULL;
    if (figure != NULL) {
      cells_text(figure, area.rows - 1, area.columns - 4, 4, (struct pen){.foreground = ROLE_TEXT}, "foot");
    }
    const struct exercise_view view = {.exercise = &clamshell,
                                       .where = "glutes, 5 of 24",
                                       .easier = "Glute squeeze",
                                       .routines = "Glutes, easy; Back care",
                                       .figure = figure,
                                       .may_practise = true};
    struct cells *cells = cells_create(sizes[i].rows, sizes[i].columns);
    exercise_draw(cells, &view, &unicode);
    char *text = cells_as_text(cells);
    golden_check(sizes[i].golden, text);
    free(text);
    cells_destroy(cells);
    cells_destroy(figure);
  }
}

static void exercises_are_listed_without_lengths(void **state) {
  struct library_item items[MANY];
  struct library_view view = many(items);
  const struct exercise_view exercise = {.exercise = &clamshell};
  (void)state;
  view.tab = TAB_EXERCISES;
  view.exercise = &exercise;
  char *text = library_drawn(&view, 24, 80);
  golden_check("screen/exercises-80x24.txt", text);
  free(text);
}

static void the_summary_tells_what_was_done(void **state) {
  struct summary_view view = {.session = scene_view(SCENE_FINISHED).session, .when = "Sun 22 Nov, 18:40"};
  (void)state;
  view.session.steps_done = 9;
  view.session.steps_eased = 1;
  view.session.steps_skipped = 1;
  struct cells *cells = cells_create(24, 80);
  summary_draw(cells, &view, &unicode);
  char *text = cells_as_text(cells);
  golden_check("screen/summary-80x24.txt", text);
  free(text);
  cells_destroy(cells);
}

static void browsing_is_drawn_at_any_size(void **state) {
  struct library_item items[MANY];
  struct library_view library = many(items);
  struct summary_view summary = {.session = scene_view_named(SCENE_STOP, "骨盆を後ろに傾ける").session,
                                 .notice = "Nothing was saved."};
  (void)state;
  const struct exercise_view exercise = {.exercise = &clamshell, .easier = "骨盆を後ろに傾けるストレッチ運動"};
  items[4].title = "骨盆を後ろに傾けるストレッチ運動を左右で行う、ゆっくりと";
  for (int size = 0; size < 200 * 60; size++) {
    struct cells *cells = cells_create(size / 200 + 1, size % 200 + 1);
    library.selected = (size_t)size % MANY;
    library_draw(cells, &library, &unicode);
    summary_draw(cells, &summary, &unicode);
    exercise_draw(cells, &exercise, &unicode);
    assert_int_equal(cells_at(cells, 0, 0)->width > 0, 1);
    cells_destroy(cells);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_library_groups_by_area_and_previews_the_choice),
      cmocka_unit_test(the_preview_walks_through_the_exercises),
      cmocka_unit_test(the_selected_routine_is_always_on_the_screen),
      cmocka_unit_test(a_low_screen_is_full_of_routines),
      cmocka_unit_test(keys_move_through_the_library_and_stop_at_its_ends),
      cmocka_unit_test(an_empty_library_says_so),
      cmocka_unit_test(an_exercise_says_how_and_for_whom),
      cmocka_unit_test(exercises_are_listed_without_lengths),
      cmocka_unit_test(the_summary_tells_what_was_done),
      cmocka_unit_test(browsing_is_drawn_at_any_size),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
