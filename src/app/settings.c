#include "app/settings.h"

#include "app/command.h"
#include "app/load.h"
#include "base/arena.h"
#include "base/paths.h"
#include "routine/config_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const setting_origin_names[4] = {"default", "config", "environment", "flag"};

/* What the environment says of it; NULL: nothing. What it tells of the terminal (COLORTERM, COLORFGBG) is no wish. */
static const char *from_environment(enum setting setting) {
  static const char *const names[SETTING_COUNT_OF] = {[SETTING_MOTION] = "LIMBER_MOTION", [SETTING_FIGURE] = "LIMBER_FIGURE"};
  const char *no_colour = getenv("NO_COLOR"), *wish = names[setting] != NULL ? getenv(names[setting]) : NULL;
  if (setting == SETTING_COLORS && no_colour != NULL && no_colour[0] != '\0') {
    return "never";
  }
  return wish != NULL && setting_allows(setting, wish) ? wish : NULL;
}

static void choose(struct settings *settings, enum setting setting, const char *flag) {
  const char *const by_origin[] = {[ORIGIN_DEFAULT] = setting_usual(setting),
                                   [ORIGIN_CONFIG] = settings->config.values[setting],
                                   [ORIGIN_ENVIRONMENT] = from_environment(setting),
                                   [ORIGIN_FLAG] = flag};
  enum setting_origin origin = ORIGIN_FLAG;
  while (by_origin[origin] == NULL) {
    origin--;
  }
  settings->values[setting] = by_origin[origin];
  settings->origins[setting] = origin;
}

/* False after saying which option has a value that cannot be. */
static bool check_flags(const char *const flags[SETTING_COUNT_OF], const char *command, int *status) {
  for (int i = 0; i < SETTING_COUNT_OF; i++) {
    enum setting setting = (enum setting)i;
    if (flags[i] != NULL && !setting_allows(setting, flags[i])) {
      char possible[128], problem[200];
      setting_possible(setting, possible, sizeof possible);
      snprintf(problem, sizeof problem, "--%s is %s", setting_key(setting), possible);
      *status = command_usage(command, problem);
      return false;
    }
  }
  return true;
}

/* `status` NULL: nothing is said of mistakes. */
static bool read_file(struct settings *settings, int *status) {
  struct error err = {.code = ERROR_NONE};
  struct diagnostics *diagnostics = diagnostics_create();
  bool well = config_load(settings->file, settings->arena, diagnostics, &settings->config, &err);
  if (!well) {
    settings->config = (struct config){{NULL}, {NULL}};
  }
  if (!well && status != NULL) {
    load_print_diagnostics(stderr, diagnostics);
    if (err.code == ERROR_NONE) {
      error_set(&err, ERROR_INPUT, "%s cannot be used as it is", settings->file);
    }
    *status = command_fail(&err);
  }
  diagnostics_destroy(diagnostics);
  return well;
}

/* `status` NULL: as of read_file(). */
static bool load(struct settings *settings, const char *const flags[SETTING_COUNT_OF], int *status) {
  bool well = read_file(settings, status);
  for (int i = 0; i < SETTING_COUNT_OF; i++) {
    choose(settings, (enum setting)i, flags[i]);
  }
  return well;
}

static void begin(struct settings *settings) {
  char *folder = paths_folder(XDG_CONFIG);
  *settings = (struct settings){.arena = arena_create(), .file = paths_join(folder, CONFIG_FILE_NAME)};
  free(folder);
}

bool settings_load(struct settings *settings, const char *const flags[SETTING_COUNT_OF], const char *command, int *status) {
  begin(settings);
  return check_flags(flags, command, status) && load(settings, flags, status);
}

void settings_finish(struct settings *settings) {
  arena_destroy(settings->arena);
  free(settings->file);
}

int settings_volume(const struct settings *settings) {
  return atoi(settings->values[SETTING_VOLUME]);
}

enum verbosity settings_verbosity(const struct settings *settings) {
  static const enum verbosity by_index[] = {VERBOSITY_ALL, VERBOSITY_ESSENTIAL, VERBOSITY_TONES, VERBOSITY_SILENT};
  return by_index[setting_index(SETTING_VERBOSITY, settings->values[SETTING_VERBOSITY])];
}

int settings_pace_percent(const struct settings *settings) {
  return strcmp(settings->values[SETTING_PACE], "slow") == 0 ? 150 : 100;
}

bool settings_breath_is_heard(const struct settings *settings) {
  return strcmp(settings->values[SETTING_BREATH], "on") == 0;
}

bool settings_far_sounds_are_heard(const struct settings *settings) {
  return strcmp(settings->values[SETTING_FAR_SOUNDS], "on") == 0;
}

bool settings_motion_is_reduced(const struct settings *settings) {
  return strcmp(settings->values[SETTING_MOTION], "reduced") == 0;
}

struct screen_terminal_options settings_screen(const struct settings *settings) {
  static const enum screen_background backgrounds[] = {BACKGROUND_AUTO, BACKGROUND_DARK, BACKGROUND_LIGHT};
  static const enum screen_colours colours[] = {COLOURS_AUTO, COLOURS_NONE, COLOURS_16, COLOURS_256, COLOURS_TRUE};
  static const enum screen_figure figures[] = {SCREEN_FIGURE_BRAILLE, SCREEN_FIGURE_SOLID, SCREEN_FIGURE_ASCII,
                                               SCREEN_FIGURE_OFF};
  static const enum window_notes notes[] = {WINDOW_NOTES_OFF, WINDOW_NOTES_777, WINDOW_NOTES_99};
  return (struct screen_terminal_options){
      .figure = figures[setting_index(SETTING_FIGURE, settings->values[SETTING_FIGURE])],
      .shows_progress = strcmp(settings->values[SETTING_PROGRESS], "on") == 0,
      .notes = notes[setting_index(SETTING_NOTIFY, settings->values[SETTING_NOTIFY])],
      .passes_through = strcmp(settings->values[SETTING_PASSTHROUGH], "on") == 0,
      .background = backgrounds[setting_index(SETTING_BACKGROUND, settings->values[SETTING_BACKGROUND])],
      .colours = colours[setting_index(SETTING_COLORS, settings->values[SETTING_COLORS])]};
}

struct screen_terminal_options settings_screen_alone(void) {
  static const char *const no_flags[SETTING_COUNT_OF] = {NULL};
  struct settings settings;
  begin(&settings);
  load(&settings, no_flags, NULL);
  struct screen_terminal_options screen = settings_screen(&settings);
  settings_finish(&settings);
  return screen;
}
