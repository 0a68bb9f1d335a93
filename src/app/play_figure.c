#include "app/play_figure.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/timespan.h"
#include "figure/stage.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#define FRAME_NS (125 * NS_PER_MS)
#define CALM_FRAME_NS (250 * NS_PER_MS) /* of a hold: it only breathes */
#define WAY_S 2.0                       /* into the position, shown while one gets ready */
#define STAY_S 1.4                      /* there, before it is shown again */
#define CYCLE_S 1.6                     /* one step of what goes on without a tempo */
#define PRESS_S 6.0                     /* there and back of a massage: three seconds a stroke */
#define BREATH_S 5.0                    /* of a hold, and of the glow */
#define WAVE_STEPS 1.5                  /* between them nothing is sent to the terminal */

enum { LEAST_ROWS = 5, LEAST_COLUMNS = 10 };

struct play_figure {
  struct figure_stage *stage;
  struct cells *cells;
  struct figure_cell *drawn;
  int rows, columns;
  struct figure_frame_request last; /* what `cells` shows; no figure: nothing yet */
};

/* What the body does at one moment of a session. */
struct gesture {
  double moment, breath, pulse;
  bool swapped;
};

struct play_figure *play_figure_create(void) {
  struct play_figure *figure = memory_alloc(1, sizeof *figure);
  figure->stage = figure_stage_create();
  figure->cells = cells_create(1, 1);
  return figure;
}

void play_figure_destroy(struct play_figure *figure) {
  if (figure != NULL) {
    figure_stage_destroy(figure->stage);
    cells_destroy(figure->cells);
    free(figure->drawn);
    free(figure);
  }
}

static const struct figure *figure_of(const struct player_view *view) {
  const struct segment_form *form = view->session.form;
  return form == NULL || form->exercise == NULL ? NULL : form->exercise->own_figure;
}

/* Of repetitions and paced breathing: there, held, and back. */
static struct gesture in_tempo(const struct tempo_moment *tempo) {
  double share = tempo->phase_length_ns > 0 ? (double)tempo->phase_elapsed_ns / (double)tempo->phase_length_ns : 1;
  struct gesture gesture = {.moment = 1, .swapped = tempo->rep % 2 == 0};
  if (tempo->phase == PHASE_IN) {
    gesture.moment = share;
  } else if (tempo->phase == PHASE_OUT) {
    gesture.moment = 1 + share;
  }
  return gesture;
}

static struct gesture getting_ready(double seconds, bool is_calm) {
  double at = fmod(seconds, WAY_S + STAY_S);
  return (struct gesture){.moment = is_calm ? 1 : fmin(at / WAY_S, 1)};
}

/* Seconds that once there and back takes without a tempo. */
static double cycle_s(const struct segment_form *form, bool is_calm) {
  bool presses = form->exercise != NULL && form->exercise->type >= TYPE_MASSAGE_SWEDISH;
  return presses ? PRESS_S : is_calm ? 2 * CYCLE_S : CYCLE_S;
}

static struct gesture gesture_of(const struct session_view *view, bool is_calm) {
  double seconds = (double)view->elapsed_ns / NS_PER_S;
  double wave = is_calm ? 0 : round(sin(2 * acos(-1.) * seconds / BREATH_S) * WAVE_STEPS) / WAVE_STEPS;
  if (view->has_tempo) {
    struct gesture gesture = in_tempo(&view->tempo);
    gesture.moment = is_calm ? (view->tempo.phase == PHASE_OUT ? 0 : 1) : gesture.moment;
    return gesture;
  }
  switch (view->form->kind) {
  case SEGMENT_HOLD:
    return (struct gesture){.moment = 1, .breath = wave, .pulse = wave};
  case SEGMENT_TRANSITION:
  case SEGMENT_SWITCH:
    return getting_ready(seconds, is_calm);
  case SEGMENT_TIMED: {
    double steps = seconds / cycle_s(view->form, is_calm);
    double share = is_calm ? .5 : steps - floor(steps);
    return (struct gesture){.moment = 2 * share, .swapped = fmod(steps, 2) >= 1};
  }
  default:
    return (struct gesture){.moment = 0};
  }
}

static enum figure_style style_of(const struct play_figure_place *place) {
  return place->style->ascii ? FIGURE_ASCII : place->theme->depth == THEME_MONO ? FIGURE_MONO : FIGURE_BRAILLE;
}

