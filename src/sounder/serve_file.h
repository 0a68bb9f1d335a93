#ifndef SOUNDER_SERVE_FILE_H
#define SOUNDER_SERVE_FILE_H

#include "base/error.h"
#include "sounder/serve.h"

#include <stdbool.h>

/*
 * Serves one player that wants a sound file: takes in what it shall hold, in virtual time, and writes it when asked to drain;
 * abandons it, leaving nothing, when the player goes. False and `err` when the player broke the protocol or the file could
 * not be written, which the player has been told then. `*stuck` as in serve().
 */
bool serve_file(const struct serve_options *options, bool *stuck, struct error *err);

#endif
