#include "app/arguments.h"
#include "app/collection.h"
#include "app/command.h"
#include "base/arena.h"
#include "base/macros.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/timespan.h"

#include <stdlib.h>
#include <string.h>

const char command_list_options[] = "  --exercises         the exercises, not the routines\n"
                                    "  --area AREA         hips, glutes, hamstrings, core, lower-back, full-body, desk\n"
                                    "  --type TYPE         stretch, strength, mobility, breathing, massage-swedish, …\n"
                                    "  --level N           1 easy, 2 steady, 3 strong\n"
                                    "  --max MINUTES       no longer than this\n"
                                    "  --json              as JSON\n";

struct filter {
  word_set areas, types; /* 0: any */
  long level, minutes;   /* 0: any */
};

static bool routine_passes(const struct filter *filter, const struct listed_routine *routine) {
  return (filter->areas == 0 || (filter->areas & routine->areas)) && (filter->types == 0 || (filter->types & routine->types)) &&
         (filter->level == 0 || routine->level == filter->level) &&
         (filter->minutes == 0 || routine->total_ns <= SECONDS(filter->minutes * 60));
}

static bool exercise_passes(const struct filter *filter, const struct exercise *exercise) {
  return (filter->areas == 0 || (filter->areas & WORD_BIT(exercise->area))) &&
         (filter->types == 0 || (filter->types & WORD_BIT(exercise->type))) &&
         (filter->level == 0 || exercise->level == filter->level);
}

/* `word` as one of `names` into `*set`; false after naming the nearest in `problem`. */
static bool parse_word(const char *word, const char *const *names, size_t count, const char *what, word_set *set, char *problem,
                       size_t size) {
  for (size_t i = 0; i < count; i++) {
    if (strcmp(word, names[i]) == 0) {
      *set |= WORD_BIT(i);
      return true;
    }
  }
  const char *nearest = text_nearest(word, names, count);
  snprintf(problem, size, "there is no %s %s%s%s", what, word, nearest != NULL ? "; did you mean " : "",
           nearest != NULL ? nearest : "");
  return false;
}

static bool parse_filter(struct filter *filter, const char *area, const char *type, const char *level, const char *minutes,
                         char *problem, size_t size) {
  if (level != NULL && !arguments_integer(level, 1, 3, &filter->level)) {
    snprintf(problem, size, "--level is 1, 2 or 3");
    return false;
  }
  if (minutes != NULL && !arguments_integer(minutes, 1, 1440, &filter->minutes)) {
    snprintf(problem, size, "--max is a number of minutes");
    return false;
  }
  return (area == NULL || parse_word(area, area_names, AREA_COUNT, "area", &filter->areas, problem, size)) &&
         (type == NULL || parse_word(type, type_names, TYPE_COUNT, "type", &filter->types, problem, size));
}

static void list_routines(const struct collection *collection, const struct filter *filter, bool json) {
  struct listed_routine *passing = memory_alloc(collection->count + 1, sizeof *passing);
  size_t count = 0;
  for (size_t i = 0; i < collection->count; i++) {
    if (routine_passes(filter, &collection->routines[i])) {
      passing[count++] = collection->routines[i];
    }
  }
  if (json) {
    report_routines_json(stdout, passing, count);
  } else {
    report_routines_text(stdout, passing, count);
  }
  free(passing);
}

static void list_exercises(const struct collection *collection, const struct filter *filter, bool json) {
  struct catalogue_list list = catalogue_list_exercises(collection->catalogue, collection->arena);
  const struct exercise **passing = memory_alloc(list.count + 1, sizeof(const struct exercise *));
  size_t count = 0;
  for (size_t i = 0; i < list.count; i++) {
    struct error err = {0};
    const struct exercise *exercise =
        catalogue_load_exercise(collection->catalogue, list.entries[i].id, collection->arena, collection->diagnostics, &err);
    if (exercise != NULL && exercise_passes(filter, exercise)) {
      passing[count++] = exercise;
    }
  }
  if (json) {
    report_exercises_json(stdout, passing, count);
  } else {
    report_exercises_text(stdout, passing, count);
  }
  free(passing);
}

int command_list(int argc, char **argv) {
  bool json = false, exercises = false;
  const char *area = NULL, *type = NULL, *level = NULL, *minutes = NULL;
  const struct option_row rows[] = {
      {"json", &json, NULL}, {"exercises", &exercises, NULL}, {"area", NULL, &area},
      {"type", NULL, &type}, {"level", NULL, &level},         {"max", NULL, &minutes},
  };
  size_t word_count = 0;
  char problem[256];
  struct filter filter = {0};
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &word_count, problem, sizeof problem) ||
      !parse_filter(&filter, area, type, level, minutes, problem, sizeof problem)) {
    return command_usage("list", problem);
  }
  if (word_count > 0) {
    return command_usage("list", "takes options only");
  }
  struct collection collection;
  struct error err = {0};
  if (!collection_load(&collection, &err)) {
    return command_fail(&err);
  }
  if (exercises) {
    list_exercises(&collection, &filter, json);
  } else {
    list_routines(&collection, &filter, json);
  }
  collection_warn(&collection);
  collection_finish(&collection);
  return command_finish_output(0);
}
