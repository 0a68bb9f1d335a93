#include "report/settings.h"

#include "base/text.h"
#include "report/json_line.h"

#include <string.h>

enum { NAME_COLUMNS = 18, VALUE_MOST = 34, ORIGIN_COLUMNS = 13 };

/* `text`, safe for a terminal, filled up to `columns` with blanks; one that is longer stays whole. */
static void print_column(FILE *out, const char *text, int columns) {
  char safe[1200];
  int width = text_width(text_sanitize(safe, sizeof safe, text));
  fprintf(out, "%s%*s", safe, width < columns ? columns - width : 2, "");
}

void report_settings_text(FILE *out, const struct listed_setting *settings, size_t count, const char *file, bool there) {
  char safe[1200];
  int value_columns = 10;
  for (size_t i = 0; i < count; i++) {
    int width = text_width(text_sanitize(safe, sizeof safe, settings[i].value)) + 2;
    value_columns = width > value_columns && width <= VALUE_MOST ? width : value_columns;
  }
  fprintf(out, "%s%s\n\n", text_sanitize(safe, sizeof safe, file), there ? "" : " (not there: everything is as usual)");
  print_column(out, "setting", NAME_COLUMNS);
  print_column(out, "value", value_columns);
  print_column(out, "from", ORIGIN_COLUMNS);
  fputs("default\n", out);
  for (size_t i = 0; i < count; i++) {
    print_column(out, settings[i].name, NAME_COLUMNS);
    print_column(out, settings[i].value, value_columns);
    print_column(out, settings[i].origin, ORIGIN_COLUMNS);
    fprintf(out, "%s\n", settings[i].usual);
  }
}

void report_settings_json(FILE *out, const struct listed_setting *settings, size_t count) {
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) {
    json_t *object = json_object();
    json_put(object, "setting", json_text(settings[i].name));
    json_put(object, "value", json_text(settings[i].value));
    json_put(object, "from", json_text(settings[i].origin));
    json_put(object, "default", json_text(settings[i].usual));
    json_put(object, "about", json_text(settings[i].about));
    json_array_append_new(list, object);
  }
  json_print(out, list);
}
