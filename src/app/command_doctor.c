#include "app/arguments.h"
#include "app/command.h"
#include "app/doctor.h"
#include "app/load.h"
#include "base/macros.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char command_doctor_options[] = "  --json              as a JSON object\n"
                                      "  --audio PATH, --voice NAME, --volume N\n"
                                      "                      as `limber play` takes them: whether those would work\n";

void doctor_find(struct doctor *doctor, enum finding_state state, const char *thing, const char *format, ...) {
  if (doctor->count == FINDINGS_MAX) {
    return;
  }
  struct finding *finding = &doctor->findings[doctor->count++];
  *finding = (struct finding){.state = state};
  snprintf(finding->thing, sizeof finding->thing, "%s", thing);
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(finding->text, sizeof finding->text, format, arguments);
  va_end(arguments);
}

void doctor_remedy(struct doctor *doctor, const char *format, ...) {
  struct finding *finding = &doctor->findings[doctor->count - 1];
  size_t used = strlen(finding->remedy);
  if (used > 0 && used + 1 < sizeof finding->remedy) {
    finding->remedy[used++] = '\n';
  }
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(finding->remedy + used, sizeof finding->remedy - used, format, arguments);
  va_end(arguments);
}

static int tell(const struct doctor *doctor, bool json) {
  const char *kinds[PROBE_FOUND_MAX], *names[PROBE_FOUND_MAX];
  int status = 0;
  for (size_t i = 0; i < doctor->inventory.count; i++) {
    kinds[i] = doctor->inventory.found[i].what;
    names[i] = doctor->inventory.found[i].name;
  }
  if (json) {
    report_findings_json(stdout, doctor->findings, doctor->count, kinds, names, doctor->inventory.count);
  } else {
    report_findings_text(stdout, doctor->findings, doctor->count, load_columns(STDOUT_FILENO),
                         command_wants_colour(STDOUT_FILENO));
  }
  for (size_t i = 0; i < doctor->count; i++) {
    status = doctor->findings[i].state == FINDING_FIX ? 1 : status;
  }
  return command_finish_output(status);
}

static int examine(const struct settings *settings, bool config_is_wrong, bool json) {
  struct doctor *doctor = memory_alloc(1, sizeof *doctor);
  struct error err = {.code = ERROR_NONE};
  doctor->settings = settings;
  doctor->config_is_wrong = config_is_wrong;
  places_find(&doctor->places, &err);
  doctor_look_at_terminal(doctor);
  doctor_listen(doctor);
  doctor_look_at_machine(doctor);
  int status = tell(doctor, json);
  free(doctor);
  return status;
}

int command_doctor(int argc, char **argv) {
  const char *flags[SETTING_COUNT_OF] = {NULL};
  bool json = false;
  const struct option_row rows[] = {{"json", &json, NULL},
                                    {"audio", NULL, &flags[SETTING_AUDIO]},
                                    {"voice", NULL, &flags[SETTING_VOICE]},
                                    {"volume", NULL, &flags[SETTING_VOLUME]}};
  size_t count = 0;
  char problem[256];
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem)) {
    return command_usage("doctor", problem);
  }
  if (count > 0) {
    return command_usage("doctor", "it takes options only");
  }
  int status = 0;
  struct settings settings;
  bool config_is_wrong = !settings_load(&settings, flags, "doctor", &status);
  if (!config_is_wrong || status != error_exit_status(ERROR_USAGE)) {
    status = examine(&settings, config_is_wrong, json);
  }
  settings_finish(&settings);
  return status;
}
