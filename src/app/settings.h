#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "cue/words.h"
#include "routine/config.h"
#include "screen/terminal.h"

#include <stdbool.h>

/*
 * A person's settings as they count for this run: what an option says, else what the environment says, else the
 * configuration file, else what is usual.
 */

enum setting_origin { ORIGIN_DEFAULT, ORIGIN_CONFIG, ORIGIN_ENVIRONMENT, ORIGIN_FLAG };

struct settings {
  struct arena *arena;
  char *file; /* where the configuration is looked for */
  const char *values[SETTING_COUNT_OF];
  enum setting_origin origins[SETTING_COUNT_OF];
  struct config config;
};

/*
 * Works the settings out; `flags`: what options say, NULL where they say nothing (borrowed, as long as the settings). False
 * after saying on stderr what is wrong, with `*status` the exit status; `command` is named then, and the settings are what the
 * options and the environment say and what is usual. Caller finishes, in either
 * case.
 */
bool settings_load(struct settings *settings, const char *const flags[SETTING_COUNT_OF], const char *command, int *status);

/* Frees them. */
void settings_finish(struct settings *settings);

int settings_volume(const struct settings *settings);
enum verbosity settings_verbosity(const struct settings *settings);
int settings_pace_percent(const struct settings *settings);
bool settings_breath_is_heard(const struct settings *settings);
bool settings_far_sounds_are_heard(const struct settings *settings);
bool settings_motion_is_reduced(const struct settings *settings);
struct screen_terminal_options settings_screen(const struct settings *settings);

/* The same for who has no settings at hand: without options, and mistakes in the file, told elsewhere, count as nothing said.
 */
struct screen_terminal_options settings_screen_alone(void);

/* The words for origins: "default", "config", "environment", "flag". */
extern const char *const setting_origin_names[4];

#endif
