#include "app/resume.h"

#include "app/command.h"
#include "app/load.h"
#include "app/prepare.h"
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

static int begin_anew(struct routine *routine, const struct session_record *session, const struct play_options *options) {
  struct error err = {0};
  char question[500], title[JOURNAL_NAME_SIZE];
  text_sanitize(title, sizeof title, session->title);
  if (!isatty(STDIN_FILENO)) {
    error_set(&err, ERROR_INPUT, "%s has changed since; `limber play` and its name start it from the beginning", title);
    return command_fail(&err);
  }
  snprintf(question, sizeof question, "%s has changed since. Start it from the beginning?", title);
  journal_decline(options->journal, &session->id);
  return ask(question) ? prepare_and_play(routine, options, NULL) : 0;
}

int resume_play(const struct session_record *session, const struct play_options *options) {
  int status = 0;
  struct routine *routine = load_routine(session->source, &status);
  if (routine == NULL) {
    return status;
  }
  struct person person = {0};
  struct routine *adapted = session->plan[0] != '\0' ? prepare_again(routine, session->plan, &person) : NULL;
  struct routine *as_it_was = adapted != NULL ? adapted : routine;
  struct play_options going_on = *options;
  going_on.pace_percent = session->pace_percent;
  going_on.source = session->source;
  bool may_go_on = !options->asks || (int64_t)time(NULL) - session->started_s < ASK_AGAIN_S || prepare_ask(options, &status);
  if (may_go_on && is_unchanged(as_it_was, session)) {
    going_on.resumed = session;
    going_on.safety = person.safety;
    status = play_routine(as_it_was, &going_on);
  } else if (may_go_on) {
    status = begin_anew(routine, session, &going_on);
  }
  routine_destroy(adapted);
  person_finish(&person);
  routine_destroy(routine);
  return status;
}
