#include "app/play.h"

#include "app/clock.h"
#include "app/command.h"
#include "app/keep.h"
#include "app/phrasebook.h"
#include "app/places.h"
#include "app/play_loop.h"
#include "app/signals.h"
#include "app/sound_path.h"
#include "base/memory.h"
#include "base/paths.h"
#include "base/spare_memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  STATUS_STOPPED = 130,
  STATUS_SIGNAL = 128,
  KEEP_WAIT_MS = 1500,
  KEEP_WAIT_SIGNAL_MS = 500, /* after a signal all is over within a second */
};

struct play_options play_options_of(const struct settings *settings) {
  static const enum cue_audio paths[] = {CUE_AUDIO_AUTO, CUE_AUDIO_PORTAUDIO, CUE_AUDIO_LINK, CUE_AUDIO_BELL, CUE_AUDIO_NONE};
  return (struct play_options){
      .asks = true,
      .audio = paths[setting_index(SETTING_AUDIO, settings->values[SETTING_AUDIO])],
      .voice = settings->values[SETTING_VOICE],
      .verbosity = settings_verbosity(settings),
      .own_sounds = settings->config.sounds,
      .screen = settings_screen(settings),
      .no_breath = !settings_breath_is_heard(settings),
      .calm = settings_motion_is_reduced(settings),
      .speed = 1,
      .volume = settings_volume(settings),
      .pace_percent = settings_pace_percent(settings),
      .slow = settings_pace_percent(settings) > 100,
  };
}

bool play_has_screen(void) {
  const char *term = getenv("TERM");
  return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term != NULL && term[0] != '\0' && strcmp(term, "dumb") != 0;
}

/* Where the sound libraries' own words go; NULL where no folder can be made for it. Caller frees. */
static char *sound_log(void) {
  char *folder = paths_folder(XDG_STATE);
  char *path = paths_make_folder(folder, NULL) ? paths_join(folder, "sounder.log") : NULL;
  free(folder);
  return path;
}

static struct front *open_front(const struct play_options *options, struct error *err) {
  enum play_form form = options->form;
  if (form == PLAY_SCREEN || (form == PLAY_FITTING && play_has_screen())) {
    return front_screen_open(&options->screen, options->calm, err);
  }
  return front_lines_open(stdout, form == PLAY_JSON, options->asks);
}

/* Without a runtime folder nobody else can command the session; it is played all the same. */
static struct control_server *open_control(void) {
  char *folder = paths_folder(XDG_RUNTIME);
  struct control_server *control = paths_make_private_folder(folder, NULL) ? control_server_open(folder, NULL) : NULL;
  free(folder);
  return control;
}

static int status_of(const struct play_result *result) {
  if (result->sound_failed) {
    struct error err = {0};
    error_set(&err, ERROR_MACHINE, "no sound: %s", result->sound_reason);
    return command_fail(&err);
  }
  if (result->signal != 0) {
    return STATUS_SIGNAL + result->signal;
  }
  return result->state == SESSION_FINISHED ? 0 : STATUS_STOPPED;
}

int play_keep_wait_ms(int status) {
  return status > STATUS_SIGNAL && status != STATUS_STOPPED ? KEEP_WAIT_SIGNAL_MS : KEEP_WAIT_MS;
}

static int before_of(const struct play_options *options) {
  const struct session_record *session = options->resumed != NULL ? options->resumed : options->known;
  return session != NULL ? session->before : JOURNAL_NO_RATING;
}

static struct recorder *start_recorder(struct journal *journal, const struct timeline *timeline,
                                       const struct play_options *options) {
  struct session_record *begin = memory_alloc(1, sizeof *begin);
  session_record_init(begin);
  if (options->known != NULL) {
    *begin = *options->known;
  }
  keep_stamp(begin);
  begin->pace_percent = options->pace_percent;
  keep_source(begin->source, options->source != NULL ? options->source : timeline->routine->id);
  struct recorder *recorder = recorder_create(journal, timeline, begin, options->resumed);
  free(begin);
  return recorder;
}

