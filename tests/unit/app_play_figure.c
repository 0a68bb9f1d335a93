/* What the figure does follows from the session alone: it moves with it, turns with it, and stands still with it. */
#include "app/play_figure.h"
#include "base/timespan.h"
#include "routine/catalogue.h"
#include "routine/diagnostic.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define STEP_NS (50 * NS_PER_MS)

static const struct screen_style style = {.ascii = false, .reverse = true};
static const struct screen_style solid = {.reverse = true, .figure = SCREEN_FIGURE_SOLID};
static const struct screen_style letters = {.reverse = true, .figure = SCREEN_FIGURE_ASCII};
static const struct theme theme = {.depth = THEME_TRUE};

/* A session in virtual time. */
struct run {
  struct routine *routine;
  struct session *session;
  struct play_figure *figure;
  int64_t now_ns;
  struct player_view view;
};

static struct run run_of(const char *path) {
  struct run run = {0};
  struct error err = {0};
  struct diagnostics *diagnostics = diagnostics_create();
  struct catalogue *catalogue = catalogue_create(NULL, SOURCE_DIR "/routines");
  run.routine = catalogue_load_routine(catalogue, path, diagnostics, &err);
  assert_non_null(run.routine);
  catalogue_destroy(catalogue);
  diagnostics_destroy(diagnostics);
  run.session = session_create(timeline_compile(run.routine, NULL));
  run.figure = play_figure_create();
  session_command(run.session, (struct session_command){.kind = COMMAND_START}, 0);
  return run;
}

static void run_finish(struct run *run) {
  play_figure_destroy(run->figure);
  session_destroy(run->session);
  routine_destroy(run->routine);
}

static void look(struct run *run) {
  struct session_event event;
  while (session_next(run->session, run->now_ns, &event)) {
  }
  session_view(run->session, run->now_ns, &run->view.session);
}

/* On to `elapsed_ns` of the first segment of `kind` and `side` (NONE: either) from here on. */
static void run_to(struct run *run, enum segment_kind kind, enum side side, int64_t elapsed_ns) {
  for (look(run);; run->now_ns += STEP_NS, look(run)) {
    const struct session_view *view = &run->view.session;
    assert_true(run->now_ns < SECONDS(3600));
    if (view->form->kind == kind && (side == SIDE_NONE || view->side == side) && view->elapsed_ns >= elapsed_ns) {
      return;
    }
  }
}

/* The figure as text with its colours, for comparing. Caller frees. */
static char *drawn_as(struct run *run, int rows, int columns, bool is_calm, bool has_colours) {
  const struct play_figure_place place = {rows, columns, &style, &theme, is_calm};
  const struct cells *cells = play_figure_draw(run->figure, &run->view, &place);
  if (cells == NULL) {
    return NULL;
  }
  size_t size = (size_t)cells_rows(cells) * (size_t)cells_columns(cells) * 24 + 1, used = 0;
  char *text = malloc(size);
  assert_non_null(text);
  for (int at = 0; at < cells_rows(cells) * cells_columns(cells); at++) {
    const struct cell *cell = cells_at(cells, at / cells_columns(cells), at % cells_columns(cells));
    used += (size_t)snprintf(text + used, size - used, "%s%x ", cell->text, has_colours ? cell->pen.foreground : 0);
  }
  return text;
}

static char *drawn(struct run *run, int rows, int columns, bool is_calm) {
  return drawn_as(run, rows, columns, is_calm, true);
}

static void expect_alike(char *a, char *b, bool alike) {
  assert_non_null(a);
  assert_non_null(b);
  assert_int_equal(strcmp(a, b) == 0, alike);
  free(a);
  free(b);
}

static void a_pause_stands_still(void **state) {
  (void)state;
  struct run run = run_of("hips-1");
  run_to(&run, SEGMENT_REPS, SIDE_NONE, SECONDS(1));
  assert_true(play_figure_frame_ns(&run.view, false) < NS_PER_S);
  session_command(run.session, (struct session_command){.kind = COMMAND_PAUSE}, run.now_ns);
  look(&run);
  assert_int_equal(play_figure_frame_ns(&run.view, false), INT64_MAX);
  char *before = drawn(&run, 24, 80, false);
  run.now_ns += SECONDS(20);
  look(&run);
  expect_alike(before, drawn(&run, 24, 80, false), true);
  run_finish(&run);
}

static void repetitions_move_and_come_back(void **state) {
  (void)state;
  struct run run = run_of("glutes-1");
  run_to(&run, SEGMENT_REPS, SIDE_NONE, 0);
  const struct tempo tempo = run.view.session.form->tempo;
  char *start = drawn(&run, 24, 80, false);
  run_to(&run, SEGMENT_REPS, SIDE_NONE, SECONDS(tempo.in_s) / 2);
  char *halfway = drawn(&run, 24, 80, false);
  run_to(&run, SEGMENT_REPS, SIDE_NONE, SECONDS(tempo.in_s));
  char *there = drawn(&run, 24, 80, false);
  assert_int_not_equal(strcmp(start, halfway), 0);
  assert_int_not_equal(strcmp(halfway, there), 0);
  free(halfway);
  run_to(&run, SEGMENT_REPS, SIDE_NONE, SECONDS(tempo.in_s + tempo.hold_s) - STEP_NS);
  expect_alike(there, drawn(&run, 24, 80, false), true);
  free(start);
  run_finish(&run);
}

