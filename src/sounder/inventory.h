#ifndef SOUNDER_INVENTORY_H
#define SOUNDER_INVENTORY_H

#include "base/error.h"

#include <stdbool.h>

/*
 * Tells the player over the socket `fd`, which is taken over, what there is: kinds of sound file, voices, devices, in this
 * order, as PortAudio may end the process where there is no device at all. False and `err` when the player is gone.
 */
bool inventory_tell(int fd, struct error *err);

#endif
