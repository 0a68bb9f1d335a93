#ifndef APP_SOUND_PATH_H
#define APP_SOUND_PATH_H

#include "app/play.h"
#include "base/error.h"

#include <stdbool.h>

/* Which way sound shall go, from what was asked for and where this runs: here, along an ssh link, or no further than the bell.
 */
struct sound_path {
  enum cue_audio audio;
  int link_fd; /* LINK: handed on to the cue player; else -1 */
  bool required;
  struct error fault; /* BELL: why it is only that; no message where it was asked for */
};

/*
 * A link's token, from --link or $LIMBER_LINK, goes before all else; over ssh without one, sound never comes from the far
 * machine's loudspeakers by itself. False and `err` where a link was asked for by name and there is none.
 */
bool sound_path_choose(const struct play_options *options, struct sound_path *path, struct error *err);

/* Closes a link that has not been handed on. */
void sound_path_finish(struct sound_path *path);

#endif