static void a_hold_only_breathes(void **state) {
  (void)state;
  struct run run = run_of("hips-1");
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, 0);
  char *empty = drawn(&run, 24, 80, false), *calm = drawn(&run, 24, 80, true);
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, 1250 * NS_PER_MS);
  expect_alike(empty, drawn(&run, 24, 80, false), false);
  expect_alike(calm, drawn(&run, 24, 80, true), true);
  assert_int_equal(play_figure_frame_ns(&run.view, true), INT64_MAX);
  run_finish(&run);
}

/* When the first cue of that sound is due in the segment at hand. */
static int64_t cue_ns(const struct run *run, enum cue_sound sound) {
  const struct segment_form *form = run->view.session.form;
  for (size_t i = 0; i < form->cue_count; i++) {
    if (form->cues[i].sound == sound) {
      return form->cues[i].at_ns;
    }
  }
  fail_msg("there is no such cue");
  return 0;
}

/* How far the body is swelled with breath: full at the end of the breath in that is heard, empty at the end of the one out. */
static void a_hold_breathes_with_the_breath_that_is_heard(void **state) {
  (void)state;
  struct run run = run_of("hips-1");
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, 0);
  int64_t in_ns = cue_ns(&run, CUE_SOUND_BREATH_IN), out_ns = cue_ns(&run, CUE_SOUND_BREATH_OUT);
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, in_ns);
  char *empty = drawn(&run, 24, 80, false);
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, out_ns);
  char *full = drawn(&run, 24, 80, false);
  assert_int_not_equal(strcmp(empty, full), 0);
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, in_ns + 2 * (out_ns - in_ns));
  expect_alike(empty, drawn(&run, 24, 80, false), true);
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, out_ns + 2 * (out_ns - in_ns));
  expect_alike(full, drawn(&run, 24, 80, false), true);
  run_finish(&run);
}

static void getting_ready_shows_the_way_into_the_position(void **state) {
  (void)state;
  struct run run = run_of("hips-1");
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, 0);
  size_t step = run.view.session.step;
  char *held = drawn_as(&run, 24, 80, true, false);
  run_finish(&run);
  run = run_of("hips-1");
  do {
    run_to(&run, SEGMENT_TRANSITION, SIDE_NONE, 0);
    run.now_ns += run.view.session.step == step ? 0 : SECONDS(1);
  } while (run.view.session.step != step);
  char *first = drawn_as(&run, 24, 80, false, false);
  run_to(&run, SEGMENT_TRANSITION, SIDE_NONE, SECONDS(1));
  char *halfway = drawn_as(&run, 24, 80, false, false);
  assert_int_not_equal(strcmp(first, halfway), 0);
  assert_int_not_equal(strcmp(halfway, held), 0);
  run_to(&run, SEGMENT_TRANSITION, SIDE_NONE, SECONDS(3));
  expect_alike(held, drawn_as(&run, 24, 80, false, false), true);
  run_to(&run, SEGMENT_TRANSITION, SIDE_NONE, 3400 * NS_PER_MS);
  expect_alike(first, drawn_as(&run, 24, 80, false, false), true); /* and once more */
  free(halfway);
  run_finish(&run);
}

/* The brightest green of what is drawn: orange and white have both of it. */
static unsigned brightness(struct run *run) {
  const struct play_figure_place place = {24, 80, &style, &theme, false};
  const struct cells *cells = play_figure_draw(run->figure, &run->view, &place);
  unsigned most = 0;
  assert_non_null(cells);
  for (int at = 0; at < cells_rows(cells) * cells_columns(cells); at++) {
    unsigned green = cells_at(cells, at / cells_columns(cells), at % cells_columns(cells))->pen.foreground >> 8 & 0xFF;
    most = green > most ? green : most;
  }
  return most;
}

static void a_rest_shows_the_next_exercise_dimmed(void **state) {
  (void)state;
  struct run run = run_of(SOURCE_DIR "/tests/unit/app_play_figure.yaml");
  run_to(&run, SEGMENT_REST, SIDE_NONE, SECONDS(1));
  const struct exercise *shown = run.view.session.form->exercise;
  unsigned dimmed = brightness(&run);
  assert_int_equal(play_figure_frame_ns(&run.view, false), INT64_MAX);
  run_to(&run, SEGMENT_HOLD, SIDE_NONE, 0);
  assert_ptr_equal(run.view.session.form->exercise, shown);
  unsigned bright = brightness(&run);
  assert_true(dimmed > 40 && dimmed * 2 < bright + 10);
  run_finish(&run);
}

