/* Any bytes as safety questions, as a profile and as a plan of how a routine was adapted. */
#include "fuzz/target.h"

#include "base/arena.h"
#include "person/adapt.h"
#include "person/checkin.h"
#include "routine/profile_reader.h"
#include "routine/routine_reader.h"
#include "routine/safety_reader.h"

#include <stdlib.h>
#include <string.h>

static const char routine_text[] =
    "limber: 1\ntitle: T\nsteps: [hold, {circuit: 3, steps: [reps 2x5, hold]}, reps 9]\nexercises:\n"
    "  hold: {name: N, type: stretch, area: hips, position: standing, sides: each, hold: 30s, setup: S, easier: sides}\n"
    "  sides: {name: N, type: strength, area: hips, position: prone, sides: each, reps: 5, tempo: 2-1-2, setup: S}\n"
    "  reps: {name: N, type: strength, area: core, position: supine, reps: 5, tempo: 2-1-2, setup: S}\n";

static void require(bool holds) {
  if (!holds) {
    abort();
  }
}

static const struct node *parse(struct reader *reader, const char *text, size_t size) {
  reader->source = source_of_text(reader->arena, "fuzz.yaml", text, size);
  return source_check(reader->source, reader->diagnostics) ? node_parse(reader->source, reader->arena, reader->diagnostics)
                                                           : NULL;
}

/* Whatever rules were read, a check-in by them ends. */
static void go_through(const struct safety *safety) {
  struct profile nobody = profile_empty();
  for (int answer = ANSWER_NO; answer <= ANSWER_UNSURE; answer++) {
    struct checkin checkin = checkin_start(safety, &nobody, 20000, DAY_NEVER, answer != ANSWER_YES);
    int pages = 0;
    for (; checkin.at.page != CHECKIN_CLEAR && checkin.at.page != CHECKIN_ADVICE; pages++) {
      const struct safety_row *rows[SAFETY_ROWS_MAX];
      require(checkin_ask(&checkin) != NULL && checkin_rows(&checkin, rows) <= SAFETY_ROWS_MAX && pages < 200);
      checkin_rate(&checkin, 3);
      checkin_next(&checkin);
      checkin_answer(&checkin, (enum checkin_answer)answer);
    }
  }
}

static void try_files(struct reader *reader, const char *text, size_t size) {
  const struct node *node = parse(reader, text, size);
  struct profile profile = profile_empty();
  const struct safety *safety = node != NULL ? safety_read(reader, node) : NULL;
  if (safety != NULL) {
    go_through(safety);
  }
  if (node != NULL && profile_read(reader, node, &profile)) {
    struct profile again = profile_empty();
    char *written = profile_text(&profile);
    require(profile_read(reader, parse(reader, written, strlen(written)), &again) && profile_equal(&profile, &again));
    free(written);
  }
}

static void try_plan(struct reader *reader, const char *data, size_t size) {
  static const struct safety safety = {.support = {.say = "Hold on."}};
  struct library *library = library_create(reader->arena, reader->diagnostics, NULL, 0, NULL);
  size_t steps;
  const struct routine *routine =
      routine_read(reader, parse(reader, routine_text, sizeof routine_text - 1), "known", library, &steps);
  require(routine != NULL);
  const struct adapt_input input = {.routine = routine, .safety = &safety};
  struct routine *adapted = adapt_by_plan(&input, arena_copy(reader->arena, data, size));
  require(adapted == NULL || adapted->step_count > 0);
  routine_destroy(adapted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct arena *arena = arena_create();
  struct diagnostics *diagnostics = diagnostics_create();
  struct reader reader = {arena, diagnostics, NULL};
  try_files(&reader, (const char *)data, size);
  try_plan(&reader, (const char *)data, size);
  diagnostics_destroy(diagnostics);
  arena_destroy(arena);
  return 0;
}
