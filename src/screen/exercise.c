#include "screen/exercise.h"

#include "screen/keymap.h"
#include "screen/tabs.h"
#include "screen/widgets.h"

#include "base/text.h"
#include "routine/dose.h"

#include <stdio.h>
#include <string.h>

enum {
  EXERCISE_TEXT = 600,
  LABEL_COLUMNS = 10,
  PANEL_FROM_COLUMNS = 72, /* narrower, the facts stand below the figure */
  PANEL_COLUMNS = 29,
  LARGE_PANEL_COLUMNS = 44,
  LARGE_FROM_COLUMNS = 120,
  HEAD_ROWS = 3,
  WORDS_ROWS = 8, /* below the figure, with the blank row above the keys */
  LEAST_FIGURE_ROWS = 6,
  LOW_BELOW_ROWS = 20,
  LOW_WORDS_ROWS = 3,
};

/* A line of facts: what, and how it is. */
struct fact {
  const char *label;
  char value[EXERCISE_TEXT];
};

enum { FACTS = 8 };

/* Adds `words` to `out`, those after the first behind `between`; `-` is a blank. */
static void add_words(char *out, size_t size, const char *between, const char *words) {
  size_t used = strlen(out);
  snprintf(out + used, size - used, "%s", used > 0 ? between : "");
  used = strlen(out);
  text_sanitize(out + used, size - used, words);
}

static void open_hyphens(char *text) {
  for (; *text != '\0'; text++) {
    *text = *text == '-' ? ' ' : *text;
  }
}

static void join(char *out, size_t size, struct strings strings, const char *none) {
  out[0] = '\0';
  for (size_t i = 0; i < strings.count; i++) {
    add_words(out, size, ", ", strings.items[i]);
  }
  if (strings.count == 0) {
    snprintf(out, size, "%s", none);
  }
}

static void level_words(const struct exercise *exercise, char *out, size_t size) {
  static const char *const names[] = {"easy", "steady", "strong"};
  snprintf(out, size, "%d, %s", exercise->level, names[exercise->level >= 1 && exercise->level <= 3 ? exercise->level - 1 : 0]);
}

static const char *const kind_words[TYPE_COUNT] = {
    [TYPE_STRETCH] = "stretch",
    [TYPE_STRENGTH] = "strength",
    [TYPE_MOBILITY] = "mobility",
    [TYPE_BREATHING] = "breathing",
    [TYPE_MASSAGE_SWEDISH] = "relaxing massage",
    [TYPE_MASSAGE_DEEP] = "deep-pressure massage",
    [TYPE_MASSAGE_TRIGGER] = "trigger-point massage",
    [TYPE_MASSAGE_SPORTS] = "sports massage",
};

static size_t collect_facts(const struct exercise_view *view, struct fact facts[FACTS]) {
  const struct exercise *exercise = view->exercise;
  size_t count = 0;
  facts[count].label = "level";
  level_words(exercise, facts[count].value, sizeof facts->value);
  facts[++count].label = "kind";
  snprintf(facts[count].value, sizeof facts->value, "%s", kind_words[exercise->type]);
  facts[++count].label = "dose";
  dose_format(facts[count].value, sizeof facts->value, &exercise->dose, exercise->sides);
  facts[++count].label = "works";
  join(facts[count].value, sizeof facts->value, exercise->muscles, "the whole body");
  facts[++count].label = "position";
  snprintf(facts[count].value, sizeof facts->value, "%s", position_phrases[exercise->position]);
  facts[++count].label = "needs";
  join(facts[count].value, sizeof facts->value, exercise->equipment, "nothing");
  if (view->easier != NULL) {
    facts[++count].label = "easier";
    text_sanitize(facts[count].value, sizeof facts->value, view->easier);
  }
  if (view->harder != NULL) {
    facts[++count].label = "harder";
    text_sanitize(facts[count].value, sizeof facts->value, view->harder);
  }
  return count + 1;
}

