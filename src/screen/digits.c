#include "screen/digits.h"

#include "base/macros.h"
#include "base/text.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct letter {
  char name;
  int columns;
  const char *rows[WORD_ROWS];
};

/* clang-format off */
static const char *const eleven[10][11] = {
    {"  ▗▄█████▄▖  ", "▗▟███▀▀▀███▙▖", "▟██▛     ▜██▙", "███       ███", "███       ███", "███       ███", "███       ███", "███       ███", "▜██▙     ▟██▛", "▝▜███▄▄▄███▛▘", "  ▝▀█████▀▘  "},
    {"     ▗▟██▖   ", "   ▄█████▌   ", " ▄███▛███▌   ", " ▝▀▀  ███▌   ", "      ███▌   ", "      ███▌   ", "      ███▌   ", "      ███▌   ", "      ███▌   ", "      ███▌   ", "      ▜██▘   "},
    {"  ▗▄█████▄▖  ", "▗▟███▀▀▀███▙▖", "▟██▛     ▜██▙", "▀▀▀      ▗███", "        ▗███▘", "       ▟███▘ ", "     ▗███▀   ", "    ▟██▛▘    ", "  ▗███▀      ", "▗▟███▙▄▄▄▄▄▄▄", "▝████████████"},
    {"  ▗▄█████▄▖  ", "▗▟███▀▀▀███▙▖", "▟██▘     ▝██▙", "▀▀▘      ▗███", "     ▗▄▄▄███▘", "     ██████▌ ", "     ▝▀▀▀███▖", "▄▄▖      ▝███", "▜██▙     ▟██▛", "▝▜███▄▄▄███▛▘", "  ▝▀█████▀▘  "},
    {"       ▗██▙  ", "      ▄████  ", "     ▟█████  ", "    ▟██████  ", "  ▗███▛▐███  ", " ▗███▘ ▐███  ", "▄███▙▄▄▟███▄▄", "▜████████████", "       ▐███  ", "       ▐███  ", "       ▝██▛  "},
    {" ███████████▙", "▐███▀▀▀▀▀▀▀▀▘", "▐██▛         ", "▐██▙▄██▄▄▖   ", "▐██████████▖ ", "▝▀▀▀    ▝███▖", "         ▝███", "▄▄▖      ▗███", "███▖     ▟██▌", "▝███▙▄▄▟███▀ ", "  ▀▜████▛▀   "},
    {"  ▗▄█████▄▖  ", "▗▟███▀▀▀███▙▖", "▟██▛     ▀██▘", "███ ▗▄▄▄▖    ", "██████████▄  ", "████▀▘ ▝▀███▖", "███▘     ▝██▙", "███       ███", "▜██▙     ▟██▛", " ▜███▄▄▄███▛ ", "  ▝▀█████▀▘  "},
    {"████████████▙", "▀▀▀▀▀▀▀▀▀███▛", "        ▗███ ", "        ███▘ ", "       ▟██▛  ", "      ▗███   ", "      ███▘   ", "     ▟██▛    ", "    ▗██▛     ", "    ███▘     ", "   ▝██▘      "},
    {"  ▗▄█████▄▖  ", " ▟███▀▀▀███▙ ", "▗██▛     ▜██▖", "▐██▙     ▟██▌", " ▜██▙▄▄▄▟██▛ ", " ▗█████████▖ ", "▗███▀▀▀▀▀███▖", "███▘     ▝███", "▜██▙     ▟██▛", "▝▜███▄▄▄███▛▘", "  ▝▀█████▀▘  "},
    {"  ▗▄█████▄▖  ", " ▟███▀▀▀███▙ ", "▟██▛     ▜██▙", "███       ███", "▜██▖     ▗███", "▝███▄▖ ▗▄████", "  ▀██████████", "    ▝▀▀▀▘ ███", "▗██▄     ▟██▛", "▝▜███▄▄▄███▛▘", "  ▝▀█████▀▘  "},
};

