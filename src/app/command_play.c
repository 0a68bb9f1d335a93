#include "app/arguments.h"
#include "app/command.h"
#include "app/keep.h"
#include "app/link.h"
#include "app/load.h"
#include "app/play.h"
#include "app/prepare.h"
#include "app/resume.h"
#include "app/settings.h"
#include "base/macros.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char command_play_options[] =
    "  --plain             one line of text per event; also taken when the output is a pipe or TERM is dumb\n"
    "  --json              one line of JSON per event\n"
    "  --yes               without asking anything first; nothing that would be an answer is kept\n"
    "  --level N           1 easy, 2 steady, 3 strong: exercises are swapped for easier or harder ones\n"
    "  --minutes N         shortened to fit: sets first, then whole exercises, both sides always\n"
    "  --resume            goes on with the session that was interrupted; no ROUTINE\n"
    "  --speed N           N times as fast, 0.1 to 1000\n"
    "  --pace slow         half as long again for transitions and rests\n"
    "  --audio PATH        auto, portaudio, link, bell, none\n"
    "  --link TOKEN        sound at the other end of `limber ssh`, which gives the token\n"
    "  --voice NAME        auto, none, flite:rms, flite:slt, espeak-ng:LANGUAGE, or command:COMMAND, which\n"
    "                      reads words and writes a WAV file\n"
    "  --verbosity WORD    how much is said: all, essential, tones, silent\n"
    "  --volume N          0 to 100\n"
    "  --breath on|off     whether a soft breath is heard in holds and breathing exercises\n"
    "  --figure STYLE      braille, solid for fonts with thin dots, ascii, or off\n"
    "  --progress on|off   whether the window's frame shows how far the session has come (OSC 9;4)\n"
    "  --notify WORD       notifications of what comes next: off, osc777, osc99\n"
    "  --passthrough on|off  whether both go through tmux, which must allow it\n"
    "  --log FILE          adds the events to FILE as well, as --json writes them\n";

struct raw_options {
  bool plain, json, yes, resume;
  const char *speed, *log, *link, *level, *minutes;
  const char *flags[SETTING_COUNT_OF];
};

/* NULL, or what is wrong with the options that are no settings. */
static const char *parse_options(const struct raw_options *raw, struct play_options *options) {
  long level = 0, minutes = 0;
  if (raw->plain && raw->json) {
    return "--plain or --json, not both";
  }
  if (raw->speed != NULL && !arguments_number(raw->speed, 0.1, 1000, &options->speed)) {
    return "--speed is a number from 0.1 to 1000";
  }
  if (raw->link != NULL && (!link_token_is_valid(raw->link) || raw->flags[SETTING_AUDIO] != NULL)) {
    return raw->flags[SETTING_AUDIO] != NULL ? "--link or --audio, not both" : "--link takes the token that `limber ssh` gives";
  }
  if (raw->level != NULL && !arguments_integer(raw->level, 1, 3, &level)) {
    return "--level is 1, 2 or 3";
  }
  if (raw->minutes != NULL && !arguments_integer(raw->minutes, 1, 1440, &minutes)) {
    return "--minutes is a number of minutes";
  }
  options->log = raw->log;
  options->asks = !raw->yes;
  options->level = (int)level;
  options->minutes = (int)minutes;
  options->form = raw->json ? PLAY_JSON : raw->plain ? PLAY_PLAIN : PLAY_FITTING;
  return NULL;
}

/* Someone must be there to answer, unless the caller answers for them. */
static bool can_ask(void) {
  return isatty(STDIN_FILENO);
}

static int play_named(const char *name, const struct play_options *options) {
  int status = 0;
  struct play_options named = *options;
  named.source = name;
  struct routine *routine = load_routine(name, &status);
  if (routine != NULL) {
    status = prepare_and_play(routine, &named, NULL);
    routine_destroy(routine);
  }
  return status;
}

static int nothing_to_resume(const struct journal_memory *memory) {
  struct error err = {0};
  if (memory->readable) {
    error_set(&err, ERROR_INPUT, "there is no interrupted session to go on with");
  } else {
    error_set(&err, ERROR_MACHINE, "%s", memory->problem);
  }
  return command_fail(&err);
}

