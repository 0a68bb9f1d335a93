#ifndef SCREEN_PLAYER_TIMELINE_H
#define SCREEN_PLAYER_TIMELINE_H

#include "screen/cells.h"
#include "screen/style.h"
#include "session/session.h"

/*
 * The whole routine as one line: an exercise a stretch, as wide as it is long; done, now, to come. A wait belongs to the
 * exercise after it. Over 25 exercises, or where two columns each do not fit, it is one line without gaps.
 */
void player_timeline_draw(struct cells *cells, struct rect area, const struct session_view *view,
                          const struct screen_style *style);

/* The exercises' short names under their stretches of `area`: whole or not at all. */
void player_timeline_names(struct cells *cells, struct rect area, const struct session_view *view,
                           const struct screen_style *style);

/*
 * Shares `columns` among `count` (at most 25) lengths, in proportion but at least least[i] columns each (NULL: 2 each), into
 * `widths`; false where they do not fit. Blanks between them are the caller's.
 */
bool player_timeline_share(const int64_t *lengths_ns, const int *least, int count, int columns, int *widths);

#endif