static const char *const seven[10][7] = {
    {"▗▟████▙▖", "██▀  ▀██", "██    ██", "██    ██", "██    ██", "██▄  ▄██", "▝▜████▛▘"},
    {"  ▗▟██  ", "▗▟████  ", "▝▀▘ ██  ", "    ██  ", "    ██  ", "    ██  ", "    ██  "},
    {"▗▟████▙▖", "██▀  ▀██", "     ▗██", "   ▗▟█▛▘", " ▗▟█▛▘  ", "▟█▛▘    ", "████████"},
    {"▗▟████▙▖", "▀▀▘  ▝██", "     ▗██", "  ████▛ ", "     ▝██", "▄▄▖  ▗██", "▝▜████▛▘"},
    {"    ▗██ ", "   ▗███ ", "  ▗█▛██ ", " ▗█▛ ██ ", "▗██▄▄██▄", "▀▀▀▀▀██▀", "     ██ "},
    {"████████", "██      ", "██▄▄▄▄▖ ", "▀▀▀▀▀██▖", "      ██", "▄▄▖  ▗██", "▝▜████▛▘"},
    {"▗▟████▙▖", "██▀  ▝▀▀", "██▄▄▄▄▖ ", "██▀▀▀██▖", "██    ██", "██▄  ▄██", "▝▜████▛▘"},
    {"████████", "     ▗██", "    ▗██▘", "    ██▌ ", "   ▐██  ", "   ██▌  ", "   ██   "},
    {"▗▟████▙▖", "██▘  ▝██", "██▖  ▗██", "▗██████▖", "██▘  ▝██", "██▖  ▗██", "▝▜████▛▘"},
    {"▗▟████▙▖", "██▀  ▀██", "██    ██", "▝██▄▄▄██", " ▝▀▀▀▀██", "▄▄▖  ▄██", "▝▜████▛▘"},
};

static const char *const five[10][5] = {
    {"▗▟██▙▖", "██▘▝██", "██  ██", "██▖▗██", "▝▜██▛▘"},
    {"  ▟██ ", "▟████ ", "   ██ ", "   ██ ", "   ██ "},
    {"▗▟██▙▖", "▀▀ ▝██", "  ▗▟█▘", "▗▟█▘  ", "██████"},
    {"▗▟██▙▖", "▀▀ ▝██", "  ███▌", "▄▄ ▗██", "▝▜██▛▘"},
    {"  ▗██ ", " ▗███ ", "▗█▘██ ", "██████", "   ██ "},
    {"██████", "██▄▄▄ ", "▀▀▀▜█▙", "▄▄ ▗██", "▝▜██▛▘"},
    {"▗▟██▙▖", "██▄▄▄ ", "██▀▜█▙", "██▖▗██", "▝▜██▛▘"},
    {"██████", "   ▗██", "   ██▘", "  ▐█▌ ", "  ██  "},
    {"▗▟██▙▖", "██▖▗██", "▗████▖", "██▘▝██", "▝▜██▛▘"},
    {"▗▟██▙▖", "██▖▗██", "▜█▙▄██", " ▀▀▀██", "▝▜██▛▘"},
};

static const char *const three[10][3] = {
    {"█▀█", "█ █", "▀▀▀"},
    {"▀█ ", " █ ", "▀▀▀"},
    {"▀▀█", "█▀▀", "▀▀▀"},
    {"▀▀█", " ▀█", "▀▀▀"},
    {"█ █", "▀▀█", "  ▀"},
    {"█▀▀", "▀▀█", "▀▀▀"},
    {"█▀▀", "█▀█", "▀▀▀"},
    {"▀▀█", "  █", "  ▀"},
    {"█▀█", "█▀█", "▀▀▀"},
    {"█▀█", "▀▀█", "▀▀▀"},
};

/* Three rows of full blocks would fill up: without half blocks these are strokes. */
static const char *const three_ascii[10][3] = {
    {" _ ", "| |", "|_|"},
    {"   ", "  |", "  |"},
    {" _ ", " _|", "|_ "},
    {" _ ", " _|", " _|"},
    {"   ", "|_|", "  |"},
    {" _ ", "|_ ", " _|"},
    {" _ ", "|_ ", "|_|"},
    {" _ ", "  |", "  |"},
    {" _ ", "|_|", "|_|"},
    {" _ ", "|_|", " _|"},
};

