#ifndef SCREEN_WIDGETS_H
#define SCREEN_WIDGETS_H

#include "screen/cells.h"
#include "screen/keymap.h"
#include "screen/style.h"

#include <stdint.h>

/* The pieces that screens are put together from. All clip to the grid. */

struct pen pen_of(enum role role);
struct pen pen_bold(enum role role);

/* Writes `text`, cut with an ellipsis where it is wider than `columns`. Returns the columns used. */
int widget_text(struct cells *cells, int row, int column, int columns, struct pen pen, const char *text,
                const struct screen_style *style);

/* The same, right-aligned in `area`, on its first row. */
void widget_right(struct cells *cells, struct rect area, struct pen pen, const char *text, const struct screen_style *style);

/* Wraps `text` at blanks into `area`; the last row ends with an ellipsis where there is more. Returns the rows used. */
int widget_paragraph(struct cells *cells, struct rect area, struct pen pen, const char *text, const struct screen_style *style);

/* What a bar is drawn with: what is done, what is to come. */
struct bar_pens {
  struct pen done, to_come;
  bool play_head; /* without Unicode: marks the present with `>` */
};

/* A line of `columns`, filled to part/whole by half cells. `whole` <= 0 counts as nothing done. */
void widget_bar(struct cells *cells, int row, int column, int columns, int64_t part, int64_t whole, struct bar_pens pens,
                const struct screen_style *style);

enum dot { DOT_TO_DO, DOT_NOW, DOT_DONE };

/* Draws `count` dots, a blank between them, as far as they fit; returns the columns used. */
int widget_dots(struct cells *cells, int row, int column, int columns, const enum dot *dots, int count,
                const struct screen_style *style);

/* A key on the key line: an action of the table, shown with the first of its keys. */
struct key_hint {
  enum action action;
  const char *hint; /* what it means just now; NULL: as the table says */
};

/* `space pause   n next`: those hints that fit whole, in order, up to one with ACTION_NONE. */
void widget_keys(struct cells *cells, struct rect area, const struct key_hint *hints, const struct screen_style *style);

#endif