/* As many facts as there is room for; returns the rows used. */
static int draw_facts(struct cells *cells, struct rect area, const struct exercise_view *view,
                      const struct screen_style *style) {
  struct fact facts[FACTS];
  size_t count = collect_facts(view, facts);
  int row = 0;
  for (size_t i = 0; i < count && row < area.rows; i++) {
    widget_text(cells, area.row + row, area.column, LABEL_COLUMNS - 1, pen_of(ROLE_HINT), facts[i].label, style);
    struct rect value = {area.row + row, area.column + LABEL_COLUMNS, 2, area.columns - LABEL_COLUMNS};
    value.rows = value.rows > area.rows - row ? area.rows - row : value.rows;
    int used = widget_paragraph(cells, value, pen_of(ROLE_SOFT), facts[i].value, style);
    row += used > 0 ? used : 1;
  }
  return row;
}

/* What the body must be free of for it. */
static const char *avoid_words(const struct exercise *exercise, char *out, size_t size) {
  out[0] = '\0';
  for (int tag = 0; tag < AVOID_COUNT; tag++) {
    if (exercise->avoid & WORD_BIT(tag)) {
      add_words(out, size, ", ", tag == AVOID_ACUTE ? "the first days of a flare" : avoid_names[tag]);
    }
  }
  open_hyphens(out);
  return out;
}

/* `leave out with  …`; returns the rows used. */
static int draw_labelled(struct cells *cells, struct rect area, const char *label, const char *text, int most,
                         const struct screen_style *style) {
  enum { COLUMNS = 16 };
  if (area.rows <= 0 || text == NULL || text[0] == '\0') {
    return 0;
  }
  widget_text(cells, area.row, area.column, COLUMNS - 2, pen_of(ROLE_HINT), label, style);
  struct rect words = {area.row, area.column + COLUMNS, area.rows < most ? area.rows : most, area.columns - COLUMNS};
  return widget_paragraph(cells, words, pen_of(ROLE_SOFT), text, style);
}

/* How it is done, what to mind, for whom it is not, where it is found. Returns the rows used. */
static int draw_words(struct cells *cells, struct rect area, const struct exercise_view *view,
                      const struct screen_style *style) {
  char text[EXERCISE_TEXT];
  int row = 0;
  const struct exercise *exercise = view->exercise;
  text_sanitize(text, sizeof text, exercise->setup);
  row += widget_paragraph(cells, area, pen_of(ROLE_TEXT), text, style);
  if (exercise->care != NULL && row < area.rows) {
    text_sanitize(text, sizeof text, exercise->care);
    struct rect care = {area.row + row, area.column, area.rows - row, area.columns};
    row += widget_paragraph(cells, care, pen_of(ROLE_SOFT), text, style);
  }
  row += row < area.rows ? 1 : 0;
  struct rect rest = {area.row + row, area.column, area.rows - row, area.columns};
  row += draw_labelled(cells, rest, "leave out with", avoid_words(exercise, text, sizeof text), 2, style);
  rest = (struct rect){area.row + row, area.column, area.rows - row, area.columns};
  text[0] = '\0';
  if (view->routines != NULL) {
    text_sanitize(text, sizeof text, view->routines);
  }
  return row + draw_labelled(cells, rest, "part of", text, 2, style);
}

/* --- beside a list -------------------------------------------------------------------------------------------------------- */

struct rect exercise_beside_figure(struct rect area) {
  int rows = area.rows / 2;
  return (struct rect){area.row, area.column, rows >= LEAST_FIGURE_ROWS ? rows : 0, area.columns};
}

void exercise_beside_draw(struct cells *cells, struct rect area, const struct exercise_view *view,
                          const struct screen_style *style) {
  char text[EXERCISE_TEXT];
  struct rect figure = exercise_beside_figure(area);
  int row = area.row + figure.rows, end = area.row + area.rows;
  if (figure.rows > 0 && view->figure != NULL) {
    cells_blit(cells, figure, view->figure);
  }
  text_sanitize(text, sizeof text, view->exercise->name);
  row += widget_paragraph(cells, (struct rect){row, area.column, 2, area.columns}, pen_bold(ROLE_TEXT), text, style);
  bool large = area.columns >= LARGE_PANEL_COLUMNS;
  if (large) {
    row += 1 + draw_facts(cells, (struct rect){row + 1, area.column, end - row - 1, area.columns}, view, style);
    row += row < end ? 1 : 0;
    draw_words(cells, (struct rect){row, area.column, end - row, area.columns}, view, style);
    return;
  }
  dose_format(text, sizeof text, &view->exercise->dose, view->exercise->sides);
  widget_text(cells, row++, area.column, area.columns, pen_of(ROLE_SOFT), text, style);
  struct rect words = {row + 1, area.column, end - row - 1, area.columns};
  text_sanitize(text, sizeof text, view->exercise->setup);
  widget_paragraph(cells, words, pen_of(ROLE_SOFT), text, style);
}

