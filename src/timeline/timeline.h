#ifndef TIMELINE_TIMELINE_H
#define TIMELINE_TIMELINE_H

#include "base/cue_sound.h"
#include "routine/model.h"
#include "routine/phrases.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A routine laid out in time. Steps are what a person counts ("3 of 9"); each is a run of segments (get ready, hold, switch
 * sides, …); each segment carries its cues. Pure and deterministic: the same routine and the same length function give the
 * same timeline, whatever voice or screen is there. Const after compiling; lives in the routine's arena.
 */

#define SEGMENT_LIST(X) \
  X(TRANSITION, "transition") /* getting ready for the exercise */ \
  X(HOLD, "hold") \
  X(REPS, "reps") \
  X(TIMED, "timed")   /* done for a time: marching, breathing, massage */ \
  X(SWITCH, "switch") /* changing sides */ \
  X(REST, "rest") \
  X(WAIT, "wait") /* until the person goes on; length 0 */

#define CUE_LIST(X) \
  X(ANNOUNCE, "announce") /* names what comes next */ \
  X(SETUP, "setup")       /* how to get into it */ \
  X(COUNT, "count") \
  X(START, "start") \
  X(BREATHE, "breathe") \
  X(HALFWAY, "halfway") \
  X(SWITCH, "switch") \
  X(END, "end") \
  X(REST, "rest") \
  X(REP, "rep") \
  X(EASE, "ease") /* a reminder that less is fine; massage pressure */ \
  X(DONE, "done")

#define X(id, name) SEGMENT_##id,
enum segment_kind { SEGMENT_LIST(X) SEGMENT_COUNT };
#undef X
#define X(id, name) CUE_##id,
enum cue_kind { CUE_LIST(X) CUE_COUNT_OF };
#undef X

extern const char *const segment_kind_names[SEGMENT_COUNT];
extern const char *const cue_kind_names[CUE_COUNT_OF];

struct cue {
  int64_t at_ns;     /* from its segment's start */
  int64_t speech_ns; /* how long its text takes by the timeline's length function; 0 without text */
  enum cue_kind kind;
  enum cue_sound sound;
  const char *text;    /* what is said, or NULL; printed as well as spoken */
  const char *shorter; /* what is said instead by a voice that has no time for `text`; NULL: nothing was thought of */
};

/* One way to spend a segment. */
struct segment_form {
  enum segment_kind kind;
  int64_t length_ns;
  const struct exercise *exercise; /* the one it is for; a transition's: the coming one; a wait's: NULL */
  int reps;                        /* SEGMENT_REPS, else 0 */
  struct tempo tempo;              /* of repetitions and paced breathing, else zeros */
  const struct cue *cues;          /* in order of time */
  size_t cue_count;
};

/*
 * The ways to spend a segment, compiled side by side so that screen and sound know at once what easing off means:
 *   FULL       as the routine says
 *   NAMED      of a transition that is entered without having been announced (after a skip, a jump): names the exercise
 *              first, and is longer where that needs it; else FULL
 *   HALF       of work: the same exercise cut short, half the time, half the repetitions; else FULL
 *   EASIER     of work: the easier exercise at its own dose, HALF where the step names none; else FULL
 *   INTRODUCE  of a transition, rest or side change: the way into the easier exercise, named and set up; else EASIER
 */
enum form { FORM_FULL, FORM_NAMED, FORM_HALF, FORM_EASIER, FORM_INTRODUCE, FORM_COUNT };

struct segment {
  int64_t start_ns; /* from the routine's start, with every segment in full */
  size_t step;      /* index into timeline.steps */
  enum side side;
  int set, sets; /* from 1; 0 of 0 in waits, and in the transition 1 of what comes */
  struct segment_form forms[FORM_COUNT];
};

/* An exercise or a wait, in the order it is done, circuits unrolled. */
struct timeline_step {
  const struct step *step;
  const struct exercise *exercise; /* NULL for a wait */
  const char *wait;                /* a wait's words, else NULL */
  int number;                      /* of the exercise, from 1; a wait has that of the exercise after it */
  size_t first_segment, segment_count;
  int64_t start_ns, length_ns;
};

enum { TIMELINE_COUNTS = 3 };

struct timeline {
  const struct routine *routine;
  const struct timeline_step *steps;
  size_t step_count;
  int exercise_count;
  const struct segment *segments;
  size_t segment_count;
  int64_t total_ns;                   /* waits count nothing */
  const struct phrases *phrases;      /* the words it was made with, for what only a session can know, such as time left */
  struct cue counts[TIMELINE_COUNTS]; /* "One.", "Two.", "Three.", of no moment: going on after a pause is counted in */
};

/* How long saying `text` takes, in ns. */
typedef int64_t (*speech_length_fn)(const char *text, void *context);

/* The default: 0.4 s a word (150 words a minute; Sutton et al. 1995, AAC 11:147 for the comfortable range). */
int64_t speech_length_by_words(const char *text, void *context);

struct timeline_options {
  speech_length_fn speech_length; /* NULL: speech_length_by_words */
  void *context;
  const struct phrases *phrases; /* the words of the coach, needed while compiling; NULL: the usual ones */
  int pace_percent;              /* of transitions, rests and side changes; 100 usual, 150 slow; 0: 100 */
};

/*
 * Compiles `routine` into its own arena; the result lives as long as the routine. `options` NULL: the defaults.
 * Cannot fail: the bounds (steps, total length) have been checked when the routine was read.
 */
const struct timeline *timeline_compile(const struct routine *routine, const struct timeline_options *options);

/*
 * The same without a word or a cue, in a twentieth of the time: how long a routine takes and what it consists of. Only the
 * forms that come with easing off and moving may be longer in the whole, where naming an exercise takes longer.
 */
const struct timeline *timeline_outline(const struct routine *routine, const struct timeline_options *options);

/* Whether a person works in such a segment (hold, reps, timed). */
bool segment_is_work(enum segment_kind kind);

enum phase { PHASE_IN, PHASE_HOLD, PHASE_OUT };

struct tempo_moment {
  int rep; /* from 1 */
  enum phase phase;
  int64_t phase_elapsed_ns, phase_length_ns;
};

/* Where in its repetitions a tempo is `elapsed_ns` after their start. Needs a tempo of some length. */
struct tempo_moment tempo_at(struct tempo tempo, int64_t elapsed_ns);

#endif
