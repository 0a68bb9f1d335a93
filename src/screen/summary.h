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
  const char *verdict;         /* what the two mean for the next session, in a sentence; or NULL */
  const char *note;            /* what has been written of it */
  bool noting;                 /* the note is being written */
  const char *tip;             /* a word for the way, or NULL */
  const struct cells *figure;  /* at most as large as summary_figure_area() says; NULL: its place stays empty */
  struct summary_week {
    bool is_known;
    unsigned days; /* a bit for each day with a session, this one's among them; the lowest is Monday's */
    int today;     /* from 0, Monday */
  } week;
};

/* The place of the figure on `rows` x `columns`; 0 rows: there is no room for one. */
struct rect summary_figure_area(const struct summary_view *view, int rows, int columns);

/* Draws the summary on the whole of `cells`. */
void summary_draw(struct cells *cells, const struct summary_view *view, const struct screen_style *style);

#endif
