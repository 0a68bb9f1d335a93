#include "screen/library.h"

#include "screen/library_preview.h"
#include "screen/widgets.h"

#include "base/text.h"
#include "base/timespan.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_ROWS = 3, FOOT_ROWS = 3, LOW_ROWS = 8, AREA_COLUMNS = 12, MINUTES_COLUMNS = 7, ITEM_TEXT = 512 };

/* Where the parts lie on a screen of some width. */
struct places {
  int list_column, list_columns;
  bool has_area;
  struct rect preview; /* 0 rows: no room for one */
};

static int compare(const void *left, const void *right) {
  const struct library_item *a = left;
  const struct library_item *b = right;
  if (a->area != b->area) {
    return a->area < b->area ? -1 : 1;
  }
  if (a->level != b->level) {
    return a->level < b->level ? -1 : 1;
  }
  if (a->total_ns != b->total_ns) {
    return a->total_ns < b->total_ns ? -1 : 1;
  }
  return strcmp(a->title, b->title);
}

void library_sort(struct library_item *items, size_t count) {
  if (count > 0) {
    qsort(items, count, sizeof *items, compare);
  }
}

/* Rows above the list: the head, and room for an offer. On a low screen the list begins right below what there is. */
static int head_rows(const struct library_view *view, int rows) {
  return rows > LOW_ROWS ? HEAD_ROWS : rows <= HEAD_ROWS ? 0 : view->offer != NULL ? HEAD_ROWS : 1;
}

/* How many routines are seen at once. */
static int page_of(const struct library_view *view, int rows) {
  int page = rows - head_rows(view, rows) - (rows > LOW_ROWS ? FOOT_ROWS : 1);
  return page > 1 ? page : 1;
}

size_t library_move(const struct library_view *view, enum action action, int rows) {
  size_t last = view->count > 0 ? view->count - 1 : 0;
  size_t page = (size_t)page_of(view, rows);
  size_t now = view->selected;
  switch (action) {
  case ACTION_DOWN:
    return now < last ? now + 1 : last;
  case ACTION_UP:
    return now > 0 ? now - 1 : 0;
  case ACTION_PAGE_DOWN:
    return last - now > page ? now + page : last;
  case ACTION_PAGE_UP:
    return now > page ? now - page : 0;
  case ACTION_FIRST:
    return 0;
  case ACTION_LAST:
    return last;
  default:
    return now;
  }
}

/* The selected row stays in the middle of the list as far as there is list on both sides. */
static size_t first_shown(const struct library_view *view, size_t page) {
  size_t half = page / 2;
  if (view->count <= page || view->selected <= half) {
    return 0;
  }
  size_t most = view->count - page;
  return view->selected - half < most ? view->selected - half : most;
}

static struct places places_on(int rows, int columns) {
  struct places places = {.list_column = columns >= 60 ? 2 : 0, .has_area = columns >= 44};
  int preview_column = columns >= 120 ? 58 : 50;
  places.list_columns = columns - 2 * places.list_column;
  if (columns >= 76) {
    places.list_columns = preview_column - 4 - places.list_column;
    places.preview = (struct rect){HEAD_ROWS, preview_column, rows - HEAD_ROWS - FOOT_ROWS, columns - preview_column - 2};
  }
  return places;
}

static void area_words(enum area area, char *out, size_t size) {
  snprintf(out, size, "%s", area_names[area]);
  for (char *at = strchr(out, '-'); at != NULL; at = strchr(at, '-')) {
    *at = ' ';
  }
}

static void draw_row(struct cells *cells, int row, const struct places *places, const struct library_view *view, size_t index,
                     bool names_area, const struct screen_style *style) {
  const struct library_item *item = &view->items[index];
  bool selected = index == view->selected;
  ink background = selected ? ROLE_SEL : ROLE_NONE;
  char text[ITEM_TEXT];
  int column = places->list_column + 1;
  int right = places->list_column + places->list_columns;
  if (selected) {
    cells_fill(cells, (struct rect){row, places->list_column, 1, places->list_columns}, (struct pen){.background = background});
    int mark = places->list_column > 0 ? places->list_column - 1 : 0;
    cells_text(cells, row, mark, 1, pen_of(ROLE_ACCENT), style->ascii ? ">" : "▌");
  }
  if (places->has_area) {
    area_words(item->area, text, sizeof text);
    if (names_area) {
      widget_text(cells, row, column, AREA_COLUMNS - 1, (struct pen){ROLE_HINT, background, false, false}, text, style);
    }
    column += AREA_COLUMNS;
  }
  text_sanitize(text, sizeof text, item->title);
  struct pen title = {selected ? ROLE_TEXT : ROLE_SOFT, background, selected, false};
  widget_text(cells, row, column, right - MINUTES_COLUMNS - 2 - column, title, text, style);
  library_format_minutes(item->total_ns, text, sizeof text);
  struct pen minutes = {selected ? ROLE_SOFT : ROLE_HINT, background, false, false};
  widget_right(cells, (struct rect){row, right - MINUTES_COLUMNS - 1, 1, MINUTES_COLUMNS}, minutes, text, style);
}

