#ifndef APP_FRONT_H
#define APP_FRONT_H

#include "app/play_ui.h"
#include "base/error.h"
#include "cue/status.h"
#include "screen/terminal.h"
#include "session/session.h"

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Where a session meets the person: a full screen, or lines of text or JSON. The play loop knows only this. */

enum { FRONT_POLLFDS = 2, FRONT_KEY_NONE = 0, FRONT_KEY_END = -1 };

/* What there is to show at one moment. */
struct front_moment {
  const struct session_view *view;
  const struct play_ui *ui;
  const struct cue_status *sound;
  int64_t real_ns;
  double speed; /* of session time against real time */
};

struct front;

struct front_class {
  /* An event, with how things stand after it. */
  void (*event)(struct front *front, const struct session_event *event, const struct session_view *view);
  /* Shows the moment where the person can be shown it now; otherwise keeps it for later. */
  void (*show)(struct front *front, const struct front_moment *moment);
  /* The real time at which showing again would show something else; INT64_MAX: not by itself. */
  int64_t (*deadline)(const struct front *front, const struct front_moment *moment);
  int (*pollfds)(const struct front *front, struct pollfd fds[FRONT_POLLFDS]);
  /* After poll(); false: the person's end is gone. */
  bool (*turn)(struct front *front, const struct pollfd *fds, int count);
  /* The next key, FRONT_KEY_NONE, or FRONT_KEY_END when there will be none any more. */
  int64_t (*key)(struct front *front);
  void (*bell)(struct front *front);
  /* Something has begun or ended that nobody hears: it shall catch the eye. */
  void (*flash)(struct front *front, int64_t real_ns);
  void (*resize)(struct front *front);
  void (*suspend)(struct front *front);
  void (*resume)(struct front *front);
  /* Gives everything back and frees the front. */
  void (*close)(struct front *front);
};

struct front {
  const struct front_class *class;
  bool has_keys;    /* whether a person can press any */
  bool has_summary; /* stays after the end until a key */
  int gone_signal;  /* what a loss of the person's end counts as: SIGHUP for a terminal, SIGPIPE for a pipe */
  int rows;         /* of the screen; 0: none */
};

/*
 * Lines of plain text, or of JSON, on `out` (borrowed). `asks`: plain text with someone at the keys asks after the session how
 * the back is.
 */
struct front *front_lines_open(FILE *out, bool json, bool asks);

/* The full screen, with little that moves where `calm`. NULL with `err` when there is no terminal for it. */
struct front *front_screen_open(const struct screen_terminal_options *options, bool calm, struct error *err);

#endif
