#include "base/text.h"
#include "base/timespan.h"
#include "session/state.h"

enum { SPARED_MS = 500, SIDE_BYTES = 128 };

/* What the person was at, and how much of it is left. */
static void describe(struct session *session) {
  const struct segment *segment = &session->timeline->segments[session->segment];
  const struct segment_form *form = session->form;
  int64_t left_ns = form->length_ns + session->extra_ns - session->elapsed_ns;
  int seconds = (int)time_ceil_seconds(left_ns);
  const struct phrases *phrases = session->timeline->phrases;
  const struct exercise *exercise = form->exercise; /* a wait, which has none, stands still already */
  struct phrase_slots slots = {.name = exercise->name, .short_name = exercise->short_name, .seconds = seconds};
  char side[SIDE_BYTES];
  if (segment->side != SIDE_NONE) {
    slots.side =
        phrases_say(phrases, segment->side == SIDE_LEFT ? PHRASE_SIDE_LEFT : PHRASE_SIDE_RIGHT, 0, NULL, side, SIDE_BYTES);
  }
  enum phrase_moment moment = form->kind == SEGMENT_REST     ? PHRASE_GO_ON_REST
                              : form->kind == SEGMENT_SWITCH ? PHRASE_GO_ON_SWITCH
                              : slots.side != NULL           ? PHRASE_GO_ON_SIDE
                                                             : PHRASE_GO_ON;
  char said[PHRASE_BYTES_MAX];
  phrases_say(phrases, moment, session->segment, &slots, said, sizeof said);
  text_sanitize(session->settle_text, sizeof session->settle_text, said);
}

/* The last seconds that are counted aloud: those before which what the person was at has been said, a moment spared. */
static int seconds_said(const char *text) {
  int64_t said_ns = speech_length_by_words(text, NULL) + SPARED_MS * NS_PER_MS;
  int seconds = TIMELINE_COUNTS;
  while (seconds > 0 && SECONDS(SETTLE_S - seconds) < said_ns) {
    seconds--;
  }
  return seconds;
}

void session_settle(struct session *session, int64_t now_ns) {
  describe(session);
  session->settle_cues[0] = (struct cue){
      .kind = CUE_ANNOUNCE, .text = session->settle_text, .speech_ns = speech_length_by_words(session->settle_text, NULL)};
  session->settle_said = seconds_said(session->settle_text);
  for (int left = TIMELINE_COUNTS; left > 0; left--) {
    struct cue *cue = &session->settle_cues[TIMELINE_COUNTS - left + 1];
    *cue = session->timeline->counts[left - 1];
    cue->at_ns = SECONDS(SETTLE_S - left);
    if (left > session->settle_said) {
      cue->text = NULL;
      cue->speech_ns = 0;
    }
  }
  session->settle_cues[SETTLE_CUES - 1] = (struct cue){.at_ns = SECONDS(SETTLE_S), .kind = CUE_START, .sound = CUE_SOUND_START};
  /* Work that has not begun yet has a start of its own. */
  session->settle_cue_count = session->elapsed_ns > 0 ? SETTLE_CUES : SETTLE_CUES - 1;
  session->settle_origin_ns = now_ns;
  session->next_settle_cue = 0;
  session->state = SESSION_SETTLING;
}