static void draw_list(struct cells *cells, const struct places *places, const struct library_view *view,
                      const struct screen_style *style) {
  size_t page = (size_t)page_of(view, cells_rows(cells));
  size_t first = first_shown(view, page);
  int row = head_rows(view, cells_rows(cells));
  size_t index = first;
  for (; index < view->count && index < first + page; index++, row++) {
    bool names_area = index == first || view->items[index].area != view->items[index - 1].area;
    draw_row(cells, row, places, view, index, names_area, style);
  }
  if (index < view->count && row < cells_rows(cells) - 1) {
    char text[48];
    snprintf(text, sizeof text, "%zu more below", view->count - index);
    widget_text(cells, row, places->list_column + 1, places->list_columns, pen_of(ROLE_HINT), text, style);
  }
}

/* `Pigeon, left, 0:22 left: resume?   r resume   x not again`, above the list; the keys below it where there is little room. */
static void draw_offer(struct cells *cells, const struct places *places, const char *offer, const struct screen_style *style) {
  static const struct key_hint hints[] = {{ACTION_RESUME_SESSION, NULL}, {ACTION_DECLINE, NULL}, {ACTION_NONE, NULL}};
  enum { HINTS_COLUMNS = 26, ROW = 1 };
  static const char question[] = ": resume?";
  char text[ITEM_TEXT];
  int columns = cells_columns(cells) - 2 * places->list_column;
  text_sanitize(text, sizeof text, offer);
  bool beside = text_width(text) + (int)sizeof question - 1 + HINTS_COLUMNS <= columns;
  int used = widget_text(cells, ROW, places->list_column, columns, pen_of(ROLE_ACCENT), text, style);
  struct rect keys = {ROW + 1, places->list_column, 1, columns};
  if (beside) {
    used += cells_text(cells, ROW, places->list_column + used, (int)sizeof question, pen_of(ROLE_ACCENT), question);
    keys = (struct rect){ROW, places->list_column + used + 3, 1, columns - used - 3};
  }
  widget_keys(cells, keys, hints, style);
}

struct rect library_figure_area(int rows, int columns) {
  return library_preview_figure(places_on(rows, columns).preview);
}

static void draw_head(struct cells *cells, const struct places *places, int columns, const struct screen_style *style) {
  bool roomy = columns >= 54;
  int column = places->list_column;
  column += widget_text(cells, 0, column, columns, pen_of(ROLE_SOFT), "limber", style) + 4;
  if (roomy) {
    column += cells_text(cells, 0, column, columns, pen_of(ROLE_ACCENT), "1 ");
  }
  column += cells_text(cells, 0, column, columns, pen_bold(ROLE_TEXT), "routines") + 3;
  if (roomy) {
    column += cells_text(cells, 0, column, columns, pen_of(ROLE_SOFT), "4 ");
    cells_text(cells, 0, column, columns, pen_of(ROLE_HINT), "history");
  }
}

void library_draw(struct cells *cells, const struct library_view *view, const struct screen_style *style) {
  static const struct key_hint hints[] = {{ACTION_CHOOSE, NULL}, {ACTION_HISTORY, NULL},         {ACTION_LIBRARY_HELP, NULL},
                                          {ACTION_QUIT, NULL},   {ACTION_LIBRARY_PROFILE, NULL}, {ACTION_NONE, NULL}};
  int rows = cells_rows(cells);
  int columns = cells_columns(cells);
  struct places places = places_on(rows, columns);
  cells_clear(cells);
  if (rows > HEAD_ROWS) {
    draw_head(cells, &places, columns, style);
  }
  if (view->offer != NULL && rows > HEAD_ROWS) {
    draw_offer(cells, &places, view->offer, style);
  }
  if (view->count == 0) {
    widget_paragraph(cells, (struct rect){head_rows(view, rows), places.list_column, 2, columns - 2 * places.list_column},
                     pen_of(ROLE_SOFT), "There are no routines here yet.", style);
  } else {
    draw_list(cells, &places, view, style);
  }
  if (places.preview.rows > 0 && view->count > 0) {
    library_preview_draw(cells, places.preview, &view->items[view->selected], view->preview, style);
  }
  if (rows > HEAD_ROWS + 1) {
    widget_keys(cells, (struct rect){rows - 1, places.list_column, 1, columns - 2 * places.list_column}, hints, style);
  }
}
