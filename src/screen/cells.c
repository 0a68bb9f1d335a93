#include "screen/cells.h"

#include "base/memory.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define X(id, name) [ROLE_##id] = (name),
const char *const role_names[ROLE_COUNT] = {ROLE_LIST(X)};
#undef X

ink ink_between(enum role from, enum role to, int percent) {
  return percent >= 100 || from == to ? to : INK_MIX | (ink)percent << 16 | (ink)from << 8 | (ink)to;
}

struct cells {
  int rows, columns;
  struct cell *items;
};

static const struct cell blank = {.text = " ", .width = 1};

/* What is large comes from the system and goes back to it. */
#define PAGED_BYTES ((size_t)16 * 1024)

static size_t bytes_of(const struct cells *cells) {
  return (size_t)cells->rows * (size_t)cells->columns * sizeof *cells->items;
}

static void take_items(struct cells *cells) {
  size_t bytes = bytes_of(cells);
  cells->items = bytes >= PAGED_BYTES ? memory_pages(bytes) : memory_raw(bytes);
}

static void give_back_items(struct cells *cells) {
  if (bytes_of(cells) >= PAGED_BYTES) {
    memory_pages_free(cells->items, bytes_of(cells));
  } else {
    free(cells->items);
  }
}

struct cells *cells_create(int rows, int columns) {
  struct cells *cells = memory_alloc(1, sizeof *cells);
  cells_resize(cells, rows, columns);
  return cells;
}

void cells_destroy(struct cells *cells) {
  if (cells != NULL) {
    give_back_items(cells);
    free(cells);
  }
}

void cells_resize(struct cells *cells, int rows, int columns) {
  assert(rows > 0 && columns > 0);
  give_back_items(cells);
  cells->rows = rows;
  cells->columns = columns;
  take_items(cells);
  cells_clear(cells);
}

void cells_clear(struct cells *cells) {
  size_t count = (size_t)cells->rows * (size_t)cells->columns;
  for (size_t i = 0; i < count; i++) {
    cells->items[i] = blank;
  }
}

int cells_rows(const struct cells *cells) {
  return cells->rows;
}

int cells_columns(const struct cells *cells) {
  return cells->columns;
}

static struct cell *at(const struct cells *cells, int row, int column) {
  assert(row >= 0 && row < cells->rows && column >= 0 && column < cells->columns);
  return &cells->items[(size_t)row * (size_t)cells->columns + (size_t)column];
}

const struct cell *cells_at(const struct cells *cells, int row, int column) {
  return at(cells, row, column);
}

/* A cell that is about to be written may be half of a wide character: its other half must not stay behind. */
static void release(struct cells *cells, int row, int column) {
  struct cell *cell = at(cells, row, column);
  if (cell->width == 0 && column > 0) {
    struct cell *left = at(cells, row, column - 1);
    memcpy(left->text, blank.text, sizeof left->text);
    left->width = 1;
  } else if (cell->width == 2 && column + 1 < cells->columns) {
    struct cell *right = at(cells, row, column + 1);
    memcpy(right->text, blank.text, sizeof right->text);
    right->width = 1;
  }
}

static void put(struct cells *cells, int row, int column, struct pen pen, const char *bytes, size_t length, int width) {
  struct cell *cell = at(cells, row, column);
  release(cells, row, column);
  if (width == 2) {
    release(cells, row, column + 1);
    *at(cells, row, column + 1) = (struct cell){.width = 0, .pen = pen};
  }
  *cell = (struct cell){.width = (uint8_t)width, .pen = pen};
  memcpy(cell->text, bytes, length);
}

/* Marks beyond the cell's room are dropped: a letter under a tower of accents stays readable. */
static void add_mark(struct cell *cell, const char *bytes, size_t length) {
  size_t used = strlen(cell->text);
  if (used + length < sizeof cell->text) {
    memcpy(cell->text + used, bytes, length);
  }
}

/*
 * Zero-width characters that join or widen what stands around them (joiners, variation selectors) would make a terminal
 * draw other columns than we count.
 */
static bool is_reshaper(uint32_t codepoint) {
  return codepoint == 0x200D || (codepoint >= 0xFE00 && codepoint <= 0xFE0F) || (codepoint >= 0xE0100 && codepoint <= 0xE01EF);
}