static int run(const struct timeline *timeline, const struct play_options *options, const struct places *places,
               const struct sound_path *path, const struct phrasebook *book, struct front *front, FILE *event_log) {
  char *log = sound_log();
  struct journal *journal = options->journal;
  struct recorder *recorder = journal != NULL ? start_recorder(journal, timeline, options) : NULL;
  struct cue_player_options sound_options = {
      .audio = path->audio,
      .bell_reason = path->fault.message,
      .sounder = places->sounder,
      .sounds = places->sounds,
      .voice = options->voice,
      .own_sounds = options->own_sounds,
      .verbosity = options->verbosity,
      .pronunciation = &book->pronunciation,
      .log = log,
      .volume_percent = options->volume,
      .breathing = !options->no_breath,
      .speed = options->speed,
      .link = path->link,
      .clock_ns = clock_real_ns,
  };
  struct cue_player *sound = cue_player_create(&sound_options, clock_real_ns());
  struct control_server *control = open_control();
  struct play_setup setup = {
      .timeline = timeline,
      .front = front,
      .sound = sound,
      .control = control,
      .sound_required = path->required,
      .speed = options->speed,
      .volume = options->volume,
      .emphasis = options->screen.figure == SCREEN_FIGURE_OFF ? EMPHASIS_DIGITS : EMPHASIS_NONE,
      .verbosity = options->verbosity,
      .safety = options->safety,
      .past = options->past,
      .past_count = options->past_count,
      .week = options->week,
      .tip = phrasebook_tip(book),
      .log = event_log,
      .journal = journal,
      .recorder = recorder,
      .before = before_of(options),
      .start_segment = options->resumed != NULL ? options->resumed->position.segment : 0,
      .start_elapsed_ns = options->resumed != NULL ? options->resumed->position.elapsed_ns : 0,
  };
  spare_memory_return();
  struct play_result result = play_run(&setup);
  if (options->after != NULL) {
    *options->after = result.after;
  }
  if (options->wants_help != NULL) {
    *options->wants_help = result.wants_help;
  }
  control_server_close(control);
  front->class->close(front);
  recorder_destroy(recorder);
  cue_player_destroy(sound, result.state == SESSION_FINISHED);
  signals_release();
  free(log);
  return status_of(&result);
}

/* Opens the file for events where one is wanted; false where it cannot be. */
static bool open_log(const struct play_options *options, FILE **log, struct error *err) {
  *log = options->log != NULL ? fopen(options->log, "ae") : NULL;
  if (options->log != NULL && *log == NULL) {
    return error_set(err, ERROR_MACHINE, "%s: %s", options->log, strerror(errno));
  }
  return true;
}

/* Closes it; an event that could not be written is told only now, for nothing stops a session. */
static int close_log(FILE *log, const char *path, int status) {
  if (log == NULL) {
    return status;
  }
  bool failed = ferror(log) != 0;
  failed = fclose(log) != 0 || failed;
  struct error err = {0};
  if (failed && status == 0) {
    error_set(&err, ERROR_MACHINE, "%s: the events could not all be written", path);
    return command_fail(&err);
  }
  return status;
}

int play_routine(struct routine *routine, const struct play_options *options) {
  struct places places;
  struct error err = {0};
  struct sound_path path;
  FILE *log = NULL;
  if (!places_find(&places, &err) || !sound_path_choose(options, &path, &err)) {
    return command_fail(&err);
  }
  if (!open_log(options, &log, &err)) {
    return command_fail(&err);
  }
  struct phrasebook book;
  phrasebook_load(&book, &places);
  const struct timeline *timeline = phrasebook_compile(&book, routine, options->pace_percent);
  struct front *front = signals_catch(&err) ? open_front(options, &err) : NULL;
  if (front == NULL) {
    signals_release();
    phrasebook_finish(&book);
    return close_log(log, options->log, command_fail(&err));
  }
  int status = close_log(log, options->log, run(timeline, options, &places, &path, &book, front, log));
  phrasebook_finish(&book);
  return status == 0 ? command_finish_output(0) : status;
}
