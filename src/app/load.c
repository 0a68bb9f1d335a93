#include "app/load.h"

#include "app/collection.h"
#include "app/command.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int load_columns(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 0;
}

static struct diagnostic_style style_for(int fd) {
  struct diagnostic_style style = {.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0, .columns = load_columns(fd)};
  if (command_wants_colour(fd)) {
    style.paint[DIAGNOSTIC_PLAIN] = "\033[0m";
    style.paint[DIAGNOSTIC_HEAD] = "\033[0;1m";
    style.paint[DIAGNOSTIC_ERROR] = "\033[0;1;31m";
    style.paint[DIAGNOSTIC_WARNING] = "\033[0;1;33m";
    style.paint[DIAGNOSTIC_QUIET] = "\033[0;90m";
    style.paint[DIAGNOSTIC_MARKED] = "\033[0m";
    style.paint[DIAGNOSTIC_HELP] = "\033[0;36m";
  }
  return style;
}

void load_print_diagnostics(FILE *out, const struct diagnostics *diagnostics) {
  struct diagnostic_style style = style_for(fileno(out));
  for (size_t i = 0; i < diagnostics_count(diagnostics); i++) {
    char *text = diagnostic_format(diagnostics_at(diagnostics, i), &style);
    fprintf(out, "%s%s", i > 0 ? "\n" : "", text);
    free(text);
  }
}

struct routine *load_routine(const char *name, int *status) {
  struct places places;
  struct error err = {0};
  if (!places_find(&places, &err)) {
    *status = command_fail(&err);
    return NULL;
  }
  struct catalogue *catalogue = collection_catalogue(&places);
  struct diagnostics *diagnostics = diagnostics_create();
  struct routine *routine = catalogue_load_routine(catalogue, name, diagnostics, &err);
  if (routine == NULL) {
    load_print_diagnostics(stderr, diagnostics);
    *status = command_fail(&err);
  }
  diagnostics_destroy(diagnostics);
  catalogue_destroy(catalogue);
  return routine;
}