/* --- on a screen of its own ----------------------------------------------------------------------------------------------- */

struct page {
  int margin, inside, first;
  int panel_columns; /* 0: no panel */
  struct rect figure, words;
};

static struct page page_of(int rows, int columns) {
  struct page page = {.margin = columns >= 60 ? 2 : 0};
  page.inside = columns - 2 * page.margin;
  page.panel_columns = columns < PANEL_FROM_COLUMNS ? 0 : columns >= LARGE_FROM_COLUMNS ? LARGE_PANEL_COLUMNS : PANEL_COLUMNS;
  bool low = rows < LOW_BELOW_ROWS; /* no blank rows but the words' own */
  int gap = low ? 0 : 1;
  page.first = low ? HEAD_ROWS - 1 : HEAD_ROWS;
  int below = !low ? WORDS_ROWS : LOW_WORDS_ROWS;
  int room = rows - page.first - 1 - gap - below;
  page.figure = (struct rect){page.first, page.margin, room >= LEAST_FIGURE_ROWS ? room : 0,
                              page.inside - page.panel_columns - (page.panel_columns > 0 ? 2 : 0)};
  int first = page.first + page.figure.rows + (page.figure.rows > 0 ? gap : 0);
  page.words = (struct rect){first, page.margin, rows - 1 - gap - first, page.inside};
  return page;
}

struct rect exercise_figure_area(int rows, int columns) {
  return page_of(rows, columns).figure;
}

static void draw_below(struct cells *cells, const struct page *page, const struct exercise_view *view,
                       const struct screen_style *style) {
  struct rect words = page->words;
  if (page->panel_columns == 0 && words.rows > 1) {
    char text[EXERCISE_TEXT];
    dose_format(text, sizeof text, &view->exercise->dose, view->exercise->sides);
    widget_text(cells, words.row, words.column, words.columns, pen_of(ROLE_SOFT), text, style);
    words = (struct rect){words.row + 1, words.column, words.rows - 1, words.columns};
  }
  if (words.rows > 0) {
    draw_words(cells, words, view, style);
  }
}

void exercise_draw(struct cells *cells, const struct exercise_view *view, const struct screen_style *style) {
  int rows = cells_rows(cells), columns = cells_columns(cells);
  struct page page = page_of(rows, columns);
  char text[EXERCISE_TEXT];
  cells_clear(cells);
  tabs_draw(cells, (struct rect){0, page.margin, 1, page.inside}, TAB_EXERCISES, style);
  if (view->where != NULL && page.inside >= PANEL_FROM_COLUMNS) {
    widget_right(cells, (struct rect){0, page.margin, 1, page.inside}, pen_of(ROLE_SOFT), view->where, style);
  }
  text_sanitize(text, sizeof text, view->exercise->name);
  widget_text(cells, rows > 1 ? 1 : 0, page.margin, page.inside, pen_bold(ROLE_TEXT), text, style);
  if (page.figure.rows > 0 && view->figure != NULL) {
    cells_blit(cells, page.figure, view->figure);
  }
  if (page.panel_columns > 0) {
    int column = page.margin + page.inside - page.panel_columns;
    struct rect panel = {page.first, column, page.words.row - page.first, page.panel_columns};
    draw_facts(cells, panel, view, style);
  }
  draw_below(cells, &page, view, style);
  const struct key_hint hints[] = {{ACTION_EXERCISE_LOOK, "practise"},
                                   {ACTION_EXERCISE_CLOSE, NULL},
                                   {ACTION_EXERCISE_STILL, view->is_still ? "move" : NULL},
                                   {ACTION_EXERCISE_SIDE, NULL},
                                   {ACTION_EXERCISE_DOWN, "browse"},
                                   {ACTION_NONE, NULL}};
  if (rows > HEAD_ROWS + 1) {
    widget_keys(cells, (struct rect){rows - 1, page.margin, 1, page.inside}, view->may_practise ? hints : hints + 1, style);
  }
}
