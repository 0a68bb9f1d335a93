#include "app/arguments.h"
#include "app/collection.h"
#include "app/command.h"
#include "app/cue_fit.h"
#include "app/load.h"
#include "app/settings.h"
#include "base/macros.h"
#include "base/timespan.h"
#include "routine/config.h"
#include "routine/source.h"

#include <stdlib.h>
#include <string.h>

const char command_check_options[] =
    "  --json              what was found as JSON\n"
    "  --voice NAME        the voice that words are measured with, as play takes it; else, and with auto, the one that\n"
    "                      config.yaml names; none: they are not measured\n";

/* The last seconds of a transition belong to the count-in. */
#define COUNT_IN_NS SECONDS(3)

/* Where the words stand that are said while one gets ready for `step`. */
static struct place setup_place(const struct timeline_step *step) {
  const struct step *written = step->step;
  return written->exercise.say != NULL ? written->exercise.say_place : written->place;
}

/* What is said, and how it fits. */
struct words_check {
  struct phrasebook book;
  struct cue_fit *fit; /* NULL: without a voice */
};

/* Of a routine that reads well: set-up words that its own timing leaves no room for; the rest is for the voice to tell. */
static void check_cues(struct routine *routine, struct diagnostics *diagnostics, void *context) {
  const struct words_check *check = context;
  bool is_measured = check->fit != NULL; /* else nobody asks what is said when */
  const struct timeline *timeline =
      is_measured ? phrasebook_compile(&check->book, routine, 100) : timeline_outline(routine, NULL);
  if (is_measured) {
    cue_fit_collect(check->fit, timeline);
  }
  for (size_t i = 0; i < timeline->segment_count; i++) {
    const struct segment_form *form = &timeline->segments[i].forms[FORM_FULL];
    const struct timeline_step *step = &timeline->steps[timeline->segments[i].step];
    if (form->kind != SEGMENT_TRANSITION) {
      continue;
    }
    const char *say = step->step->exercise.say;
    int64_t needed_ns =
        speech_length_by_words(form->exercise->setup, NULL) + (say != NULL ? speech_length_by_words(say, NULL) : 0);
    int64_t room_ns = form->length_ns > COUNT_IN_NS ? form->length_ns - COUNT_IN_NS : 0;
    if (needed_ns > room_ns) {
      char message[160], help[80];
      snprintf(message, sizeof message, "the set-up of %s needs %.1f s, has %.1f s", form->exercise->id,
               (double)needed_ns / 1e9, (double)room_ns / 1e9);
      snprintf(help, sizeof help, "make the transition %llds",
               (long long)time_ceil_seconds(needed_ns + COUNT_IN_NS + NS_PER_S));
      source_warn_at(diagnostics, setup_place(step), help, message);
    }
  }
}

static void print_results(const struct diagnostics *diagnostics, const struct check_totals *totals, bool json) {
  if (json) {
    report_diagnostics_json(stdout, diagnostics);
    return;
  }
  char summary[160];
  load_print_diagnostics(stdout, diagnostics);
  printf("%s%s\n", diagnostics_count(diagnostics) > 0 ? "\n" : "",
         diagnostics_summary(summary, sizeof summary, diagnostics, totals->files, totals->steps));
}

/* The voice that the person hears: the one of the options, else of the settings. What is wrong with those is told on stderr. */
static void find_voice(struct settings *settings, const char *voice) {
  const char *flags[SETTING_COUNT_OF] = {NULL};
  int ignored = 0;
  flags[SETTING_VOICE] = voice != NULL && strcmp(voice, "auto") != 0 ? voice : NULL;
  settings_load(settings, flags, "check", &ignored);
}

int command_check(int argc, char **argv) {
  bool json = false;
  const char *voice = NULL;
  const struct option_row rows[] = {{"json", &json, NULL}, {"voice", NULL, &voice}};
  size_t count = 0;
  char problem[256];
  if (!arguments_parse(argc, argv, rows, ARRAY_LEN(rows), &count, problem, sizeof problem)) {
    return command_usage("check", problem);
  }
  if (count == 0) {
    return command_usage("check", "which file or folder?");
  }
  if (voice != NULL && !setting_allows(SETTING_VOICE, voice)) {
    return command_usage("check", "--voice is auto, none, flite:VOICE, espeak-ng:LANGUAGE or command:COMMAND");
  }
  struct places places;
  struct error err = {0};
  if (!places_find(&places, &err)) {
    return command_fail(&err);
  }
  struct catalogue *catalogue = collection_catalogue(&places);
  struct diagnostics *diagnostics = diagnostics_create();
  struct check_totals totals = {0};
  struct settings settings;
  find_voice(&settings, voice);
  voice = settings.values[SETTING_VOICE];
  struct words_check words = {.fit = strcmp(voice, "none") != 0 ? cue_fit_create() : NULL};
  phrasebook_load(&words.book, &places);
  int status = 0;
  for (size_t i = 0; i < count; i++) {
    if (!catalogue_check_path(catalogue, argv[1 + i], diagnostics, &totals, check_cues, &words, &err)) {
      status = command_fail(&err);
    }
  }
  if (words.fit != NULL) {
    cue_fit_report(words.fit, &places, voice, &words.book, diagnostics);
  }
  print_results(diagnostics, &totals, json);
  if (diagnostics_count_of(diagnostics, SEVERITY_ERROR) > 0) {
    status = 1;
  }
  cue_fit_destroy(words.fit);
  phrasebook_finish(&words.book);
  settings_finish(&settings);
  diagnostics_destroy(diagnostics);
  catalogue_destroy(catalogue);
  return command_finish_output(status);
}
