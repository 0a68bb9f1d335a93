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
  bool asks;                   /* how the back is now */
  int before, rating;          /* 0 to 10, or -1: not answered */
  const char *note;            /* what has been written of it */
  bool noting;                 /* the note is being written */
};

/*
 * What the difference between before and after means, in a sentence, or NULL where one of them is -1. Lower by 2, or by 30 %,
 * is a difference that people notice (Ostelo et al. 2008, Spine 33:90); a change of 1 is none.
 */
const char *summary_verdict(int before, int after);

/* Draws the summary on the whole of `cells`. */
void summary_draw(struct cells *cells, const struct summary_view *view, const struct screen_style *style);

#endif
