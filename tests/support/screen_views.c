#include "support/screen_views.h"

#include "base/macros.h"
#include "base/timespan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define X(id, name) name,
const char *const scene_names[SCENE_COUNT] = {SCENE_LIST(X)};
#undef X

enum { MARCH, SWINGS, HIP_FLEXOR, ROCK_BACK, BRIDGE, INNER_THIGH, BUTTERFLY, FIGURE_FOUR, LONG_HOLD, BREATH, EXERCISES };

static const struct exercise originals[EXERCISES] = {
    [MARCH] = {.name = "March in place", .short_name = "March", .type = TYPE_MOBILITY, .position = POSITION_STANDING},
    [SWINGS] = {.name = "Supported leg swings",
                .short_name = "Leg swings",
                .type = TYPE_MOBILITY,
                .sides = SIDES_EACH,
                .position = POSITION_STANDING,
                .phases = {"forward", "hold", "back"}},
    [HIP_FLEXOR] = {.name = "Half-kneeling hip flexor stretch",
                    .short_name = "Hip flexor stretch",
                    .type = TYPE_STRETCH,
                    .sides = SIDES_EACH,
                    .position = POSITION_KNEELING},
    [ROCK_BACK] = {.name = "Adductor rock-back",
                   .short_name = "Rock-back",
                   .type = TYPE_MOBILITY,
                   .sides = SIDES_EACH,
                   .position = POSITION_QUADRUPED,
                   .phases = {"back", "hold", "forward"}},
    [BRIDGE] = {.name = "Glute bridge",
                .short_name = "Bridge",
                .type = TYPE_STRENGTH,
                .position = POSITION_SUPINE,
                .phases = {"lift", "hold", "lower"}},
    [INNER_THIGH] = {.name = "Side-lying inner-thigh lift",
                     .short_name = "Leg lift",
                     .type = TYPE_STRENGTH,
                     .sides = SIDES_EACH,
                     .position = POSITION_SIDE_LYING,
                     .phases = {"lift", "hold", "lower"}},
    [BUTTERFLY] = {.name = "Seated butterfly",
                   .short_name = "Butterfly",
                   .type = TYPE_STRETCH,
                   .position = POSITION_SEATED_FLOOR},
    [FIGURE_FOUR] = {.name = "Lying figure four",
                     .short_name = "Figure four",
                     .type = TYPE_STRETCH,
                     .sides = SIDES_EACH,
                     .position = POSITION_SUPINE},
    [LONG_HOLD] = {.name = "Legs up the wall", .short_name = "Legs up", .type = TYPE_STRETCH, .position = POSITION_SUPINE},
    [BREATH] = {.name = "Long out-breath",
                .short_name = "Breathe",
                .type = TYPE_BREATHING,
                .position = POSITION_ANY,
                .phases = {"in", "hold", "out"}},
};

/* A routine as it is built up here. */
struct made {
  struct routine routine;
  struct exercise exercises[EXERCISES];
  struct timeline_step steps[EXERCISES + 1];
  struct segment segments[80];
  struct timeline timeline;
  const char *wait;
};

static void add_segment(struct made *made, enum side side, int set, int sets, struct segment_form form) {
  struct timeline *timeline = &made->timeline;
  assert(timeline->segment_count < ARRAY_LEN(made->segments));
  struct segment *segment = &made->segments[timeline->segment_count++];
  *segment =
      (struct segment){.start_ns = timeline->total_ns, .step = timeline->step_count, .side = side, .set = set, .sets = sets};
  for (int i = 0; i < FORM_COUNT; i++) {
    segment->forms[i] = form;
  }
  timeline->total_ns += form.length_ns;
}

static void begin_step(struct made *made) {
  struct timeline_step *step = &made->steps[made->timeline.step_count];
  step->first_segment = made->timeline.segment_count;
  step->start_ns = made->timeline.total_ns;
}

static void end_step(struct made *made) {
  struct timeline_step *step = &made->steps[made->timeline.step_count++];
  step->segment_count = made->timeline.segment_count - step->first_segment;
  step->length_ns = made->timeline.total_ns - step->start_ns;
}

static void add_break(struct made *made, enum segment_kind kind, int length_s, enum side side, int set, int sets,
                      const struct exercise *exercise) {
  add_segment(made, side, set, sets, (struct segment_form){.kind = kind, .length_ns = SECONDS(length_s), .exercise = exercise});
}

