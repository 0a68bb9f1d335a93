#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "session/event.h"
#include "timeline/timeline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A run of a timeline: five calls, no clock, no I/O. `now_ns` is any monotonic time, read by the caller once a turn of its
 * loop and passed in, so that a session runs the same at any speed and in virtual time.
 *
 * A turn: drain session_next() until false, hand in what the person did with session_command(), drain again, show
 * session_view(), and sleep until session_deadline().
 */
struct session;

/* Columns: enumerator, what it does. */
#define COMMAND_LIST(X) \
  X(START, "begin; the first command of every session: at segment `index`, `span_ns` into it, with all before it done") \
  X(PAUSE, "stand still until RESUME") \
  X(RESUME, "go on: the name, the time left, 3-2-1, within 5 s; in a wait: be ready") \
  X(NEXT, "the next step; from a transition, switch or rest: go now; in a wait: be ready") \
  X(BACK, "this step again; within 3 s of its start: the one before") \
  X(FORWARD, "10 s on") \
  X(REWIND, "10 s back, not before the step's start") \
  X(LONGER, "10 s more of a rest, a transition or a side change") \
  X(JUMP, "to the start of step `index`") \
  X(EASE, "ease off: half the hold, an easier form for the sets to come; again: full") \
  X(HURTS, "end this step and offer the easier form or leaving it out") \
  X(LEAVE_OUT, "skip this exercise now and wherever it comes again") \
  X(BRING_BACK, "undo the last LEAVE_OUT for the steps to come") \
  X(STALLED, "the machine stood still for `span_ns`; `now_ns` is when it was last seen alive") \
  X(STOP, "end the session here")

#define X(id, meaning) COMMAND_##id,
enum session_command_kind { COMMAND_LIST(X) COMMAND_COUNT };
#undef X

struct session_command {
  enum session_command_kind kind;
  size_t index;    /* START: a segment; JUMP: a step */
  int64_t span_ns; /* START, STALLED */
};

enum session_state {
  SESSION_READY,    /* before START */
  SESSION_RUNNING,  /* time runs */
  SESSION_SETTLING, /* the seconds between RESUME and going on */
  SESSION_PAUSED,   /* stands still */
  SESSION_WAITING,  /* in a wait step */
  SESSION_HURT,     /* after HURTS: EASE takes the easier form, NEXT leaves it out, BACK does it all the same */
  SESSION_FINISHED, /* ran to its end */
  SESSION_STOPPED,
};

/* A value snapshot: all that a screen, a status line or a planner of sounds needs. Pointers live as long as the timeline. */
struct session_view {
  enum session_state state;
  const struct timeline *timeline;
  int64_t t_ns; /* since START, pauses included */

  size_t step, segment;            /* indices; after the end: the last ones */
  const struct segment_form *form; /* of the segment, as it is played now */
  enum side side;
  int set, sets;
  bool eased;                       /* this step has been eased off */
  bool introduced;                  /* … and its easier exercise has been named already */
  size_t detour_segment;            /* where this transition leads, other than to the segment after it; 0: nowhere else */
  const bool *left_out;             /* by step; borrowed from the session until the next command */
  const int64_t *segment_worked_ns; /* by segment: time worked in it, as counted when it was left; borrowed likewise */

  int64_t extra_ns;              /* what LONGER (or easing off late) added to the form's length */
  int64_t elapsed_ns, length_ns; /* of the segment, with what LONGER added */
  int64_t left_ns;               /* length - elapsed */
  int64_t total_left_ns;         /* to the end of the routine as it stands now: eased, longer, left out */
  int64_t settling_left_ns;      /* SETTLING: until it goes on */
  int64_t waited_ns;             /* WAITING: so far */
  int64_t stalled_ns;            /* PAUSED: by a stall this long; 0: by the person */

  bool has_tempo;            /* whether `tempo` below means something */
  struct tempo_moment tempo; /* of repetitions and paced breathing */
  const char *caption;       /* what the coach said last in this segment, or NULL */
  const char *go_on;   /* PAUSED: what will be said on going on as it stands; borrowed until the next command; NULL: nothing */
  bool next_announced; /* the next exercise has been named */
  size_t next_step;    /* the step that comes after this one; step_count: this is the last */
  bool can_go_easier;  /* HURT: there is an easier form to offer */
  bool leave_out_undoable;

  int64_t worked_ns;                          /* work segments done so far, the present one included */
  int steps_done, steps_eased, steps_skipped; /* exercises, each counted once */

  int settling_said; /* SETTLING: of the last seconds, those that are counted aloud as well */
};

/* A session over `timeline`, which must outlive it. Caller destroys. */
struct session *session_create(const struct timeline *timeline);

/* NULL is fine. */
void session_destroy(struct session *session);

/*
 * Carries out `command` at `now_ns`, which must not lie before that of any earlier call. What has no meaning in the present
 * state changes nothing. Its events come from session_next(). Needs session_next() drained at `now_ns` first.
 */
void session_command(struct session *session, struct session_command command, int64_t now_ns);

/* The next event due by `now_ns` into `*event`; false when there is none. Pointers in it live as long as the timeline. */
bool session_next(struct session *session, int64_t now_ns, struct session_event *event);

/* When session_next() will next have something by itself; INT64_MAX: not without a command. */
int64_t session_deadline(const struct session *session);

/* Fills `*view` with how things stand at `now_ns`. */
void session_view(const struct session *session, int64_t now_ns, struct session_view *view);

/*
 * The form in which `segment` (the view's own, or a later one) will be played if nothing is commanded before it: what a
 * planner of sounds, or a line that says what comes next, needs to look ahead. Lives as long as the timeline.
 */
const struct segment_form *session_form_ahead(const struct session_view *view, size_t segment);

/*
 * The segment that follows `segment` if nothing is commanded before it: steps that were left out are passed over.
 * segment_count of the timeline: none, the routine is over.
 */
size_t session_segment_ahead(const struct session_view *view, size_t segment);

/*
 * When `cue` of `form` is due, from the segment's start: what counts down to the end or marks it moves with the end when
 * the segment is longer than its form by `extra_ns`.
 */
int64_t session_cue_due_ns(const struct segment_form *form, const struct cue *cue, int64_t extra_ns);

/* Whether it is finished or stopped. */
bool session_is_over(const struct session *session);

#endif
