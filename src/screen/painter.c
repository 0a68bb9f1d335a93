#include "screen/painter.h"

#include "screen/painter_text.h"

#include "base/macros.h"
#include "base/memory.h"

#include <assert.h>
#include <curses.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
  LOOKS_MOST = 250,
  ANY_LOOK = 255, /* of a blank on the terminal's own background */
  GAP_MOST = 4,   /* cells: further away the cursor is moved rather than cells written again */
  RUNS_AHEAD = 10 /* of which the nearest comes next */
};

/* A cell that differs. */
struct painter_change {
  uint16_t row, column;
  uint8_t look;
};

/* Neighbouring changes of one look. */
struct run {
  size_t first, end; /* of the changes */
  bool is_written;
};

struct looks {
  struct theme_paint items[LOOKS_MOST];
  int count;
};

static const struct theme_paint plain = {.foreground = -1, .background = -1};

static const struct cursor anywhere = {.row = -1};

void painter_init(struct painter *painter, bool utf8, bool feeds_lines) {
  *painter = (struct painter){.utf8 = utf8, .now = plain, .at = anywhere};
  capabilities_read(&painter->capabilities, feeds_lines);
  ways_init(&painter->ways, &painter->capabilities);
}

void painter_finish(struct painter *painter) {
  free(painter->bytes);
  free(painter->changes);
  free(painter->runs);
  *painter = (struct painter){.at = anywhere};
}

static void add(struct painter *painter, const char *bytes, size_t length) {
  if (painter->length + length > painter->capacity) {
    painter->capacity = (painter->length + length) * 2;
    painter->bytes = memory_resize(painter->bytes, painter->capacity, 1);
  }
  memcpy(painter->bytes + painter->length, bytes, length);
  painter->length += length;
}

static void add_text(struct painter *painter, const char *text) {
  if (text != NULL) {
    add(painter, text, strlen(text));
  }
}

static bool is_same_look(const struct theme_paint *a, const struct theme_paint *b) {
  return a->foreground == b->foreground && a->background == b->background && a->bold == b->bold && a->reverse == b->reverse;
}

/* Whether a blank looks the same in it as in the terminal's own colours. */
static bool suits_blanks(const struct theme_paint *look) {
  return look->background == -1 && !look->reverse;
}

static void put_look(struct painter *painter, const struct theme_paint *look) {
  const struct capabilities *can = &painter->capabilities;
  struct theme_paint *now = &painter->now;
  if ((now->bold && !look->bold) || (now->reverse && !look->reverse)) {
    add_text(painter, can->reset);
    *now = plain;
  }
  if ((look->foreground == -1 && now->foreground != -1) || (look->background == -1 && now->background != -1)) {
    add_text(painter, can->own_colours);
    now->foreground = now->background = -1;
  }
  if (look->foreground != now->foreground && can->foreground != NULL) {
    add_text(painter, tparm(can->foreground, look->foreground, 0, 0, 0, 0, 0, 0, 0, 0));
  }
  if (look->background != now->background && can->background != NULL) {
    add_text(painter, tparm(can->background, look->background, 0, 0, 0, 0, 0, 0, 0, 0));
  }
  add_text(painter, look->bold && !now->bold ? can->bold : NULL);
  add_text(painter, look->reverse && !now->reverse ? can->reverse : NULL);
  *now = *look;
}

void painter_rest(struct painter *painter) {
  if (!is_same_look(&painter->now, &plain)) {
    add_text(painter, painter->capabilities.reset);
    add_text(painter, painter->capabilities.own_colours);
    painter->now = plain;
  }
  painter->at = anywhere;
}

static void move_to(struct painter *painter, struct cursor to) {
  char way[WAY_SIZE];
  add(painter, way, ways_write(&painter->ways, painter->at, to, way));
  painter->at = to;
}

void painter_begin(struct painter *painter, int rows) {
  const char *region = painter->capabilities.region;
  add_text(painter, region == NULL ? NULL : tparm(region, 0, rows - 1, 0, 0, 0, 0, 0, 0, 0));
  painter->at = anywhere;
}

/* At the cursor. */
static void put_cell(struct painter *painter, const struct cells *cells) {
  const struct cell *cell = cells_at(cells, painter->at.row, painter->at.column);
  char text[PAINTER_TEXT_SIZE];
  add(painter, text, painter_text(cell, painter->utf8, text));
  painter->at.column += cell->width;
  if (painter->at.column >= cells_columns(cells)) { /* at the margin terminals differ in where the cursor is */
    painter->at = anywhere;
  }
}

static bool is_blank(const struct cell *cell, const struct theme_paint *look) {
  return cell->text[0] == ' ' && cell->text[1] == '\0' && suits_blanks(look);
}

/*
 * How many bytes it takes to write the cells from the cursor to `to` again as they are; more than WAY_SIZE where they cannot
 * be: they lie elsewhere, or look different.
 */
