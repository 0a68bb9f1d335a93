#ifndef SCREEN_CHECKIN_PAGES_H
#define SCREEN_CHECKIN_PAGES_H

#include "screen/checkin.h"
#include "screen/page.h"

/* The pages of the check-in, for checkin.c: each draws itself on the whole of `cells`. */

/* `3 of 9` of this check-in into `out`, and it; NULL where it cannot be said. */
const char *checkin_aside(const struct checkin *checkin, char *out, size_t size);

void checkin_list_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style);
void checkin_ticks_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style);
void checkin_question_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style);
void checkin_rating_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style);
int checkin_advice_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style);
int checkin_notice_draw(struct cells *cells, const struct checkin_view *view, const struct screen_style *style);

/* `"Not sure" counts as yes here. There is no hurry.` */
extern const char checkin_unsure_hint[];

#endif
