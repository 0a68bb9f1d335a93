#include "screen/library.h"

#include "screen/library_filter.h"
#include "screen/library_preview.h"
#include "screen/widgets.h"

#include "base/text.h"
#include "base/timespan.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  FILTER_ROW = 1,
  OFFER_ROW = 2,
  HEAD_ROWS = 3,
  FOOT_ROWS = 3,
  LOW_ROWS = 8, /* a screen this low gives every row it can to the list */
  AREA_COLUMNS = 12,
  MINUTES_COLUMNS = 7,
  LEVEL_COLUMNS = 5,
  ITEM_TEXT = 512
};

/* Where the parts lie on a screen of some width. */
struct places {
  int list_column, list_columns;
  bool has_area, has_level;
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

/* Whether something is asked of the list, or is being asked. */
static bool is_asked(const struct library_view *view) {
  return view->filter != NULL && (view->filter->typing || !library_filter_is_open(view->filter));
}

/* Rows above the list: the head, and room for what is asked and an offer; on a low screen only for what there is. */
static int head_rows(const struct library_view *view, int rows) {
  if (rows > LOW_ROWS) {
    return HEAD_ROWS;
  }
  return rows <= HEAD_ROWS ? 0 : is_asked(view) ? FILTER_ROW + 1 : view->offer != NULL ? HEAD_ROWS : FILTER_ROW;
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
  struct places places = {.list_column = columns >= 60 ? 2 : 0, .has_area = columns >= 44, .has_level = columns >= 120};
  int preview_column = columns >= 120 ? 58 : 50;
  places.list_columns = columns - 2 * places.list_column;
  if (columns >= 76) {
    places.list_columns = preview_column - 4 - places.list_column - (places.has_level ? LEVEL_COLUMNS : 0);
    places.preview = (struct rect){HEAD_ROWS, preview_column, rows - HEAD_ROWS - FOOT_ROWS, columns - preview_column - 2};
  }
  return places;
}

const char *library_area_words(enum area area, char *out, size_t size) {
  snprintf(out, size, "%s", area_names[area]);
  for (char *at = strchr(out, '-'); at != NULL; at = strchr(at, '-')) {
    *at = ' ';
  }
  return out;
}

int64_t library_minutes(int64_t span_ns) {
  int64_t minutes = (span_ns + SECONDS(30)) / SECONDS(60);
  return minutes > 0 ? minutes : 1;
}

void library_format_minutes(int64_t span_ns, char *out, size_t size) {
  snprintf(out, size, "%" PRId64 " min", library_minutes(span_ns));
}

/* `●●○`: the second of three. */
static void draw_level(struct cells *cells, int row, int column, int level, ink background, const struct screen_style *style) {
  for (int i = 0; i < 3; i++) {
    struct pen pen = {i < level ? ROLE_SOFT : ROLE_OFF, background, false, false};
    cells_text(cells, row, column + i, 1, pen, style->ascii ? (i < level ? "x" : ".") : i < level ? "●" : "○");
  }
}

static void draw_minutes(struct cells *cells, int row, int right, const struct library_item *item, bool selected,
                         ink background, const struct screen_style *style) {
  char text[32];
  library_format_minutes(item->total_ns, text, sizeof text);
  struct pen pen = {selected ? ROLE_SOFT : ROLE_HINT, background, false, false};
  widget_right(cells, (struct rect){row, right - MINUTES_COLUMNS - 1, 1, MINUTES_COLUMNS}, pen, text, style);
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
    int columns = places->list_columns + (places->has_level ? LEVEL_COLUMNS : 0);
    cells_fill(cells, (struct rect){row, places->list_column, 1, columns}, (struct pen){.background = background});
    int mark = places->list_column > 0 ? places->list_column - 1 : 0;
    cells_text(cells, row, mark, 1, pen_of(ROLE_ACCENT), style->ascii ? ">" : "▌");
  }
  if (places->has_area) {
    library_area_words(item->area, text, sizeof text);
    if (names_area) {
      widget_text(cells, row, column, AREA_COLUMNS - 1, (struct pen){ROLE_HINT, background, false, false}, text, style);
    }
    column += AREA_COLUMNS;
  }
  text_sanitize(text, sizeof text, item->title);
  struct pen title = {selected ? ROLE_TEXT : ROLE_SOFT, background, selected, false};
  bool has_length = view->tab == TAB_ROUTINES;
  widget_text(cells, row, column, right - (has_length ? MINUTES_COLUMNS + 2 : 1) - column, title, text, style);
  if (has_length) {
    draw_minutes(cells, row, right, item, selected, background, style);
  }
  if (places->has_level) {
    draw_level(cells, row, right + 1, item->level, background, style);
  }
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

/*
 * `Pigeon, left, 0:22 left: resume?   r resume   x not again`, above the list; the keys below it where there is little room.
 * Returns whether it leaves FILTER_ROW free.
 */
static bool draw_offer(struct cells *cells, const struct places *places, const char *offer, const struct screen_style *style) {
  static const struct key_hint hints[] = {{ACTION_RESUME_SESSION, NULL}, {ACTION_DECLINE, NULL}, {ACTION_NONE, NULL}};
  enum { HINTS_COLUMNS = 26 };
  static const char question[] = ": resume?";
  char text[ITEM_TEXT];
  int columns = cells_columns(cells) - 2 * places->list_column;
  text_sanitize(text, sizeof text, offer);
  bool beside = text_width(text) + (int)sizeof question - 1 + HINTS_COLUMNS <= columns;
  int row = beside ? OFFER_ROW : FILTER_ROW;
  int used = widget_text(cells, row, places->list_column, columns, pen_of(ROLE_ACCENT), text, style);
  struct rect keys = {OFFER_ROW, places->list_column, 1, columns};
  if (beside) {
    used += cells_text(cells, row, places->list_column + used, (int)sizeof question, pen_of(ROLE_ACCENT), question);
    keys = (struct rect){row, places->list_column + used + 3, 1, columns - used - 3};
  }
  widget_keys(cells, keys, hints, style);
  return beside;
}

/* What is asked of the list, and the session that may go on, above it; where there is room for one, what is asked comes first.
 */
static void draw_above(struct cells *cells, const struct places *places, const struct library_view *view,
                       const struct screen_style *style) {
  static const struct library_filter open;
  const struct library_filter *filter = view->filter != NULL ? view->filter : &open;
  bool asks = is_asked(view), is_free = cells_rows(cells) > LOW_ROWS || asks;
  if (view->offer != NULL && !asks) {
    is_free = draw_offer(cells, places, view->offer, style) && is_free;
  }
  if (is_free && (view->all > 0 || view->count > 0)) {
    struct rect area = {FILTER_ROW, places->list_column, 1, cells_columns(cells) - 2 * places->list_column};
    library_filter_draw(cells, area, filter, view->tab == TAB_ROUTINES, style);
  }
}

struct rect library_figure_area(int rows, int columns, enum tab tab) {
  struct rect area = places_on(rows, columns).preview;
  return tab == TAB_EXERCISES ? exercise_beside_figure(area) : library_preview_figure(area);
}

static const struct key_hint routine_hints[] = {{ACTION_CHOOSE, NULL},  {ACTION_LIBRARY_HELP, NULL},    {ACTION_QUIT, NULL},
                                                {ACTION_HISTORY, NULL}, {ACTION_LIBRARY_PROFILE, NULL}, {ACTION_NONE, NULL}};
static const struct key_hint exercise_hints[] = {{ACTION_EXERCISE_LOOK, NULL},
                                                 {ACTION_EXERCISE_HELP, NULL},
                                                 {ACTION_EXERCISE_CLOSE, NULL},
                                                 {ACTION_EXERCISE_SIDE, NULL},
                                                 {ACTION_NONE, NULL}};
static const struct key_hint typing_hints[] = {{ACTION_SEARCH_KEEP, NULL}, {ACTION_SEARCH_CLEAR, NULL}, {ACTION_NONE, NULL}};

static const struct key_hint *hints_of(const struct library_view *view) {
  bool types = view->filter != NULL && view->filter->typing;
  return types ? typing_hints : view->tab == TAB_EXERCISES ? exercise_hints : routine_hints;
}

static const char *empty_words(const struct library_view *view) {
  return view->all > 0                ? "Nothing here fits. esc shows all again."
         : view->tab == TAB_EXERCISES ? "There are no exercises here yet."
                                      : "There are no routines here yet.";
}

/* What is selected, beside the list. */
static void draw_beside(struct cells *cells, struct rect area, const struct library_view *view,
                        const struct screen_style *style) {
  if (area.rows <= 0 || view->count == 0) {
    return;
  }
  if (view->tab == TAB_ROUTINES) {
    library_preview_draw(cells, area, &view->items[view->selected], view->preview, style);
  } else if (view->exercise != NULL) {
    exercise_beside_draw(cells, area, view->exercise, style);
  }
}

void library_draw(struct cells *cells, const struct library_view *view, const struct screen_style *style) {
  int rows = cells_rows(cells);
  int columns = cells_columns(cells);
  struct places places = places_on(rows, columns);
  int inside = columns - 2 * places.list_column;
  cells_clear(cells);
  if (rows > HEAD_ROWS) {
    tabs_draw(cells, (struct rect){0, places.list_column, 1, inside}, view->tab, style);
    draw_above(cells, &places, view, style);
  }
  if (view->count == 0) {
    struct rect area = {head_rows(view, rows), places.list_column, 2, inside};
    widget_paragraph(cells, area, pen_of(ROLE_SOFT), empty_words(view), style);
  } else {
    draw_list(cells, &places, view, style);
  }
  draw_beside(cells, places.preview, view, style);
  if (rows > HEAD_ROWS + 1) {
    widget_keys(cells, (struct rect){rows - 1, places.list_column, 1, inside}, hints_of(view), style);
  }
}
