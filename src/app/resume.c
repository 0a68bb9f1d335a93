#include "app/resume.h"

#include "app/command.h"
#include "app/load.h"
#include "app/prepare_private.h"
#include "base/text.h"
#include "base/timespan.h"
#include "journal/recorder.h"
#include "timeline/timeline.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ASK_AGAIN_S = 4 * 60 * 60 }; /* later than this the person is asked how they are before a session goes on */

char *resume_describe(const struct session_record *session, char *out, size_t size) {
  const struct session_position *position = &session->position;
  const char *side = side_name(position->side);
  char left[40] = "", raw[300];
  if (position->name[0] == '\0') {
    return text_sanitize(out, size, session->title);
  }
  if (position->left_ns > 0) {
    char clock[16];
    time_format_clock(clock, sizeof clock, position->left_ns);
    snprintf(left, sizeof left, ", %s left", clock);
  }
  snprintf(raw, sizeof raw, "%s%s%s%s", position->name, side != NULL ? ", " : "", side != NULL ? side : "", left);
  return text_sanitize(out, size, raw);
}

static bool ask(const char *question) {
  char answer[32] = "";
  printf("%s y/n ", question);
  fflush(stdout);
  return fgets(answer, sizeof answer, stdin) != NULL && (answer[0] == 'y' || answer[0] == 'Y');
}

bool resume_ask(struct journal *journal, const struct session_record *session) {
  char place[300], title[JOURNAL_NAME_SIZE], question[600];
  snprintf(question, sizeof question, "%s was interrupted. %s: resume?", text_sanitize(title, sizeof title, session->title),
           resume_describe(session, place, sizeof place));
  bool yes = ask(question);
  if (!yes) {
    journal_decline(journal, &session->id);
  }
  return yes;
}

/* Whether a place in the session still means the same in the routine as it is now. */
static bool is_unchanged(const struct routine *routine, const struct session_record *session) {
  const struct timeline_options timing = {.pace_percent = session->pace_percent};
  const struct timeline *timeline = timeline_compile(routine, &timing);
  return recorder_timeline_hash(timeline) == session->timeline_hash && session->position.segment < timeline->segment_count;
}

/* It cannot go on: from the beginning, if the person likes. `asked`: how they are, just now. */
static int begin_anew(struct preparation *preparation, struct routine *routine, const struct session_record *session,
                      bool asked, bool has_changed) {
  struct error err = {0};
  char question[500], title[JOURNAL_NAME_SIZE];
  int status = 0;
  text_sanitize(title, sizeof title, session->title);
  if (!isatty(STDIN_FILENO)) {
    error_set(&err, ERROR_INPUT, "%s has changed since; `limber play` and its name start it from the beginning", title);
    return command_fail(&err);
  }
  snprintf(question, sizeof question,
           has_changed ? "%s has changed since. Start it from the beginning?"
                       : "%s, as it was begun, does not suit your answers. Begin it anew, fitted to them?",
           title);
  if (!ask(question)) {
    journal_decline(preparation->journal, &session->id);
    return 0;
  }
  bool clear = asked || !preparation->play->asks || prepare_check_in(preparation, &status);
  return clear ? prepare_adapt_and_play(preparation, routine) : status;
}

/* Whether nothing of `routine`, adapted hours ago, is blocked by what the person has said just now. */
static bool suits_today(struct preparation *preparation, const struct routine *routine) {
  static const struct change_key level_stays = {CHANGE_LEVEL, 0};
  struct adapt_input input = prepare_input(preparation, routine);
  input.level = 0;
  input.minutes = 0;
  input.switched = &level_stays;
  input.switched_count = 1;
  struct adaptation adaptation = adapt(&input);
  bool suits = !adaptation.is_empty;
  for (size_t i = 0; i < adaptation.change_count; i++) {
    const struct change *change = &adaptation.changes[i];
    bool blocks = change->key.kind == CHANGE_GENTLE || change->key.kind == CHANGE_SWAP || change->key.kind == CHANGE_DROP;
    suits = suits && !(blocks && change->on);
  }
  routine_destroy(adaptation.routine);
  return suits;
}

/* What was rated before the session that goes on is not of a session before it. */
static void forget_past(struct person *person, int64_t started_s) {
  size_t count = 0;
  for (size_t i = 0; i < person->past_count; i++) {
    if (person->past[i].started_s != started_s) {
      person->past[count++] = person->past[i];
    }
  }
  person->past_count = count;
}

static struct routine *as_it_was(struct preparation *preparation, const struct routine *routine, const char *plan) {
  struct adapt_input input = prepare_input(preparation, routine);
  person_load_exercises(&preparation->person);
  input.catalogue = preparation->person.exercises.items;
  input.catalogue_count = preparation->person.exercises.count;
  return adapt_by_plan(&input, plan);
}

static int go_on(struct preparation *preparation, struct routine *routine, const struct session_record *session) {
  const struct play_options *options = preparation->play;
  bool long_ago = (int64_t)time(NULL) - session->started_s >= ASK_AGAIN_S;
  bool asked = options->asks && long_ago;
  int status = 0;
  forget_past(&preparation->person, session->started_s);
  if (asked && !prepare_check_in(preparation, &status)) {
    return status;
  }
  struct routine *adapted = as_it_was(preparation, routine, session->plan);
  if (adapted == NULL || !is_unchanged(adapted, session)) {
    status = begin_anew(preparation, routine, session, asked, true);
  } else if (asked && !suits_today(preparation, adapted)) {
    status = begin_anew(preparation, routine, session, asked, false);
  } else {
    struct play_options going_on = *options;
    going_on.pace_percent = session->pace_percent;
    going_on.resumed = session;
    status = prepare_play(preparation, adapted, &going_on, session->before);
  }
  routine_destroy(adapted);
  return status;
}

int resume_play(const struct session_record *session, const struct play_options *options, bool *ended) {
  struct preparation preparation;
  int status = 0;
  struct routine *routine = load_routine(session->source, &status);
  if (routine == NULL) {
    return status;
  }
  struct play_options as_named = *options;
  as_named.source = session->source;
  if (prepare_open(&preparation, &as_named, session->routine, &status)) {
    status = go_on(&preparation, routine, session);
    if (ended != NULL) {
      *ended = preparation.led_to_help;
    }
    person_finish(&preparation.person);
  }
  routine_destroy(routine);
  return status;
}
