#ifndef SCREEN_PLAYER_PANEL_H
#define SCREEN_PLAYER_PANEL_H

#include "screen/player.h"
#include "screen/player_layout.h"

/* The part of the player that is read from two metres: state, word, digits, bar and dots, or what a wait says. */

/* Whether the digits count repetitions rather than seconds. */
bool panel_counts_repetitions(const struct player_view *view);

/* Whether these are the last seconds before it goes: a transition, a side change or a rest counts in. */
bool panel_counts_in(const struct player_view *view);

/* How many digits the widest value of the present segment takes. */
int panel_slots(const struct player_view *view);

/* Draws the panel's regions of `layout`. */
void panel_draw(struct cells *cells, const struct player_layout *layout, const struct player_view *view,
                const struct screen_style *style);

#endif
