#ifndef SCREEN_SUMMARY_H
#define SCREEN_SUMMARY_H

#include "screen/cells.h"
#include "screen/style.h"
#include "session/session.h"

/* What was done: shown when a session is over. */
struct summary_view {
  struct session_view session; /* of the finished or stopped session */
  const char *when;            /* `Sun 22 Nov, 18:40`, or NULL */
  const char *notice;          /* such as that nothing could be saved; or NULL */
};

/* Draws the summary on the whole of `cells`. */
void summary_draw(struct cells *cells, const struct summary_view *view, const struct screen_style *style);

#endif
