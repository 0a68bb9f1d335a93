/* The questions, the words that lead to help, the changes and the profile, as they are drawn. */
#include "person_support.h"

#include "base/macros.h"
#include "base/timespan.h"
#include "screen/changes.h"
#include "screen/checkin.h"
#include "screen/profile.h"
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

enum { TODAY = 20000, PAGES = 11 };

static const struct screen_style unicode = {.ascii = false, .reverse = true};
static const struct screen_style ascii = {.ascii = true, .reverse = true};

static const struct size { int rows, columns; } sizes[] = {{24, 80}, {12, 40}};

static void draw_checkin(const struct checkin *checkin, size_t selected, int rows, int columns,
                         const struct screen_style *style, char **text) {
  struct cells *cells = cells_create(rows, columns);
  const struct checkin_view view = {.checkin = checkin, .selected = selected, .can_write = true};
  checkin_draw(cells, &view, style);
  *text = cells_as_text(cells);
  cells_destroy(cells);
}

/* The check-in at each kind of page; `singly`: with one question at a time. */
static size_t list_pages(const struct built_in *built_in, bool singly, struct checkin pages[PAGES], const char *names[PAGES]) {
  struct profile nobody = profile_empty();
  struct checkin checkin = checkin_start(built_in->safety, &nobody, TODAY, DAY_NEVER, singly);
  size_t count = 0;
  names[count] = "notice";
  pages[count++] = checkin;
  checkin_next(&checkin);
  names[count] = singly ? "question" : "emergency-list";
  pages[count++] = checkin;
  struct checkin ill = checkin;
  checkin_answer(&ill, ANSWER_YES);
  if (!singly) {
    names[count] = "which";
    pages[count++] = ill;
    checkin_tick(&ill, 2);
    checkin_next(&ill);
  }
  names[count] = "help-now";
  pages[count++] = ill;
  for (int row = 0; row < (singly ? 6 : 1); row++) {
    checkin_answer(&checkin, ANSWER_NO);
  }
  names[count] = singly ? "professional-question" : "professional-list";
  pages[count++] = checkin;
  ill = checkin;
  checkin_answer(&ill, ANSWER_UNSURE);
  checkin_next(&ill);
  names[count] = "see-a-professional";
  pages[count++] = ill;
  if (singly) {
    return count;
  }
  checkin_answer(&checkin, ANSWER_NO);
  names[count] = "gentle";
  pages[count++] = checkin;
  checkin_next(&checkin);
  checkin_tick(&checkin, 4);
  names[count] = "leave-out";
  pages[count++] = checkin;
  checkin_next(&checkin);
  names[count] = "discomfort-open";
  pages[count++] = checkin;
  checkin_rate(&checkin, 4);
  names[count] = "discomfort";
  pages[count++] = checkin;
  checkin_next(&checkin);
  names[count] = "today";
  pages[count++] = checkin;
  return count;
}

static void every_page_of_the_checkin_is_as_it_was_looked_at(void **state) {
  const struct built_in *built_in = *state;
  for (size_t size = 0; size < ARRAY_LEN(sizes); size++) {
    struct checkin pages[PAGES];
    const char *names[PAGES];
    size_t count = list_pages(built_in, false, pages, names);
    for (size_t i = 0; i < count; i++) {
      char name[96], *text;
      draw_checkin(&pages[i], 2, sizes[size].rows, sizes[size].columns, &unicode, &text);
      snprintf(name, sizeof name, "screen/checkin-%s-%dx%d.txt", names[i], sizes[size].columns, sizes[size].rows);
      golden_check(name, text);
      free(text);
    }
    count = list_pages(built_in, true, pages, names);
    for (size_t i = 1; i < count; i += 2) {
      char name[96], *text;
      draw_checkin(&pages[i], 0, sizes[size].rows, sizes[size].columns, &unicode, &text);
      snprintf(name, sizeof name, "screen/checkin-%s-%dx%d.txt", names[i], sizes[size].columns, sizes[size].rows);
      golden_check(name, text);
      free(text);
    }
  }
}

static void every_page_is_drawn_at_any_size_and_in_ascii(void **state) {
  const struct built_in *built_in = *state;
  struct checkin pages[PAGES];
  const char *names[PAGES];
  for (int singly = 0; singly < 2; singly++) {
    size_t count = list_pages(built_in, singly == 1, pages, names);
    for (size_t i = 0; i < count; i++) {
      for (int rows = 1; rows < 45; rows += 3) {
        for (int columns = 1; columns < 130; columns += 7) {
          char *text;
          draw_checkin(&pages[i], 1, rows, columns, &ascii, &text);
          for (const char *c = text; *c != '\0'; c++) {
            assert_true((unsigned char)*c < 0x80);
          }
          free(text);
        }
      }
    }
  }
}

