#ifndef SCREEN_PLAYER_WORDS_PRIVATE_H
#define SCREEN_PLAYER_WORDS_PRIVATE_H

#include "screen/player_words.h"

/* What the files behind player_words.h share. */

/* `text`, made safe, as all of `out` or behind what is there; NULL is nothing. */
void words_put(char out[PLAYER_TEXT], const char *text);
void words_add(char out[PLAYER_TEXT], const char *text);

const struct timeline_step *words_step_now(const struct player_view *view);
enum segment_kind words_kind_now(const struct player_view *view);

/* The work that this segment leads to: itself, or the next one of its step; NULL: none. */
const struct segment *words_work_ahead(const struct player_view *view);

/* Whether this step's exercise is done on each side. */
bool words_has_both_sides(const struct player_view *view);

#endif
