#include "app/routine_preview.h"

#include "app/collection.h"
#include "app/figure_cells.h"
#include "base/arena.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "routine/dose.h"
#include "timeline/timeline.h"

#include <stdlib.h>
#include <string.h>

#define REST_NS (120 * NS_PER_MS) /* a selection this old is one */
#define STEP_NS (4 * NS_PER_S)
#define WAY_NS (2 * NS_PER_S)
#define FRAME_NS (125 * NS_PER_MS)

enum { DOSE_SIZE = 48 };

struct routine_preview {
  char id[256];
  int64_t since_ns;        /* when it was selected */
  struct routine *routine; /* NULL: not read yet, or it cannot be */
  bool is_read, is_calm;
  const struct figure **figures; /* by step */
  struct library_step *steps;
  struct figure_cells *cells;
  struct library_preview shown;
};

struct routine_preview *routine_preview_create(bool is_calm) {
  struct routine_preview *preview = memory_alloc(1, sizeof *preview);
  preview->is_calm = is_calm;
  preview->cells = figure_cells_create();
  return preview;
}

static void forget(struct routine_preview *preview) {
  figure_cells_forget(preview->cells);
  routine_destroy(preview->routine); /* with all that lies in its arena */
  preview->routine = NULL;
  preview->is_read = false;
  preview->shown = (struct library_preview){.count = 0};
}

void routine_preview_destroy(struct routine_preview *preview) {
  if (preview != NULL) {
    forget(preview);
    figure_cells_destroy(preview->cells);
    free(preview);
  }
}

void routine_preview_select(struct routine_preview *preview, const char *id, int64_t now_ns) {
  if (strncmp(preview->id, id, sizeof preview->id - 1) == 0) {
    return;
  }
  forget(preview);
  strncpy(preview->id, id, sizeof preview->id - 1);
  preview->since_ns = now_ns;
}

static void note_step(struct routine_preview *preview, const struct timeline_step *step) {
  size_t count = preview->shown.count++;
  char *dose = arena_alloc(preview->routine->arena, DOSE_SIZE);
  preview->steps[count] = (struct library_step){
      .name = step->exercise->name,
      .dose = dose_format(dose, DOSE_SIZE, &step->step->exercise.dose, step->exercise->sides),
  };
  preview->figures[count] = step->exercise->own_figure;
}

static void read_routine(struct routine_preview *preview) {
  struct places places;
  struct error err = {0};
  preview->is_read = true;
  if (!places_find(&places, &err)) {
    return;
  }
  struct catalogue *catalogue = collection_catalogue(&places);
  struct diagnostics *diagnostics = diagnostics_create();
  preview->routine = catalogue_load_routine(catalogue, preview->id, diagnostics, &err);
  diagnostics_destroy(diagnostics);
  catalogue_destroy(catalogue);
  if (preview->routine == NULL) {
    return;
  }
  const struct timeline *timeline = timeline_compile(preview->routine, NULL);
  struct arena *arena = preview->routine->arena;
  preview->steps = arena_array(arena, timeline->step_count, sizeof *preview->steps);
  preview->figures = arena_array(arena, timeline->step_count, sizeof(const struct figure *));
  for (size_t i = 0; i < timeline->step_count; i++) {
    if (timeline->steps[i].exercise != NULL) {
      note_step(preview, &timeline->steps[i]);
    }
  }
  preview->shown.steps = preview->steps;
}

/* How long the walk has gone on; it ends with the last exercise in its position. */
static int64_t walked_ns(const struct routine_preview *preview, int64_t now_ns) {
  int64_t walked = now_ns - preview->since_ns - REST_NS, most = (int64_t)preview->shown.count * STEP_NS - 1;
  return walked < 0 ? 0 : walked < most ? walked : most;
}

static void draw_figure(struct routine_preview *preview, const struct routine_preview_place *place, int64_t in_step_ns) {
  struct rect area = library_figure_area(place->rows, place->columns, TAB_ROUTINES);
  const struct figure *figure = preview->figures[preview->shown.now];
  preview->shown.figure = NULL;
  if (figure == NULL || place->style->figure == SCREEN_FIGURE_OFF || area.rows <= 0 || area.columns <= 0) {
    return;
  }
  double way = preview->is_calm || in_step_ns >= WAY_NS ? 1 : (double)in_step_ns / WAY_NS;
  struct figure_frame_request request = {
      .figure = figure, .moment = way, .rows = area.rows, .columns = area.columns, .brightness_percent = 100};
  figure_cells_suit(&request, place->style, place->theme);
  preview->shown.figure = figure_cells_draw(preview->cells, &request);
}

const struct library_preview *routine_preview_draw(struct routine_preview *preview, const struct routine_preview_place *place,
                                                   int64_t now_ns) {
  if (preview->id[0] == '\0' || now_ns < preview->since_ns + REST_NS) {
    return NULL;
  }
  if (!preview->is_read) {
    read_routine(preview);
  }
  if (preview->shown.count > 0) {
    int64_t walked = walked_ns(preview, now_ns);
    preview->shown.now = (size_t)(walked / STEP_NS);
    draw_figure(preview, place, walked % STEP_NS);
  }
  return &preview->shown;
}

int64_t routine_preview_deadline_ns(const struct routine_preview *preview, int64_t now_ns) {
  int64_t rested_ns = preview->since_ns + REST_NS;
  if (preview->id[0] == '\0' || now_ns < rested_ns || !preview->is_read) {
    return preview->id[0] == '\0' ? INT64_MAX : rested_ns;
  }
  int64_t walked = walked_ns(preview, now_ns), in_step_ns = walked % STEP_NS;
  if (!preview->is_calm && preview->shown.count > 0 && in_step_ns < WAY_NS) {
    return now_ns + FRAME_NS;
  }
  bool is_last = preview->shown.count == 0 || preview->shown.now + 1 == preview->shown.count;
  return is_last ? INT64_MAX : now_ns + STEP_NS - in_step_ns;
}
