#include "app/figures.h"

#include "figure/lint.h"

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
