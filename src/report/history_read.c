#include "base/calendar.h"
#include "base/memory.h"
#include "base/timespan.h"
#include "report/history.h"
#include "report/json_line.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_MOST = 20000, DAY_S = 86400 };

#define LONGEST_S 1e6 /* beyond any session; sense is checked afterwards */

static bool wrong(struct error *err, const char *key) {
  return error_set(err, ERROR_INPUT, "`%s` is missing or makes no sense", key);
}

static bool read_text(const json_t *object, const char *key, bool required, char *field, size_t size, struct error *err) {
  const json_t *value = json_object_get(object, key);
  if (!json_is_string(value)) {
    field[0] = '\0';
    return (!required && (value == NULL || json_is_null(value))) || wrong(err, key);
  }
  journal_text(field, size, json_string_value(value));
  return true;
}

static bool read_span(const json_t *object, const char *key, int64_t *span_ns, struct error *err) {
  const json_t *value = json_object_get(object, key);
  double seconds = json_is_number(value) ? json_number_value(value) : -1;
  if (!(seconds >= 0 && seconds <= LONGEST_S)) {
    return wrong(err, key);
  }
  *span_ns = (int64_t)llround(seconds * 1e9);
  return true;
}

/* A whole number from `least` to `most`; missing or null: `none`, where that is allowed. */
static bool read_number(const json_t *object, const char *key, json_int_t least, json_int_t most, const int *none, int *number,
                        struct error *err) {
  const json_t *value = json_object_get(object, key);
  if ((value == NULL || json_is_null(value)) && none != NULL) {
    *number = *none;
    return true;
  }
  if (!json_is_integer(value) || json_integer_value(value) < least || json_integer_value(value) > most) {
    return wrong(err, key);
  }
  *number = (int)json_integer_value(value);
  return true;
}

/* One of `names`; `count` where it is missing or null and that is allowed. */
static bool read_word(const json_t *object, const char *key, const char *const *names, size_t count, bool required,
                      size_t *index, struct error *err) {
  const json_t *value = json_object_get(object, key);
  *index = count;
  if (!json_is_string(value)) {
    return (!required && (value == NULL || json_is_null(value))) || wrong(err, key);
  }
  for (size_t i = 0; i < count; i++) {
    if (strcmp(json_string_value(value), names[i]) == 0) {
      *index = i;
    }
  }
  return *index < count || wrong(err, key);
}

/* Two digits at `text`, up to `most`; -1: they are none. */
static int two_digits(const char *text, int most) {
  if (!isdigit((unsigned char)text[0]) || !isdigit((unsigned char)text[1])) {
    return -1;
  }
  int number = (text[0] - '0') * 10 + text[1] - '0';
  return number <= most ? number : -1;
}

/* `2026-11-22T18:40:12+01:00`, or with Z. */
static bool parse_moment(const char *text, int64_t *at_s, int *utc_offset_s) {
  char date[11];
  int32_t day = 0;
  size_t length = strlen(text);
  bool zulu = length == 20 && text[19] == 'Z';
  if ((length != 25 && !zulu) || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
    return false;
  }
  memcpy(date, text, 10);
  date[10] = '\0';
  int hour = two_digits(text + 11, 23), minute = two_digits(text + 14, 59), second = two_digits(text + 17, 60);
  int offset_hour = zulu ? 0 : two_digits(text + 20, 18), offset_minute = zulu ? 0 : two_digits(text + 23, 59);
  bool has_sign = zulu || ((text[19] == '+' || text[19] == '-') && text[22] == ':');
  if (!calendar_parse(date, &day) || hour < 0 || minute < 0 || second < 0 || offset_hour < 0 || offset_minute < 0 ||
      !has_sign) {
    return false;
  }
  *utc_offset_s = (offset_hour * 60 + offset_minute) * 60 * (text[19] == '-' ? -1 : 1);
  int second_of_day = (hour * 60 + minute) * 60 + second;
  *at_s = (int64_t)day * DAY_S + second_of_day - *utc_offset_s;
  return true;
}

static bool read_moment(const json_t *object, const char *key, int64_t *at_s, int *utc_offset_s, struct error *err) {
  const json_t *value = json_object_get(object, key);
  bool ok = json_is_string(value) && parse_moment(json_string_value(value), at_s, utc_offset_s);
  return ok || wrong(err, key);
}

static bool read_id(const json_t *object, struct journal_id *id, struct error *err) {
  const json_t *value = json_object_get(object, "id");
  if (!json_is_string(value) || !journal_id_is_valid(json_string_value(value))) {
    return wrong(err, "id");
  }
  memcpy(id->text, json_string_value(value), sizeof id->text);
  return true;
}

static bool read_step(const json_t *object, int sequence, struct step_record *step, struct error *err) {
  static const char *const sides[] = {"left", "right"};
  size_t area, side, outcome;
  *step = (struct step_record){.sequence = sequence};
  bool ok = read_text(object, "exercise", true, step->exercise, sizeof step->exercise, err) &&
            read_text(object, "name", false, step->name, sizeof step->name, err) &&
            read_word(object, "area", area_names, AREA_COUNT, false, &area, err) &&
            read_word(object, "side", sides, 2, false, &side, err) &&
            read_number(object, "set", 0, 1000, NULL, &step->set, err) &&
            read_span(object, "planned_s", &step->planned_ns, err) && read_span(object, "done_s", &step->done_ns, err) &&
            read_word(object, "outcome", step_outcome_names, STEP_OUTCOME_COUNT, true, &outcome, err);
  if (!ok) {
    return false;
  }
  step->area = (enum area)area;
  step->side = side == 0 ? SIDE_LEFT : side == 1 ? SIDE_RIGHT : SIDE_NONE;
  step->outcome = (enum step_outcome_kept)outcome;
  if (step->name[0] == '\0') {
    journal_text(step->name, sizeof step->name, step->exercise);
  }
  return journal_step_is_sound(step) || wrong(err, "steps");
}

