#include "support/sample_routine.h"

#include "base/arena.h"
#include "base/macros.h"
#include "base/timespan.h"

static const struct exercise march = {
    .id = "march",
    .name = "Easy march",
    .short_name = "March",
    .type = TYPE_MOBILITY,
    .area = AREA_FULL_BODY,
    .position = POSITION_STANDING,
    .dose = {.kind = DOSE_TIME, .length_ns = SECONDS(60), .sets = {1, 0}},
    .level = 1,
    .setup = "March lightly on the spot and let the breath settle.",
    .phases = {"move", "hold", "back"},
};

static const struct exercise lunge_low = {
    .id = "lunge-low",
    .name = "Low lunge",
    .short_name = "Low lunge",
    .type = TYPE_STRETCH,
    .area = AREA_HIPS,
    .position = POSITION_KNEELING,
    .sides = SIDES_EACH,
    .dose = {.kind = DOSE_HOLD, .length_ns = SECONDS(20), .sets = {1, 1}},
    .level = 1,
    .setup = "Kneel, one foot in front, and let the hips sink a little.",
    .phases = {"move", "hold", "back"},
};

static const struct exercise lunge = {
    .id = "lunge",
    .name = "Deep lunge",
    .short_name = "Lunge",
    .type = TYPE_STRETCH,
    .area = AREA_HIPS,
    .position = POSITION_KNEELING,
    .sides = SIDES_EACH,
    .dose = {.kind = DOSE_HOLD, .length_ns = SECONDS(30), .sets = {2, 2}},
    .level = 2,
    .setup = "Kneel on one knee, squeeze that buttock, and glide the hips forward.",
    .phases = {"move", "hold", "back"},
    .easier = "lunge-low",
};

static const struct exercise slides = {
    .id = "slides",
    .name = "Heel slides",
    .short_name = "Slides",
    .type = TYPE_STRENGTH,
    .area = AREA_CORE,
    .position = POSITION_SUPINE,
    .sides = SIDES_ALTERNATE,
    .dose = {.kind = DOSE_REPS, .reps = 6, .tempo = {2, 1, 2}, .sets = {2, 0}},
    .level = 1,
    .setup = "Keep your back still and slide one heel away, then the other.",
    .phases = {"out", "hold", "in"},
    .own_phases = true,
};

static const struct exercise shells = {
    .id = "shells",
    .name = "Clamshell",
    .short_name = "Clamshell",
    .type = TYPE_STRENGTH,
    .area = AREA_GLUTES,
    .position = POSITION_SIDE_LYING,
    .sides = SIDES_EACH,
    .dose = {.kind = DOSE_REPS, .reps = 4, .tempo = {2, 1, 2}, .sets = {1, 1}},
    .level = 1,
    .setup = "On your side, knees bent; open the top knee.",
    .phases = {"open", "hold", "close"},
    .own_phases = true,
};

static const struct exercise breath = {
    .id = "breath",
    .name = "Long out-breath",
    .short_name = "Breathe",
    .type = TYPE_BREATHING,
    .area = AREA_FULL_BODY,
    .position = POSITION_ANY,
    .dose = {.kind = DOSE_TIME, .length_ns = SECONDS(40), .tempo = {4, 0, 6}, .sets = {1, 0}},
    .level = 1,
    .setup = "Breathe in for four, out for six.",
    .phases = {"in", "hold", "out"},
};

#define DONE_BY_ITS_OWN_DOSE(what) \
  { \
    .kind = STEP_EXERCISE, .exercise = {.exercise = &(what), .dose = (what).dose, .rest_ns = -1 } \
  }

struct routine *sample_routine(void) {
  struct arena *arena = arena_create();
  struct step *round = arena_array(arena, 1, sizeof *round);
  round[0] = (struct step)DONE_BY_ITS_OWN_DOSE(shells);
  struct step *steps = arena_array(arena, 6, sizeof *steps);
  steps[0] = (struct step)DONE_BY_ITS_OWN_DOSE(march);
  steps[1] = (struct step)DONE_BY_ITS_OWN_DOSE(lunge);
  steps[1].exercise.easier = &lunge_low;
  steps[2] = (struct step){.kind = STEP_WAIT, .wait = {.text = "Lie down, then press a key."}};
  steps[3] = (struct step)DONE_BY_ITS_OWN_DOSE(slides);
  steps[4] = (struct step){.kind = STEP_CIRCUIT, .circuit = {.rounds = 2, .rest_ns = SECONDS(30), .steps = round, .count = 1}};
  steps[5] = (struct step)DONE_BY_ITS_OWN_DOSE(breath);
  struct routine *routine = arena_alloc(arena, sizeof *routine);
  *routine = (struct routine){
      .id = "sample",
      .title = "Sample",
      .level = 2,
      .timing = {-1, -1, -1},
      .steps = steps,
      .step_count = 6,
      .arena = arena,
  };
  return routine;
}