/* The character at `text` as it may be shown: its bytes in `*shown`, its columns in `*width`; returns the bytes it takes. */
static size_t take(const char *text, const char **shown, size_t *shown_length, int *width) {
  uint32_t codepoint = 0;
  size_t length = text_decode(text, strnlen(text, 4), &codepoint);
  *shown = text;
  *shown_length = length;
  *width = text_codepoint_width(codepoint);
  if (codepoint == '\n' || codepoint == '\t') {
    *shown = " ";
    *shown_length = 1;
    *width = 1;
  } else if (!text_is_printable(codepoint) || codepoint == 0xFFFD) {
    *shown = "\xEF\xBF\xBD";
    *shown_length = 3;
    *width = 1;
  } else if (is_reshaper(codepoint)) {
    *shown_length = 0;
    *width = 0;
  }
  return length;
}

int cells_text(struct cells *cells, int row, int column, int columns, struct pen pen, const char *text) {
  if (row < 0 || row >= cells->rows || columns <= 0) {
    return 0;
  }
  int end = column + columns < cells->columns ? column + columns : cells->columns;
  int now = column;
  struct cell *last = NULL;
  while (*text != '\0') {
    const char *shown = NULL;
    size_t shown_length = 0;
    int width = 0;
    text += take(text, &shown, &shown_length, &width);
    if (width == 0) {
      if (last != NULL && shown_length > 0) {
        add_mark(last, shown, shown_length);
      }
      continue;
    }
    if (now + width > end) {
      break;
    }
    last = NULL;
    if (now >= 0) {
      put(cells, row, now, pen, shown, shown_length, width);
      last = at(cells, row, now);
    }
    now += width;
  }
  return now - column;
}

static struct rect clipped(const struct cells *cells, struct rect area) {
  int bottom = area.row + area.rows < cells->rows ? area.row + area.rows : cells->rows;
  int right = area.column + area.columns < cells->columns ? area.column + area.columns : cells->columns;
  area.row = area.row > 0 ? area.row : 0;
  area.column = area.column > 0 ? area.column : 0;
  area.rows = bottom > area.row ? bottom - area.row : 0;
  area.columns = right > area.column ? right - area.column : 0;
  return area;
}

void cells_fill(struct cells *cells, struct rect area, struct pen pen) {
  struct rect inside = clipped(cells, area);
  for (int row = inside.row; row < inside.row + inside.rows; row++) {
    for (int column = inside.column; column < inside.column + inside.columns; column++) {
      put(cells, row, column, pen, " ", 1, 1);
    }
  }
}

void cells_fade(struct cells *cells, struct rect area, ink foreground) {
  struct rect inside = clipped(cells, area);
  for (int row = inside.row; row < inside.row + inside.rows; row++) {
    for (int column = inside.column; column < inside.column + inside.columns; column++) {
      struct pen *pen = &at(cells, row, column)->pen;
      pen->foreground = foreground;
      pen->bold = false;
    }
  }
}

void cells_copy(struct cells *cells, const struct cells *from) {
  int rows = from->rows < cells->rows ? from->rows : cells->rows;
  int columns = from->columns < cells->columns ? from->columns : cells->columns;
  for (int row = 0; row < rows; row++) {
    memcpy(at(cells, row, 0), at(from, row, 0), (size_t)columns * sizeof *cells->items);
  }
}

static const unsigned char *bytes_of_row(const struct cells *cells, int row) {
  return (const unsigned char *)at(cells, row, 0);
}

/* Bytes between the members may differ, which is no harm: then the cells are looked at one by one. */
bool cells_row_is_same(const struct cells *a, const struct cells *b, int row) {
  assert(a->columns == b->columns);
  return memcmp(bytes_of_row(a, row), bytes_of_row(b, row), (size_t)a->columns * sizeof *a->items) == 0;
}

static bool is_empty(const struct cell *cell) {
  return cell->pen.background == ROLE_NONE && !cell->pen.reverse && cell->text[0] == ' ' && cell->text[1] == '\0';
}

void cells_blit(struct cells *cells, struct rect area, const struct cells *from) {
  struct rect inside = clipped(cells, area);
  for (int row = 0; row < from->rows && area.row + row < inside.row + inside.rows; row++) {
    for (int column = 0; column < from->columns; column++) {
      const struct cell *cell = at(from, row, column);
      int to_row = area.row + row;
      int to_column = area.column + column;
      bool fits = to_row >= inside.row && to_column >= inside.column &&
                  to_column + cell->width <= inside.column + inside.columns && cell->width > 0;
      if (fits && !is_empty(cell)) {
        put(cells, to_row, to_column, cell->pen, cell->text, strlen(cell->text), cell->width);
      }
    }
  }
}