static const struct letter letters[] = {
    {'<', 5, {"  ▗█ ", "▗▟██ ", "  ▝█ "}},
    {'>', 5, {" █▖  ", " ██▙▖", " █▘  "}},
    {'?', 3, {"▀▀▙", " ▗▘", " ▖ "}},
    {'A', 4, {"▟▀▀▙", "█▄▄█", "█  █"}},
    {'B', 4, {"█▀▀▙", "█▀▀▙", "█▄▄▛"}},
    {'C', 4, {"▟▀▀▘", "█   ", "▜▄▄▖"}},
    {'D', 4, {"█▀▀▙", "█  █", "█▄▄▛"}},
    {'E', 4, {"█▀▀▀", "█▀▀▘", "█▄▄▄"}},
    {'F', 4, {"█▀▀▀", "█▀▀▘", "█   "}},
    {'G', 4, {"▟▀▀▘", "█ ▀█", "▜▄▄█"}},
    {'H', 4, {"█  █", "█▀▀█", "█  █"}},
    {'I', 1, {"█", "█", "█"}},
    {'J', 4, {"   █", "   █", "▜▄▄▛"}},
    {'K', 4, {"█ ▗▛", "██▌ ", "█ ▝▙"}},
    {'L', 4, {"█   ", "█   ", "█▄▄▄"}},
    {'M', 5, {"█▖ ▗█", "█▝▄▘█", "█   █"}},
    {'N', 4, {"█▖ █", "█▝▖█", "█ ▝█"}},
    {'O', 4, {"▟▀▀▙", "█  █", "▜▄▄▛"}},
    {'P', 4, {"█▀▀▙", "█▄▄▛", "█   "}},
    {'Q', 4, {"▟▀▀▙", "█  █", "▜▄▟▙"}},
    {'R', 4, {"█▀▀▙", "█▄▄▛", "█ ▝▙"}},
    {'S', 4, {"▟▀▀▘", "▝▀▀▙", "▗▄▄▛"}},
    {'T', 5, {"▀▀█▀▀", "  █  ", "  █  "}},
    {'U', 4, {"█  █", "█  █", "▜▄▄▛"}},
    {'V', 4, {"█  █", "▜▖▗▛", " ▜▛ "}},
    {'W', 5, {"█   █", "█ █ █", "▜▄█▄▛"}},
    {'X', 4, {"▜▖▗▛", " ██ ", "▟▘▝▙"}},
    {'Y', 4, {"█  █", "▝▙▟▘", " ▐▌ "}},
    {'Z', 4, {"▀▀▜▛", " ▗▛ ", "▟▙▄▄"}},
};
/* clang-format on */

struct type_size {
  int rows, columns, gap;
  const char *const *glyphs, *const *ascii_glyphs; /* 0 to 9, `rows` strings each; NULL: made of the others */
};

static const struct type_size sizes[] = {
    {11, 13, 2, &eleven[0][0], NULL},
    {7, 8, 2, &seven[0][0], NULL},
    {5, 6, 1, &five[0][0], NULL},
    {3, 3, 1, &three[0][0], &three_ascii[0][0]},
};

static const struct type_size *size_of(int rows) {
  size_t i = 0;
  while (i + 1 < ARRAY_LEN(sizes) && sizes[i].rows != rows) {
    i++;
  }
  assert(sizes[i].rows == rows);
  return &sizes[i];
}

int digits_width(int rows, int slots) {
  const struct type_size *size = size_of(rows);
  return slots * size->columns + (slots - 1) * size->gap;
}

int digits_fit(int rows, int columns, int slots) {
  for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
    if (sizes[i].rows <= rows && digits_width(sizes[i].rows, slots) <= columns) {
      return sizes[i].rows;
    }
  }
  return 0;
}

/* How many of a block element's four quadrants are set; U+2580 to U+259F, the blank 0. */
static int quadrants(uint32_t codepoint) {
  switch (codepoint) {
  case 0x2588: /* full */
    return 4;
  case 0x2599:
  case 0x259B:
  case 0x259C:
  case 0x259F:
    return 3;
  case 0x2580: /* halves, and the two diagonals */
  case 0x2584:
  case 0x258C:
  case 0x2590:
  case 0x259A:
  case 0x259E:
    return 2;
  default:
    return codepoint >= 0x2596 && codepoint <= 0x259D ? 1 : 0;
  }
}

