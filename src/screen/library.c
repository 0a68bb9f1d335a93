#include "screen/library.h"

#include "screen/widgets.h"

#include "base/text.h"
#include "base/timespan.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_ROWS = 3, FOOT_ROWS = 3, AREA_COLUMNS = 12, MINUTES_COLUMNS = 7, ITEM_TEXT = 512 };

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

int library_page(int rows) {
  int page = rows - HEAD_ROWS - FOOT_ROWS;
  return page > 1 ? page : 1;
}

size_t library_move(const struct library_view *view, enum action action, int rows) {
  size_t last = view->count > 0 ? view->count - 1 : 0;
  size_t page = (size_t)library_page(rows);
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

static void format_minutes(int64_t span_ns, char *out, size_t size) {
  int64_t minutes = (span_ns + SECONDS(30)) / SECONDS(60);
  snprintf(out, size, "%" PRId64 " min", minutes > 0 ? minutes : 1);
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
  format_minutes(item->total_ns, text, sizeof text);
  struct pen minutes = {selected ? ROLE_SOFT : ROLE_HINT, background, false, false};
  widget_right(cells, (struct rect){row, right - MINUTES_COLUMNS - 1, 1, MINUTES_COLUMNS}, minutes, text, style);
}

static void draw_list(struct cells *cells, const struct places *places, const struct library_view *view,
                      const struct screen_style *style) {
  size_t page = (size_t)library_page(cells_rows(cells));
  size_t first = first_shown(view, page);
  int row = cells_rows(cells) > HEAD_ROWS ? HEAD_ROWS : 0;
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

/* `mat, cushion, chair`. */
static void join(const struct strings *strings, char *out, size_t size) {
  size_t used = 0;
  out[0] = '\0';
  for (size_t i = 0; i < strings->count && used + 1 < size; i++) {
    if (i > 0) {
      snprintf(out + used, size - used, ", ");
      used += strlen(out + used);
    }
    text_sanitize(out + used, size - used, strings->items[i]);
    used += strlen(out + used);
  }
}

static void draw_preview(struct cells *cells, struct rect area, const struct library_item *item,
                         const struct screen_style *style) {
  char text[ITEM_TEXT], minutes[32];
  int row = area.row;
  int end = area.row + area.rows;
  if (end - row < 8) {
    return;
  }
  text_sanitize(text, sizeof text, item->title);
  row += widget_paragraph(cells, (struct rect){row, area.column, 2, area.columns}, pen_bold(ROLE_TEXT), text, style);
  text_sanitize(text, sizeof text, item->goal != NULL ? item->goal : "");
  row += widget_paragraph(cells, (struct rect){row, area.column, end - row - 6, area.columns}, pen_of(ROLE_SOFT), text, style);
  row += 1;
  format_minutes(item->total_ns, minutes, sizeof minutes);
  snprintf(text, sizeof text, "%s, level %d", minutes, item->level);
  widget_text(cells, row++, area.column, area.columns, pen_of(ROLE_TEXT), text, style);
  snprintf(text, sizeof text, "%d exercise%s", item->exercise_count, item->exercise_count == 1 ? "" : "s");
  widget_text(cells, row++, area.column, area.columns, pen_of(ROLE_SOFT), text, style);
  join(&item->equipment, text, sizeof text);
  row += widget_paragraph(cells, (struct rect){row, area.column, end - row, area.columns}, pen_of(ROLE_SOFT), text, style);
  if (item->last != NULL && row + 1 < end) {
    int used = cells_text(cells, row + 1, area.column, area.columns, pen_of(ROLE_HINT), "last  ");
    widget_text(cells, row + 1, area.column + used, area.columns - used, pen_of(ROLE_SOFT), item->last, style);
  }
}

/* `Pigeon, left, 0:22 left: resume?   r resume   x not again`, on the row above the list. */
static void draw_offer(struct cells *cells, const struct places *places, const char *offer, const struct screen_style *style) {
  static const struct key_hint hints[] = {{ACTION_RESUME_SESSION, NULL}, {ACTION_DECLINE, NULL}, {ACTION_NONE, NULL}};
  enum { HINTS_COLUMNS = 25, ROW = HEAD_ROWS - 1 };
  char text[ITEM_TEXT];
  int columns = cells_columns(cells) - 2 * places->list_column;
  bool roomy = columns >= 2 * HINTS_COLUMNS;
  text_sanitize(text, sizeof text, offer);
  int room = roomy ? columns - HINTS_COLUMNS - 12 : columns - 12;
  int used = widget_text(cells, ROW, places->list_column, room, pen_of(ROLE_ACCENT), text, style);
  used +=
      widget_text(cells, ROW, places->list_column + used, 12, pen_of(ROLE_ACCENT), roomy ? ": resume?" : ": r resume", style);
  if (roomy) {
    widget_keys(cells, (struct rect){ROW, places->list_column + used + 3, 1, columns - used - 3}, hints, style);
  }
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
  static const struct key_hint hints[] = {
      {ACTION_CHOOSE, NULL}, {ACTION_HISTORY, NULL}, {ACTION_LIBRARY_HELP, NULL}, {ACTION_QUIT, NULL}, {ACTION_NONE, NULL}};
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
    widget_paragraph(cells,
                     (struct rect){rows > HEAD_ROWS ? HEAD_ROWS : 0, places.list_column, 2, columns - 2 * places.list_column},
                     pen_of(ROLE_SOFT), "There are no routines here yet.", style);
  } else {
    draw_list(cells, &places, view, style);
  }
  if (places.preview.rows > 0 && view->count > 0) {
    draw_preview(cells, places.preview, &view->items[view->selected], style);
  }
  if (rows > HEAD_ROWS + 1) {
    widget_keys(cells, (struct rect){rows - 1, places.list_column, 1, columns - 2 * places.list_column}, hints, style);
  }
}
