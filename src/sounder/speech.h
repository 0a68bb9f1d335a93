#ifndef SOUNDER_SPEECH_H
#define SOUNDER_SPEECH_H

#include "sounder/bank.h"

#include <stdatomic.h>

/*
 * Words as samples, shared by the voice, which made them and frees them, and the mixer, whose callback may not free: each
 * play of them that the mixer holds counts as a user, and only what has no user is freed.
 */
struct speech {
  struct clip clip;
  atomic_int users;
};

#endif
