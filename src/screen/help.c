#include "screen/help.h"

#include "screen/widgets.h"

#include "base/text.h"

#include <string.h>

enum {
  PANEL_COLUMNS = 68,
  MARGIN = 3,
  HEAD_ROWS = 4, /* a blank, the title, a blank; and a blank below */
  KEY_GAP = 2,
};

/* What stands before the first action of a group. */
struct heading {
  enum action before;
  const char *text;
};

static const struct heading headings[] = {
    {ACTION_PAUSE, "While it runs"},
    {ACTION_LOUDER, "Sound and look"},
    {ACTION_CHOOSE, "Choosing a routine"},
    {ACTION_YEAR_BACK, "The history"},
};

static const char *heading_before(enum action action) {
  for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
    if (headings[i].before == action) {
      return headings[i].text;
    }
  }
  return NULL;
}

/* A row of the list: an action, a heading, or a blank before a heading. */
struct line {
  enum action action;
  const char *heading;
};

enum { LINES_MOST = ACTION_COUNT * 3 };

static int list_lines(enum keymap_mode mode, struct line lines[LINES_MOST]) {
  int count = 0;
  for (int action = ACTION_NONE + 1; action < ACTION_COUNT; action++) {
    if (action_info((enum action)action)->mode != mode) {
      continue;
    }
    const char *heading = heading_before((enum action)action);
    if (heading != NULL && count > 0) {
      lines[count++] = (struct line){ACTION_NONE, NULL};
    }
    if (heading != NULL) {
      lines[count++] = (struct line){ACTION_NONE, heading};
    }
    lines[count++] = (struct line){(enum action)action, NULL};
  }
  return count;
}

/* The panel leaves the last row free for the key line. */
static int rows_for_list(int rows) {
  return rows > HEAD_ROWS + 1 ? rows - HEAD_ROWS - 1 : 1;
}

int help_last_first(enum keymap_mode mode, int rows) {
  struct line lines[LINES_MOST];
  int hidden = list_lines(mode, lines) - rows_for_list(rows);
  return hidden > 0 ? hidden : 0;
}

/* The columns of the widest keys of `mode`. */
static int key_columns(enum keymap_mode mode, const struct screen_style *style) {
  struct line lines[LINES_MOST];
  int count = list_lines(mode, lines);
  int widest = 0;
  for (int i = 0; i < count; i++) {
    char keys[64];
    if (lines[i].action != ACTION_NONE) {
      int width = text_width(keymap_keys(lines[i].action, style, keys, sizeof keys));
      widest = width > widest ? width : widest;
    }
  }
  return widest;
}

static void draw_line(struct cells *cells, int row, int column, int columns, const struct line *line, int keys_columns,
                      const struct screen_style *style) {
  struct pen soft = {.foreground = ROLE_SOFT, .background = ROLE_PANEL};
  struct pen key = {.foreground = ROLE_ACCENT, .background = ROLE_PANEL};
  struct pen text = {.foreground = ROLE_TEXT, .background = ROLE_PANEL};
  char keys[64];
  if (line->heading != NULL) {
    widget_text(cells, row, column, columns, soft, line->heading, style);
  } else if (line->action != ACTION_NONE) {
    keymap_keys(line->action, style, keys, sizeof keys);
    widget_text(cells, row, column + 2, columns - 2, key, keys, style);
    int indent = 2 + keys_columns + KEY_GAP;
    const struct action_info *info = action_info(line->action);
    const char *words = text_width(info->help) <= columns - indent ? info->help : info->hint; /* short rather than cut */
    widget_text(cells, row, column + indent, columns - indent, text, words, style);
  }
}

void help_draw(struct cells *cells, const struct help_view *view, const struct screen_style *style) {
  struct line lines[LINES_MOST];
  int rows = cells_rows(cells);
  int columns = cells_columns(cells);
  int count = list_lines(view->mode, lines);
  int shown = count < rows_for_list(rows) ? count : rows_for_list(rows);
  int most = help_last_first(view->mode, rows);
  int first = view->first < 0 ? 0 : view->first > most ? most : view->first;
  struct rect panel = {0, 0, shown + HEAD_ROWS, PANEL_COLUMNS < columns ? PANEL_COLUMNS : columns};
  panel.row = (rows - 1 - panel.rows) / 2 > 0 ? (rows - 1 - panel.rows) / 2 : 0;
  panel.column = (columns - panel.columns) / 2;
  cells_fade(cells, (struct rect){0, 0, rows, columns}, ROLE_TRACK);
  cells_fill(cells, panel, (struct pen){.background = ROLE_PANEL});
  cells_fill(cells, (struct rect){rows - 1, 0, 1, columns}, (struct pen){.foreground = ROLE_NONE});
  int margin = panel.columns > 40 ? MARGIN : 1;
  struct rect inside = {panel.row + 1, panel.column + margin, 1, panel.columns - 2 * margin};
  cells_text(cells, inside.row, inside.column, inside.columns,
             (struct pen){.foreground = ROLE_TEXT, .background = ROLE_PANEL, .bold = true}, "Keys");
  if (view->note != NULL && inside.columns > text_width(view->note) + 6) {
    widget_right(cells, inside, (struct pen){.foreground = ROLE_SOFT, .background = ROLE_PANEL}, view->note, style);
  }
  int keys_columns = key_columns(view->mode, style);
  for (int i = 0; i < shown; i++) {
    draw_line(cells, inside.row + 2 + i, inside.column, inside.columns, &lines[first + i], keys_columns, style);
  }
  struct rect keys = {rows - 1, columns > 40 ? 2 : 0, 1, columns > 40 ? columns - 4 : columns};
  const char *close = view->mode == MODE_PLAYER ? "esc close and resume" : "esc close";
  const struct key_hint hints[] = {{ACTION_HELP_CLOSE, close},
                                   {most > 0 ? ACTION_HELP_DOWN : ACTION_NONE, NULL},
                                   {ACTION_HELP_UP, NULL},
                                   {ACTION_NONE, NULL}};
  widget_keys(cells, keys, hints, style);
}

bool help_turn(enum keymap_mode mode, enum action action, int rows, int *first) {
  if (action == ACTION_HELP_DOWN && *first < help_last_first(mode, rows)) {
    ++*first;
  } else if (action == ACTION_HELP_UP && *first > 0) {
    --*first;
  }
  return action != ACTION_HELP_CLOSE;
}
