#ifndef APP_FIGURE_CELLS_H
#define APP_FIGURE_CELLS_H

#include "figure/stage.h"
#include "screen/cells.h"
#include "screen/style.h"
#include "screen/theme.h"

#include <stdbool.h>

/* A drawn figure on a screen: the stage's cells in the screens' own, colours as the theme has them. Draws only what is new. */

struct figure_cells;

/* Caller destroys. */
struct figure_cells *figure_cells_create(void);

/* NULL is fine. */
void figure_cells_destroy(struct figure_cells *figure);

/* Puts into `request` what follows from the screen: style, colours, background. */
void figure_cells_suit(struct figure_frame_request *request, const struct screen_style *style, const struct theme *theme);

/*
 * `request` as cells of its size, which must not be empty; more than a figure can have are left blank. Borrowed until the next
 * call. A request equal to the one before costs nothing; the figure that `request` names is borrowed until the next call with
 * another one, or figure_cells_forget().
 */
const struct cells *figure_cells_draw(struct figure_cells *figure, const struct figure_frame_request *request);

/* Forgets the figure drawn last, which may then be freed. */
void figure_cells_forget(struct figure_cells *figure);

#endif
