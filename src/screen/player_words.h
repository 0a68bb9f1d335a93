#ifndef SCREEN_PLAYER_WORDS_H
#define SCREEN_PLAYER_WORDS_H

#include "screen/player.h"

/* What the player says, as text that is safe to show: every string has been through text_sanitize(). */

enum { PLAYER_TEXT = 256 };

/* HOLD, REPS, BREATHE, MOVE, GET READY, SWITCH SIDES, REST, YOUR PACE; at a pause with the side behind it. */
void words_state(const struct player_view *view, char out[PLAYER_TEXT]);

/* What stands behind the state: `set 1 of 2`, `left first`, `before set 2 of 2`; or nothing. */
void words_aside(const struct player_view *view, char out[PLAYER_TEXT]);

/* `set 1/2`, or nothing. */
void words_set(const struct player_view *view, char out[PLAYER_TEXT]);

/* The word that is read from two metres, in capitals, with `<` before or `>` behind it for an arrow. */
void words_word(const struct player_view *view, char out[PLAYER_TEXT]);

/* The word for the phase of a tempo: as the exercise calls it, else what its kind is called. */
void words_phase(const struct player_view *view, enum phase phase, char out[PLAYER_TEXT]);

/* The exercise's name; `Next: NAME` on the way to it; a wait's words. `columns`: where it would not fit, the short name. */
void words_exercise(const struct player_view *view, int columns, char out[PLAYER_TEXT]);

/* What the coach says, or what a pause or a question says; short forms where `columns` do not hold the full one. */
void words_caption(const struct player_view *view, int columns, char out[PLAYER_TEXT]);

/* The line of what comes: its label ("next", "then", or nothing) and its text. */
void words_next(const struct player_view *view, char label[PLAYER_TEXT], char out[PLAYER_TEXT]);

/* `♪ voice`, `muted`, `no sound`. */
void words_sound(const struct player_view *view, const struct screen_style *style, char out[PLAYER_TEXT]);

/* `3 of 9`. */
void words_step(const struct player_view *view, char out[PLAYER_TEXT]);

/* `30 s`, and from two minutes up `2:30`. */
void words_length(int64_t span_ns, char out[PLAYER_TEXT]);

#endif