static size_t bytes_again(const struct painter *painter, const struct cells *cells, struct cursor to, struct theme theme) {
  enum { NEVER = WAY_SIZE + 1 };
  size_t bytes = 0;
  if (painter->at.row != to.row || to.column <= painter->at.column || to.column - painter->at.column > GAP_MOST) {
    return NEVER;
  }
  for (int column = painter->at.column; column < to.column; column++) {
    const struct cell *cell = cells_at(cells, to.row, column);
    struct theme_paint look = theme_paint(theme, cell->pen);
    bytes += strlen(cell->text);
    if (cell->width != 1 || !(is_same_look(&look, &painter->now) || (is_blank(cell, &look) && suits_blanks(&painter->now)))) {
      return NEVER;
    }
  }
  return bytes;
}

static uint8_t look_of(struct looks *looks, const struct theme_paint *look) {
  for (int i = looks->count - 1; i >= 0; i--) {
    if (is_same_look(&looks->items[i], look)) {
      return (uint8_t)i;
    }
  }
  assert(looks->count < LOOKS_MOST);
  looks->items[looks->count] = *look;
  return (uint8_t)looks->count++;
}

/* How dear it would be to write a blank along with a change in its row: the columns between them. */
static int way_between(const struct painter_change *blank, const struct painter_change *change, const struct looks *looks) {
  bool can_be = change->row == blank->row && change->look != ANY_LOOK && suits_blanks(&looks->items[change->look]);
  return can_be ? abs(change->column - blank->column) : INT_MAX;
}

/*
 * A blank takes the colour of the nearest change in its row, so that it is written along with that. Rows are in order: what
 * comes before a blank has its colour already, and a run of blanks follows one of its ends.
 */
static void colour_blanks(struct painter *painter, const struct looks *looks) {
  struct painter_change *changes = painter->changes;
  size_t count = painter->change_count, next = 0;
  for (size_t i = 0; i < count; i++) {
    if (changes[i].look != ANY_LOOK) {
      continue;
    }
    next = next > i ? next : i + 1;
    while (next < count && changes[next].look == ANY_LOOK) {
      next++;
    }
    int before = i > 0 ? way_between(&changes[i], &changes[i - 1], looks) : INT_MAX;
    int after = next < count ? way_between(&changes[i], &changes[next], looks) : INT_MAX;
    if (before != INT_MAX && before <= after) {
      changes[i].look = changes[i - 1].look;
    } else if (after != INT_MAX) {
      changes[i].look = changes[next].look;
    }
  }
}

static struct cursor cursor_at(const struct painter_change *change) {
  return (struct cursor){change->row, change->column};
}

/* The runs of `look`, in the order of the rows; returns how many there are. */
static size_t find_runs(struct painter *painter, const struct cells *cells, int look) {
  size_t count = 0;
  int row = -1, column = -1;
  for (size_t i = 0; i < painter->change_count; i++) {
    const struct painter_change *change = &painter->changes[i];
    if (change->look != look) {
      continue;
    }
    if (count > 0 && painter->runs[count - 1].end == i && change->row == row && change->column == column) {
      painter->runs[count - 1].end++;
    } else {
      painter->runs[count++] = (struct run){.first = i, .end = i + 1};
    }
    row = change->row;
    column = change->column + cells_at(cells, row, change->column)->width;
  }
  return count;
}

/* Of the next runs that are not written the one that is reached with the fewest bytes. */
static struct run *nearest_run(const struct painter *painter, const struct cells *cells, size_t from, size_t count,
                               struct theme theme) {
  struct run *nearest = NULL;
  size_t least = SIZE_MAX;
  int seen = 0;
  for (size_t i = from; i < count && seen < RUNS_AHEAD && least > 1; i++) {
    if (painter->runs[i].is_written) {
      continue;
    }
    struct cursor to = cursor_at(&painter->changes[painter->runs[i].first]);
    size_t bytes = ways_bytes(&painter->ways, painter->at, to);
    size_t again = bytes_again(painter, cells, to, theme);
    bytes = again < bytes ? again : bytes;
    if (nearest == NULL || bytes < least) {
      nearest = &painter->runs[i];
      least = bytes;
    }
    seen++;
  }
  return nearest;
}

static void put_run(struct painter *painter, struct run *run, const struct cells *cells, struct theme theme) {
  struct cursor first = cursor_at(&painter->changes[run->first]);
  if (bytes_again(painter, cells, first, theme) <= ways_bytes(&painter->ways, painter->at, first)) {
    while (painter->at.column < first.column) {
      put_cell(painter, cells);
    }
  }
  for (size_t i = run->first; i < run->end; i++) {
    move_to(painter, cursor_at(&painter->changes[i]));
    put_cell(painter, cells);
  }
  run->is_written = true;
}