/* None is named: the interrupted session, the last routine, or one from the library. */
static int play_unnamed(const struct journal_memory *memory, const struct raw_options *raw,
                        const struct play_options *options) {
  if (raw->resume) {
    return memory->has_unfinished ? resume_play(&memory->unfinished, options, NULL) : nothing_to_resume(memory);
  }
  if (memory->has_unfinished && !raw->yes && resume_ask(options->journal, &memory->unfinished)) {
    return resume_play(&memory->unfinished, options, NULL);
  }
  if (memory->last_source[0] != '\0') {
    return play_named(memory->last_source, options);
  }
  if (options->form == PLAY_FITTING && play_has_screen()) {
    return command_library(options->link);
  }
  return command_usage("play", "which routine? `limber list` names them");
}

/* Someone who starts again what was interrupted may have meant to go on with it. */
static int play_or_resume(const char *name, const struct raw_options *raw, const struct play_options *options) {
  struct journal_memory *memory = memory_alloc(1, sizeof *memory);
  bool asks = !raw->yes && options->form != PLAY_JSON;
  char source[JOURNAL_PATH_SIZE] = "";
  int status;
  if (name == NULL || asks) {
    journal_recall(options->journal, NULL, RESUME_WAIT_MS, memory);
  }
  if (name != NULL) {
    keep_source(source, name);
  }
  bool same = name != NULL && memory->has_unfinished && strcmp(memory->unfinished.source, source) == 0;
  if (name == NULL) {
    status = play_unnamed(memory, raw, options);
  } else if (same && resume_ask(options->journal, &memory->unfinished)) {
    status = resume_play(&memory->unfinished, options, NULL);
  } else {
    free(memory); /* nobody asks it for as long as the session takes */
    memory = NULL;
    status = play_named(name, options);
  }
  free(memory);
  return status;
}

static int run(const char *name, const struct raw_options *raw, const struct settings *settings) {
  struct play_options options = play_options_of(settings);
  const char *wrong = parse_options(raw, &options);
  if (wrong != NULL) {
    return command_usage("play", wrong);
  }
  if (raw->resume && (raw->level != NULL || raw->minutes != NULL || raw->flags[SETTING_PACE] != NULL)) {
    return command_usage("play", "--resume goes on as it was: without --level, --minutes or --pace");
  }
  if (raw->resume && name != NULL) {
    return command_usage("play", "--resume goes on with the routine that was interrupted: name none");
  }
  if (!raw->yes && !can_ask()) {
    struct error err = {0};
    error_set(&err, ERROR_INPUT, "there is no terminal to ask on before starting; --yes starts without asking");
    return command_fail(&err);
  }
  struct sound_link link;
  sound_link_open(&link, raw->link, &options);
  options.link = &link;
  options.journal = keep_open();
  int status = play_or_resume(name, raw, &options);
  keep_close(options.journal, play_keep_wait_ms(status));
  sound_link_close(&link);
  return status;
}

static int parse_and_run(int argc, char **argv, struct raw_options *raw) {
  const struct option_row rows[] = {
      {"plain", &raw->plain, NULL},
      {"json", &raw->json, NULL},
      {"yes", &raw->yes, NULL},
      {"resume", &raw->resume, NULL},
      {"speed", NULL, &raw->speed},
      {"log", NULL, &raw->log},
      {"link", NULL, &raw->link},
      {"level", NULL, &raw->level},
      {"minutes", NULL, &raw->minutes},
      {"breath", NULL, &raw->flags[SETTING_BREATH]},
      {"pace", NULL, &raw->flags[SETTING_PACE]},
      {"audio", NULL, &raw->flags[SETTING_AUDIO]},
      {"voice", NULL, &raw->flags[SETTING_VOICE]},
      {"verbosity", NULL, &raw->flags[SETTING_VERBOSITY]},
      {"volume", NULL, &raw->flags[SETTING_VOLUME]},
      {"figure", NULL, &raw->flags[SETTING_FIGURE]},
      {"progress", NULL, &raw->flags[SETTING_PROGRESS]},
      {"notify", NULL, &raw->flags[SETTING_NOTIFY]},
      {"passthrough", NULL, &raw->flags[SETTING_PASSTHROUGH]},
  };
  size_t count = 0;
  char problem[256];
  int status = 0;
  struct settings settings;
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem)) {
    return command_usage("play", problem);
  }
  if (count > 1) {
    return command_usage("play", "one routine at a time");
  }
  if (settings_load(&settings, raw->flags, "play", &status)) {
    status = run(count > 0 ? argv[1] : NULL, raw, &settings);
  }
  settings_finish(&settings);
  return status;
}

int command_play(int argc, char **argv) {
  struct raw_options raw = {0};
  int status = parse_and_run(argc, argv, &raw);
  if (raw.link != NULL) {
    link_discard(raw.link); /* whatever kept it from being used */
  }
  return status;
}