static bool read_steps(const json_t *object, struct history_line *line, struct error *err) {
  const json_t *list = json_object_get(object, "steps");
  size_t count = json_array_size(list);
  if (!json_is_array(list) || count > STEPS_MOST) {
    return wrong(err, "steps");
  }
  line->steps = memory_alloc(count + 1, sizeof *line->steps);
  line->step_count = count;
  for (size_t i = 0; i < count; i++) {
    if (!read_step(json_array_get(list, i), (int)i, &line->steps[i], err)) {
      return false;
    }
  }
  return true;
}

static bool read_session(const json_t *object, struct history_line *line, struct error *err) {
  static const int no_rating = JOURNAL_NO_RATING, no_level = 0, usual_pace = 100, first = 1;
  struct session_record *session = &line->session;
  size_t outcome;
  session_record_init(session);
  bool ok = read_id(object, &session->id, err) &&
            read_number(object, "revision", 0, INT32_MAX, &first, &session->revision, err) &&
            read_text(object, "routine", true, session->routine, sizeof session->routine, err) &&
            read_text(object, "title", false, session->title, sizeof session->title, err) &&
            read_moment(object, "started", &session->started_s, &session->utc_offset_s, err) &&
            read_span(object, "planned_s", &session->planned_ns, err) && read_span(object, "done_s", &session->done_ns, err) &&
            read_word(object, "outcome", session_outcome_names, SESSION_OUTCOME_COUNT, true, &outcome, err) &&
            read_number(object, "before", 0, JOURNAL_RATING_MOST, &no_rating, &session->before, err) &&
            read_number(object, "after", 0, JOURNAL_RATING_MOST, &no_rating, &session->after, err) &&
            read_number(object, "level", 0, 3, &no_level, &session->level, err) &&
            read_number(object, "pace_percent", 50, 400, &usual_pace, &session->pace_percent, err) &&
            read_text(object, "note", false, session->note, sizeof session->note, err) && read_steps(object, line, err);
  if (!ok) {
    return false;
  }
  session->outcome = outcome == SESSION_OUTCOME_RUNNING ? SESSION_OUTCOME_INTERRUPTED : (enum session_outcome)outcome;
  journal_text(session->source, sizeof session->source, session->routine);
  if (session->title[0] == '\0') {
    journal_text(session->title, sizeof session->title, session->routine);
  }
  return journal_session_is_sound(session) || wrong(err, "session");
}

static bool read_checkin(const json_t *object, struct checkin_record *checkin, struct error *err) {
  const json_t *tags = json_object_get(object, "tags"), *full = json_object_get(object, "full");
  int offset_s = 0;
  size_t outcome;
  *checkin = (struct checkin_record){.full = json_is_true(full)};
  if (!read_id(object, &checkin->id, err) || !read_moment(object, "at", &checkin->at_s, &offset_s, err) ||
      !read_word(object, "outcome", checkin_outcome_names, CHECKIN_OUTCOME_COUNT, true, &outcome, err)) {
    return false;
  }
  checkin->outcome = (enum checkin_outcome)outcome;
  for (size_t i = 0; i < json_array_size(tags); i++) {
    const char *word = json_string_value(json_array_get(tags, i));
    for (int tag = 0; word != NULL && tag < AVOID_COUNT; tag++) {
      checkin->tags |= strcmp(word, avoid_names[tag]) == 0 ? WORD_BIT(tag) : 0;
    }
  }
  return journal_checkin_is_sound(checkin) || wrong(err, "checkin");
}

bool history_line_parse(const char *text, size_t length, struct history_line *line, struct error *err) {
  json_error_t problem;
  *line = (struct history_line){0};
  if (length > HISTORY_LINE_BYTES) {
    return error_set(err, ERROR_INPUT, "the line is longer than any that limber writes");
  }
  json_t *object = json_loadb(text, length, JSON_REJECT_DUPLICATES, &problem);
  if (!json_is_object(object)) {
    json_decref(object);
    return error_set(err, ERROR_INPUT, "this is no JSON object: %s", object == NULL ? problem.text : "something else");
  }
  const char *kind = json_string_value(json_object_get(object, "kind"));
  line->is_checkin = kind != NULL && strcmp(kind, "checkin") == 0;
  bool known = kind == NULL || line->is_checkin || strcmp(kind, "session") == 0;
  bool ok = known ? line->is_checkin ? read_checkin(object, &line->checkin, err) : read_session(object, line, err)
                  : wrong(err, "kind");
  json_decref(object);
  if (!ok) {
    history_line_finish(line);
  }
  return ok;
}

void history_line_finish(struct history_line *line) {
  free(line->steps);
  line->steps = NULL;
  line->step_count = 0;
}
