#include "figure/stage.h"

#include "base/memory.h"
#include "figure/compose.h"
#include "figure/fit.h"
#include "figure/solve.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AMBIENT .72
#define LIGHT_WEIGHT .8 /* of light against nearness */
#define DARKEST .02
#define PULSE_TONE .12
#define RESTING_TARGET .35 /* how bright the target is without any effort */

enum { DOTS_ACROSS = 2, DOTS_DOWN = 4 };

struct figure_stage {
  struct raster raster;
  size_t raster_bytes;        /* of its dots and its stack, one piece of memory; 0: given back */
  struct cell_memory *memory; /* of the figure fitted, an item a cell */
  struct mono mono;           /* likewise, as a whole */
  struct flesh flesh;
  const struct figure *fitted; /* what `fit` is for, at the raster's size; NULL: nothing */
  struct fit fit;
};

struct figure_stage *figure_stage_create(void) {
  return memory_alloc(1, sizeof(struct figure_stage));
}

void figure_stage_destroy(struct figure_stage *stage) {
  if (stage != NULL) {
    figure_stage_rest(stage);
    free(stage->memory);
    free(stage);
  }
}

void figure_stage_forget(struct figure_stage *stage) {
  stage->fitted = NULL;
}

void figure_stage_rest(struct figure_stage *stage) {
  if (stage->raster_bytes > 0) {
    memory_pages_free(stage->raster.dots, stage->raster_bytes);
    stage->raster_bytes = 0;
  }
}

static void take_raster(struct figure_stage *stage, const struct figure_frame_request *request) {
  size_t dots = (size_t)request->columns * DOTS_ACROSS * (size_t)request->rows * DOTS_DOWN;
  size_t bytes = dots * (sizeof *stage->raster.dots + sizeof *stage->raster.stack);
  if (bytes == stage->raster_bytes) {
    return;
  }
  figure_stage_rest(stage);
  stage->raster.dots = memory_pages(bytes);
  stage->raster.stack = (int *)(void *)(stage->raster.dots + dots);
  stage->raster_bytes = bytes;
}

static void fit_stage(struct figure_stage *stage, const struct figure_frame_request *request) {
  int columns = request->columns * DOTS_ACROSS, rows = request->rows * DOTS_DOWN;
  if (stage->fitted == request->figure && stage->raster.columns == columns && stage->raster.rows == rows) {
    return;
  }
  size_t cells = (size_t)request->columns * (size_t)request->rows;
  stage->raster.columns = columns;
  stage->raster.rows = rows;
  stage->memory = memory_resize(stage->memory, cells, sizeof *stage->memory);
  fit_figure(request->figure, &stage->raster, &stage->flesh, &stage->fit);
  stage->mono = (struct mono){{false}};
  memset(stage->memory, 0, cells * sizeof *stage->memory);
  stage->fitted = request->figure;
}

/* Trunk and head stay readable however far they are. */
static double least_tone(enum flesh_part part) {
  return part == PART_HEAD ? .80 : part == PART_NECK ? .70 : part == PART_TORSO ? .50 : .10;
}

static float tone_of(const struct dot *dot, const struct figure_frame_request *request, double shift, double glow) {
  double near = TONE_MIDDLE + shift + (double)dot->near / TONE_SPAN;
  near = fmin(fmax(near, least_tone((enum flesh_part)dot->part)), 1);
  double light = fmin(fmax(.5 + .5 * (double)dot->light, 0), 1);
  double shaded = request->light ? near : near - (1 - AMBIENT) * (1 - light) * LIGHT_WEIGHT;
  if (dot->material == MATERIAL_TARGET) {
    shaded = shaded * .4 + glow * .6;
  }
  return (float)fmin(fmax(shaded, DARKEST), 1);
}

static void set_tones(struct figure_stage *stage, const struct figure_frame_request *request, const struct pose *pose) {
  double shift = stage->fit.shift - fit_middle(&stage->fit.camera, pose) / TONE_SPAN;
  double glow = RESTING_TARGET + (1 - RESTING_TARGET) * pose->effort + PULSE_TONE * request->pulse;
  int total = stage->raster.columns * stage->raster.rows;
  for (int i = 0; i < total; i++) {
    stage->raster.dots[i].tone = stage->raster.dots[i].on ? tone_of(&stage->raster.dots[i], request, shift, glow) : 0;
  }
}

void figure_stage_draw(struct figure_stage *stage, const struct figure_frame_request *request, struct figure_cell *cells) {
  assert(request->columns >= 1 && request->columns <= FIGURE_COLUMNS_MAX);
  assert(request->rows >= 1 && request->rows <= FIGURE_ROWS_MAX);
  assert(request->figure->moment_count >= 1 && request->figure->there >= 1);
  take_raster(stage, request);
  fit_stage(stage, request);
  const struct solve_request solve = {request->moment, request->breath, request->swapped};
  struct pose pose;
  solve_pose(request->figure, &solve, &pose, NULL);
  flesh_build(request->figure, &pose, request->swapped, &stage->flesh);
  raster_clear(&stage->raster);
  raster_draw(&stage->raster, &stage->flesh, &stage->fit.camera);
  raster_cut_gaps(&stage->raster, &pose, &stage->fit.camera);
  raster_drop_islands(&stage->raster, &stage->fit.camera);
  raster_draw_floor(&stage->raster, &stage->flesh, &stage->fit.camera, &stage->fit.floor);
  set_tones(stage, request, &pose);
  compose_cells(&stage->raster, request, &stage->mono, stage->memory, cells);
}
