#include "app/play_figure.h"

#include "app/figure_cells.h"
#include "base/memory.h"
#include "base/timespan.h"

#include <math.h>
#include <stdlib.h>

#define FRAME_NS (125 * NS_PER_MS)
#define CALM_FRAME_NS (250 * NS_PER_MS) /* of a hold: it only breathes */
#define WAY_S 2.0                       /* into the position, shown while one gets ready */
#define STAY_S 1.4                      /* there, before it is shown again */
#define TURN_S .6                       /* to the other side */
#define CYCLE_S 1.6                     /* one step of what goes on without a tempo */
#define PRESS_S 6.0                     /* there and back of a massage: three seconds a stroke */
#define BREATH_S 5.0                    /* in, or out: as the breath that is heard */
#define FIRST_BREATH_S 2.0              /* where none is heard */
#define WAVE_STEPS 3                    /* between them nothing is sent to the terminal */

enum { LEAST_ROWS = 5, LEAST_COLUMNS = 10, STILL_PERCENT = 75 };

struct play_figure {
  struct figure_cells *cells;
};

/* What the body does at one moment of a session. */
struct gesture {
  double moment, breath, pulse, turn;
  bool odd; /* of what alternates: the left side's turn */
};

struct play_figure *play_figure_create(void) {
  struct play_figure *figure = memory_alloc(1, sizeof *figure);
  figure->cells = figure_cells_create();
  return figure;
}

void play_figure_destroy(struct play_figure *figure) {
  if (figure != NULL) {
    figure_cells_destroy(figure->cells);
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
  struct gesture gesture = {.moment = 1, .odd = tempo->rep % 2 == 1};
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

/* The side that was worked on turns into the other one, on its way out of the position; then the way into it is shown. */
static struct gesture changing_sides(const struct session_view *view, double seconds, bool is_calm) {
  if (is_calm || seconds >= TURN_S) {
    return getting_ready(seconds - TURN_S, is_calm);
  }
  bool was_held = view->form->exercise->dose.kind == DOSE_HOLD;
  return (struct gesture){.moment = was_held ? 1 - seconds / TURN_S : 0, .turn = 1 - seconds / TURN_S};
}

/* Seconds that once there and back takes without a tempo. */
static double cycle_s(const struct segment_form *form, bool is_calm) {
  bool presses = form->exercise != NULL && form->exercise->type >= TYPE_MASSAGE_SWEDISH;
  return presses ? PRESS_S : is_calm ? 2 * CYCLE_S : CYCLE_S;
}

/* In a hold it breathes, and glows, with the breath that is heard; and at that pace where there is none. */
static double breath_at(const struct session_view *view) {
  const struct segment_form *form = view->form;
  double seconds = (double)view->elapsed_ns / NS_PER_S, since = seconds - FIRST_BREATH_S, direction = 1;
  for (size_t i = 0; i < form->cue_count && form->cues[i].at_ns <= view->elapsed_ns; i++) {
    const struct cue *cue = &form->cues[i];
    if (cue->sound == CUE_SOUND_BREATH_IN || cue->sound == CUE_SOUND_BREATH_OUT) {
      since = (double)(view->elapsed_ns - cue->at_ns) / NS_PER_S;
      direction = cue->sound == CUE_SOUND_BREATH_IN ? 1 : -1;
    }
  }
  double half_turn = acos(-1.);
  double wave = since < 0 ? -sin(half_turn / 2 * seconds / FIRST_BREATH_S) : -direction * cos(half_turn * since / BREATH_S);
  return round(wave * WAVE_STEPS) / WAVE_STEPS;
}

static struct gesture gesture_of(const struct session_view *view, bool is_calm) {
  double seconds = (double)view->elapsed_ns / NS_PER_S;
  if (view->has_tempo) {
    struct gesture gesture = in_tempo(&view->tempo);
    gesture.moment = is_calm ? (view->tempo.phase == PHASE_OUT ? 0 : 1) : gesture.moment;
    return gesture;
  }
  switch (view->form->kind) {
  case SEGMENT_HOLD: {
    double breath = is_calm ? 0 : breath_at(view);
    return (struct gesture){.moment = 1, .breath = breath, .pulse = breath};
  }
  case SEGMENT_TRANSITION:
    return getting_ready(seconds, is_calm);
  case SEGMENT_SWITCH:
    return changing_sides(view, seconds, is_calm);
  case SEGMENT_TIMED: {
    double steps = seconds / cycle_s(view->form, is_calm);
    double share = is_calm ? .5 : steps - floor(steps);
    return (struct gesture){.moment = 2 * share, .odd = fmod(steps, 2) < 1};
  }
  default:
    return (struct gesture){.moment = 0};
  }
}

const struct cells *play_figure_draw(struct play_figure *figure, const struct player_view *view,
                                     const struct play_figure_place *place) {
  struct rect area = player_figure_area(view, place->rows, place->columns);
  const struct figure *wanted = figure_of(view);
  if (wanted == NULL || area.rows < LEAST_ROWS || area.columns < LEAST_COLUMNS) {
    return NULL;
  }
  struct gesture gesture = gesture_of(&view->session, place->is_calm);
  struct figure_frame_request request = {
      .figure = wanted,
      .moment = gesture.moment,
      .breath = gesture.breath,
      .pulse = gesture.pulse,
      .turn = gesture.turn,
      /* What alternates faces one way all the time, and its left side's turn is the body's mirror image. */
      .swapped = gesture.odd && wanted->alternates,
      .mirrored = view->session.side == SIDE_LEFT && !wanted->alternates,
      .rows = area.rows,
      .columns = area.columns,
      .brightness_percent = player_figure_percent(view),
  };
  figure_cells_suit(&request, place->style, place->theme);
  return figure_cells_draw(figure->cells, &request);
}

/* The exercise of the last segment up to where the session ended that has one. */
static const struct exercise *last_exercise(const struct session_view *view) {
  for (size_t i = view->segment + 1; i > 0; i--) {
    const struct exercise *exercise = view->timeline->segments[i - 1].forms[FORM_FULL].exercise;
    if (exercise != NULL) {
      return exercise;
    }
  }
  return NULL;
}

const struct cells *play_figure_still(struct play_figure *figure, const struct session_view *view, struct rect area,
                                      const struct play_figure_place *place) {
  const struct exercise *exercise = last_exercise(view);
  bool is_off = place->style->figure == SCREEN_FIGURE_OFF;
  if (is_off || exercise == NULL || exercise->own_figure == NULL || area.rows < LEAST_ROWS || area.columns < LEAST_COLUMNS) {
    return NULL;
  }
  struct figure_frame_request request = {
      .figure = exercise->own_figure,
      .moment = exercise->dose.kind == DOSE_HOLD ? 1 : 0,
      .rows = area.rows,
      .columns = area.columns,
      .brightness_percent = STILL_PERCENT,
  };
  figure_cells_suit(&request, place->style, place->theme);
  return figure_cells_draw(figure->cells, &request);
}

int64_t play_figure_frame_ns(const struct player_view *view, bool is_calm) {
  bool is_shown = figure_of(view) != NULL && view->emphasis != EMPHASIS_DIGITS;
  if (!is_shown || view->session.state != SESSION_RUNNING || view->mode != PLAYER_RUNNING) {
    return INT64_MAX;
  }
  enum segment_kind kind = view->session.form->kind;
  bool still = kind == SEGMENT_REST || kind == SEGMENT_WAIT || (is_calm && !view->session.has_tempo);
  return still ? INT64_MAX : kind == SEGMENT_HOLD ? CALM_FRAME_NS : FRAME_NS;
}
