#include "app/arguments.h"
#include "app/command.h"
#include "app/load.h"
#include "app/phrasebook.h"
#include "app/places.h"
#include "app/render_files.h"
#include "app/settings.h"
#include "app/signals.h"
#include "base/macros.h"
#include "base/sound_format.h"
#include "base/text.h"
#include "base/timespan.h"
#include "cue/render.h"

#include <inttypes.h>
#include <langinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char command_render_options[] =
    "  -o FILE             the sound file: .wav (48 kHz, mono, 16-bit), .flac, .ogg, .opus or .mp3; its chapters go\n"
    "                      beside it, into a .cue sheet and a .txt file of labels\n"
    "  --voice NAME        auto, none, flite:rms, flite:slt, espeak-ng:LANGUAGE, or command:COMMAND\n"
    "  --verbosity WORD    how much is said: all, essential, tones\n"
    "  --breath on|off     whether a soft breath is heard in holds and breathing exercises\n"
    "  --pace slow         half as long again for transitions and rests\n";

enum { BAR_COLUMNS = 32, STATUS_SIGNAL = 128, SHOWN_STEPS = 200 };

/* What the person sees of it. */
struct show {
  bool on_terminal, utf8;
  int shown; /* of SHOWN_STEPS; -1: nothing yet */
  int signal;
};

static void show_progress(void *context, int64_t at_ns, int64_t total_ns) {
  struct show *show = context;
  int step = total_ns > 0 && at_ns < total_ns ? (int)((double)at_ns / (double)total_ns * SHOWN_STEPS) : SHOWN_STEPS;
  if (!show->on_terminal || step == show->shown) {
    return;
  }
  show->shown = step;
  int done = step * BAR_COLUMNS / SHOWN_STEPS;
  fputs("\r  ", stderr);
  for (int i = 0; i < BAR_COLUMNS; i++) {
    fputs(show->utf8 ? (i < done ? "\xe2\x94\x81" : "\xe2\x94\x80") : (i < done ? "=" : "-"), stderr);
  }
  fprintf(stderr, "  %3d %%", step * 100 / SHOWN_STEPS);
  fflush(stderr);
}

static void clear_progress(struct show *show) {
  if (show->shown >= 0) {
    fprintf(stderr, "\r%*s\r", BAR_COLUMNS + 12, "");
    show->shown = -1;
  }
}

static void show_notice(void *context, const char *text) {
  char safe[600];
  clear_progress(context);
  fprintf(stderr, "limber: %s.\n", text_sanitize(safe, sizeof safe, text));
}

/* A size that changed or a stop for a while is none. */
static bool is_stop(void *context) {
  struct show *show = context;
  for (int signal; (signal = signals_next()) != 0;) {
    if (signal == SIGTERM || signal == SIGHUP || signal == SIGINT) {
      show->signal = signal;
    } else if (signal == SIGTSTP) {
      signals_stop_process();
    }
  }
  return show->signal != 0;
}

static void tell_result(const struct timeline *timeline, const char *path, const struct render_files *files,
                        const struct render_result *result) {
  char safe[300];
  int64_t seconds = time_ceil_seconds(timeline->total_ns);
  printf("%s  %" PRId64 ":%02" PRId64 ", %s\n", text_sanitize(safe, sizeof safe, path), seconds / 60, seconds % 60,
         result->voice[0] != '\0' ? result->voice : "tones only");
  printf("chapters: %s", text_sanitize(safe, sizeof safe, files->sheet));
  printf(", %s\n", text_sanitize(safe, sizeof safe, files->labels));
}