/* Without block elements: a reverse space wherever at least half of the cell is set. */
static void row_of_blocks(struct cells *cells, int row, int column, struct pen pen, const char *text, bool reverse) {
  struct pen block = pen;
  block.reverse = reverse;
  while (*text != '\0') {
    uint32_t codepoint = 0;
    text += text_decode(text, strnlen(text, 4), &codepoint);
    if (quadrants(codepoint) >= 2) {
      cells_text(cells, row, column, 1, block, reverse ? " " : "#");
    }
    column++;
  }
}

void digits_draw(struct cells *cells, int row, int column, int rows, int slots, int value, struct pen pen,
                 const struct screen_style *style) {
  const struct type_size *size = size_of(rows);
  int rest = value < 0 ? 0 : value;
  const char *const *glyphs = style->ascii && size->ascii_glyphs != NULL ? size->ascii_glyphs : size->glyphs;
  bool as_blocks = style->ascii && size->ascii_glyphs == NULL;
  for (int slot = slots - 1; slot >= 0 && (rest > 0 || slot == slots - 1); slot--, rest /= 10) {
    const char *const *lines = glyphs + (ptrdiff_t)(rest % 10) * size->rows;
    int left = column + slot * (size->columns + size->gap);
    for (int line = 0; line < size->rows; line++) {
      if (as_blocks) {
        row_of_blocks(cells, row + line, left, pen, lines[line], style->reverse);
      } else {
        cells_text(cells, row + line, left, size->columns, pen, lines[line]);
      }
    }
  }
}

static const struct letter *letter_of(char name) {
  for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
    if (letters[i].name == name) {
      return &letters[i];
    }
  }
  return NULL;
}

/* `<--  L E F T`: the letters apart, an arrow two blanks from them. Returns the columns, drawing where `cells` is there. */
static int plate(struct cells *cells, int row, int column, const char *word, struct pen pen) {
  int used = 0;
  for (const char *at = word; *at != '\0'; at++) {
    const char letter[2] = {*at, '\0'};
    const char *body = *at == '<' ? "<--" : *at == '>' ? "-->" : letter;
    const char *gap = at[1] == '\0' ? "" : *at == '<' || at[1] == '>' ? "  " : " ";
    if (cells != NULL) {
      cells_text(cells, row, column + used, (int)strlen(body), pen, body);
    }
    used += (int)(strlen(body) + strlen(gap));
  }
  return used;
}

enum { PLATE_MARGIN = 2 };

int word_width(const char *word, const struct screen_style *style) {
  int columns = 0;
  for (const char *at = word; *at != '\0'; at++) {
    const struct letter *letter = letter_of(*at);
    if (letter == NULL) {
      return 0;
    }
    columns += letter->columns + (columns > 0 ? 1 : 0);
  }
  return columns > 0 && style->ascii ? plate(NULL, 0, 0, word, (struct pen){0}) + 2 * PLATE_MARGIN : columns;
}

static void plate_draw(struct cells *cells, int row, int column, const char *word, struct pen pen,
                       const struct screen_style *style) {
  pen.bold = true;
  pen.reverse = style->reverse;
  if (style->reverse) {
    cells_fill(cells, (struct rect){row, column, WORD_ROWS, word_width(word, style)}, pen);
  }
  plate(cells, row + 1, column + PLATE_MARGIN, word, pen);
}

void word_draw(struct cells *cells, int row, int column, const char *word, struct pen pen, const struct screen_style *style) {
  if (style->ascii) {
    plate_draw(cells, row, column, word, pen, style);
    return;
  }
  for (const char *at = word; *at != '\0'; at++) {
    const struct letter *letter = letter_of(*at);
    assert(letter != NULL);
    for (int line = 0; line < WORD_ROWS; line++) {
      cells_text(cells, row + line, column, letter->columns, pen, letter->rows[line]);
    }
    column += letter->columns + 1;
  }
}