/* Every word of a question must be there to be read, wherever it is asked. */
static void a_question_is_never_cut(void **state) {
  const struct built_in *built_in = *state;
  struct profile nobody = profile_empty();
  struct checkin checkin = checkin_start(built_in->safety, &nobody, TODAY, DAY_NEVER, true);
  checkin_next(&checkin);
  for (; checkin.at.page == CHECKIN_QUESTION; checkin_answer(&checkin, ANSWER_NO)) {
    static const struct size all[] = {{24, 80}, {12, 40}, {20, 60}, {20, 59}, {19, 40}, {30, 40}, {40, 120}};
    for (size_t size = 0; size < ARRAY_LEN(all); size++) {
      char *text;
      draw_checkin(&checkin, 0, all[size].rows, all[size].columns, &unicode, &text);
      assert_null(strstr(text, "…"));
      assert_non_null(strstr(text, "Not sure"));
      bool sign = checkin.at.section == SECTION_EMERGENCY && all[size].columns >= 80;
      assert_true(!sign || strstr(text, "exercise.") != NULL); /* the whole of why it is asked */
      free(text);
    }
  }
}

static void no_line_of_a_list_is_cut_where_lists_are_shown(void **state) {
  const struct built_in *built_in = *state;
  struct checkin pages[PAGES];
  const char *names[PAGES];
  assert_true(checkin_lists_fit(built_in->safety, 24, 80));
  assert_false(checkin_lists_fit(built_in->safety, 12, 40));
  size_t count = list_pages(built_in, false, pages, names);
  for (size_t i = 0; i < count; i++) {
    char *text;
    draw_checkin(&pages[i], 0, 24, 80, &unicode, &text);
    assert_null(strstr(text, "…"));
    free(text);
  }
}

static void the_changes_are_listed_with_their_reasons(void **state) {
  struct built_in *built_in = *state;
  struct routine *routine = built_in_routine(built_in, "hips-1");
  struct profile profile = profile_empty();
  struct person_today today = {.rating = 4, .notes = {"Ask your midwife or doctor first."}, .note_count = 1};
  profile.tags = WORD_BIT(AVOID_KNEE) | WORD_BIT(AVOID_HIP_REPLACEMENT);
  struct change_key undone = {CHANGE_PACE, 0};
  const struct adapt_input input = {.routine = routine,
                                    .safety = built_in->safety,
                                    .profile = &profile,
                                    .today = &today,
                                    .catalogue = built_in->exercises.items,
                                    .catalogue_count = built_in->exercises.count,
                                    .switched = &undone,
                                    .switched_count = 1};
  struct adaptation adaptation = adapt(&input);
  static const char *const titles[] = {"No-floor back care", "Glutes, easy"};
  const struct changes_view view = {.adaptation = &adaptation,
                                    .suggestions = titles,
                                    .suggestion_count = 2,
                                    .total_ns = SECONDS(400),
                                    .exercise_count = 5,
                                    .selected = 1};
  for (size_t size = 0; size < ARRAY_LEN(sizes); size++) {
    char name[64];
    struct cells *cells = cells_create(sizes[size].rows, sizes[size].columns);
    changes_draw(cells, &view, &unicode);
    char *text = cells_as_text(cells);
    snprintf(name, sizeof name, "screen/changes-%dx%d.txt", sizes[size].columns, sizes[size].rows);
    golden_check(name, text);
    free(text);
    cells_destroy(cells);
  }
  for (int rows = 1; rows < 40; rows++) {
    for (int columns = 1; columns < 120; columns += 9) {
      struct cells *cells = cells_create(rows, columns);
      changes_draw(cells, &view, &ascii);
      cells_destroy(cells);
    }
  }
  routine_destroy(adaptation.routine);
  routine_destroy(routine);
}

static void the_profile_is_one_screen(void **state) {
  const struct built_in *built_in = *state;
  struct profile profile = profile_empty();
  profile.checked = calendar_day(2026, 11, 22);
  profile_change(built_in->safety, &profile, 4);
  profile_change(built_in->safety, &profile, 8);
  assert_int_equal(profile.tags, WORD_BIT(AVOID_KNEE) | WORD_BIT(AVOID_BALANCE));
  assert_true(profile.slow);
  const struct profile_view view = {.safety = built_in->safety, .profile = &profile, .selected = 6};
  for (size_t size = 0; size < ARRAY_LEN(sizes); size++) {
    char name[64];
    struct cells *cells = cells_create(sizes[size].rows, sizes[size].columns);
    profile_draw(cells, &view, &unicode);
    char *text = cells_as_text(cells);
    snprintf(name, sizeof name, "screen/profile-%dx%d.txt", sizes[size].columns, sizes[size].rows);
    golden_check(name, text);
    free(text);
    cells_destroy(cells);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_page_of_the_checkin_is_as_it_was_looked_at),
      cmocka_unit_test(every_page_is_drawn_at_any_size_and_in_ascii),
      cmocka_unit_test(a_question_is_never_cut),
      cmocka_unit_test(no_line_of_a_list_is_cut_where_lists_are_shown),
      cmocka_unit_test(the_changes_are_listed_with_their_reasons),
      cmocka_unit_test(the_profile_is_one_screen),
  };
  return cmocka_run_group_tests(tests, built_in_open, built_in_close);
}
