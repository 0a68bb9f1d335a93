#ifndef SOUNDER_SERVE_H
#define SOUNDER_SERVE_H

#include "base/error.h"
#include "sounder/bank.h"

#include <stdbool.h>

struct serve_options {
  int fd;                    /* the connected socket to the player; taken over */
  struct bank_source sounds; /* where the cue sounds are */
  const char *voice;         /* which voice, as voice_engine_open() reads it, or "none" */
  const char *voice_folder;  /* where speech is kept; NULL: nowhere */
  const char *program;       /* this one, to be run for decoding what another machine has sent */
  const char *far_folder;    /* where such sounds are kept; NULL: none is fetched */
  const char *output_path;   /* serve_file()'s: the file to write */
};

/*
 * Serves one player through the sound device until it says bye, asks to drain or is gone. False and `err` when it broke the
 * protocol; `*stuck`: a library still blocks on a thread, so that the process shall leave by _exit().
 */
bool serve(const struct serve_options *options, bool *stuck, struct error *err);

#endif
