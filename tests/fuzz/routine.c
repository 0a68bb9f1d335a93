/* Any bytes as a routine, an exercise and a step's shorthand: whatever they are, what is said of them may be printed. */
#include "fuzz/target.h"

#include "base/arena.h"
#include "base/text.h"
#include "figure/lint.h"
#include "figure/stage.h"
#include "routine/dose.h"
#include "routine/routine_reader.h"

#include <stdlib.h>
#include <string.h>

/* One exercise of each kind, so that steps find something to name. */
static const char exercises[] =
    "limber: 1\ntitle: T\nsteps: [hold]\nexercises:\n"
    "  hold: {name: N, type: stretch, area: hips, position: standing, sides: each, hold: 30s, setup: S, easier: sides}\n"
    "  sides: {name: N, type: strength, area: hips, position: prone, sides: each, reps: 5, tempo: 2-1-2, setup: S}\n"
    "  reps: {name: N, type: strength, area: core, position: supine, reps: 5, tempo: 2-1-2, setup: S}\n"
    "  swap: {name: N, type: mobility, area: core, position: any, sides: alternate, reps: 8, tempo: 2-0-2, setup: S}\n"
    "  breath: {name: N, type: breathing, area: full-body, position: any, time: 60s, tempo: 4-0-6, setup: S}\n";

static void require(bool holds) {
  if (!holds) {
    abort();
  }
}

static void expect_printable(const char *text) {
  size_t length = strlen(text);
  for (size_t at = 0; at < length;) {
    uint32_t codepoint;
    size_t bytes = text_decode(text + at, length - at, &codepoint);
    require(codepoint == '\n' || text_is_printable(codepoint));
    require(codepoint != 0xFFFD || bytes == 3);
    at += bytes;
  }
}

static void show_all(const struct diagnostics *diagnostics) {
  for (size_t i = 0; i < diagnostics_count(diagnostics); i++) {
    const struct diagnostic *diagnostic = diagnostics_at(diagnostics, i);
    const struct diagnostic_style styles[] = {{.utf8 = true, .columns = 80}, {.utf8 = false, .columns = 10}};
    require(diagnostic->length >= 1 && (diagnostic->line == 0 || diagnostic->column >= 1));
    for (size_t style = 0; style < 2; style++) {
      char *shown = diagnostic_format(diagnostic, &styles[style]);
      expect_printable(shown);
      free(shown);
    }
  }
}

static void expect_sound(const struct step *steps, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (steps[i].kind == STEP_CIRCUIT) {
      require(steps[i].circuit.rounds >= 1);
      expect_sound(steps[i].circuit.steps, steps[i].circuit.count);
    } else if (steps[i].kind == STEP_EXERCISE) {
      const struct dose *dose = &steps[i].exercise.dose;
      const struct exercise *exercise = steps[i].exercise.exercise;
      char said[64];
      if (exercise == NULL) {
        abort();
      }
      require(dose_set_length_ns(dose) > 0 && dose->sets[0] + dose->sets[1] > 0);
      require(dose->sets[1] == 0 || exercise->sides == SIDES_EACH);
      expect_printable(dose_format(said, sizeof said, dose, exercise->sides));
    } else {
      expect_printable(steps[i].wait.text);
    }
  }
}

static const struct node *parse(const struct reader *reader) {
  return source_check(reader->source, reader->diagnostics) ? node_parse(reader->source, reader->arena, reader->diagnostics)
                                                           : NULL;
}

static struct library *known_exercises(struct arena *arena, struct diagnostics *diagnostics) {
  const struct source *source = source_of_text(arena, "known.yaml", exercises, sizeof exercises - 1);
  const struct reader reader = {arena, diagnostics, source};
  struct library *library = library_create(arena, diagnostics, NULL, 0, NULL);
  size_t steps;
  require(routine_read(&reader, parse(&reader), "known", library, &steps) != NULL);
  return library_create(arena, diagnostics, NULL, 0, library);
}

static void try_routine(const uint8_t *data, size_t size) {
  struct arena *arena = arena_create();
  struct diagnostics *diagnostics = diagnostics_create();
  struct library *library = known_exercises(arena, diagnostics);
  const struct reader reader = {arena, diagnostics, source_of_text(arena, "fuzz.yaml", (const char *)data, size)};
  const struct node *node = parse(&reader);
  size_t steps;
  const struct routine *routine = node == NULL ? NULL : routine_read(&reader, node, "fuzz", library, &steps);
  require(routine != NULL || diagnostics_count_of(diagnostics, SEVERITY_ERROR) > 0);
  if (routine != NULL) {
    expect_printable(routine->title);
    expect_sound(routine->steps, routine->step_count);
  }
  show_all(diagnostics);
  diagnostics_destroy(diagnostics);
  arena_destroy(arena);
}

static void expect_fault(const struct figure_fault *fault, void *context) {
  (void)context;
  require(fault->message[0] != '\0' && fault->where[0] != '\0' && fault->moment >= 0 && fault->moment <= 2);
}

/* Whatever figure is accepted can be looked over and drawn. */
static void try_figure(const struct figure *figure) {
  enum { COLUMNS = 24, ROWS = 10 };
  static struct figure_cell cells[COLUMNS * ROWS];
  struct figure_stage *stage = figure_stage_create();
  figure_lint(figure, expect_fault, NULL);
  for (int i = 0; i <= 4; i++) {
    struct figure_frame_request request = {
        .figure = figure, .moment = i / 2., .swapped = i % 2 == 1, .columns = COLUMNS, .rows = ROWS, .brightness_percent = 100};
    figure_stage_draw(stage, &request, cells);
    for (int at = 0; at < COLUMNS * ROWS; at++) {
      require(cells[at].rune == ' ' || (cells[at].rune > 0x2800 && cells[at].rune <= 0x28FF));
    }
  }
  figure_stage_destroy(stage);
}

static void try_exercise(const uint8_t *data, size_t size) {
  struct arena *arena = arena_create();
  struct diagnostics *diagnostics = diagnostics_create();
  const struct reader reader = {arena, diagnostics, source_of_text(arena, "fuzz.yaml", (const char *)data, size)};
  const struct node *node = parse(&reader);
  struct exercise_links links;
  const struct exercise *exercise = node == NULL ? NULL : exercise_read(&reader, node, "fuzz", true, &links);
  require(exercise != NULL || diagnostics_count_of(diagnostics, SEVERITY_ERROR) > 0);
  if (exercise != NULL) {
    expect_printable(exercise->name);
    expect_printable(exercise->setup);
    if (exercise->own_figure != NULL) {
      try_figure(exercise->own_figure);
    }
  }
  show_all(diagnostics);
  diagnostics_destroy(diagnostics);
  arena_destroy(arena);
}

static void try_shorthand(const uint8_t *data, size_t size) {
  char text[256];
  size_t length = size < sizeof text ? size : sizeof text - 1;
  memcpy(text, data, length);
  text[length] = '\0';
  struct shorthand shorthand;
  struct fault fault;
  if (!dose_parse(text, &shorthand, &fault)) {
    require(fault.length >= 1 && fault.offset <= strlen(text) && fault.message[0] != '\0');
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  try_routine(data, size);
  try_exercise(data, size);
  try_shorthand(data, size);
  return 0;
}
