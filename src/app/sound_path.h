#ifndef APP_SOUND_PATH_H
#define APP_SOUND_PATH_H

#include "base/error.h"
#include "cue/player.h"

#include <stdbool.h>

struct play_options;

/* The way to a sounder at the other end of `limber ssh`, for as many routines as a command plays. */
struct sound_link {
  bool named;            /* a token was given */
  struct cue_link *link; /* NULL: there is none, … */
  struct error fault;    /* … and, where one was named, why */
};

/*
 * Looks for the link of `token`, or of $LIMBER_LINK where that is NULL and `options` leave it open; connects to it and removes
 * its socket, which is for nobody else. Cannot fail: the first routine shows what has become of it. Caller closes.
 */
void sound_link_open(struct sound_link *link, const char *token, const struct play_options *options);

/* From now on no file of this machine is offered to the sounder at the other end: a guest's session sends none. */
void sound_link_send_nothing(void);

/* Takes leave of the sounder there, once what rings has rung out. */
void sound_link_close(struct sound_link *link);

/* Which way sound shall go, from what was asked for and where this runs: here, along an ssh link, or no further than the bell.
 */
struct sound_path {
  enum cue_audio audio;
  struct cue_link *link; /* LINK: borrowed from the options' link; else NULL */
  bool required;
  struct error fault; /* BELL: why it is only that; no message where it was asked for */
};

/*
 * A link goes before all else; over ssh without one, sound never comes from the far machine's loudspeakers by itself. False and
 * `err` where a link was asked for by name and there is none.
 */
bool sound_path_choose(const struct play_options *options, struct sound_path *path, struct error *err);

#endif