static void resize(struct play_figure *figure, int rows, int columns) {
  if (figure->rows != rows || figure->columns != columns) {
    cells_resize(figure->cells, rows, columns);
    figure->drawn = memory_resize(figure->drawn, (size_t)rows * (size_t)columns, sizeof *figure->drawn);
    figure->rows = rows;
    figure->columns = columns;
  }
}

/* A number of the xterm palette as a colour, which the theme finds again exactly. */
static uint32_t palette_rgb(uint32_t number) {
  static const uint32_t levels[] = {0, 95, 135, 175, 215, 255};
  if (number >= 232) {
    return (8 + 10 * (number - 232)) * 0x010101;
  }
  uint32_t cube = number >= 16 ? number - 16 : 0;
  return levels[cube / 36 % 6] << 16 | levels[cube / 6 % 6] << 8 | levels[cube % 6];
}

static ink ink_of(uint32_t colour, bool palette) {
  if (colour == FIGURE_NO_COLOUR) {
    return ROLE_NONE;
  }
  return INK_RGB | (palette ? palette_rgb(colour) : colour);
}

static void put_cells(struct play_figure *figure, bool palette) {
  cells_clear(figure->cells);
  for (int row = 0; row < figure->rows; row++) {
    for (int column = 0; column < figure->columns; column++) {
      const struct figure_cell *drawn = &figure->drawn[(ptrdiff_t)row * figure->columns + column];
      if (drawn->rune != ' ') {
        char text[5];
        text[text_encode(drawn->rune, text)] = '\0';
        struct pen pen = {.foreground = ink_of(drawn->foreground, palette)};
        cells_text(figure->cells, row, column, 1, pen, text);
      }
    }
  }
}

/* Between two breaths, and where motion is calm, most frames are the one before. */
static bool is_same(const struct figure_frame_request *a, const struct figure_frame_request *b) {
  return a->figure == b->figure && a->moment == b->moment && a->breath == b->breath && a->pulse == b->pulse &&
         a->swapped == b->swapped && a->mirrored == b->mirrored && a->rows == b->rows && a->columns == b->columns &&
         a->style == b->style && a->depth == b->depth && a->brightness_percent == b->brightness_percent && a->light == b->light;
}

const struct cells *play_figure_draw(struct play_figure *figure, const struct player_view *view,
                                     const struct play_figure_place *place) {
  struct rect area = player_figure_area(view, place->rows, place->columns);
  const struct figure *wanted = figure_of(view);
  if (wanted == NULL || area.rows < LEAST_ROWS || area.columns < LEAST_COLUMNS) {
    return NULL;
  }
  int rows = area.rows < FIGURE_ROWS_MAX ? area.rows : FIGURE_ROWS_MAX;
  int columns = area.columns < FIGURE_COLUMNS_MAX ? area.columns : FIGURE_COLUMNS_MAX;
  resize(figure, rows, columns);
  struct gesture gesture = gesture_of(&view->session, place->is_calm);
  const struct figure_frame_request request = {
      .figure = wanted,
      .moment = gesture.moment,
      .breath = gesture.breath,
      .pulse = gesture.pulse,
      .swapped = gesture.swapped && wanted->alternates,
      .mirrored = view->session.side == SIDE_LEFT,
      .rows = rows,
      .columns = columns,
      .style = style_of(place),
      .depth = place->theme->depth == THEME_256 ? FIGURE_256 : FIGURE_TRUE,
      .brightness_percent = player_figure_percent(view),
      .light = place->theme->light,
  };
  if (!is_same(&request, &figure->last)) {
    figure_stage_draw(figure->stage, &request, figure->drawn);
    put_cells(figure, place->theme->depth == THEME_256);
    figure->last = request;
  }
  return figure->cells;
}

int64_t play_figure_frame_ns(const struct player_view *view, bool is_calm) {
  if (figure_of(view) == NULL || view->session.state != SESSION_RUNNING || view->mode != PLAYER_RUNNING) {
    return INT64_MAX;
  }
  enum segment_kind kind = view->session.form->kind;
  bool still = kind == SEGMENT_REST || kind == SEGMENT_WAIT || (is_calm && !view->session.has_tempo);
  return still ? INT64_MAX : kind == SEGMENT_HOLD ? CALM_FRAME_NS : FRAME_NS;
}