static void a_side_change_turns_to_the_other_side(void **state) {
  (void)state;
  struct run run = run_of("hips-1");
  run_to(&run, SEGMENT_SWITCH, SIDE_NONE, 0);
  char *before = drawn(&run, 24, 80, false), *cut = drawn(&run, 24, 80, true);
  run_to(&run, SEGMENT_SWITCH, SIDE_NONE, 300 * NS_PER_MS);
  char *edge_on = drawn(&run, 24, 80, false);
  assert_int_not_equal(strcmp(before, edge_on), 0);
  assert_true(strlen(edge_on) < strlen(before)); /* fewer cells show something */
  run_to(&run, SEGMENT_SWITCH, SIDE_NONE, 700 * NS_PER_MS);
  expect_alike(before, drawn(&run, 24, 80, false), false);
  expect_alike(cut, drawn(&run, 24, 80, true), true); /* where motion is calm it has been on the other side all the time */
  free(edge_on);
  run_finish(&run);
}

static void what_alternates_takes_turns(void **state) {
  (void)state;
  struct run run = run_of(SOURCE_DIR "/tests/unit/app_play_figure.yaml");
  run_to(&run, SEGMENT_REPS, SIDE_NONE, SECONDS(1));
  char *odd = drawn_as(&run, 24, 80, false, false);
  int64_t length_ns = tempo_length_ns(run.view.session.form->tempo);
  run_to(&run, SEGMENT_REPS, SIDE_NONE, length_ns + SECONDS(1));
  char *even = drawn_as(&run, 24, 80, false, false);
  assert_int_not_equal(strcmp(odd, even), 0);
  run_to(&run, SEGMENT_REPS, SIDE_NONE, 2 * length_ns + SECONDS(1));
  expect_alike(odd, drawn_as(&run, 24, 80, false, false), true);
  free(even);
  run_finish(&run);
}

/* How many of the figure's cells have a ground of their own, or `ascii`: are of ASCII. */
static int count_cells(struct run *run, const struct screen_style *as, const struct theme *in, bool ascii) {
  const struct play_figure_place place = {24, 80, as, in, false};
  const struct cells *cells = play_figure_draw(run->figure, &run->view, &place);
  int count = 0;
  assert_non_null(cells);
  for (int at = 0; at < cells_rows(cells) * cells_columns(cells); at++) {
    const struct cell *cell = cells_at(cells, at / cells_columns(cells), at % cells_columns(cells));
    bool is_blank = strcmp(cell->text, " ") == 0;
    count += ascii ? !is_blank && strlen(cell->text) == 1 : cell->pen.background != ROLE_NONE;
    assert_true(!ascii || is_blank || strlen(cell->text) == 1);
  }
  return count;
}

static void a_solid_figure_has_a_ground_of_its_own(void **state) {
  (void)state;
  static const struct theme few = {.depth = THEME_256}, none = {.depth = THEME_MONO};
  struct run run = run_of("hips-1");
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, 0);
  assert_int_equal(count_cells(&run, &style, &theme, false), 0);
  assert_true(count_cells(&run, &solid, &theme, false) > 20);
  assert_true(count_cells(&run, &solid, &few, false) > 20);
  assert_int_equal(count_cells(&run, &solid, &none, false), 0);
  assert_true(count_cells(&run, &letters, &theme, true) > 40);
  run_finish(&run);
}

static void where_the_digits_are_larger_nothing_moves(void **state) {
  (void)state;
  static const int sizes[][2] = {{24, 80}, {40, 120}, {12, 40}, {40, 50}, {30, 24}};
  struct run run = run_of("hips-1");
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, 0);
  assert_true(play_figure_frame_ns(&run.view, false) < NS_PER_S);
  run.view.emphasis = EMPHASIS_DIGITS;
  assert_int_equal(play_figure_frame_ns(&run.view, false), INT64_MAX);
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    assert_null(drawn(&run, sizes[i][0], sizes[i][1], false));
  }
  run_finish(&run);
}

static void where_there_is_no_room_there_is_no_figure(void **state) {
  (void)state;
  struct run run = run_of("hips-1");
  run_to(&run, SEGMENT_HOLD, SIDE_LEFT, 0);
  assert_null(drawn(&run, 5, 20, false));
  char *large = drawn(&run, 40, 120, false);
  assert_non_null(large);
  free(large);
  run_finish(&run);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_pause_stands_still),
      cmocka_unit_test(repetitions_move_and_come_back),
      cmocka_unit_test(a_hold_breathes_with_the_breath_that_is_heard),
      cmocka_unit_test(getting_ready_shows_the_way_into_the_position),
      cmocka_unit_test(a_rest_shows_the_next_exercise_dimmed),
      cmocka_unit_test(a_hold_only_breathes),
      cmocka_unit_test(a_side_change_turns_to_the_other_side),
      cmocka_unit_test(a_solid_figure_has_a_ground_of_its_own),
      cmocka_unit_test(where_the_digits_are_larger_nothing_moves),
      cmocka_unit_test(what_alternates_takes_turns),
      cmocka_unit_test(where_there_is_no_room_there_is_no_figure),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
