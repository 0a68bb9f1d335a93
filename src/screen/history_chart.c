#include "screen/history_chart.h"

#include "screen/widgets.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum {
  WINDOW = 7, /* sessions that a point of the line is the median of */
  WORST = 10,
  LABEL_COLUMNS = 3,
  DOTS_MOST = 400,
  ROWS_MOST = 16,
  COLUMNS_MOST = DOTS_MOST / 2,
};

int history_median(const int *values, size_t count) {
  int numbers[WORST + 1] = {0};
  if (count == 0) {
    return HISTORY_NO_RATING;
  }
  for (size_t i = 0; i < count; i++) {
    numbers[values[i] < 0 ? 0 : values[i] > WORST ? WORST : values[i]]++;
  }
  size_t passed = 0;
  for (int value = 0; value <= WORST; value++) {
    passed += (size_t)numbers[value];
    if (passed > count / 2) {
      return value;
    }
  }
  return WORST;
}

/* The line's value at session `index`: of it and the ones before, at the beginning of the first few. */
static int median_at(const int *values, size_t count, size_t index) {
  size_t first = index + 1 > WINDOW ? index + 1 - WINDOW : 0;
  return history_median(values + first, count - first < WINDOW ? count - first : WINDOW);
}

/* Dots of braille: bits by column and row of a cell. */
static const unsigned char dot_bits[2][4] = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

struct canvas {
  int rows, columns;
  unsigned char before[ROWS_MOST][COLUMNS_MOST], after[ROWS_MOST][COLUMNS_MOST];
};

static int dot_row(const struct canvas *canvas, int value) {
  int last = canvas->rows * 4 - 1;
  return last - (value * last + WORST / 2) / WORST;
}

/* The after-line is solid: from the height before to the present one. The before-line is dotted: every third dot. */
static void plot(struct canvas *canvas, const struct history_view *view) {
  int dots = canvas->columns * 2, last_row = -1;
  for (int x = 0; x < dots; x++) {
    size_t index = dots > 1 ? (size_t)x * (view->rated_count - 1) / (size_t)(dots - 1) : 0;
    int row = dot_row(canvas, median_at(view->after, view->rated_count, index));
    int from = last_row < 0 ? row : last_row < row ? last_row + 1 : last_row > row ? last_row - 1 : row;
    for (int y = from < row ? from : row; y <= (from > row ? from : row); y++) {
      canvas->after[y / 4][x / 2] |= dot_bits[x % 2][y % 4];
    }
    last_row = row;
    if (x % 3 == 0) {
      row = dot_row(canvas, median_at(view->before, view->rated_count, index));
      canvas->before[row / 4][x / 2] |= dot_bits[x % 2][row % 4];
    }
  }
}

static void show(struct cells *cells, int top, int left, const struct canvas *canvas, const struct screen_style *style) {
  for (int row = 0; row < canvas->rows; row++) {
    for (int column = 0; column < canvas->columns; column++) {
      unsigned char before = canvas->before[row][column], after = canvas->after[row][column];
      char mark[5] = "";
      if ((before | after) == 0) {
        continue;
      }
      if (style->ascii) {
        snprintf(mark, sizeof mark, "%s", after != 0 ? "*" : ".");
      } else {
        mark[text_encode(0x2800U + (before | after), mark)] = '\0';
      }
      cells_text(cells, top + row, left + column, 1, pen_of(after != 0 ? ROLE_ACCENT : ROLE_SOFT), mark);
    }
  }
}

static void draw_heading(struct cells *cells, struct rect area, const struct history_view *view,
                         const struct screen_style *style) {
  char text[48];
  int column = area.column;
  column += cells_text(cells, area.row, column, area.columns, pen_bold(ROLE_TEXT), "Discomfort") + 3;
  column += cells_text(cells, area.row, column, area.columns, pen_of(ROLE_SOFT), "before") + 3;
  cells_text(cells, area.row, column, area.columns, pen_of(ROLE_ACCENT), "after");
  if (view->rated_count == 0) {
    return;
  }
  snprintf(text, sizeof text, "last %zu%s", view->rated_count < view->range ? view->rated_count : view->range,
           area.columns > 50 ? " sessions" : "");
  widget_right(cells, (struct rect){area.row, area.column, 1, area.columns}, pen_of(ROLE_HINT), text, style);
}

void history_chart_draw(struct cells *cells, struct rect area, const struct history_view *view,
                        const struct screen_style *style) {
  struct canvas canvas = {.rows = area.rows - 3, .columns = area.columns - LABEL_COLUMNS};
  int top = area.row + 2, left = area.column + LABEL_COLUMNS;
  draw_heading(cells, area, view, style);
  if (view->rated_count < 2 || canvas.rows < 2 || canvas.columns < 2) {
    widget_paragraph(cells, (struct rect){top, area.column, 2, area.columns}, pen_of(ROLE_HINT),
                     "Drawn once two sessions have been rated before and after.", style);
    return;
  }
  canvas.rows = canvas.rows > ROWS_MOST ? ROWS_MOST : canvas.rows;
  canvas.columns = canvas.columns > COLUMNS_MOST ? COLUMNS_MOST : canvas.columns;
  plot(&canvas, view);
  show(cells, top, left, &canvas, style);
  cells_text(cells, top, area.column, 2, pen_of(ROLE_HINT), "10");
  cells_text(cells, top + dot_row(&canvas, WORST / 2) / 4, area.column, 2, pen_of(ROLE_HINT), " 5");
  cells_text(cells, top + canvas.rows - 1, area.column, 2, pen_of(ROLE_HINT), " 0");
  cells_text(cells, top + canvas.rows, left, 8, pen_of(ROLE_HINT), view->since);
  widget_right(cells, (struct rect){top + canvas.rows, left, 1, canvas.columns}, pen_of(ROLE_HINT), "now", style);
}
