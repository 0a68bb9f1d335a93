#ifndef SCREEN_HISTORY_H
#define SCREEN_HISTORY_H

#include "screen/cells.h"
#include "screen/style.h"

#include "routine/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The history: a year of days, discomfort over time, minutes by area, left against right, and the sessions as a list. */

enum { HISTORY_NO_RATING = -1, HISTORY_RANGES = 4 };

/* How many sessions the chart may show, from the least to the most. */
extern const size_t history_ranges[HISTORY_RANGES];

/* A session in the list. The title may come from files: it is made safe when drawn. */
struct history_item {
  char date[32]; /* `Sun 22 Nov` */
  const char *title;
  int minutes;
  int before, after; /* or HISTORY_NO_RATING */
  char outcome[40];  /* `done`, `stopped at 4 of 6` */
};

struct history_view {
  int year, first_year, last_year;
  const int32_t *day_minutes; /* by day of the year; 0: nothing done */
  int day_count;              /* 365 or 366 */
  int first_weekday;          /* of 1 January, from 0, Monday */
  int today;                  /* the day of the year; day_count: the year is over */
  int month_days[12];
  int64_t session_count, minutes; /* of the year */
  int64_t this_week;
  int median_before, median_after;  /* of the last 14 that were rated, or HISTORY_NO_RATING */
  const int *before, *after;        /* of the rated sessions, the oldest first */
  size_t rated_count;               /* as many as there are, up to the range */
  size_t range;                     /* how many the chart shows at most */
  char since[16];                   /* where the chart begins: `Jun` */
  int64_t area_minutes[AREA_COUNT]; /* of the last 12 weeks */
  int64_t left_minutes, right_minutes;
  const struct history_item *items; /* from `first` on, the newest first */
  size_t item_count;
  size_t first, all;  /* of all sessions */
  bool list;          /* the list alone */
  bool can_write;     /* to a file of the person's own */
  bool asks_form;     /* of a file to write */
  const char *notice; /* such as where it was written; or NULL */
};

/* How many items of the list are on a screen of this size. */
size_t history_list_rows(int rows, int columns, bool list);

/* Draws the history on the whole of `cells`. */
void history_draw(struct cells *cells, const struct history_view *view, const struct screen_style *style);

/* The middle one of `count` values, of an even number the higher of the two in the middle; HISTORY_NO_RATING of none. */
int history_median(const int *values, size_t count);

#endif
