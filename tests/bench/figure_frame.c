/* How long a frame of a figure takes, at the size of an 80x24 player and at two others: to be at most 0.3 ms at 44x18. */
#include "figure/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FRAMES = 2000, SIZES = 3 };

static double seconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b) {
  double one = *(const double *)a, other = *(const double *)b;
  return (one > other) - (one < other);
}

/* On hands and knees, both shins and both hands on the ground: what costs most to solve. */
static struct figure kneeling(struct figure_moment moments[2]) {
  struct figure figure = {
      .moments = moments, .base = FIGURE_BASE_QUADRUPED, .azimuth_degrees = 14, .elevation_degrees = 9, .zoom = 1};
  figure.ground[0] = (struct figure_contact){PLACE_SHIN, FIGURE_BOTH, 0};
  figure.ground[1] = (struct figure_contact){PLACE_ELBOW, FIGURE_BOTH, 0};
  figure.ground_count = 2;
  figure.anchor = figure.ground[0];
  figure.muscles[0] = figure.muscles[1] = 1u << MUSCLE_ABS | 1u << MUSCLE_LATS | 1u << MUSCLE_GLUTES;
  figure.props[0].kind = PROP_MAT;
  figure.prop_count = 1;
  figure.moment_count = figure.there = 2;
  figure_base_values(figure.base, figure.moments[0].values);
  for (int hand = FIGURE_LEFT_HAND; hand <= FIGURE_RIGHT_HAND; hand++) {
    figure.moments[0].reaches[hand] = (struct figure_reach){
        .is_set = true, .flat = true, .to = {.place = PLACE_WORLD, .offset = {.42, hand == FIGURE_LEFT_HAND ? .1 : -.1, 0}}};
  }
  figure.moments[1] = figure.moments[0];
  figure.moments[1].values[MIDDLE_LUMBAR_FLEX] = 30;
  return figure;
}

int main(void) {
  static const int sizes[SIZES][2] = {{23, 9}, {44, 18}, {70, 26}};
  static struct figure_cell cells[70 * 26];
  static double times[FRAMES];
  struct figure_moment moments[2] = {0};
  struct figure figure = kneeling(moments);
  struct figure_stage *stage = figure_stage_create();
  for (int size = 0; size < SIZES; size++) {
    struct figure_frame_request request = {
        .figure = &figure, .columns = sizes[size][0], .rows = sizes[size][1], .brightness_percent = 100};
    double fitting = seconds_now();
    figure_stage_draw(stage, &request, cells);
    fitting = seconds_now() - fitting;
    for (int i = 0; i < FRAMES; i++) {
      request.moment = 2. * i / FRAMES;
      double start = seconds_now();
      figure_stage_draw(stage, &request, cells);
      times[i] = seconds_now() - start;
    }
    qsort(times, FRAMES, sizeof times[0], compare);
    printf("figure %dx%d: median %.3f ms, p99 %.3f ms, the first %.2f ms\n", request.columns, request.rows,
           times[FRAMES / 2] * 1e3, times[FRAMES * 99 / 100] * 1e3, fitting * 1e3);
  }
  figure_stage_destroy(stage);
  return 0;
}
