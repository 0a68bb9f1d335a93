#ifndef APP_PLAY_FIGURE_H
#define APP_PLAY_FIGURE_H

#include "screen/player.h"
#include "screen/style.h"
#include "screen/theme.h"

#include <stdbool.h>
#include <stdint.h>

/* The figure beside the player's digits: what it does follows from the view alone, so that it stands still when time does. */

struct play_figure;

/* Caller destroys. */
struct play_figure *play_figure_create(void);

/* NULL is fine. */
void play_figure_destroy(struct play_figure *figure);

/* How the screen is to be drawn on. */
struct play_figure_place {
  int rows, columns; /* of the screen */
  const struct screen_style *style;
  const struct theme *theme;
  bool is_calm; /* less motion: end poses only, no breath and no glow */
};

/* The figure's cells for `view`, borrowed until the next call; NULL: there is no figure, or no room for one. */
const struct cells *play_figure_draw(struct play_figure *figure, const struct player_view *view,
                                     const struct play_figure_place *place);

/*
 * The figure of the exercise that a session ended with, standing still and softer than at work, in the size of `area`; NULL as
 * above. Borrowed until the next call.
 */
const struct cells *play_figure_still(struct play_figure *figure, const struct session_view *view, struct rect area,
                                      const struct play_figure_place *place);

/* How long after a frame of what is in sight the next one is due, in ns of session time; INT64_MAX: nothing moves. */
int64_t play_figure_frame_ns(const struct player_view *view, bool is_calm);

#endif