/* Renders, with the files beside it, all or nothing. */
static bool render(const struct timeline *timeline, const struct render_options *options, struct show *show,
                   struct error *err) {
  struct render_files files = {.sheet = ""};
  struct render_result result = {.stopped = false};
  bool well = render_files_name(&files, options->path, err) && render_files_write(&files, timeline, options->path, err) &&
              render_timeline(timeline, options, &result, err);
  clear_progress(show);
  well = well && render_files_finish(&files, err);
  render_files_abandon(&files);
  if (!well) {
    return false;
  }
  if (strcmp(options->voice, "none") != 0 && result.voice[0] == '\0') {
    fprintf(stderr, "limber: there are tones only: %s.\n", result.voice_reason);
  }
  if (show->on_terminal) {
    tell_result(timeline, options->path, &files, &result);
  }
  return true;
}

static int run(struct routine *routine, const char *path, const struct settings *settings) {
  struct places places;
  struct error err = {0};
  if (!places_find(&places, &err)) {
    return command_fail(&err);
  }
  if (places.sounder[0] == '\0') {
    error_set(&err, ERROR_MACHINE, "limber-sounder is not installed, which makes the sound");
    return command_fail(&err);
  }
  if (!signals_catch(&err)) {
    return command_fail(&err);
  }
  struct phrasebook book;
  phrasebook_load(&book, &places);
  const struct timeline *timeline = phrasebook_compile(&book, routine, settings_pace_percent(settings));
  struct show show = {.on_terminal = isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) != 0,
                      .utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
                      .shown = -1};
  struct render_options options = {.sounder = places.sounder,
                                   .sounds = places.sounds,
                                   .voice = phrasebook_voice(&book, settings->values[SETTING_VOICE]),
                                   .own_sounds = settings->config.sounds,
                                   .path = path,
                                   .pronunciation = &book.pronunciation,
                                   .verbosity = settings_verbosity(settings),
                                   .breathing = settings_breath_is_heard(settings),
                                   .stop_fd = signals_fd(),
                                   .is_stop = is_stop,
                                   .progress = show_progress,
                                   .notice = show_notice,
                                   .context = &show};
  bool well = render(timeline, &options, &show, &err);
  signals_release();
  phrasebook_finish(&book);
  if (show.signal != 0) {
    return STATUS_SIGNAL + show.signal;
  }
  return well ? command_finish_output(0) : command_fail(&err);
}

/* Whether a sound file can go to `path` at all. */
static bool check_path(const char *path, struct error *err) {
  struct stat status;
  if (sound_format_of(path) == SOUND_FORMAT_NONE) {
    return error_set(err, ERROR_USAGE, "%s: the name of the sound file must end in %s", path, sound_format_words);
  }
  if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
    return error_set(err, ERROR_INPUT, "%s is there already and is no file", path);
  }
  return true;
}

static int load_and_run(const char *name, const char *path, const char *const *flags) {
  struct settings settings;
  int status = 0;
  struct routine *routine = NULL;
  if (settings_load(&settings, flags, "render", &status) && (routine = load_routine(name, &status)) != NULL) {
    status = run(routine, path, &settings);
    routine_destroy(routine);
  }
  settings_finish(&settings);
  return status;
}

int command_render(int argc, char **argv) {
  const char *output = NULL, *flags[SETTING_COUNT_OF] = {NULL};
  const struct option_row rows[] = {{"o", NULL, &output},
                                    {"output", NULL, &output},
                                    {"voice", NULL, &flags[SETTING_VOICE]},
                                    {"verbosity", NULL, &flags[SETTING_VERBOSITY]},
                                    {"breath", NULL, &flags[SETTING_BREATH]},
                                    {"pace", NULL, &flags[SETTING_PACE]}};
  size_t count = 0;
  char problem[256];
  struct error err = {0};
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem)) {
    return command_usage("render", problem);
  }
  if (count != 1) {
    return command_usage("render", count == 0 ? "which routine? `limber list` names them" : "one routine at a time");
  }
  if (output == NULL) {
    return command_usage("render", "where to? -o FILE.wav, or another kind of sound file");
  }
  if (!check_path(output, &err)) {
    return command_fail(&err);
  }
  return load_and_run(argv[1], output, flags);
}
