#include "screen/widgets.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

struct pen pen_of(enum role role) {
  return (struct pen){.foreground = role};
}

struct pen pen_bold(enum role role) {
  return (struct pen){.foreground = role, .bold = true};
}

static const char *ellipsis(const struct screen_style *style) {
  return style->ascii ? "..." : "…";
}

/* Writes the first `length` bytes of `text`. */
static int text_bytes(struct cells *cells, int row, int column, int columns, struct pen pen, const char *text, size_t length) {
  char piece[512];
  snprintf(piece, sizeof piece, "%.*s", (int)(length < sizeof piece ? length : sizeof piece - 1), text);
  return cells_text(cells, row, column, columns, pen, piece);
}

int widget_text(struct cells *cells, int row, int column, int columns, struct pen pen, const char *text,
                const struct screen_style *style) {
  if (text_width(text) <= columns) {
    return cells_text(cells, row, column, columns, pen, text);
  }
  int mark = text_width(ellipsis(style));
  if (columns <= mark) {
    return cells_text(cells, row, column, columns, pen, text);
  }
  int used = 0;
  size_t length = text_fit(text, columns - mark, &used);
  while (length > 0 && text[length - 1] == ' ') {
    length--;
  }
  int written = text_bytes(cells, row, column, columns - mark, pen, text, length);
  return written + cells_text(cells, row, column + written, mark, pen, ellipsis(style));
}

void widget_right(struct cells *cells, struct rect area, struct pen pen, const char *text, const struct screen_style *style) {
  int width = text_width(text);
  int column = width < area.columns ? area.column + area.columns - width : area.column;
  widget_text(cells, area.row, column, area.columns, pen, text, style);
}

/* The bytes of `text` that go on one row of `columns`: up to a blank, else as many as fit. */
static size_t row_length(const char *text, int columns) {
  int used = 0;
  size_t fits = text_fit(text, columns, &used);
  if (text[fits] == '\0' || text[fits] == ' ') {
    return fits;
  }
  for (size_t at = fits; at > 0; at--) {
    if (text[at - 1] == ' ') {
      return at - 1;
    }
  }
  return fits;
}

int widget_paragraph(struct cells *cells, struct rect area, struct pen pen, const char *text,
                     const struct screen_style *style) {
  for (int row = 0; row < area.rows; row++) {
    text += strspn(text, " ");
    if (*text == '\0') {
      return row;
    }
    if (row == area.rows - 1) {
      widget_text(cells, area.row + row, area.column, area.columns, pen, text, style);
      break;
    }
    size_t length = row_length(text, area.columns);
    if (length == 0) {
      return row; /* not even one character fits */
    }
    text_bytes(cells, area.row + row, area.column, area.columns, pen, text, length);
    text += length;
  }
  return area.rows;
}

void widget_bar(struct cells *cells, int row, int column, int columns, int64_t part, int64_t whole, struct bar_pens pens,
                const struct screen_style *style) {
  /* In double precision: nanoseconds times columns would not fit for the longest routines. */
  double share = whole <= 0 || part <= 0 ? 0 : part >= whole ? 1 : (double)part / (double)whole;
  int halves = (int)(share * 2 * columns);
  for (int i = 0; i < columns; i++) {
    bool full = halves >= 2 * i + 2;
    bool half = halves == 2 * i + 1;
    bool head = style->ascii && pens.play_head && !full && halves >= 2 * i;
    const char *mark = style->ascii ? (full ? "=" : head ? ">" : "-") : (full ? "━" : half ? "╾" : "─");
    cells_text(cells, row, column + i, 1, full || head || (half && !style->ascii) ? pens.done : pens.to_come, mark);
  }
}

int widget_dots(struct cells *cells, int row, int column, int columns, const enum dot *dots, int count,
                const struct screen_style *style) {
  static const char *const round[] = {[DOT_TO_DO] = "○", [DOT_NOW] = "◉", [DOT_DONE] = "●"};
  static const char *const plain[] = {[DOT_TO_DO] = ".", [DOT_NOW] = "o", [DOT_DONE] = "x"};
  static const enum role roles[] = {[DOT_TO_DO] = ROLE_OFF, [DOT_NOW] = ROLE_ACCENT, [DOT_DONE] = ROLE_ACCENT2};
  int used = 0;
  for (int i = 0; i < count && used + 1 <= columns; i++) {
    cells_text(cells, row, column + used, 1, pen_of(roles[dots[i]]), (style->ascii ? plain : round)[dots[i]]);
    used += 2;
  }
  return used > 0 ? used - 1 : 0;
}

void widget_keys(struct cells *cells, struct rect area, const struct key_hint *hints, const struct screen_style *style) {
  int used = 0;
  for (size_t i = 0; hints[i].action != ACTION_NONE; i++) {
    uint32_t key = 0;
    char shown[8];
    keymap_key(hints[i].action, 0, style, &key, shown, sizeof shown);
    const char *hint = hints[i].hint != NULL ? hints[i].hint : action_info(hints[i].action)->hint;
    int width = text_width(shown) + 1 + text_width(hint);
    if (used + width > area.columns) {
      continue; /* a shorter one behind it may still have room, the help above all */
    }
    int column = area.column + used;
    column += cells_text(cells, area.row, column, area.columns, pen_of(ROLE_SOFT), shown) + 1;
    cells_text(cells, area.row, column, area.columns, pen_of(ROLE_HINT), hint);
    used += width + 3;
  }
}
