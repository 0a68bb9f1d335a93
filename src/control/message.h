#ifndef CONTROL_MESSAGE_H
#define CONTROL_MESSAGE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What another terminal, a pedal or a status bar says to a running session, and what it is told: one JSON object a line each
 * way, {"do":"jump","step":3} and {"ok":true,…}. Both are read as if a stranger had written them.
 */
#define CONTROL_LINE_MAX 2048
#define CONTROL_STEP_MAX 100000

/* Columns: enumerator, the word, what it does. */
#define CONTROL_LIST(X) \
  X(STATUS, "status", "where it stands") \
  X(PAUSE, "pause", "stand still") \
  X(RESUME, "resume", "go on") \
  X(NEXT, "next", "the next step; from a wait, a rest or a transition: go now") \
  X(BACK, "back", "this step again, or the one before") \
  X(EASE, "ease", "ease off; again: full") \
  X(JUMP, "jump", "to the start of step N, counted from 1") \
  X(STOP, "stop", "end the session here")

#define X(id, name, meaning) CONTROL_##id,
enum control_verb { CONTROL_LIST(X) CONTROL_VERB_COUNT };
#undef X

extern const char *const control_verb_names[CONTROL_VERB_COUNT];
extern const char *const control_verb_meanings[CONTROL_VERB_COUNT];

struct control_request {
  enum control_verb verb;
  int64_t step; /* JUMP: from 1 to CONTROL_STEP_MAX */
};

/* Texts are printable; an empty one stands for null. */
struct control_status {
  char routine[80], title[200], exercise[80], name[200];
  char side[8];     /* "left", "right" */
  char segment[16]; /* a segment's kind */
  char sound[16];   /* which way sound goes */
  double left_s, total_left_s;
  bool paused;
};

struct control_reply {
  bool ok;
  char message[256]; /* not ok: why */
  bool has_status;
  struct control_status status;
};

/* The verb called `word`, or CONTROL_VERB_COUNT. */
enum control_verb control_verb_of(const char *word);

/* Writes a line with its newline and a NUL; returns its length without the NUL. */
size_t control_request_encode(const struct control_request *request, char line[CONTROL_LINE_MAX + 1]);
size_t control_reply_encode(const struct control_reply *reply, char line[CONTROL_LINE_MAX + 1]);

/* Reads `length` bytes, a line without its newline. False and `err`: it is none of ours, a key too many or out of range. */
bool control_request_decode(const char *line, size_t length, struct control_request *request, struct error *err);
bool control_reply_decode(const char *line, size_t length, struct control_reply *reply, struct error *err);

/* The status as `ctl status --json` prints it: an object without newline. Caller frees. */
char *control_status_json(const struct control_status *status);

#endif
