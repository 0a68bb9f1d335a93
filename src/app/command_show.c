#include "app/arguments.h"
#include "app/command.h"
#include "app/load.h"
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
  const struct timeline *timeline = timeline_compile(routine, NULL);
  if (json) {
    report_show_json(stdout, timeline);
  } else {
    report_show_text(stdout, timeline);
  }
  routine_destroy(routine);
  return command_finish_output(0);
}
