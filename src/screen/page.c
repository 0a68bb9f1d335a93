#include "screen/page.h"

#include "base/text.h"

#include <string.h>

enum { FLOW_ROWS = 240, WIDE = 72, MEDIUM = 50 };

static int edge_of(int columns) {
  return columns >= MEDIUM ? 2 : columns >= 30 ? 1 : 0;
}

void page_keys(struct cells *cells, const struct key_hint *hints, const struct screen_style *style) {
  int rows = cells_rows(cells), columns = cells_columns(cells), edge = edge_of(columns);
  if (rows > 1) {
    struct rect line = {rows - 1, edge, 1, columns - 2 * edge};
    cells_fill(cells, (struct rect){rows - 1, 0, 1, columns}, pen_of(ROLE_TEXT));
    widget_keys(cells, line, hints, style);
  }
}

struct page page_begin(struct cells *cells, const char *title, const char *aside, int margin, const struct key_hint *hints,
                       const struct screen_style *style) {
  int rows = cells_rows(cells), columns = cells_columns(cells);
  int edge = edge_of(columns);
  int inside = columns - 2 * edge;
  int inner = columns >= WIDE ? margin : edge;
  int aside_columns = aside != NULL ? text_width(aside) + 2 : 0;
  cells_clear(cells);
  widget_text(cells, 0, edge, inside - aside_columns, pen_of(ROLE_SOFT), title, style);
  if (aside != NULL && aside_columns < inside) {
    widget_right(cells, (struct rect){0, edge, 1, inside}, pen_of(ROLE_HINT), aside, style);
  }
  page_keys(cells, hints, style);
  int top = rows >= 20 ? 2 : 1;
  int bottom = rows >= 14 ? 2 : 1;
  struct rect area = {top, inner, rows - top - bottom, columns - 2 * inner};
  area.rows = area.rows > 0 ? area.rows : 0;
  area.columns = area.columns > 0 ? area.columns : 0;
  return (struct page){cells, style, area};
}

struct flow flow_begin(int columns, const struct screen_style *style) {
  columns = columns > 0 ? columns : 1;
  return (struct flow){.cells = cells_create(FLOW_ROWS, columns), .columns = columns, .style = style};
}

void flow_add(struct flow *flow, struct pen pen, const char *text, int gap) {
  int left = FLOW_ROWS - flow->row;
  if (left > 0) {
    flow->row += widget_paragraph(flow->cells, (struct rect){flow->row, 0, left, flow->columns}, pen, text, flow->style);
    flow->row += gap;
  }
}

int flow_end(struct flow *flow, struct cells *cells, struct rect area, int first) {
  int used = flow->row < FLOW_ROWS ? flow->row : FLOW_ROWS;
  while (used > 0 && cells_at(flow->cells, used - 1, 0)->text[0] == ' ') {
    used--; /* blank rows at the end need not be scrolled to */
  }
  int last = used > area.rows ? used - area.rows : 0;
  first = first > last ? last : first;
  for (int row = 0; row < area.rows && first + row < used; row++) {
    for (int column = 0; column < area.columns && column < flow->columns; column++) {
      const struct cell *cell = cells_at(flow->cells, first + row, column);
      if (cell->width > 0) {
        cells_text(cells, area.row + row, area.column + column, cell->width, cell->pen, cell->text);
      }
    }
  }
  const char *more = flow->style->ascii ? "v" : "↓";
  if (first < last && area.rows > 0) {
    cells_text(cells, area.row + area.rows - 1, cells_columns(cells) - 1, 1, pen_of(ROLE_HINT), more);
  }
  cells_destroy(flow->cells);
  flow->cells = NULL;
  return last;
}

void page_tick(const struct page *page, struct rect area, int index, const struct tick_line *line) {
  int row = area.row + index;
  ink background = line->selected ? ROLE_SEL : ROLE_NONE;
  const struct screen_style *style = page->style;
  if (line->selected) {
    cells_fill(page->cells, (struct rect){row, area.column, 1, area.columns}, (struct pen){.background = background});
    int mark = area.column > 0 ? area.column - 1 : 0;
    cells_text(page->cells, row, mark, 1, pen_of(ROLE_ACCENT), style->ascii ? ">" : "▌");
  }
  const char *tick = line->ticked ? (style->ascii ? "[x]" : "●") : style->ascii ? "[ ]" : "○";
  struct pen tick_pen = {line->ticked ? ROLE_ACCENT : ROLE_OFF, background, false, false};
  struct pen pen = {line->selected || line->ticked ? ROLE_TEXT : ROLE_SOFT, background, line->selected, false};
  int column = area.column + 1;
  column += cells_text(page->cells, row, column, area.columns - 1, tick_pen, tick) + 1;
  widget_text(page->cells, row, column, area.column + area.columns - column, pen, line->text, style);
}

int page_in_full(const struct page *page, const char *selected) {
  enum { ROWS = 2 };
  struct rect area = page->area;
  if (cells_columns(page->cells) >= WIDE || area.rows < 6) {
    return 0;
  }
  if (text_width(selected) + 4 > area.columns) {
    widget_paragraph(page->cells, (struct rect){area.row + area.rows - ROWS, area.column + 1, ROWS, area.columns - 1},
                     pen_of(ROLE_TEXT), selected, page->style);
  }
  return ROWS;
}

size_t page_first(size_t count, size_t shown, size_t selected) {
  size_t half = shown / 2;
  if (count <= shown || selected <= half) {
    return 0;
  }
  return selected - half < count - shown ? selected - half : count - shown;
}
