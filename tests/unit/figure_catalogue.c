/* Every figure of the catalogue, those with sides from both: whole bones, feet that stay where they are, nothing that no body
 * does. */
#include "base/arena.h"
#include "figure/lint.h"
#include "figure/solve.h"
#include "figure/spots.h"
#include "figure/stage.h"
#include "routine/catalogue.h"
#include "routine/diagnostic.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MOMENTS = 33, LEAST_FIGURES = 100 };

typedef void (*figure_check_fn)(const char *id, const struct figure *figure);

/* Each described figure once. */
static void over_the_catalogue(figure_check_fn check) {
  struct arena *arena = arena_create();
  struct diagnostics *diagnostics = diagnostics_create();
  struct catalogue *catalogue = catalogue_create(NULL, SOURCE_DIR "/routines");
  struct catalogue_list list = catalogue_list_exercises(catalogue, arena);
  int figures = 0;
  for (size_t i = 0; i < list.count; i++) {
    struct error err = {0};
    const struct exercise *exercise = catalogue_load_exercise(catalogue, list.entries[i].id, arena, diagnostics, &err);
    assert_non_null(exercise);
    if (exercise->own_figure != NULL && exercise->figure == NULL) {
      check(exercise->id, exercise->own_figure);
      figures++;
    }
  }
  assert_true(figures >= LEAST_FIGURES);
  catalogue_destroy(catalogue);
  diagnostics_destroy(diagnostics);
  arena_destroy(arena);
}

static double end_of(const struct figure *figure) {
  return figure->moment_count > figure->there ? 2 : 1;
}

static struct pose pose_at(const struct figure *figure, int step, bool swapped) {
  struct pose pose;
  const struct solve_request request = {.moment = end_of(figure) * step / (MOMENTS - 1), .swapped = swapped};
  solve_pose(figure, &request, &pose, NULL);
  return pose;
}

static void expect_length(const char *id, struct vector from, struct vector to, double length) {
  double found = vector_length(vector_difference(to, from));
  if (!(fabs(found - length) < 1e-6)) {
    fail_msg("%s: a bone of %.4f is %.4f long", id, length, found);
  }
}

static void expect_bones(const char *id, const struct figure *figure) {
  for (int step = 0; step < MOMENTS; step++) {
    struct pose pose = pose_at(figure, step, false);
    for (int side = 0; side < 2; side++) {
      const struct vector *points = pose.limbs[side];
      expect_length(id, points[HIP], points[KNEE], THIGH_LENGTH);
      expect_length(id, points[KNEE], points[ANKLE], SHANK_LENGTH);
      expect_length(id, points[SHOULDER], points[ELBOW], UPPER_ARM_LENGTH);
      expect_length(id, points[ELBOW], points[WRIST], FOREARM_LENGTH);
      for (int i = 0; i < LIMB_POINTS; i++) {
        assert_true(isfinite(points[i].x) && isfinite(points[i].y) && isfinite(points[i].z));
      }
    }
  }
}

static void bones_keep_their_length(void **state) {
  (void)state;
  over_the_catalogue(expect_bones);
}

/* A flat foot that goes to one place of the room all the way stays there. */
static void expect_feet(const char *id, const struct figure *figure) {
  for (int end = FIGURE_LEFT_FOOT; end <= FIGURE_RIGHT_FOOT; end++) {
    const struct figure_reach *first = &figure->moments[0].reaches[end];
    bool is_held = first->is_set && first->flat && first->to.place == PLACE_WORLD;
    for (int i = 1; i < figure->moment_count; i++) {
      const struct figure_reach *reach = &figure->moments[i].reaches[end];
      is_held = is_held && reach->is_set && memcmp(&reach->to.offset, &first->to.offset, sizeof first->to.offset) == 0;
    }
    for (int step = 0; is_held && step < MOMENTS; step++) {
      struct pose pose = pose_at(figure, step, false);
      struct vector wanted = vector_of(first->to.offset.x, first->to.offset.y, first->to.offset.z);
      double away = vector_length(vector_difference(pose.limbs[end - FIGURE_LEFT_FOOT][ANKLE], wanted));
      if (away > .036) {
        fail_msg("%s: a foot that stays is %.3f body heights away", id, away);
      }
    }
  }
}

static void feet_that_stay_do_not_slide(void **state) {
  (void)state;
  over_the_catalogue(expect_feet);
}

static void expect_mirror(const char *id, const struct figure *figure) {
  for (int step = 0; step < MOMENTS; step += 4) {
    struct pose pose = pose_at(figure, step, false), swapped = pose_at(figure, step, true);
    skeleton_swap_sides(&swapped);
    if (memcmp(pose.limbs, swapped.limbs, sizeof pose.limbs) != 0 ||
        memcmp(pose.spine, swapped.spine, sizeof pose.spine) != 0) {
      fail_msg("%s: mirrored twice it is another body", id);
    }
  }
}

static void mirrored_twice_nothing_changes(void **state) {
  (void)state;
  over_the_catalogue(expect_mirror);
}

static void print_fault(const struct figure_fault *fault, void *context) {
  const char *id = ((const char **)context)[0];
  print_error("%s %s: %s\n", id, fault->where, fault->message);
  ((const char **)context)[1] = id;
}

static void expect_no_fault(const char *id, const struct figure *figure) {
  const char *found[2] = {id, NULL};
  figure_lint(figure, print_fault, found);
  assert_null(found[1]);
}

