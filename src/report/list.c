#include "report/list.h"

#include "base/text.h"
#include "base/timespan.h"
#include "report/json_line.h"

/* Writes `text`, safe for a terminal, in `columns`: cut or filled up with blanks. */
static void print_column(FILE *out, const char *text, int columns) {
  char safe[512];
  int used = 0;
  text_sanitize(safe, sizeof safe, text);
  size_t bytes = text_fit(safe, columns, &used);
  fprintf(out, "%.*s%*s", (int)bytes, safe, columns - used, "");
}

const char *report_join(char *text, size_t size, struct strings items) {
  size_t used = 0;
  text[0] = '\0';
  for (size_t i = 0; i < items.count && used < size; i++) {
    used += (size_t)snprintf(text + used, size - used, "%s%s", i > 0 ? ", " : "", items.items[i]);
  }
  return text;
}

static int widest(int least, int most, int width) {
  return width < least ? least : width > most ? most : width;
}

/* The first area of the set: routines are filed under one. */
static const char *first_area(word_set areas) {
  for (size_t i = 0; i < AREA_COUNT; i++) {
    if (areas & WORD_BIT(i)) {
      return area_names[i];
    }
  }
  return "";
}

void report_routines_text(FILE *out, const struct listed_routine *routines, size_t count) {
  int id_columns = 8, title_columns = 8;
  for (size_t i = 0; i < count; i++) {
    const struct listed_routine *routine = &routines[i];
    id_columns = widest(id_columns, 28, text_width(routine->id));
    title_columns = widest(title_columns, 40, text_width(routine->title));
  }
  for (size_t i = 0; i < count; i++) {
    const struct listed_routine *routine = &routines[i];
    print_column(out, routine->id, id_columns + 2);
    print_column(out, routine->title, title_columns + 2);
    print_column(out, first_area(routine->areas), 12);
    fprintf(out, "level %d  %3lld min", routine->level, (long long)((routine->total_ns + SECONDS(30)) / SECONDS(60)));
    fputs(routine->shadows != NULL ? "  (yours, in place of the built-in one)\n" : "\n", out);
  }
}

void report_routines_json(FILE *out, const struct listed_routine *routines, size_t count) {
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) {
    const struct listed_routine *routine = &routines[i];
    json_t *object = json_object();
    json_put(object, "id", json_text(routine->id));
    json_put(object, "title", json_text(routine->title));
    json_put(object, "area", json_words(routine->areas, area_names, AREA_COUNT));
    json_put(object, "level", json_integer(routine->level));
    json_put(object, "total_s", json_seconds(routine->total_ns));
    json_put(object, "equipment", json_strings(routine->equipment));
    json_put(object, "gentle", json_boolean(routine->gentle));
    json_put(object, "desk", json_boolean(routine->desk));
    json_put(object, "file", json_text(routine->file));
    json_put(object, "shadows", json_text(routine->shadows));
    json_array_append_new(list, object);
  }
  json_print(out, list);
}

void report_exercises_text(FILE *out, const struct exercise *const *exercises, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const struct exercise *exercise = exercises[i];
    print_column(out, exercise->id, 28);
    print_column(out, exercise->name, 44);
    print_column(out, type_names[exercise->type], 17);
    print_column(out, area_names[exercise->area], 12);
    fprintf(out, "level %d\n", exercise->level);
  }
}

void report_exercises_json(FILE *out, const struct exercise *const *exercises, size_t count) {
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) {
    const struct exercise *exercise = exercises[i];
    json_t *object = json_object();
    json_put(object, "id", json_text(exercise->id));
    json_put(object, "name", json_text(exercise->name));
    json_put(object, "type", json_text(type_names[exercise->type]));
    json_put(object, "area", json_text(area_names[exercise->area]));
    json_put(object, "position", json_text(position_names[exercise->position]));
    json_put(object, "muscles", json_strings(exercise->muscles));
    json_put(object, "sides", json_text(sidedness_names[exercise->sides]));
    json_put(object, "level", json_integer(exercise->level));
    json_put(object, "equipment", json_strings(exercise->equipment));
    json_put(object, "avoid", json_words(exercise->avoid, avoid_names, AVOID_COUNT));
    json_put(object, "gentle", json_boolean(exercise->gentle));
    json_put(object, "desk", json_boolean(exercise->desk));
    json_put(object, "setup", json_text(exercise->setup));
    json_put(object, "care", json_text(exercise->care));
    json_put(object, "easier", json_text(exercise->easier));
    json_put(object, "harder", json_text(exercise->harder));
    json_put(object, "figure", json_boolean(exercise->own_figure != NULL));
    json_put(object, "source", json_text(exercise->source));
    json_put(object, "file", json_text(exercise->place.file));
    json_array_append_new(list, object);
  }
  json_print(out, list);
}

void report_diagnostics_json(FILE *out, const struct diagnostics *diagnostics) {
  json_t *list = json_array();
  for (size_t i = 0; i < diagnostics_count(diagnostics); i++) {
    const struct diagnostic *diagnostic = diagnostics_at(diagnostics, i);
    json_t *object = json_object();
    json_put(object, "file", json_text(diagnostic->file));
    json_put(object, "line", json_integer(diagnostic->line));
    json_put(object, "column", json_integer(diagnostic->column));
    json_put(object, "severity", json_text(severity_names[diagnostic->severity]));
    json_put(object, "message", json_text(diagnostic->message));
    json_put(object, "help", json_text(diagnostic->help));
    json_array_append_new(list, object);
  }
  json_print(out, list);
}
