#include "person_support.h"

#include "base/arena.h"
#include "timeline/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

int built_in_open(void **state) {
  struct built_in *built_in = calloc(1, sizeof *built_in);
  assert_non_null(built_in);
  struct error err = {0};
  built_in->arena = arena_create();
  built_in->catalogue = catalogue_create(NULL, SOURCE_DIR "/routines");
  built_in->diagnostics = diagnostics_create();
  built_in->safety = safety_load(built_in->catalogue, built_in->arena, built_in->diagnostics, &err);
  assert_non_null(built_in->safety);
  built_in->exercises = exercises_load(built_in->catalogue, built_in->arena, built_in->diagnostics);
  assert_true(built_in->exercises.count > 100);
  *state = built_in;
  return 0;
}

int built_in_close(void **state) {
  struct built_in *built_in = *state;
  catalogue_destroy(built_in->catalogue);
  diagnostics_destroy(built_in->diagnostics);
  arena_destroy(built_in->arena);
  free(built_in);
  return 0;
}

struct routine *built_in_routine(struct built_in *built_in, const char *id) {
  struct error err = {0};
  struct routine *routine = catalogue_load_routine(built_in->catalogue, id, built_in->diagnostics, &err);
  assert_non_null(routine);
  return routine;
}

struct routine *routine_of_steps(struct built_in *built_in, const char *steps) {
  char path[] = "/tmp/own-routine-XXXXXX.yaml";
  int fd = mkstemps(path, 5);
  assert_true(fd >= 0);
  FILE *file = fdopen(fd, "w");
  assert_non_null(file);
  fprintf(file, "limber: 1\ntitle: Own\nsteps:\n%s", steps);
  fclose(file);
  struct routine *routine = built_in_routine(built_in, path);
  unlink(path);
  return routine;
}

int64_t timeline_length(const struct routine *routine, int pace_percent, void *context) {
  (void)context;
  const struct timeline_options options = {.pace_percent = pace_percent};
  return timeline_compile(routine, &options)->total_ns;
}
