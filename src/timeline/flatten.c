#include "timeline/compile.h"

#include "base/arena.h"

static size_t count_steps(const struct step *steps, size_t count) {
  size_t total = 0;
  for (size_t i = 0; i < count; i++) {
    if (steps[i].kind == STEP_CIRCUIT) {
      total += (size_t)steps[i].circuit.rounds * count_steps(steps[i].circuit.steps, steps[i].circuit.count);
    } else {
      total++;
    }
  }
  return total;
}

static void add_steps(struct compiler *compiler, const struct step *steps, size_t count, int64_t rest_before_ns);

static void add_circuit(struct compiler *compiler, const struct step *circuit, int64_t rest_before_ns) {
  for (int round = 0; round < circuit->circuit.rounds; round++) {
    add_steps(compiler, circuit->circuit.steps, circuit->circuit.count, round == 0 ? rest_before_ns : circuit->circuit.rest_ns);
  }
}

/* The rest belongs to the first of the steps. */
static void add_steps(struct compiler *compiler, const struct step *steps, size_t count, int64_t rest_before_ns) {
  for (size_t i = 0; i < count; i++) {
    const struct step *step = &steps[i];
    int64_t rest_ns = i == 0 ? rest_before_ns : 0;
    if (step->kind == STEP_CIRCUIT) {
      add_circuit(compiler, step, rest_ns);
      continue;
    }
    bool is_exercise = step->kind == STEP_EXERCISE;
    compiler->exercise_count += is_exercise;
    compiler->steps[compiler->step_count++] = (struct flat_step){
        .step = {.step = step,
                 .exercise = is_exercise ? step->exercise.exercise : NULL,
                 .wait = is_exercise ? NULL : step->wait.text,
                 .number = is_exercise ? compiler->exercise_count : compiler->exercise_count + 1},
        .rest_before_ns = rest_ns > 0 ? rest_ns : 0,
    };
  }
}

void flatten_steps(struct compiler *compiler) {
  const struct routine *routine = compiler->routine;
  size_t count = count_steps(routine->steps, routine->step_count);
  compiler->steps = arena_array(compiler->arena, count, sizeof *compiler->steps);
  add_steps(compiler, routine->steps, routine->step_count, 0);
  /* A wait behind the last exercise has none after it to be counted with. */
  for (size_t i = 0; i < count; i++) {
    struct timeline_step *step = &compiler->steps[i].step;
    if (step->number > compiler->exercise_count) {
      step->number = compiler->exercise_count;
    }
  }
}
