#ifndef SCREEN_CELLS_H
#define SCREEN_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A grid of terminal cells: what a screen is drawn on before any terminal sees it. Pure: no clock, no terminal. Every write
 * is clipped to the grid, so a screen can be drawn at any size down to one cell.
 */

/* Columns: enumerator, name. What the roles look like is the theme's business. */
#define ROLE_LIST(X) \
  X(NONE, "none") /* the terminal's own colour */ \
  X(TEXT, "text") \
  X(SOFT, "soft")       /* second */ \
  X(HINT, "hint")       /* a whisper */ \
  X(OFF, "off")         /* empty dots, a line to come */ \
  X(TRACK, "track")     /* a bar to come */ \
  X(ACCENT, "accent")   /* now */ \
  X(ACCENT2, "accent2") /* done */ \
  X(DIGIT, "digit")     /* at work */ \
  X(DIGIT2, "digit2")   /* between */ \
  X(TARGET, "target")   /* the figure's muscle, nothing else */ \
  X(SEL, "sel")         /* a background */ \
  X(PANEL, "panel")     /* a background */ \
  X(WARN, "warn") \
  X(ERROR, "error") \
  X(OK, "ok")

#define X(id, name) ROLE_##id,
enum role { ROLE_LIST(X) ROLE_COUNT };
#undef X

extern const char *const role_names[ROLE_COUNT];

/*
 * A role; with INK_RGB set a colour of its own, 0xRRGGBB below it; with INK_NUMBER one by its number in a palette of 16 or 256,
 * for a terminal that has it; or with INK_MIX set a stage between two roles.
 */
typedef uint32_t ink;

#define INK_RGB UINT32_C(0x1000000)
#define INK_MIX UINT32_C(0x2000000)
#define INK_NUMBER UINT32_C(0x4000000)

/* The ink `percent` of the way from one role to another; a terminal with few colours has only `to`. */
ink ink_between(enum role from, enum role to, int percent);

struct pen {
  ink foreground, background; /* ROLE_NONE: the terminal's own */
  bool bold, reverse;
};

enum { CELL_TEXT_SIZE = 15 }; /* so that a cell is 28 bytes: there are two of each */

/* One column of one row; a wide character takes two, the right one with width 0 and no text. */
struct cell {
  char text[CELL_TEXT_SIZE]; /* one character with its combining marks, then zeros */
  uint8_t width;             /* 1, 2, or 0 for the right half of the cell before */
  struct pen pen;
};

struct rect {
  int row, column, rows, columns;
};

struct cells;

/* A blank grid; `rows` and `columns` at least 1. Caller destroys. */
struct cells *cells_create(int rows, int columns);

/* NULL is fine. */
void cells_destroy(struct cells *cells);

/* Gives the grid another size and blanks it. */
void cells_resize(struct cells *cells, int rows, int columns);

/* Blanks every cell: a space without a colour. */
void cells_clear(struct cells *cells);

int cells_rows(const struct cells *cells);
int cells_columns(const struct cells *cells);

/* The cell there, which those to its right follow; needs 0 <= row < rows, 0 <= column < columns. Borrowed until the next write.
 */
const struct cell *cells_at(const struct cells *cells, int row, int column);

/*
 * Writes `text` from (row, column) in at most `columns` columns and within the grid. Characters keep their columns: a wide
 * one that does not fit is left away, combining marks stay with their letter, what must not reach a terminal becomes
 * U+FFFD, and writing half over a wide character blanks its other half. Returns the columns used.
 */
int cells_text(struct cells *cells, int row, int column, int columns, struct pen pen, const char *text);

/* Fills `area` with spaces of `pen`. */
void cells_fill(struct cells *cells, struct rect area, struct pen pen);

/* Gives every cell of `area` another foreground and no weight, and leaves the characters: a screen behind a question. */
void cells_fade(struct cells *cells, struct rect area, ink foreground);

/* Makes the part of `cells` that `from` also has equal to `from`. */
void cells_copy(struct cells *cells, const struct cells *from);

/* Whether a row of two grids of the same width is the same, byte for byte: then it looks the same, but not the other way round.
 */
bool cells_row_is_same(const struct cells *a, const struct cells *b, int row);

/* Copies `from` into `area` of `cells`, from its top left corner on; blanks of `from` without a background are left out. */
void cells_blit(struct cells *cells, struct rect area, const struct cells *from);

#endif
