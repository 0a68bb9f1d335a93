#include "base/timespan.h"
#include "journal/record.h"

#include <stdio.h>
#include <string.h>

enum {
  LATEST_YEAR_S_PER = 31557600, /* seconds of a year */
  OFFSET_MOST_S = 18 * 3600,
  SESSION_MOST_S = 48 * 3600,
  SEQUENCE_MOST = 100000,
  SETS_MOST = 1000,
  LEVEL_MOST = 3,
};

/* From 1970 to the year 2500. */
static bool is_moment(int64_t at_s) {
  return at_s >= 0 && at_s < (int64_t)LATEST_YEAR_S_PER * 530;
}

static bool is_span(int64_t span_ns) {
  return span_ns >= 0 && span_ns <= SECONDS(SESSION_MOST_S);
}

static bool is_rating(int rating) {
  return rating >= JOURNAL_NO_RATING && rating <= JOURNAL_RATING_MOST;
}

bool journal_session_is_sound(const struct session_record *session) {
  return journal_id_is_valid(session->id.text) && session->revision >= 0 && session->routine[0] != '\0' &&
         is_moment(session->started_s) && session->utc_offset_s >= -OFFSET_MOST_S && session->utc_offset_s <= OFFSET_MOST_S &&
         is_span(session->planned_ns) && is_span(session->done_ns) && session->outcome < SESSION_OUTCOME_COUNT &&
         is_rating(session->before) && is_rating(session->after) && session->level >= 0 && session->level <= LEVEL_MOST &&
         session->pace_percent >= 50 && session->pace_percent <= 400 && is_span(session->position.elapsed_ns) &&
         is_span(session->position.left_ns);
}

bool journal_step_is_sound(const struct step_record *step) {
  return step->sequence >= 0 && step->sequence < SEQUENCE_MOST && step->exercise[0] != '\0' && step->set >= 0 &&
         step->set <= SETS_MOST && is_span(step->planned_ns) && is_span(step->done_ns) && step->outcome < STEP_OUTCOME_COUNT;
}

bool journal_checkin_is_sound(const struct checkin_record *checkin) {
  return journal_id_is_valid(checkin->id.text) && is_moment(checkin->at_s) && checkin->outcome < CHECKIN_OUTCOME_COUNT;
}

void journal_tags_text(word_set tags, char *text, size_t size) {
  size_t used = 0;
  text[0] = '\0';
  for (int tag = 0; tag < AVOID_COUNT; tag++) {
    if ((tags & WORD_BIT(tag)) != 0 && used < size) {
      used += (size_t)snprintf(text + used, size - used, "%s%s", used > 0 ? " " : "", avoid_names[tag]);
    }
  }
}

/* Whether the words of `text` hold `word`. */
static bool holds_word(const char *text, const char *word) {
  size_t length = strlen(word);
  for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word)) {
    bool begins = at == text || at[-1] == ' ';
    if (begins && (at[length] == ' ' || at[length] == '\0')) {
      return true;
    }
  }
  return false;
}

word_set journal_tags_of(const char *text) {
  word_set tags = 0;
  for (int tag = 0; tag < AVOID_COUNT; tag++) {
    tags |= holds_word(text, avoid_names[tag]) ? WORD_BIT(tag) : 0;
  }
  return tags;
}