/* All sets left, then all right; an exercise without sides has sets only. */
static void add_exercise(struct made *made, int which, int sets, struct segment_form work) {
  const struct exercise *exercise = &made->exercises[which];
  bool sided = exercise->sides == SIDES_EACH;
  work.exercise = exercise;
  begin_step(made);
  made->steps[made->timeline.step_count].exercise = exercise;
  made->steps[made->timeline.step_count].number = ++made->timeline.exercise_count;
  add_break(made, SEGMENT_TRANSITION, 12, sided ? SIDE_LEFT : SIDE_NONE, 1, sets, exercise);
  for (int round = 0; round < (sided ? 2 : 1); round++) {
    enum side side = !sided ? SIDE_NONE : round == 0 ? SIDE_LEFT : SIDE_RIGHT;
    for (int set = 1; set <= sets; set++) {
      if (set > 1) {
        add_break(made, SEGMENT_REST, 20, side, set, sets, exercise);
      } else if (round > 0) {
        add_break(made, SEGMENT_SWITCH, 8, side, set, sets, exercise);
      }
      add_segment(made, side, set, sets, work);
    }
  }
  end_step(made);
}

static void add_wait(struct made *made) {
  begin_step(made);
  struct timeline_step *step = &made->steps[made->timeline.step_count];
  step->wait = made->wait;
  step->number = made->timeline.exercise_count + 1;
  add_segment(made, SIDE_NONE, 0, 0, (struct segment_form){.kind = SEGMENT_WAIT});
  end_step(made);
}

static struct segment_form hold(int length_s) {
  return (struct segment_form){.kind = SEGMENT_HOLD, .length_ns = SECONDS(length_s)};
}

static struct segment_form timed(int length_s, struct tempo tempo) {
  return (struct segment_form){.kind = SEGMENT_TIMED, .length_ns = SECONDS(length_s), .tempo = tempo};
}

static struct segment_form reps(int count, struct tempo tempo) {
  int length_s = count * (tempo.in_s + tempo.hold_s + tempo.out_s);
  return (struct segment_form){.kind = SEGMENT_REPS, .length_ns = SECONDS(length_s), .reps = count, .tempo = tempo};
}

static struct made *make(const char *name) {
  static struct made made;
  made = (struct made){.routine = {.title = name != NULL ? name : "Hips, steady"}};
  made.wait = name != NULL ? name : "Fetch the roller, then press a key.";
  memcpy(made.exercises, originals, sizeof originals);
  for (int i = 0; i < EXERCISES && name != NULL; i++) {
    made.exercises[i].name = made.exercises[i].short_name = name;
  }
  made.timeline.routine = &made.routine;
  made.timeline.steps = made.steps;
  made.timeline.segments = made.segments;
  add_exercise(&made, MARCH, 1, timed(60, (struct tempo){0}));
  add_exercise(&made, SWINGS, 1, reps(10, (struct tempo){1, 0, 1}));
  add_exercise(&made, HIP_FLEXOR, 2, hold(30));
  add_exercise(&made, ROCK_BACK, 1, reps(8, (struct tempo){2, 1, 2}));
  add_exercise(&made, BRIDGE, 2, reps(10, (struct tempo){2, 2, 3}));
  add_exercise(&made, INNER_THIGH, 1, reps(12, (struct tempo){3, 1, 3}));
  add_wait(&made);
  add_exercise(&made, BUTTERFLY, 2, hold(30));
  add_exercise(&made, FIGURE_FOUR, 2, hold(30));
  add_exercise(&made, LONG_HOLD, 1, hold(180));
  add_exercise(&made, BREATH, 1, timed(60, (struct tempo){4, 0, 6}));
  return &made;
}

/* Where a scene plays: the segment of an exercise by kind, side and set, and how far into it. */
struct moment {
  int exercise; /* -1: the wait */
  enum segment_kind kind;
  enum side side;
  int set;
  double elapsed_s;
  enum session_state state;
  enum player_mode mode;
  const char *caption;
};

