#ifndef SCREEN_HISTORY_CHART_H
#define SCREEN_HISTORY_CHART_H

#include "screen/history.h"

/* Discomfort before and after over the last sessions, each a median of 7, from 0 to 10 always: in `area`, heading included. */
void history_chart_draw(struct cells *cells, struct rect area, const struct history_view *view,
                        const struct screen_style *style);

#endif
