#include "app/figure_cells.h"

#include "base/memory.h"
#include "base/text.h"

#include <stddef.h>
#include <stdlib.h>

/* Longer than any pause of a figure that moves. */
enum { STILL_FRAMES = 12 };

struct figure_cells {
  struct figure_stage *stage;
  struct cells *cells;
  struct figure_cell *drawn;
  int rows, columns;
  struct figure_frame_request last; /* what `cells` shows; no figure: nothing yet */
  int still;                        /* so many times it was asked for again */
};

struct figure_cells *figure_cells_create(void) {
  struct figure_cells *figure = memory_alloc(1, sizeof *figure);
  figure->stage = figure_stage_create();
  figure->cells = cells_create(1, 1);
  return figure;
}

void figure_cells_destroy(struct figure_cells *figure) {
  if (figure != NULL) {
    figure_stage_destroy(figure->stage);
    cells_destroy(figure->cells);
    free(figure->drawn);
    free(figure);
  }
}

void figure_cells_forget(struct figure_cells *figure) {
  figure_stage_forget(figure->stage);
  figure->last.figure = NULL;
}

void figure_cells_suit(struct figure_frame_request *request, const struct screen_style *style, const struct theme *theme) {
  bool is_ascii = style->ascii || style->figure == SCREEN_FIGURE_ASCII, is_solid = style->figure == SCREEN_FIGURE_SOLID;
  request->style = is_ascii                     ? FIGURE_ASCII
                   : theme->depth == THEME_MONO ? FIGURE_MONO
                   : is_solid                   ? FIGURE_SOLID
                                                : FIGURE_BRAILLE;
  request->depth = theme->depth == THEME_256 ? FIGURE_256 : theme->depth == THEME_TRUE ? FIGURE_TRUE : FIGURE_16;
  request->light = theme->light;
}

static void resize(struct figure_cells *figure, int rows, int columns) {
  if (figure->rows != rows || figure->columns != columns) {
    cells_resize(figure->cells, rows, columns);
    figure->drawn = memory_resize(figure->drawn, (size_t)rows * (size_t)columns, sizeof *figure->drawn);
    figure->rows = rows;
    figure->columns = columns;
  }
}

static ink ink_of(uint32_t colour, enum figure_depth depth) {
  if (colour == FIGURE_NO_COLOUR) {
    return ROLE_NONE;
  }
  return colour | (depth == FIGURE_TRUE ? INK_RGB : INK_NUMBER);
}

static void put_cells(struct figure_cells *figure, enum figure_depth depth) {
  cells_clear(figure->cells);
  for (int row = 0; row < figure->rows; row++) {
    for (int column = 0; column < figure->columns; column++) {
      const struct figure_cell *drawn = &figure->drawn[(ptrdiff_t)row * figure->columns + column];
      if (drawn->rune != ' ') {
        char text[5];
        text[text_encode(drawn->rune, text)] = '\0';
        struct pen pen = {.foreground = ink_of(drawn->foreground, depth), .background = ink_of(drawn->background, depth)};
        cells_text(figure->cells, row, column, 1, pen, text);
      }
    }
  }
}

/* Between two breaths, and where motion is calm, most frames are the one before. */
static bool is_same(const struct figure_frame_request *a, const struct figure_frame_request *b) {
  return a->figure == b->figure && a->moment == b->moment && a->breath == b->breath && a->pulse == b->pulse &&
         a->turn == b->turn && a->swapped == b->swapped && a->mirrored == b->mirrored && a->rows == b->rows &&
         a->columns == b->columns && a->style == b->style && a->depth == b->depth &&
         a->brightness_percent == b->brightness_percent && a->light == b->light;
}

const struct cells *figure_cells_draw(struct figure_cells *figure, const struct figure_frame_request *request) {
  struct figure_frame_request wanted = *request;
  wanted.rows = request->rows < FIGURE_ROWS_MAX ? request->rows : FIGURE_ROWS_MAX;
  wanted.columns = request->columns < FIGURE_COLUMNS_MAX ? request->columns : FIGURE_COLUMNS_MAX;
  resize(figure, wanted.rows, wanted.columns);
  if (!is_same(&wanted, &figure->last)) {
    figure_stage_draw(figure->stage, &wanted, figure->drawn);
    put_cells(figure, wanted.depth);
    figure->last = wanted;
    figure->still = 0;
  } else if (figure->still < STILL_FRAMES && ++figure->still == STILL_FRAMES) {
    figure_stage_rest(figure->stage);
  }
  return figure->cells;
}