static const struct moment moments[SCENE_COUNT] = {
    [SCENE_HOLD] = {HIP_FLEXOR, SEGMENT_HOLD, SIDE_LEFT, 1, 12, SESSION_RUNNING, PLAYER_RUNNING, "Slow breath out."},
    [SCENE_HOLD_EASED] = {HIP_FLEXOR, SEGMENT_HOLD, SIDE_RIGHT, 2, 6.5, SESSION_RUNNING, PLAYER_RUNNING, "Ease off a little."},
    [SCENE_REPS] = {BRIDGE, SEGMENT_REPS, SIDE_NONE, 1, 36.5, SESSION_RUNNING, PLAYER_RUNNING, "If it hurts, ease back."},
    [SCENE_SIDED_REPS] = {INNER_THIGH, SEGMENT_REPS, SIDE_LEFT, 1, 67, SESSION_RUNNING, PLAYER_RUNNING, "Last three."},
    [SCENE_BREATHE] = {BREATH, SEGMENT_TIMED, SIDE_NONE, 1, 18, SESSION_RUNNING, PLAYER_RUNNING, "Out."},
    [SCENE_MOVE] = {MARCH, SEGMENT_TIMED, SIDE_NONE, 1, 20.25, SESSION_RUNNING, PLAYER_RUNNING, NULL},
    [SCENE_GET_READY] = {ROCK_BACK, SEGMENT_TRANSITION, SIDE_LEFT, 1, 3, SESSION_RUNNING, PLAYER_RUNNING,
                         "On hands and knees, one leg out to the side; rock your hips back and return. Take your time."},
    [SCENE_COUNT_IN] = {ROCK_BACK, SEGMENT_TRANSITION, SIDE_LEFT, 1, 9, SESSION_RUNNING, PLAYER_RUNNING, "Three."},
    [SCENE_SWITCH] = {HIP_FLEXOR, SEGMENT_SWITCH, SIDE_RIGHT, 1, 2, SESSION_RUNNING, PLAYER_RUNNING, "Other side: right."},
    [SCENE_REST] = {BRIDGE, SEGMENT_REST, SIDE_NONE, 2, 6, SESSION_RUNNING, PLAYER_RUNNING, "Rest 20 seconds. Shake it out."},
    [SCENE_WAIT] = {-1, SEGMENT_WAIT, SIDE_NONE, 0, 0, SESSION_WAITING, PLAYER_RUNNING, NULL},
    [SCENE_PAUSED] = {HIP_FLEXOR, SEGMENT_HOLD, SIDE_LEFT, 1, 12, SESSION_PAUSED, PLAYER_RUNNING, "Slow breath out."},
    [SCENE_STALLED] = {HIP_FLEXOR, SEGMENT_HOLD, SIDE_LEFT, 1, 12, SESSION_PAUSED, PLAYER_RUNNING, "Slow breath out."},
    [SCENE_SETTLING] = {HIP_FLEXOR, SEGMENT_HOLD, SIDE_LEFT, 1, 12, SESSION_SETTLING, PLAYER_RUNNING,
                        "Half-kneeling hip flexor stretch, 18 seconds left."},
    [SCENE_STOP] = {HIP_FLEXOR, SEGMENT_HOLD, SIDE_LEFT, 1, 12, SESSION_PAUSED, PLAYER_STOP_QUESTION, "Slow breath out."},
    [SCENE_HURT] = {HIP_FLEXOR, SEGMENT_HOLD, SIDE_LEFT, 1, 12, SESSION_HURT, PLAYER_RUNNING, NULL},
    [SCENE_LONG_HOLD] = {LONG_HOLD, SEGMENT_HOLD, SIDE_NONE, 1, 81, SESSION_RUNNING, PLAYER_RUNNING, "Let the weight sink."},
    [SCENE_LAST] = {BREATH, SEGMENT_TIMED, SIDE_NONE, 1, 59.5, SESSION_RUNNING, PLAYER_RUNNING, "In."},
    [SCENE_FINISHED] = {BREATH, SEGMENT_TIMED, SIDE_NONE, 1, 60, SESSION_FINISHED, PLAYER_RUNNING, NULL},
};

static size_t find_segment(const struct made *made, const struct moment *moment) {
  for (size_t i = 0; i < made->timeline.segment_count; i++) {
    const struct segment *segment = &made->segments[i];
    const struct exercise *exercise = segment->forms[FORM_FULL].exercise;
    bool right_exercise = moment->exercise < 0 ? exercise == NULL : exercise == &made->exercises[moment->exercise];
    if (right_exercise && segment->forms[FORM_FULL].kind == moment->kind && segment->side == moment->side &&
        segment->set == moment->set) {
      return i;
    }
  }
  assert(0 && "the moment is not in the routine");
  return 0;
}

