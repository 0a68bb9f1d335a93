#ifndef CUE_PROCESS_H
#define CUE_PROCESS_H

#include "base/cue_sound.h"
#include "base/error.h"

#include <stdbool.h>
#include <sys/types.h>

/* The sounder as a child process: in a process group of its own, so that the terminal's ^C is not for it. */

struct process_command {
  const char *program, *sounds;
  const char *voice;  /* as limber-sounder --voice takes it; NULL: its usual one */
  const char *output; /* as limber-sounder --output takes it; NULL: the sound device */
  /* Files of one's own in place of cue sounds, CUE_SOUND_COUNT_OF of them, NULL where there is none; NULL: none at all. */
  const char *const *own_sounds;
  bool far_sounds; /* what the other end offers in place of cue sounds is fetched */
  const char *log; /* where what the sound libraries print goes; NULL: nowhere */
};

/*
 * Starts it; `*fd` is our end of the socket it speaks on (close-on-exec, caller closes), `*pid` the child to be reaped.
 * False and `err` when it cannot be run; nothing is left open then.
 */
bool process_start(const struct process_command *command, pid_t *pid, int *fd, struct error *err);

/* The same at a connected stream socket that is there already, borrowed for the call. */
bool process_start_at(const struct process_command *command, int socket, pid_t *pid, struct error *err);

/* Ends it at once. It is still to be reaped. */
void process_kill(pid_t pid);

/* Reaps it without waiting: false while it lives. `*status` is as from waitpid(), 0 where it is not known. */
bool process_reap(pid_t pid, int *status);

/* Why a process that left with `status` is gone, such as "ended by signal 6". */
void process_describe(int status, char *out, size_t size);

#endif
