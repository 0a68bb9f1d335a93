#include "report/findings.h"

#include "base/text.h"
#include "report/json_line.h"

#include <string.h>

enum { THING_COLUMNS = 13, INDENT = 21, NARROW = 60, NARROW_INDENT = 8 };

static const char *const state_names[] = {"ok", "note", "fix"};

static size_t count_of(const struct finding *findings, size_t count, enum finding_state state) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) {
    found += findings[i].state == state;
  }
  return found;
}

/* Writes `text`, safe for a terminal, from column `at` on; further lines begin at `indent` and end before `columns`. */
static void print_words(FILE *out, const char *text, int at, int indent, int columns) {
  char safe[600], word[200];
  const char *rest = text_sanitize(safe, sizeof safe, text);
  bool first = true;
  while (*rest != '\0') {
    size_t length = strcspn(rest, " ");
    snprintf(word, sizeof word, "%.*s", (int)length, rest);
    int width = text_width(word);
    if (!first && columns > 0 && at + 1 + width > columns) {
      fprintf(out, "\n%*s", indent, "");
      at = indent;
    } else if (!first) {
      fputc(' ', out);
      at++;
    }
    fputs(word, out);
    at += width;
    first = false;
    rest += length + (rest[length] == ' ');
  }
  fputc('\n', out);
}

static void print_remedy(FILE *out, const char *remedy, int indent, int columns) {
  char line[400];
  while (*remedy != '\0') {
    size_t length = strcspn(remedy, "\n");
    snprintf(line, sizeof line, "%.*s", (int)length, remedy);
    fprintf(out, "%*s", indent, "");
    print_words(out, line, indent, indent, columns);
    remedy += length + (remedy[length] == '\n');
  }
}

static void print_finding(FILE *out, const struct finding *finding, int columns, bool coloured) {
  static const char *const paints[] = {"\033[32m", "\033[33m", "\033[31m"};
  bool narrow = columns > 0 && columns < NARROW;
  int indent = narrow ? NARROW_INDENT : INDENT;
  fprintf(out, "  %s%-6s%s", coloured ? paints[finding->state] : "", state_names[finding->state], coloured ? "\033[0m" : "");
  if (narrow) {
    fprintf(out, "%s\n%*s", finding->thing, indent, "");
  } else {
    fprintf(out, "%-*s", THING_COLUMNS, finding->thing);
  }
  print_words(out, finding->text, indent, indent, columns);
  print_remedy(out, finding->remedy, indent, columns);
}

static void print_sum(FILE *out, size_t fixes, size_t notes) {
  if (fixes == 0 && notes == 0) {
    fputs("\n  All well.\n", out);
    return;
  }
  fputs("\n  ", out);
  if (fixes > 0) {
    fprintf(out, "%zu to fix", fixes);
  }
  if (notes > 0) {
    fprintf(out, "%s%zu note%s", fixes > 0 ? ", " : "", notes, notes == 1 ? "" : "s");
  }
  fputs(fixes > 0 ? ".\n  Sessions run all the same.\n" : ".\n  Everything that is wanted works.\n", out);
}

void report_findings_text(FILE *out, const struct finding *findings, size_t count, int columns, bool coloured) {
  for (size_t i = 0; i < count; i++) {
    print_finding(out, &findings[i], columns, coloured);
  }
  print_sum(out, count_of(findings, count, FINDING_FIX), count_of(findings, count, FINDING_NOTE));
}

static json_t *names_of(const char *kind, const char *const *kinds, const char *const *names, size_t count) {
  json_t *list = json_array();
  for (size_t i = 0; i < count; i++) {
    if (strcmp(kinds[i], kind) == 0) {
      json_array_append_new(list, json_text(names[i]));
    }
  }
  return list;
}

void report_findings_json(FILE *out, const struct finding *findings, size_t count, const char *const *kinds,
                          const char *const *names, size_t name_count) {
  json_t *list = json_array(), *whole = json_object();
  for (size_t i = 0; i < count; i++) {
    json_t *object = json_object();
    json_put(object, "state", json_text(state_names[findings[i].state]));
    json_put(object, "thing", json_text(findings[i].thing));
    json_put(object, "finding", json_text(findings[i].text));
    json_put(object, "remedy", json_text(findings[i].remedy[0] != '\0' ? findings[i].remedy : NULL));
    json_array_append_new(list, object);
  }
  json_put(whole, "checks", list);
  json_put(whole, "voices", names_of("voice", kinds, names, name_count));
  json_put(whole, "devices", names_of("device", kinds, names, name_count));
  json_put(whole, "formats", names_of("format", kinds, names, name_count));
  json_put(whole, "to_fix", json_integer((json_int_t)count_of(findings, count, FINDING_FIX)));
  json_put(whole, "notes", json_integer((json_int_t)count_of(findings, count, FINDING_NOTE)));
  json_print(out, whole);
}
