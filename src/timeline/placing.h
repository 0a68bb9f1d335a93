#ifndef TIMELINE_PLACING_H
#define TIMELINE_PLACING_H

#include "timeline/compile.h"

#include <stdbool.h>

/*
 * Keeps the cues of one segment apart. Cues of three kinds are put in, the most important first:
 *   fixed   at its moment whatever is there: start, end, switch, the seconds of a countdown
 *   word    at its moment or not said: the words of a tempo, the count of repetitions
 *   phrase  near its moment: moved within its window, shortened, or left out
 * Speech never overlaps speech. Two phrases keep 2 s apart; a phrase needs only a breath before and after fixed cues and
 * words, and the time that a slower voice may take where there is any choice. Sounds are not in each other's way: they stay
 * even where the words go.
 */
struct script {
  struct compiler *compiler;
  struct segment_form *form;
  struct placed *items;
  size_t count, capacity;
  struct spoken *spoken;
  size_t spoken_count, spoken_capacity;
};

/* What a segment leaves in the ears of the next one: both from that one's start, in ns. */
struct carry {
  int64_t speech_start_ns, speech_end_ns; /* the last words of any cue */
  int64_t phrase_start_ns, phrase_end_ns; /* the last phrase */
};

/* After a long silence. */
extern const struct carry carry_nothing;

struct phrase {
  enum cue_kind kind;
  enum cue_sound sound;
  const char *texts[3];   /* from the one wanted to the shortest; NULL ends the list early */
  int64_t at_ns;          /* where it would best begin */
  int64_t from_ns, to_ns; /* the window that it begins and ends in */
  bool exactly;           /* at `at_ns` or not at all */
  bool follows;           /* may come right behind another phrase, as one utterance with it */
};

/* Begins the cues of `form`, after what `carry` says is still being spoken. */
void script_begin(struct script *script, struct compiler *compiler, struct segment_form *form, struct carry carry);

/* Moves the cues into the arena and frees the rest; returns what is carried into the next segment. */
struct carry script_finish(struct script *script);

/* A fixed cue: with the first of `text` and `shorter` (either may be NULL) that overlaps nothing, else its sound alone. */
void script_fix(struct script *script, int64_t at_ns, enum cue_kind kind, enum cue_sound sound, const char *text,
                const char *shorter);

/* A word at `at_ns`, or its sound alone. */
void script_word(struct script *script, int64_t at_ns, enum cue_kind kind, enum cue_sound sound, const char *text);

/* Whether a place was found. */
bool script_phrase(struct script *script, const struct phrase *phrase);

/* The cue that was put in last; borrowed until the next one. */
const struct cue *script_last(const struct script *script);

/* When what the segment before left to be said is over, from this one's start; at least 0. */
int64_t script_carried_ns(const struct script *script);

#endif
