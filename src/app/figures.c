#include "app/figures.h"

#include "figure/lint.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

struct printing {
  FILE *out;
  const char *id;
  int count;
};

static void print_fault(const struct figure_fault *fault, void *context) {
  struct printing *printing = context;
  fprintf(printing->out, "%s: %s (%.2f): %s\n", printing->id, fault->where, fault->moment, fault->message);
  printing->count++;
}

int figures_print_faults(FILE *out, const char *id, const struct figure *figure) {
  struct printing printing = {out, id, 0};
  figure_lint(figure, print_fault, &printing);
  return printing.count;
}

void figures_print_problems(FILE *out, const struct diagnostics *diagnostics, const struct error *err, int columns) {
  struct diagnostic_style style = {.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0, .columns = columns};
  for (size_t i = 0; i < diagnostics_count(diagnostics); i++) {
    char *text = diagnostic_format(diagnostics_at(diagnostics, i), &style);
    fputs(text, out);
    free(text);
  }
  if (diagnostics_count(diagnostics) == 0) {
    fprintf(out, "%s\n", err->message);
  }
}
