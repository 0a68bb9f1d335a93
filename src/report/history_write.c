#include "base/calendar.h"
#include "base/text.h"
#include "base/timespan.h"
#include "report/history.h"
#include "report/json_line.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_S = 86400 };

static int64_t day_of(int64_t local_s) {
  return local_s >= 0 ? local_s / DAY_S : -((-local_s + DAY_S - 1) / DAY_S);
}

char *report_moment(char *out, size_t size, int64_t at_s, int utc_offset_s) {
  char date[16];
  int64_t local_s = at_s + utc_offset_s;
  int64_t day = day_of(local_s), second = local_s - day * DAY_S;
  int minutes = abs(utc_offset_s) / 60;
  snprintf(out, size, "%sT%02d:%02d:%02d%c%02d:%02d", calendar_format(date, sizeof date, (int32_t)day), (int)(second / 3600),
           (int)(second / 60 % 60), (int)(second % 60), utc_offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
  return out;
}

static json_t *json_rating(int rating) {
  return rating == JOURNAL_NO_RATING ? json_null() : json_integer(rating);
}

static json_t *json_step(const struct step_record *step) {
  json_t *value = json_object();
  json_put(value, "exercise", json_text(step->exercise));
  json_put(value, "name", json_text(step->name));
  json_put(value, "area", json_text(step->area < AREA_COUNT ? area_names[step->area] : NULL));
  json_put(value, "side", json_side(step->side));
  json_put(value, "set", json_integer(step->set));
  json_put(value, "planned_s", json_seconds(step->planned_ns));
  json_put(value, "done_s", json_seconds(step->done_ns));
  json_put(value, "outcome", json_text(step_outcome_names[step->outcome]));
  return value;
}

void report_session_json(FILE *out, const struct session_record *session, const struct step_record *steps, size_t count,
                         bool exported) {
  char started[40];
  json_t *value = json_object(), *list = json_array();
  bool running_here = session->outcome == SESSION_OUTCOME_RUNNING && !exported;
  enum session_outcome outcome =
      session->outcome == SESSION_OUTCOME_RUNNING && !running_here ? SESSION_OUTCOME_INTERRUPTED : session->outcome;
  if (exported) {
    json_put(value, "limber", json_integer(1));
    json_put(value, "kind", json_text("session"));
  }
  json_put(value, "id", json_text(session->id.text));
  if (exported) {
    json_put(value, "revision", json_integer(session->revision));
  }
  json_put(value, "routine", json_text(session->routine));
  json_put(value, "title", json_text(session->title));
  json_put(value, "started", json_text(report_moment(started, sizeof started, session->started_s, session->utc_offset_s)));
  json_put(value, "planned_s", json_seconds(session->planned_ns));
  json_put(value, "done_s", json_seconds(session->done_ns));
  json_put(value, "outcome", json_text(session_outcome_names[outcome]));
  json_put(value, "before", json_rating(session->before));
  json_put(value, "after", json_rating(session->after));
  json_put(value, "note", json_text(session->note[0] != '\0' ? session->note : NULL));
  json_put(value, "level", session->level > 0 ? json_integer(session->level) : json_null());
  json_put(value, "pace_percent", json_integer(session->pace_percent));
  for (size_t i = 0; i < count; i++) {
    json_array_append_new(list, json_step(&steps[i]));
  }
  json_put(value, "steps", list);
  json_print_value(out, value);
}

void report_checkin_json(FILE *out, const struct checkin_record *checkin) {
  char at[40];
  json_t *value = json_object();
  json_put(value, "limber", json_integer(1));
  json_put(value, "kind", json_text("checkin"));
  json_put(value, "id", json_text(checkin->id.text));
  json_put(value, "at", json_text(report_moment(at, sizeof at, checkin->at_s, 0)));
  json_put(value, "full", json_boolean(checkin->full));
  json_put(value, "outcome", json_text(checkin_outcome_names[checkin->outcome]));
  json_put(value, "tags", json_words(checkin->tags, avoid_names, AVOID_COUNT));
  json_print_value(out, value);
}

static void put_csv(FILE *out, const char *text) {
  if (strpbrk(text, ",\"\r\n") == NULL) {
    fputs(text, out);
    return;
  }
  fputc('"', out);
  for (const char *at = text; *at != '\0'; at++) {
    fputs(*at == '"' ? "\"\"" : (char[2]){*at, '\0'}, out);
  }
  fputc('"', out);
}

static void put_rating(FILE *out, int rating) {
  if (rating != JOURNAL_NO_RATING) {
    fprintf(out, "%d", rating);
  }
}

static size_t count_whole(const struct step_record *steps, size_t count) {
  size_t whole = 0;
  for (size_t i = 0; i < count; i++) {
    whole += steps[i].outcome == STEP_OUTCOME_DONE || steps[i].outcome == STEP_OUTCOME_EASED;
  }
  return whole;
}

void report_history_csv_head(FILE *out) {
  fputs("id,routine,title,started,planned_s,done_s,outcome,before,after,steps_done,steps,note\r\n", out);
}

void report_session_csv(FILE *out, const struct session_record *session, const struct step_record *steps, size_t count) {
  char started[40];
  fprintf(out, "%s,", session->id.text);
  put_csv(out, session->routine);
  fputc(',', out);
  put_csv(out, session->title);
  report_moment(started, sizeof started, session->started_s, session->utc_offset_s);
  fprintf(out, ",%s,%.12g,%.12g,%s,", started, (double)session->planned_ns / NS_PER_S, (double)session->done_ns / NS_PER_S,
          session_outcome_names[session->outcome]);
  put_rating(out, session->before);
  fputc(',', out);
  put_rating(out, session->after);
  fprintf(out, ",%zu,%zu,", count_whole(steps, count), count);
  put_csv(out, session->note);
  fputs("\r\n", out);
}

/* `4 → 2`, `4 →`, or blanks. */
static void format_ratings(char *out, size_t size, const struct session_record *session, bool utf8) {
  const char *arrow = utf8 ? "→" : "->";
  char before[8] = "-", after[8] = "-";
  if (session->before == JOURNAL_NO_RATING && session->after == JOURNAL_NO_RATING) {
    snprintf(out, size, "%s", "");
    return;
  }
  if (session->before != JOURNAL_NO_RATING) {
    snprintf(before, sizeof before, "%d", session->before);
  }
  if (session->after != JOURNAL_NO_RATING) {
    snprintf(after, sizeof after, "%d", session->after);
  }
  snprintf(out, size, "%s %s %s", before, arrow, after);
}

/* `text` and blanks up to `columns` of a terminal. */
static void put_padded(FILE *out, const char *text, int columns) {
  int used = 0;
  size_t length = text_fit(text, columns, &used);
  fprintf(out, "%.*s%*s", (int)length, text, columns - used, "");
}

void report_session_text(FILE *out, const struct session_record *session, const struct step_record *steps, size_t count,
                         bool utf8) {
  enum { TITLE_COLUMNS = 28, RATINGS_COLUMNS = 8 };
  static const char *const words[SESSION_OUTCOME_COUNT] = {
      [SESSION_OUTCOME_RUNNING] = "running",
      [SESSION_OUTCOME_FINISHED] = "done",
      [SESSION_OUTCOME_STOPPED] = "stopped",
      [SESSION_OUTCOME_INTERRUPTED] = "interrupted",
  };
  char moment[40], ratings[32];
  report_moment(moment, sizeof moment, session->started_s, session->utc_offset_s);
  moment[10] = ' ';
  moment[16] = '\0';
  int64_t minutes = (session->done_ns + SECONDS(30)) / SECONDS(60);
  fprintf(out, "%s  ", moment);
  put_padded(out, session->title, TITLE_COLUMNS);
  fprintf(out, "  %3" PRId64 " min  ", minutes);
  format_ratings(ratings, sizeof ratings, session, utf8);
  put_padded(out, ratings, RATINGS_COLUMNS);
  fprintf(out, "%s", words[session->outcome]);
  if (session->outcome == SESSION_OUTCOME_STOPPED || session->outcome == SESSION_OUTCOME_INTERRUPTED) {
    size_t whole = count_whole(steps, count);
    fprintf(out, " after %zu set%s", whole, whole == 1 ? "" : "s");
  }
  fputc('\n', out);
  if (session->note[0] != '\0') {
    fprintf(out, "                  %s\n", session->note);
  }
}
