/* The history and the question after a session, as they are drawn. */
#include "base/macros.h"
#include "screen/history.h"
#include "screen/summary.h"
#include "support/golden.h"
#include "support/screen_views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RATED = 60, ITEMS = 40 };

static const struct screen_style unicode = {.reverse = true}, plain = {.ascii = true};

struct made_up {
  struct history_view view;
  int32_t days[366];
  int before[RATED], after[RATED];
  struct history_item items[ITEMS];
};

/* A year in which someone began in March, and feels better for it. */
static void make_up(struct made_up *made_up) {
  static const int months[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  *made_up = (struct made_up){0};
  struct history_view *view = &made_up->view;
  *view = (struct history_view){.year = 2026,
                                .first_year = 2025,
                                .last_year = 2026,
                                .day_count = 365,
                                .first_weekday = 3,
                                .today = 325,
                                .session_count = 126,
                                .minutes = 1619,
                                .this_week = 4,
                                .median_before = 5,
                                .median_after = 3,
                                .rated_count = RATED,
                                .range = RATED,
                                .since = "Jun",
                                .left_minutes = 148,
                                .right_minutes = 139,
                                .all = ITEMS};
  memcpy(view->month_days, months, sizeof months);
  for (int day = 60; day <= 325; day++) {
    made_up->days[day] = day % 3 == 0 || day % 7 == 4 ? day * 7 % 19 + 1 : 0;
  }
  for (int i = 0; i < RATED; i++) {
    made_up->before[i] = 6 - i / 20 + (i % 5 == 0);
    made_up->after[i] = 4 - i / 20 + (i % 7 == 0);
  }
  for (int i = 0; i < AREA_COUNT; i++) {
    view->area_minutes[i] = 412 - 50 * i;
  }
  for (int i = 0; i < ITEMS; i++) {
    struct history_item *item = &made_up->items[i];
    *item = (struct history_item){.title = i == 1 ? "骨盆を後ろに傾けるストレッチ" : "Hips, steady",
                                  .minutes = 15 - i % 9,
                                  .before = i % 4 == 3 ? HISTORY_NO_RATING : 4,
                                  .after = 2};
    snprintf(item->date, sizeof item->date, "Sun %02d Nov", 22 - i % 20);
    snprintf(item->outcome, sizeof item->outcome, "%s", i % 5 == 2 ? "stopped after 4 sets" : "done");
  }
  view->day_minutes = made_up->days;
  view->before = made_up->before;
  view->after = made_up->after;
  view->items = made_up->items;
}

static void check(struct history_view view, int rows, int columns, const struct screen_style *style, const char *golden) {
  size_t room = history_list_rows(rows, columns, view.list);
  view.item_count = room < ITEMS ? room : ITEMS;
  struct cells *cells = cells_create(rows, columns);
  history_draw(cells, &view, style);
  char *text = cells_as_text(cells);
  golden_check(golden, text);
  free(text);
  cells_destroy(cells);
}

static void the_history_is_drawn_by_the_room_there_is(void **state) {
  struct made_up made_up;
  (void)state;
  make_up(&made_up);
  check(made_up.view, 24, 80, &unicode, "screen/history-80x24.txt");
  check(made_up.view, 40, 120, &unicode, "screen/history-120x40.txt");
  check(made_up.view, 12, 40, &unicode, "screen/history-40x12.txt");
  check(made_up.view, 24, 80, &plain, "screen/history-ascii-80x24.txt");
  made_up.view.can_write = true;
  made_up.view.asks_form = true;
  check(made_up.view, 24, 80, &unicode, "screen/history-write-80x24.txt");
  check(made_up.view, 12, 40, &unicode, "screen/history-write-40x12.txt");
  made_up.view.asks_form = false;
  made_up.view.list = true;
  check(made_up.view, 24, 80, &unicode, "screen/history-list-80x24.txt");
}

static void a_history_of_nothing_says_so(void **state) {
  struct made_up made_up;
  (void)state;
  make_up(&made_up);
  memset(made_up.days, 0, sizeof made_up.days);
  memset(made_up.view.area_minutes, 0, sizeof made_up.view.area_minutes);
  made_up.view.session_count = made_up.view.minutes = made_up.view.this_week = 0;
  made_up.view.rated_count = made_up.view.all = 0;
  made_up.view.left_minutes = made_up.view.right_minutes = 0;
  made_up.view.median_before = made_up.view.median_after = HISTORY_NO_RATING;
  struct cells *cells = cells_create(40, 120);
  history_draw(cells, &made_up.view, &unicode);
  char *text = cells_as_text(cells);
  assert_non_null(strstr(text, "Nothing yet."));
  assert_non_null(strstr(text, "Drawn once two sessions have been rated"));
  free(text);
  cells_destroy(cells);
}

static void the_history_is_drawn_at_any_size(void **state) {
  struct made_up made_up;
  (void)state;
  make_up(&made_up);
  for (int size = 0; size < 150 * 50; size += 3) {
    int rows = size / 150 + 1, columns = size % 150 + 1;
    struct cells *cells = cells_create(rows, columns);
    made_up.view.list = size % 2 == 0;
    made_up.view.asks_form = size % 5 == 0;
    made_up.view.notice = size % 5 == 1 ? "Written to /srv/limber-history-2026-11-22.csv" : NULL;
    made_up.view.rated_count = (size_t)(size % (RATED + 1));
    size_t room = history_list_rows(rows, columns, made_up.view.list);
    made_up.view.item_count = room < ITEMS ? room : ITEMS;
    history_draw(cells, &made_up.view, size % 4 == 0 ? &plain : &unicode);
    assert_int_equal(cells_rows(cells), rows);
    cells_destroy(cells);
  }
}

static void the_median_is_the_one_in_the_middle(void **state) {
  static const struct {
    int values[6];
    size_t count;
    int median;
  } cases[] = {{{0}, 0, HISTORY_NO_RATING}, {{7}, 1, 7}, {{3, 5}, 2, 5}, {{9, 1, 4}, 3, 4}, {{10, 10, 0, 0, 0}, 5, 0}};
  (void)state;
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    assert_int_equal(history_median(cases[i].values, cases[i].count), cases[i].median);
  }
}

static void the_summary_asks_how_the_back_is(void **state) {
  static const struct {
    int rows, columns;
    const char *golden;
  } sizes[] = {{24, 80, "screen/summary-asks-80x24.txt"}, {12, 40, "screen/summary-asks-40x12.txt"}};
  struct summary_view view = {.session = scene_view(SCENE_FINISHED).session,
                              .when = "Sun 22 Nov, 18:40",
                              .asks = true,
                              .before = 4,
                              .rating = 2,
                              .verdict = "Clearly better. The same level next time.",
                              .week = {.is_known = true, .days = 0x0b | 0x40, .today = 6},
                              .note = "the left one was stiff",
                              .tip = "Little and often beats long and rare.",
                              .noting = true};
  (void)state;
  view.session.steps_done = 9;
  for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
    struct cells *cells = cells_create(sizes[i].rows, sizes[i].columns);
    summary_draw(cells, &view, &unicode);
    char *text = cells_as_text(cells);
    golden_check(sizes[i].golden, text);
    free(text);
    cells_destroy(cells);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_history_is_drawn_by_the_room_there_is), cmocka_unit_test(a_history_of_nothing_says_so),
      cmocka_unit_test(the_history_is_drawn_at_any_size),          cmocka_unit_test(the_median_is_the_one_in_the_middle),
      cmocka_unit_test(the_summary_asks_how_the_back_is),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
