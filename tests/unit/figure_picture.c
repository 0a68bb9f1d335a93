/* What a picture keeps: its mirror image, its colours, its size, its faults. */
#include "base/macros.h"
#include "figure/flesh.h"
#include "figure/lint.h"
#include "figure/solve.h"
#include "figure/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { COLUMNS = 44, ROWS = 18 };

static struct figure lying(struct figure_moment moments[2]) {
  struct figure figure = {
      .moments = moments, .base = FIGURE_BASE_SUPINE, .azimuth_degrees = 14, .elevation_degrees = 9, .zoom = 1};
  figure.ground[0] = (struct figure_contact){PLACE_PELVIS, FIGURE_BOTH, 0};
  figure.ground_count = 1;
  figure.anchor = figure.ground[0];
  figure.muscles[FIGURE_RIGHT] = 1u << MUSCLE_HAMSTRINGS;
  figure.moment_count = figure.there = 2;
  figure_base_values(figure.base, figure.moments[0].values);
  figure.moments[1] = figure.moments[0];
  figure.moments[1].values[figure_limb_value(FIGURE_RIGHT, LIMB_HIP_FLEX)] = 85;
  return figure;
}

static struct figure_frame_request request_of(const struct figure *figure) {
  return (struct figure_frame_request){
      .figure = figure, .moment = 1, .columns = COLUMNS, .rows = ROWS, .brightness_percent = 100};
}

static void draw(const struct figure_frame_request *request, struct figure_cell *cells) {
  struct figure_stage *stage = figure_stage_create();
  figure_stage_draw(stage, request, cells);
  figure_stage_destroy(stage);
}

/* A braille character with its two columns of dots exchanged. */
static uint32_t flipped(uint32_t rune) {
  static const unsigned left[] = {0x01, 0x02, 0x04, 0x40}, right[] = {0x08, 0x10, 0x20, 0x80};
  uint32_t bits = rune == ' ' ? 0 : rune & 0xFF, other = 0;
  for (size_t i = 0; i < ARRAY_LEN(left); i++) {
    other |= (bits & left[i]) != 0 ? right[i] : 0;
    other |= (bits & right[i]) != 0 ? left[i] : 0;
  }
  return other == 0 ? ' ' : 0x2800 | other;
}

static void the_other_side_is_the_mirror_image(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = lying(moments);
  struct figure_frame_request request = request_of(&figure);
  struct figure_cell one[ROWS * COLUMNS], other[ROWS * COLUMNS];
  draw(&request, one);
  request.mirrored = true;
  draw(&request, other);
  for (int row = 0; row < ROWS; row++) {
    for (int column = 0; column < COLUMNS; column++) {
      const struct figure_cell *cell = &one[row * COLUMNS + column];
      assert_int_equal(other[row * COLUMNS + COLUMNS - 1 - column].rune, flipped(cell->rune));
    }
  }
}

static void a_stage_draws_the_same_whatever_it_drew_before(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = lying(moments);
  struct figure_frame_request request = request_of(&figure), small = request;
  struct figure_cell first[ROWS * COLUMNS], again[ROWS * COLUMNS];
  struct figure_stage *stage = figure_stage_create();
  small.columns = 20;
  small.rows = 9;
  small.moment = 0;
  figure_stage_draw(stage, &request, first);
  figure_stage_draw(stage, &small, again);
  figure_stage_draw(stage, &request, again);
  figure_stage_destroy(stage);
  assert_memory_equal(first, again, sizeof first);
}

static int count_colour(const struct figure_cell *cells, uint32_t colour) {
  int count = 0;
  for (int i = 0; i < ROWS * COLUMNS; i++) {
    count += cells[i].foreground == colour;
  }
  return count;
}

static int brightness(const struct figure_cell *cells) {
  int most = 0;
  for (int i = 0; i < ROWS * COLUMNS; i++) {
    int green = (int)(cells[i].foreground >> 8 & 0xFF);
    most = cells[i].foreground != FIGURE_NO_COLOUR && green > most ? green : most;
  }
  return most;
}

static void dimmed_figures_are_darker(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = lying(moments);
  struct figure_frame_request request = request_of(&figure);
  struct figure_cell cells[ROWS * COLUMNS];
  draw(&request, cells);
  int bright = brightness(cells);
  request.brightness_percent = 42;
  draw(&request, cells);
  assert_in_range(brightness(cells), bright * 40 / 100, bright * 44 / 100);
}