static struct player_view view_of(const struct made *made, enum scene scene, int later_s) {
  static bool left_out[EXERCISES + 1];
  const struct moment *moment = &moments[scene];
  size_t index = find_segment(made, moment);
  const struct segment *segment = &made->segments[index];
  const struct segment_form *form = &segment->forms[FORM_FULL];
  int64_t elapsed_ns = (int64_t)(moment->elapsed_s * 1e9) + SECONDS(later_s);
  elapsed_ns = elapsed_ns < form->length_ns ? elapsed_ns : form->length_ns;
  struct session_view session = {
      .state = moment->state,
      .timeline = &made->timeline,
      .step = segment->step,
      .segment = index,
      .form = form,
      .side = segment->side,
      .set = segment->set,
      .sets = segment->sets,
      .left_out = left_out,
      .elapsed_ns = elapsed_ns,
      .length_ns = form->length_ns,
      .left_ns = form->length_ns - elapsed_ns,
      .t_ns = segment->start_ns + elapsed_ns,
      .total_left_ns = made->timeline.total_ns - segment->start_ns - elapsed_ns,
      .worked_ns = SECONDS(312),
      .steps_done = 2,
      .caption = moment->caption,
      .next_step = segment->step + 1,
  };
  session.has_tempo = form->tempo.in_s > 0 && form->kind != SEGMENT_TRANSITION;
  if (session.has_tempo && elapsed_ns < form->length_ns) {
    session.tempo = tempo_at(form->tempo, elapsed_ns);
  }
  return (struct player_view){.session = session, .mode = moment->mode, .sound = "voice"};
}

static struct player_view scene_of(const struct made *made, enum scene scene, int later_s) {
  struct player_view view = view_of(made, scene, later_s);
  view.session.eased = scene == SCENE_HOLD_EASED;
  view.session.waited_ns = scene == SCENE_WAIT ? SECONDS(42) + 1 : 0;
  view.session.stalled_ns = scene == SCENE_STALLED ? SECONDS(252) : 0;
  view.session.settling_left_ns = scene == SCENE_SETTLING ? SECONDS(4) - 1 : 0;
  view.session.can_go_easier = scene == SCENE_HURT;
  view.session.next_announced = scene == SCENE_SIDED_REPS;
  view.notice = scene == SCENE_HOLD_EASED ? "Eased: half the range, half the hold." : NULL;
  return view;
}

struct player_view scene_view(enum scene scene) {
  return scene_of(make(NULL), scene, 0);
}

struct player_view scene_view_later(enum scene scene, int seconds) {
  return scene_of(make(NULL), scene, seconds);
}

struct player_view scene_view_named(enum scene scene, const char *name) {
  return scene_of(make(name), scene, 0);
}

char *cells_as_text(const struct cells *cells) {
  size_t size = (size_t)cells_rows(cells) * ((size_t)cells_columns(cells) * CELL_TEXT_SIZE + 1) + 1;
  char *text = malloc(size);
  assert(text != NULL);
  size_t used = 0;
  for (int row = 0; row < cells_rows(cells); row++) {
    size_t end = used;
    for (int column = 0; column < cells_columns(cells); column++) {
      const struct cell *cell = cells_at(cells, row, column);
      const char *shown = cell->pen.reverse && strcmp(cell->text, " ") == 0 ? "#" : cell->text;
      memcpy(text + used, shown, strlen(shown));
      used += strlen(shown);
      end = cell->width > 0 && strcmp(shown, " ") != 0 ? used : end;
    }
    used = end;
    text[used++] = '\n';
  }
  text[used] = '\0';
  return text;
}

char *cells_as_roles(const struct cells *cells) {
  static const char letters[ROLE_COUNT + 1] = ".tshorAadDTSPWEK";
  size_t size = (size_t)cells_rows(cells) * ((size_t)cells_columns(cells) + 1) + 1;
  char *text = malloc(size);
  assert(text != NULL);
  size_t used = 0;
  for (int row = 0; row < cells_rows(cells); row++) {
    size_t end = used;
    for (int column = 0; column < cells_columns(cells); column++) {
      const struct cell *cell = cells_at(cells, row, column);
      ink shown = cell->pen.background != ROLE_NONE ? cell->pen.background : cell->pen.foreground;
      bool blank = strcmp(cell->text, " ") == 0 && cell->pen.background == ROLE_NONE && !cell->pen.reverse;
      text[used++] = blank ? ' ' : shown < ROLE_COUNT ? letters[shown] : '*';
      end = blank ? end : used;
    }
    used = end;
    text[used++] = '\n';
  }
  text[used] = '\0';
  return text;
}