static void no_figure_does_what_no_body_does(void **state) {
  (void)state;
  over_the_catalogue(expect_no_fault);
}

/* A frame's change from the one before it, at eight a second in a movement of three seconds: most cells stay as they are. */
static void expect_steady(const char *id, const struct figure *figure) {
  enum { COLUMNS = 44, ROWS = 16, FRAMES = 24, CELLS = COLUMNS * ROWS, MOST = CELLS / 3 };
  static struct figure_cell cells[2][CELLS];
  struct figure_stage *stage = figure_stage_create();
  for (int frame = 0; frame <= FRAMES; frame++) {
    struct figure_frame_request request = {.figure = figure, .columns = COLUMNS, .rows = ROWS, .brightness_percent = 100};
    request.moment = end_of(figure) * frame / FRAMES;
    figure_stage_draw(stage, &request, cells[frame % 2]);
    int changed = 0;
    for (int at = 0; frame > 0 && at < CELLS; at++) {
      changed += memcmp(&cells[0][at], &cells[1][at], sizeof cells[0][at]) != 0;
    }
    if (changed > MOST) {
      fail_msg("%s: %d of %d cells change from one frame to the next", id, changed, (int)CELLS);
    }
  }
  figure_stage_destroy(stage);
}

/* Of a slow movement: cells that change and at once change back. */
static void expect_no_flicker_in(const char *id, const struct figure *figure, enum figure_style style) {
  enum { COLUMNS = 44, ROWS = 16, FRAMES = 32, CELLS = COLUMNS * ROWS, MOST = 20 };
  static struct figure_cell cells[3][CELLS];
  struct figure_stage *stage = figure_stage_create();
  for (int frame = 0; frame <= FRAMES; frame++) {
    struct figure_frame_request request = {
        .figure = figure, .columns = COLUMNS, .rows = ROWS, .brightness_percent = 100, .style = style};
    request.moment = end_of(figure) * frame / FRAMES;
    figure_stage_draw(stage, &request, cells[frame % 3]);
    int flickering = 0;
    for (int at = 0; frame > 1 && at < CELLS; at++) {
      const struct figure_cell *now = &cells[frame % 3][at], *before = &cells[(frame + 2) % 3][at],
                               *first = &cells[(frame + 1) % 3][at];
      flickering += memcmp(now, first, sizeof *now) == 0 && memcmp(now, before, sizeof *now) != 0;
    }
    if (flickering > MOST) {
      fail_msg("%s, style %d: %d of %d cells change and change back", id, (int)style, flickering, (int)CELLS);
    }
  }
  figure_stage_destroy(stage);
}

static void expect_no_flicker(const char *id, const struct figure *figure) {
  static const enum figure_style styles[] = {FIGURE_BRAILLE, FIGURE_MONO};
  for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
    expect_no_flicker_in(id, figure, styles[i]);
  }
}

static void no_figure_flickers(void **state) {
  (void)state;
  over_the_catalogue(expect_no_flicker);
}

/* How much of the picture the figure takes at the beginning and the end of its motion, the larger of width and height, in
 * percent. */
static int share_taken(const struct figure *figure, int columns, int rows) {
  enum { FRAMES = 1 };
  struct figure_cell *cells = calloc((size_t)columns * (size_t)rows, sizeof *cells);
  struct figure_stage *stage = figure_stage_create();
  int left = columns, right = -1, top = rows, bottom = -1;
  assert_non_null(cells);
  for (int frame = 0; frame <= FRAMES; frame++) {
    struct figure_frame_request request = {
        .figure = figure, .columns = columns, .rows = rows, .brightness_percent = 100, .style = FIGURE_MONO};
    request.moment = end_of(figure) * frame / FRAMES;
    figure_stage_draw(stage, &request, cells);
    for (int at = 0; at < columns * rows; at++) {
      if (cells[at].rune != ' ') {
        left = at % columns < left ? at % columns : left;
        right = at % columns > right ? at % columns : right;
        top = at / columns < top ? at / columns : top;
        bottom = at / columns > bottom ? at / columns : bottom;
      }
    }
  }
  figure_stage_destroy(stage);
  free(cells);
  int wide = 100 * (right - left + 1) / columns, high = 100 * (bottom - top + 1) / rows;
  return wide > high ? wide : high;
}

static void expect_size(const char *id, const struct figure *figure) {
  static const int sizes[][2] = {{20, 8}, {44, 18}, {160, 50}};
  enum { LEAST_PERCENT = 70 };
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    int percent = share_taken(figure, sizes[i][0], sizes[i][1]);
    if (percent < LEAST_PERCENT) {
      fail_msg("%s takes %d percent of %dx%d", id, percent, sizes[i][0], sizes[i][1]);
    }
  }
}

static void every_figure_fits_every_size(void **state) {
  (void)state;
  over_the_catalogue(expect_size);
}

static void no_figure_jumps(void **state) {
  (void)state;
  over_the_catalogue(expect_steady);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bones_keep_their_length),
      cmocka_unit_test(feet_that_stay_do_not_slide),
      cmocka_unit_test(mirrored_twice_nothing_changes),
      cmocka_unit_test(no_figure_does_what_no_body_does),
      cmocka_unit_test(no_figure_jumps),
      cmocka_unit_test(no_figure_flickers),
      cmocka_unit_test(every_figure_fits_every_size),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
