#include "base/text.h"
#include "base/timespan.h"
#include "session/state.h"

#include <stdio.h>

enum { SETTLE_COUNT = 3, SPARED_MS = 500 };

/* What the person was at, and how much of it is left. */
static void describe(struct session *session) {
  const struct segment *segment = &session->timeline->segments[session->segment];
  const struct segment_form *form = session->form;
  int64_t left_ns = form->length_ns + session->extra_ns - session->elapsed_ns;
  long long seconds = (long long)time_ceil_seconds(left_ns);
  char name[128];
  text_sanitize(name, sizeof name, form->exercise != NULL ? form->exercise->short_name : "");
  const char *what = form->kind == SEGMENT_REST ? "Rest" : form->kind == SEGMENT_SWITCH ? "Switch sides" : name;
  const char *side = side_name(segment->side);
  snprintf(session->settle_text, sizeof session->settle_text, "%s%s%s, %lld second%s left.", what, side != NULL ? ", " : "",
           side != NULL ? side : "", seconds, seconds == 1 ? "" : "s");
}

/* The last seconds that are counted aloud: those before which what the person was at has been said, a moment spared. */
static int seconds_said(const char *text) {
  int64_t said_ns = speech_length_by_words(text, NULL) + SPARED_MS * NS_PER_MS;
  int seconds = SETTLE_COUNT;
  while (seconds > 0 && SECONDS(SETTLE_S - seconds) < said_ns) {
    seconds--;
  }
  return seconds;
}

void session_settle(struct session *session, int64_t now_ns) {
  static const char *const counts[] = {"Three.", "Two.", "One."};
  describe(session);
  session->settle_cues[0] = (struct cue){
      .kind = CUE_ANNOUNCE, .text = session->settle_text, .speech_ns = speech_length_by_words(session->settle_text, NULL)};
  session->settle_said = seconds_said(session->settle_text);
  for (int i = 0; i < SETTLE_COUNT; i++) {
    const char *text = SETTLE_COUNT - i <= session->settle_said ? counts[i] : NULL;
    session->settle_cues[i + 1] = (struct cue){.at_ns = SECONDS(SETTLE_S - SETTLE_COUNT + i),
                                               .kind = CUE_COUNT,
                                               .sound = CUE_SOUND_COUNT,
                                               .text = text,
                                               .speech_ns = text != NULL ? speech_length_by_words(text, NULL) : 0};
  }
  session->settle_cues[SETTLE_CUES - 1] = (struct cue){.at_ns = SECONDS(SETTLE_S), .kind = CUE_START, .sound = CUE_SOUND_START};
  /* Work that has not begun yet has a start of its own. */
  session->settle_cue_count = session->elapsed_ns > 0 ? SETTLE_CUES : SETTLE_CUES - 1;
  session->settle_origin_ns = now_ns;
  session->next_settle_cue = 0;
  session->state = SESSION_SETTLING;
}
