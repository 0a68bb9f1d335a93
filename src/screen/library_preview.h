#ifndef SCREEN_LIBRARY_PREVIEW_H
#define SCREEN_LIBRARY_PREVIEW_H

#include "screen/cells.h"
#include "screen/library.h"
#include "screen/style.h"

#include <stddef.h>

/* What the library shows of the routine that is selected: what it is for and takes, and its exercises, one after the other. */

/* Where the figure goes in a preview of `area`; 0 rows: there is no room for one. */
struct rect library_preview_figure(struct rect area);

/* Draws `item` into `area`; `preview` NULL: its exercises are not known yet. */
void library_preview_draw(struct cells *cells, struct rect area, const struct library_item *item,
                          const struct library_preview *preview, const struct screen_style *style);

#endif
