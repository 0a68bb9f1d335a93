#include "routine_support.h"

#include "base/arena.h"
#include "base/macros.h"
#include "routine/routine_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const exercise_folder[] = {SOURCE_DIR "/routines/exercises"};

static const struct node *parse(struct reading *reading, const char *file, const char *text, size_t length,
                                const struct source **source) {
  reading->arena = arena_create();
  reading->diagnostics = diagnostics_create();
  *source = source_of_text(reading->arena, file, text, length);
  return source_check(*source, reading->diagnostics) ? node_parse(*source, reading->arena, reading->diagnostics) : NULL;
}

struct reading read_routine(const char *text, size_t length) {
  struct reading reading = {0};
  const struct source *source;
  const struct node *node = parse(&reading, "own.yaml", text, length, &source);
  const struct reader reader = {reading.arena, reading.diagnostics, source};
  if (node != NULL) {
    struct library *library = library_create(reading.arena, reading.diagnostics, exercise_folder, 1, NULL);
    reading.routine = routine_read(&reader, node, "own", library, &reading.steps);
  }
  return reading;
}

struct reading read_exercise(const char *text, size_t length) {
  struct reading reading = {0};
  const struct source *source;
  const struct node *node = parse(&reading, "exercises/own.yaml", text, length, &source);
  const struct reader reader = {reading.arena, reading.diagnostics, source};
  if (node != NULL) {
    struct library *library = library_create(reading.arena, reading.diagnostics, exercise_folder, 1, NULL);
    struct exercise_links links = {NULL, NULL, NULL};
    reading.exercise = exercise_read(&reader, node, "own", true, &links);
    library_add(library, "own", reading.exercise, links, source);
    if (reading.exercise != NULL) {
      library_check_links(library, reading.exercise);
    }
  }
  return reading;
}

struct reading read_good_routine(const char *text) {
  struct reading reading = read_routine(text, strlen(text));
  if (reading.routine == NULL || diagnostics_count(reading.diagnostics) > 0) {
    char *shown = show_diagnostics(reading.diagnostics);
    print_error("%s\n%s", text, shown);
    free(shown);
    fail_msg("a routine that should be well is not");
  }
  return reading;
}

void reading_finish(struct reading *reading) {
  diagnostics_destroy(reading->diagnostics);
  arena_destroy(reading->arena);
}

char *show_diagnostics(const struct diagnostics *diagnostics) {
  char *all = calloc(1, 1);
  assert_non_null(all);
  const struct diagnostic_style style = {.utf8 = true};
  for (size_t i = 0; i < diagnostics_count(diagnostics); i++) {
    char *one = diagnostic_format(diagnostics_at(diagnostics, i), &style);
    size_t size = strlen(all) + strlen(one) + 1;
    char *both = malloc(size);
    assert_non_null(both);
    snprintf(both, size, "%s%s", all, one);
    free(all);
    free(one);
    all = both;
  }
  return all;
}
