#include "app/arguments.h"
#include "app/command.h"
#include "app/load.h"
#include "app/play.h"
#include "app/settings.h"
#include "base/macros.h"

#include <stdio.h>
#include <unistd.h>

const char command_play_options[] =
    "  --plain             one line of text per event; also taken when the output is a pipe or TERM is dumb\n"
    "  --json              one line of JSON per event\n"
    "  --yes               without asking anything first\n"
    "  --speed N           N times as fast, 0.1 to 1000\n"
    "  --pace slow         half as long again for transitions and rests\n"
    "  --audio PATH        auto, portaudio, bell, none\n"
    "  --voice NAME        auto, none, flite:rms, flite:slt, espeak-ng:LANGUAGE, or command:COMMAND, which\n"
    "                      reads words and writes a WAV file\n"
    "  --verbosity WORD    how much is said: all, essential, tones, silent\n"
    "  --volume N          0 to 100\n"
    "  --log FILE          adds the events to FILE as well, as --json writes them\n";

struct raw_options {
  bool plain, json, yes;
  const char *speed, *log;
  const char *flags[SETTING_COUNT_OF];
};

/* NULL, or what is wrong with the options that are no settings. */
static const char *parse_options(const struct raw_options *raw, struct play_options *options) {
  if (raw->plain && raw->json) {
    return "--plain or --json, not both";
  }
  if (raw->speed != NULL && !arguments_number(raw->speed, 0.1, 1000, &options->speed)) {
    return "--speed is a number from 0.1 to 1000";
  }
  options->log = raw->log;
  options->form = raw->json ? PLAY_JSON : raw->plain ? PLAY_PLAIN : PLAY_FITTING;
  return NULL;
}

/* Someone must be there to answer, unless the caller answers for them. */
static bool can_ask(void) {
  return isatty(STDIN_FILENO);
}

static int play(const char *name, const struct raw_options *raw, const struct settings *settings) {
  struct play_options options = play_options_of(settings);
  const char *wrong = parse_options(raw, &options);
  if (wrong != NULL) {
    return command_usage("play", wrong);
  }
  if (name == NULL && options.form == PLAY_FITTING && play_has_screen()) {
    return command_library();
  }
  if (name == NULL) {
    return command_usage("play", "which routine? `limber list` names them");
  }
  if (!raw->yes && !can_ask()) {
    struct error err = {0};
    error_set(&err, ERROR_INPUT, "there is no terminal to ask on before starting; --yes starts without asking");
    return command_fail(&err);
  }
  int status = 0;
  struct routine *routine = load_routine(name, &status);
  if (routine != NULL) {
    status = play_routine(routine, &options);
    routine_destroy(routine);
  }
  return status;
}

int command_play(int argc, char **argv) {
  struct raw_options raw = {0};
  const struct option_row rows[] = {
      {"plain", &raw.plain, NULL},
      {"json", &raw.json, NULL},
      {"yes", &raw.yes, NULL},
      {"speed", NULL, &raw.speed},
      {"log", NULL, &raw.log},
      {"pace", NULL, &raw.flags[SETTING_PACE]},
      {"audio", NULL, &raw.flags[SETTING_AUDIO]},
      {"voice", NULL, &raw.flags[SETTING_VOICE]},
      {"verbosity", NULL, &raw.flags[SETTING_VERBOSITY]},
      {"volume", NULL, &raw.flags[SETTING_VOLUME]},
  };
  size_t count = 0;
  char problem[256];
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem)) {
    return command_usage("play", problem);
  }
  if (count > 1) {
    return command_usage("play", "one routine at a time");
  }
  int status = 0;
  struct settings settings;
  if (settings_load(&settings, raw.flags, "play", &status)) {
    status = play(count == 1 ? argv[1] : NULL, &raw, &settings);
  }
  settings_finish(&settings);
  return status;
}