static void put_changes(struct painter *painter, const struct cells *cells, int look, struct theme theme) {
  size_t count = find_runs(painter, cells, look), from = 0;
  for (struct run *run; (run = nearest_run(painter, cells, from, count, theme)) != NULL;) {
    put_run(painter, run, cells, theme);
    while (from < count && painter->runs[from].is_written) {
      from++;
    }
  }
}

/* Of the looks that are not written the present one, else the one whose first change is the nearest. */
static int next_look(const struct painter *painter, const struct looks *looks, const bool written[LOOKS_MOST]) {
  size_t least[LOOKS_MOST];
  int next = -1;
  for (int look = 0; look < looks->count; look++) {
    least[look] = is_same_look(&looks->items[look], &painter->now) ? 0 : SIZE_MAX;
  }
  for (size_t i = 0; i < painter->change_count; i++) {
    int look = painter->changes[i].look;
    if (look != ANY_LOOK && least[look] == SIZE_MAX) {
      least[look] = ways_bytes(&painter->ways, painter->at, cursor_at(&painter->changes[i]));
    }
  }
  for (int look = 0; look < looks->count; look++) {
    next = !written[look] && (next < 0 || least[look] < least[next]) ? look : next;
  }
  return next;
}

/* All that has been found so far. */
static void flush(struct painter *painter, struct looks *looks, const struct cells *cells, struct theme theme) {
  bool written[LOOKS_MOST] = {false};
  colour_blanks(painter, looks);
  if (!suits_blanks(&painter->now)) {
    put_look(painter, &plain);
  }
  put_changes(painter, cells, ANY_LOOK, theme);
  for (int look; (look = next_look(painter, looks, written)) >= 0; written[look] = true) {
    put_look(painter, &looks->items[look]);
    put_changes(painter, cells, look, theme);
  }
  painter->change_count = 0;
  looks->count = 0;
}

static void note(struct painter *painter, int row, int column, uint8_t look) {
  if (painter->change_count == painter->change_capacity) {
    painter->change_capacity = painter->change_capacity * 2 + 256;
    painter->changes = memory_resize(painter->changes, painter->change_capacity, sizeof *painter->changes);
    painter->runs = memory_resize(painter->runs, painter->change_capacity, sizeof *painter->runs);
  }
  painter->changes[painter->change_count++] = (struct painter_change){(uint16_t)row, (uint16_t)column, look};
}

static bool same_pen(const struct pen *a, const struct pen *b) {
  return a->foreground == b->foreground && a->background == b->background && a->bold == b->bold && a->reverse == b->reverse;
}

static bool same_cell(const struct cell *a, const struct cell *b) {
  return a->width == b->width && memcmp(a->text, b->text, sizeof a->text) == 0 && same_pen(&a->pen, &b->pen);
}

/* Two cells that the terminal shows alike, whatever their pens: blanks. */
static bool shows_alike(const struct cell *a, const struct cell *b, struct theme theme) {
  if (same_cell(a, b)) {
    return true;
  }
  if (a->text[0] != ' ' || b->text[0] != ' ') {
    return false;
  }
  struct theme_paint one = theme_paint(theme, a->pen), other = theme_paint(theme, b->pen);
  return is_blank(a, &one) && is_blank(b, &other);
}

/* Finds what differs in a row. */
static void note_row(struct painter *painter, struct looks *looks, const struct cells *shown, const struct cells *cells,
                     int row, struct theme theme) {
  int columns = cells_columns(cells);
  const struct cell *before = cells_at(shown, row, 0), *now = cells_at(cells, row, 0);
  bool has_corner = row == cells_rows(cells) - 1 && painter->capabilities.scrolls_at_corner;
  struct pen pen = {0};
  struct theme_paint look = theme_paint(theme, pen); /* most neighbours share theirs */
  for (int column = 0; column < columns; column++) {
    const struct cell *cell = &now[column];
    int end = column + cell->width;
    if (cell->width == 0 || end > columns || (has_corner && end == columns) || shows_alike(cell, &before[column], theme)) {
      continue;
    }
    if (!same_pen(&cell->pen, &pen)) {
      pen = cell->pen;
      look = theme_paint(theme, pen);
    }
    note(painter, row, column, is_blank(cell, &look) ? ANY_LOOK : look_of(looks, &look));
    if (looks->count == LOOKS_MOST - 1) {
      flush(painter, looks, cells, theme);
    }
  }
}

void painter_draw(struct painter *painter, const struct cells *shown, const struct cells *cells, struct theme theme) {
  struct looks looks = {.count = 0};
  int rows = cells_rows(cells);
  assert(rows == cells_rows(shown) && cells_columns(cells) == cells_columns(shown));
  for (int row = 0; row < rows; row++) {
    if (!cells_row_is_same(shown, cells, row)) {
      note_row(painter, &looks, shown, cells, row, theme);
    }
  }
  flush(painter, &looks, cells, theme);
  if (!suits_blanks(&painter->now) || painter->now.bold) {
    painter_rest(painter); /* whatever clears the screen next is to clear it to its own background */
  }
}