static void the_muscle_has_a_colour_that_nothing_else_has(void **state) {
  (void)state;
  static const struct {
    enum figure_depth depth;
    uint32_t colour;
  } cases[] = {{FIGURE_256, 208}, {FIGURE_16, 3}};
  struct figure_moment moments[2] = {0};
  struct figure figure = lying(moments);
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct figure_frame_request request = request_of(&figure);
    struct figure_cell cells[ROWS * COLUMNS];
    request.depth = cases[i].depth;
    draw(&request, cells);
    assert_true(count_colour(cells, cases[i].colour) > 3);
    figure.muscles[FIGURE_RIGHT] = 0;
    draw(&request, cells);
    assert_int_equal(count_colour(cells, cases[i].colour), 0);
    figure.muscles[FIGURE_RIGHT] = 1u << MUSCLE_HAMSTRINGS;
  }
}

static void plain_styles_have_no_colours_of_their_own(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = lying(moments);
  struct figure_frame_request request = request_of(&figure);
  struct figure_cell cells[ROWS * COLUMNS];
  request.style = FIGURE_MONO;
  draw(&request, cells);
  assert_int_equal(count_colour(cells, FIGURE_NO_COLOUR), ROWS * COLUMNS);
}

/* What the linter is to find. */
struct finding {
  const char *words;
  int count;
};

static void look_for(const struct figure_fault *fault, void *context) {
  struct finding *finding = context;
  finding->count += strstr(fault->message, finding->words) != NULL;
}

static void set_knee(struct figure *figure) {
  figure->moments[1].values[figure_limb_value(FIGURE_RIGHT, LIMB_KNEE)] = 170;
}

static void set_lift(struct figure *figure) {
  figure->moments[1].values[MIDDLE_ROOT_LIFT] = .2;
}

static void set_sink(struct figure *figure) {
  figure->moments[1].values[MIDDLE_ROOT_LIFT] = -.2;
}

static void set_reach(struct figure *figure) {
  figure->moments[1].reaches[FIGURE_LEFT_HAND] =
      (struct figure_reach){.is_set = true, .to = {.place = PLACE_WORLD, .offset = {2, 0, 0}}};
}

static void set_ground(struct figure *figure) {
  figure->ground[1] = (struct figure_contact){PLACE_BELLY, FIGURE_BOTH, .9};
  figure->ground_count = 2;
}

static void what_no_body_does_is_found(void **state) {
  (void)state;
  static const struct {
    void (*set)(struct figure *figure);
    const char *words;
  } cases[] = {
      {set_knee, "right knee is 1"},
      {set_lift, "floats 0.20 body heights above the floor"},
      {set_sink, "sinks 0.2"},
      {set_reach, "left-hand falls 1."},
      {set_ground, "no lean of the body"},
  };
  struct figure_moment well_moments[2] = {0};
  struct figure well = lying(well_moments);
  struct finding none = {"", 0};
  figure_lint(&well, look_for, &none);
  assert_int_equal(none.count, 0);
  for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
    struct figure_moment moments[2] = {0};
    struct figure figure = lying(moments);
    struct finding finding = {cases[i].words, 0};
    cases[i].set(&figure);
    figure_lint(&figure, look_for, &finding);
    if (finding.count != 1) {
      fail_msg("\"%s\" was found %d times", cases[i].words, finding.count);
    }
  }
}

static void a_band_made_fast_in_the_room_runs_to_the_hands(void **state) {
  (void)state;
  struct figure_moment moments[2] = {0};
  struct figure figure = lying(moments);
  figure.props[figure.prop_count++] =
      (struct figure_prop){.kind = PROP_BAND, .at = {.place = PLACE_WORLD, .offset = {0, -.5, .3}}};
  const struct solve_request request = {.moment = 1};
  struct pose pose;
  struct flesh flesh;
  solve_pose(&figure, &request, &pose, NULL);
  flesh_build(&figure, &pose, false, &flesh);
  const struct capsule *band = &flesh.capsules[flesh.count - 1];
  assert_int_equal(band->material, MATERIAL_STRAP);
  assert_float_equal(band->from.y, -.5, 1e-9);
  assert_float_equal(band->to.y, (pose.limbs[0][HAND].y + pose.limbs[1][HAND].y) / 2, 1e-9);
  assert_float_equal(band->to.x, (pose.limbs[0][HAND].x + pose.limbs[1][HAND].x) / 2, 1e-9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_other_side_is_the_mirror_image),
      cmocka_unit_test(a_stage_draws_the_same_whatever_it_drew_before),
      cmocka_unit_test(dimmed_figures_are_darker),
      cmocka_unit_test(the_muscle_has_a_colour_that_nothing_else_has),
      cmocka_unit_test(plain_styles_have_no_colours_of_their_own),
      cmocka_unit_test(what_no_body_does_is_found),
      cmocka_unit_test(a_band_made_fast_in_the_room_runs_to_the_hands),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
