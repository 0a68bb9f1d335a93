#ifndef SESSION_STATE_H
#define SESSION_STATE_H

#include "session/session.h"

/* What a session is made of, for its own files: session.c (commands and events), move.c (going from place to place),
 * ease.c (easing off, hurting, leaving out), settle.c (going on after a pause), view.c (looking). */

enum {
  PENDING_MAX = 8, /* no command makes more events than this */
  SETTLE_CUES = 5,
  SETTLE_S = 5,
  SHORT_STALL_S = 60, /* after a longer one the person is asked */
  BACK_AGAIN_S = 3,
  SEEK_S = 10,
};

enum step_outcome { STEP_TO_DO, STEP_DONE, STEP_SKIPPED };

struct session {
  const struct timeline *timeline;
  enum session_state state;
  int64_t start_ns;  /* the time of START */
  int64_t last_t_ns; /* of the last event */

  /* Where it stands. While time runs, elapsed is now - origin; otherwise elapsed_ns holds it. */
  size_t segment;
  const struct segment_form *form;
  int64_t origin_ns, elapsed_ns;
  int64_t extra_ns;
  size_t next_cue; /* the first of the form's cues that has not been called */
  const char *caption;
  bool announced; /* the next exercise has been named */
  bool eased, introduced;
  size_t detour_segment;

  /* Going on after a pause. */
  int64_t settle_origin_ns;
  struct cue settle_cues[SETTLE_CUES];
  size_t settle_cue_count, next_settle_cue;
  int settle_said; /* of the last seconds, those that are counted aloud */
  char settle_text[256];
  int64_t stalled_ns;
  bool resume_by_itself;

  bool *left_out;              /* by step */
  enum step_outcome *outcomes; /* by step */
  bool *steps_eased;           /* by step */
  const struct exercise *left_out_last;
  int64_t worked_ns;          /* time worked, up to … */
  int64_t counted_ns;         /* … this much of the present segment */
  int64_t *segment_worked_ns; /* by segment, counted likewise */

  struct session_event pending[PENDING_MAX];
  size_t pending_count;
};

/* session.c: an event to be drained, standing where the session stands now. The result may be filled in further. */
struct session_event *session_push(struct session *session, enum session_event_kind kind);

/* move.c */

/* How much of the present segment has gone by at `now_ns`. */
int64_t session_elapsed_ns(const struct session *session, int64_t now_ns);

/* The length of the present segment. */
int64_t session_length_ns(const struct session *session);

/* Adds what has been worked since the last count, before the session goes elsewhere. */
void session_count_work(struct session *session, int64_t now_ns);

/* Stands at `elapsed_ns` of `segment` in the form that is right for it; cues before that count as called. */
void session_enter(struct session *session, size_t segment, int64_t elapsed_ns, int64_t now_ns);

/* The same in a form of the caller's choice. */
void session_enter_form(struct session *session, size_t segment, enum form form, int64_t elapsed_ns, int64_t now_ns);

/* Goes on in another form of the present segment, `extra_ns` longer, at `elapsed_ns` of it. */
void session_change_form(struct session *session, enum form form, int64_t extra_ns, int64_t elapsed_ns, int64_t now_ns);

/* Makes the present segment longer; what counts down to its end counts again. */
void session_lengthen(struct session *session, int64_t by_ns, int64_t elapsed_ns);

/* To the segment that follows, whose start is `now_ns`; or to the end. */
void session_advance(struct session *session, int64_t now_ns);

/* To the step after the present one, or to the end. */
void session_leave_step(struct session *session, int64_t now_ns);

void session_go_next(struct session *session, int64_t now_ns);
void session_go_back(struct session *session, int64_t now_ns);
void session_go_to_step(struct session *session, size_t step, int64_t now_ns);
void session_seek(struct session *session, int64_t by_ns, int64_t now_ns);

/* view.c: the segment after `segment`, passing over steps left out; the segment count: none. */
size_t session_following(const struct timeline *timeline, const bool *left_out, size_t segment);

/* ease.c */
void session_ease(struct session *session, int64_t now_ns);
void session_hurts(struct session *session, int64_t now_ns);
void session_leave_out(struct session *session, int64_t now_ns);
void session_bring_back(struct session *session);
void session_longer(struct session *session, int64_t now_ns);

/* The form of `segment` for someone who has eased off or not, been shown the easier exercise or not, and heard its name. */
enum form session_choose_form(const struct segment *segment, bool eased, bool introduced, bool announced);

/* settle.c */

/* What the person was at, and how much of it is left, into settle_text; nothing in a wait, which has nothing to go on with. */
void session_describe(struct session *session);

/* Begins the seconds before going on: the name and what is left, then a count. */
void session_settle(struct session *session, int64_t now_ns);

#endif
