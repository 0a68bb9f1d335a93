#ifndef CUE_LINK_H
#define CUE_LINK_H

#include "cue/service.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The sounder at the other end of a connected socket, for one player after another: what is played in the library of a far
 * machine is heard here, routine by routine, over a link that is made once.
 */
struct cue_link;

/*
 * Takes over `fd`, a connected stream socket. Nothing is said before the first player. The files `own_sounds` names, as
 * offers_create() reads them, are there for the sounder to have. Caller destroys.
 */
struct cue_link *cue_link_create(int fd, const char *const *own_sounds);

/*
 * Takes leave of the sounder and frees all: where the last player left while something rang, waits up to 3 s for that to ring
 * out, else 0.3 s. NULL is fine.
 */
void cue_link_destroy(struct cue_link *link, int64_t now_ns);

/* For a player, one at a time. What it talks to, with options and volume to be set before … */
struct service *cue_link_service(struct cue_link *link);

/* … it begins; returns the first id that has not been used yet. */
int64_t cue_link_take_up(struct cue_link *link, int64_t now_ns);

/* The player goes. `rings`: what it has sent last shall ring out; else it is called off. */
void cue_link_put_down(struct cue_link *link, int64_t next_id, bool rings, int64_t now_ns);

#endif
