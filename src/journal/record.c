#include "journal/record.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define X(id, name) name,
const char *const session_outcome_names[SESSION_OUTCOME_COUNT] = {SESSION_OUTCOME_LIST(X)};
const char *const step_outcome_names[STEP_OUTCOME_COUNT] = {STEP_OUTCOME_LIST(X)};
const char *const checkin_outcome_names[CHECKIN_OUTCOME_COUNT] = {CHECKIN_OUTCOME_LIST(X)};
#undef X

struct journal_id journal_id_make(void) {
  unsigned char bytes[16] = {0};
  struct journal_id id;
  /* 16 bytes are never refused on a system that has the call at all. */
  int refused = getentropy(bytes, sizeof bytes);
  (void)refused;
  for (size_t i = 0; i < sizeof bytes; i++) {
    snprintf(id.text + 2 * i, 3, "%02x", bytes[i]);
  }
  return id;
}

bool journal_id_is_valid(const char *text) {
  return strlen(text) == JOURNAL_ID_SIZE - 1 && strspn(text, "0123456789abcdef") == JOURNAL_ID_SIZE - 1;
}

void journal_text(char *field, size_t size, const char *text) {
  text_sanitize(field, size, text != NULL ? text : "");
}

int64_t session_record_day(const struct session_record *session) {
  enum { DAY_S = 86400 };
  int64_t local_s = session->started_s + session->utc_offset_s;
  return local_s >= 0 ? local_s / DAY_S : -((-local_s + DAY_S - 1) / DAY_S);
}

void session_record_init(struct session_record *session) {
  *session = (struct session_record){.before = JOURNAL_NO_RATING, .after = JOURNAL_NO_RATING, .pace_percent = 100};
}
