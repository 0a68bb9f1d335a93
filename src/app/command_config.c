#include "app/arguments.h"
#include "app/command.h"
#include "app/settings.h"
#include "base/macros.h"
#include "report/settings.h"

#include <stdio.h>
#include <unistd.h>

const char command_config_options[] = "  --json              a JSON array\n"
                                      "  --volume N, --voice NAME, --verbosity WORD, --audio PATH, --pace WORD\n"
                                      "                      as `limber play` takes them: what would count with them\n";

/* The settings and the own sounds as rows; returns how many. `names` holds the names of the latter. */
static size_t make_rows(const struct settings *settings, struct listed_setting *rows, char names[][32]) {
  size_t count = 0;
  for (int i = 0; i < SETTING_COUNT_OF; i++) {
    enum setting setting = (enum setting)i;
    rows[count++] =
        (struct listed_setting){setting_key(setting), settings->values[i], setting_origin_names[settings->origins[i]],
                                setting_usual(setting), setting_about(setting)};
  }
  for (int i = CUE_SOUND_NONE + 1; i < CUE_SOUND_COUNT_OF; i++) {
    const char *own = settings->config.sounds[i];
    snprintf(names[i], 32, "sounds.%s", cue_sound_name((enum cue_sound)i));
    rows[count++] = (struct listed_setting){names[i], own != NULL ? own : "built-in",
                                            setting_origin_names[own != NULL ? ORIGIN_CONFIG : ORIGIN_DEFAULT], "built-in",
                                            "a sound file of one's own"};
  }
  return count;
}

int command_config(int argc, char **argv) {
  const char *flags[SETTING_COUNT_OF] = {NULL};
  bool json = false;
  struct option_row options[SETTING_COUNT_OF + 1] = {{"json", &json, NULL}};
  for (int i = 0; i < SETTING_COUNT_OF; i++) {
    options[i + 1] = (struct option_row){setting_key((enum setting)i), NULL, &flags[i]};
  }
  size_t count = 0;
  char problem[256];
  int status = 0;
  if (!arguments_parse(argc, argv, options, ARRAY_LEN(options), &count, problem, sizeof problem)) {
    return command_usage("config", problem);
  }
  if (count > 0) {
    return command_usage("config", "it takes options only; the settings are in a file, which `limber config` names");
  }
  struct settings settings;
  if (settings_load(&settings, flags, "config", &status)) {
    struct listed_setting rows[SETTING_COUNT_OF + CUE_SOUND_COUNT_OF];
    char names[CUE_SOUND_COUNT_OF][32];
    size_t row_count = make_rows(&settings, rows, names);
    if (json) {
      report_settings_json(stdout, rows, row_count);
    } else {
      report_settings_text(stdout, rows, row_count, settings.file, access(settings.file, F_OK) == 0);
    }
    status = command_finish_output(0);
  }
  settings_finish(&settings);
  return status;
}
