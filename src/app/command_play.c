#include "app/arguments.h"
#include "app/command.h"
#include "app/load.h"
#include "app/play.h"
#include "base/macros.h"

#include <stdio.h>
#include <string.h>
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
    "  --volume N          0 to 100\n"
    "  --log FILE          adds the events to FILE as well, as --json writes them\n";

struct raw_options {
  bool plain, json, yes;
  const char *speed, *pace, *audio, *voice, *volume, *log;
};

static bool parse_audio(const char *word, enum cue_audio *audio) {
  static const struct {
    const char *word;
    enum cue_audio audio;
  } paths[] = {
      {"auto", CUE_AUDIO_AUTO}, {"portaudio", CUE_AUDIO_PORTAUDIO}, {"bell", CUE_AUDIO_BELL}, {"none", CUE_AUDIO_NONE}};
  for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
    if (strcmp(word, paths[i].word) == 0) {
      *audio = paths[i].audio;
      return true;
    }
  }
  return false;
}

/* NULL, or what is wrong with the options. */
static const char *parse_options(const struct raw_options *raw, struct play_options *options) {
  long volume = options->volume;
  if (raw->plain && raw->json) {
    return "--plain or --json, not both";
  }
  if (raw->speed != NULL && !arguments_number(raw->speed, 0.1, 1000, &options->speed)) {
    return "--speed is a number from 0.1 to 1000";
  }
  if (raw->volume != NULL && !arguments_integer(raw->volume, 0, 100, &volume)) {
    return "--volume is a number from 0 to 100";
  }
  if (raw->audio != NULL && !parse_audio(raw->audio, &options->audio)) {
    return "--audio is auto, portaudio, bell or none";
  }
  if (raw->pace != NULL && strcmp(raw->pace, "slow") != 0 && strcmp(raw->pace, "usual") != 0) {
    return "--pace is slow or usual";
  }
  if (raw->voice != NULL && !play_is_voice(raw->voice)) {
    return PLAY_VOICES;
  }
  options->voice = raw->voice != NULL ? raw->voice : options->voice;
  options->volume = (int)volume;
  options->log = raw->log;
  options->pace_percent = raw->pace != NULL && strcmp(raw->pace, "slow") == 0 ? 150 : 100;
  options->form = raw->json ? PLAY_JSON : raw->plain ? PLAY_PLAIN : PLAY_FITTING;
  return NULL;
}

/* Someone must be there to answer, unless the caller answers for them. */
static bool can_ask(void) {
  return isatty(STDIN_FILENO);
}

int command_play(int argc, char **argv) {
  struct raw_options raw = {0};
  const struct option_row rows[] = {
      {"plain", &raw.plain, NULL}, {"json", &raw.json, NULL},     {"yes", &raw.yes, NULL},
      {"speed", NULL, &raw.speed}, {"pace", NULL, &raw.pace},     {"audio", NULL, &raw.audio},
      {"voice", NULL, &raw.voice}, {"volume", NULL, &raw.volume}, {"log", NULL, &raw.log},
  };
  size_t count = 0;
  char problem[256];
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem)) {
    return command_usage("play", problem);
  }
  struct play_options options = play_defaults;
  const char *wrong = parse_options(&raw, &options);
  if (wrong != NULL || count > 1) {
    return command_usage("play", wrong != NULL ? wrong : "one routine at a time");
  }
  if (count == 0 && options.form == PLAY_FITTING && play_has_screen()) {
    return command_library();
  }
  if (count == 0) {
    return command_usage("play", "which routine? `limber list` names them");
  }
  if (!raw.yes && !can_ask()) {
    struct error err = {0};
    error_set(&err, ERROR_INPUT, "there is no terminal to ask on before starting; --yes starts without asking");
    return command_fail(&err);
  }
  int status = 0;
  struct routine *routine = load_routine(argv[1], &status);
  if (routine != NULL) {
    status = play_routine(routine, &options);
    routine_destroy(routine);
  }
  return status;
}
