#include "app/arguments.h"
#include "app/command.h"
#include "app/load.h"
#include "app/phrasebook.h"
#include "base/macros.h"
#include "report/report.h"

#include <stdlib.h>

int command_show(int argc, char **argv) {
  bool json = false;
  const struct option_row rows[] = {{"json", &json, NULL}};
  size_t count = 0;
  char problem[256];
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem)) {
    return command_usage("show", problem);
  }
  if (count != 1) {
    return command_usage("show", count == 0 ? "which routine?" : "one routine at a time");
  }
  int status = 0;
  struct routine *routine = load_routine(argv[1], &status);
  if (routine == NULL) {
    return status;
  }
  struct places places;
  struct phrasebook book;
  struct error err = {0};
  if (!places_find(&places, &err)) {
    routine_destroy(routine);
    return command_fail(&err);
  }
  phrasebook_load(&book, &places);
  const struct timeline *timeline = phrasebook_compile(&book, routine, 100);
  phrasebook_finish(&book);
  if (json) {
    report_show_json(stdout, timeline);
  } else {
    report_show_text(stdout, timeline);
  }
  routine_destroy(routine);
  return command_finish_output(0);
}
