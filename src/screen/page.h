#ifndef SCREEN_PAGE_H
#define SCREEN_PAGE_H

#include "screen/cells.h"
#include "screen/style.h"
#include "screen/widgets.h"

#include <stdbool.h>
#include <stddef.h>

/* A page of words: a head, what it says, and the keys. What questions, advice and lists to tick have in common. */

/* Where the words of a page go. */
struct page {
  struct cells *cells;
  const struct screen_style *style;
  struct rect area; /* between head and keys */
};

/*
 * Blanks `cells` and draws the head (`title`, at the right `aside` or NULL) and the key line. `margin`: columns free at either
 * side of the words where the screen is wide.
 */
struct page page_begin(struct cells *cells, const char *title, const char *aside, int margin, const struct key_hint *hints,
                       const struct screen_style *style);

/* Draws the key line of a page anew. */
void page_keys(struct cells *cells, const struct key_hint *hints, const struct screen_style *style);

/* Words that may be longer than the page, drawn from some row on. */
struct flow {
  struct cells *cells;
  int columns;
  int row; /* the next to be written */
  const struct screen_style *style;
};

/* Begins a flow of `columns`. */
struct flow flow_begin(int columns, const struct screen_style *style);

/* Adds a paragraph, and `gap` blank rows after it. */
void flow_add(struct flow *flow, struct pen pen, const char *text, int gap);

/*
 * Draws rows of the flow from `first` on (or the last that fill the area) into `area`, says with a mark that there is more, and
 * frees it. Returns the greatest `first` that means anything.
 */
int flow_end(struct flow *flow, struct cells *cells, struct rect area, int first);

/* A line of a list: ticked or not, selected or not. */
struct tick_line {
  const char *text;
  bool ticked, selected;
};

/* Draws it on one row of `area`, `index` rows down. */
void page_tick(const struct page *page, struct rect area, int index, const struct tick_line *line);

/*
 * On a narrow screen, where some lines of a list are cut: the selected one in full, at the bottom of the page. Returns the rows
 * it keeps free for that, whatever is selected; 0 on a wide screen.
 */
int page_in_full(const struct page *page, const char *selected);

/* The first of `count` items shown, `shown` at a time, so that `selected` is among them, in the middle where it can be. */
size_t page_first(size_t count, size_t shown, size_t selected);

#endif
