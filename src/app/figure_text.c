#include "app/figure_text.h"

#include <stddef.h>

static void print_colour(FILE *out, uint32_t colour, enum figure_depth depth, bool background) {
  if (colour == FIGURE_NO_COLOUR) {
    fprintf(out, "\033[%dm", background ? 49 : 39);
  } else if (depth == FIGURE_TRUE) {
    fprintf(out, "\033[%d;2;%u;%u;%um", background ? 48 : 38, colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF);
  } else if (depth == FIGURE_256) {
    fprintf(out, "\033[%d;5;%um", background ? 48 : 38, colour);
  } else {
    fprintf(out, "\033[%um", (colour < 8 ? 30 + colour : 82 + colour) + (background ? 10 : 0));
  }
}

/* Braille and ASCII: what a figure is made of. */
static void print_rune(FILE *out, uint32_t rune) {
  if (rune < 0x80) {
    fputc((int)rune, out);
  } else {
    fputc((int)(0xE0 | rune >> 12), out);
    fputc((int)(0x80 | (rune >> 6 & 0x3F)), out);
    fputc((int)(0x80 | (rune & 0x3F)), out);
  }
}

static int used_columns(const struct figure_cell *cells, int columns) {
  while (columns > 0 && cells[columns - 1].rune == ' ') {
    columns--;
  }
  return columns;
}

void figure_text_print(FILE *out, const struct figure_cell *cells, int rows, int columns, enum figure_depth depth,
                       bool coloured) {
  for (int row = 0; row < rows; row++) {
    const struct figure_cell *line = cells + (ptrdiff_t)row * columns;
    uint32_t foreground = FIGURE_NO_COLOUR, background = FIGURE_NO_COLOUR;
    int used = used_columns(line, columns);
    for (int column = 0; column < used; column++) {
      const struct figure_cell *cell = &line[column];
      if (coloured && cell->rune != ' ' && cell->foreground != foreground) {
        print_colour(out, foreground = cell->foreground, depth, false);
      }
      if (coloured && cell->background != background) {
        print_colour(out, background = cell->background, depth, true);
      }
      print_rune(out, cell->rune);
    }
    fputs(foreground != FIGURE_NO_COLOUR || background != FIGURE_NO_COLOUR ? "\033[0m\n" : "\n", out);
  }
}
