#include "figure/compose.h"

#include "figure/palette.h"

#include <math.h>
#include <string.h>

#define BRAILLE UINT32_C(0x2800)
#define FULL_CELL 0xFFu
#define NEAR_WEIGHT .6
#define TARGET_WEIGHT .15
#define EDGE_ON .12 /* as narrow as a turning picture gets */

enum { CELL_COLUMNS = 2, CELL_ROWS = 4 };

static const uint8_t bits[CELL_ROWS][CELL_COLUMNS] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

/* A picture on its way to cells, and what is the same for all of them. */
struct composing {
  const struct raster *picture;
  const struct figure_frame_request *request;
  int source[CELL_COLUMNS * FIGURE_COLUMNS_MAX]; /* which column of the picture is seen there; -1: none */
  uint32_t colours[MATERIAL_COUNT][PALETTE_STEPS];
  struct mono *mono; /* looked at for FIGURE_MONO and FIGURE_ASCII */
};

/* The kinds of dots in one cell; there can be no more than it has dots. */
struct kind {
  uint8_t part, material;
  int count;
  unsigned bits;
  double weight, tone;
};

static void count_dot(struct kind *kinds, int *count, const struct dot *dot, unsigned bit) {
  int at = 0;
  double tone = (double)dot->tone;
  while (at < *count && (kinds[at].part != dot->part || kinds[at].material != dot->material)) {
    at++;
  }
  if (at == *count) {
    kinds[(*count)++] = (struct kind){.part = dot->part, .material = dot->material};
  }
  kinds[at].count++;
  kinds[at].bits |= bit;
  kinds[at].weight += 1 + NEAR_WEIGHT * tone + (dot->material == MATERIAL_TARGET ? TARGET_WEIGHT : 0);
  kinds[at].tone += tone;
}

/* Which column of the picture is seen at `x`; -1: none. */
static int source_column(const struct raster *picture, const struct figure_frame_request *request, int x) {
  int columns = picture->columns;
  double across = request->turn > 0 ? cos(180 * DEGREES * request->turn) : 1;
  if (fabs(across) < EDGE_ON) {
    across = across < 0 ? -EDGE_ON : EDGE_ON;
  }
  int at = request->turn > 0 ? (int)floor((x + .5 - columns / 2.) / across + columns / 2.) : x;
  return at < 0 || at >= columns ? -1 : request->mirrored ? columns - 1 - at : at;
}

/* Of a cell with the edge of an arm before the trunk only the one or the other makes the letter's shape: the edge is one. */
static void keep_alike(struct cell_dots *cell, const struct kind *kinds, int count, const bool is_far[PART_COUNT]) {
  uint32_t look = ascii_filled(cell->material, cell->part, cell->is_far);
  for (int i = 0; i < count && cell->material == MATERIAL_BODY; i++) {
    enum flesh_part part = (enum flesh_part)kinds[i].part;
    if (kinds[i].material == MATERIAL_BODY && part != PART_HEAD && ascii_filled(MATERIAL_BODY, part, is_far[part]) != look) {
      cell->bits &= ~kinds[i].bits;
    }
  }
  cell->count = __builtin_popcount(cell->bits);
}

static struct cell_dots dots_of_cell(const struct composing *composing, int row, int column) {
  const struct figure_frame_request *request = composing->request;
  const struct raster *raster = composing->picture;
  struct cell_dots cell = {0};
  struct kind kinds[CELL_ROWS * CELL_COLUMNS];
  int kind_count = 0;
  for (int i = 0; i < CELL_ROWS * CELL_COLUMNS; i++) {
    int x = column * CELL_COLUMNS + i % CELL_COLUMNS, y = row * CELL_ROWS + i / CELL_COLUMNS;
    int source_x = composing->source[x];
    if (source_x < 0) {
      continue;
    }
    int at = y * raster->columns + source_x;
    const struct dot *dot = &raster->dots[at];
    unsigned bit = bits[i / CELL_COLUMNS][i % CELL_COLUMNS];
    cell.floor_bits |= dot->floor != 0 ? bit : 0;
    cell.floor_is_mat = cell.floor_is_mat || dot->floor == FLOOR_MAT;
    if (dot->on && (request->style != FIGURE_MONO || mono_shows(composing->mono, raster, source_x, y))) {
      cell.bits |= bit;
      cell.count++;
      count_dot(kinds, &kind_count, dot, bit);
    }
  }
  const struct kind *best = NULL;
  for (int i = 0; i < kind_count; i++) {
    best = best == NULL || kinds[i].weight > best->weight ? &kinds[i] : best;
  }
  if (best != NULL) {
    cell.material = (enum flesh_material)best->material;
    cell.part = (enum flesh_part)best->part;
    cell.is_far = composing->mono->is_far[best->part];
    cell.tone = best->tone / best->count;
  }
  if (request->style == FIGURE_ASCII && best != NULL) {
    keep_alike(&cell, kinds, kind_count, composing->mono->is_far);
  }
  return cell;
}

/* A full mat in the body's own colour, or nearly, would look like a body: a few dots will do. */
static unsigned sparse(unsigned floor_bits, const struct figure_frame_request *request, int row, int column) {
  bool here = (row + column) % 2 == 0;
  if (request->style == FIGURE_MONO) {
    return floor_bits & (here ? 0x10u : 0);
  }
  return floor_bits & (here ? 0x84u : 0x21u);
}

static struct figure_cell blank(void) {
  return (struct figure_cell){' ', FIGURE_NO_COLOUR, FIGURE_NO_COLOUR};
}

static struct figure_cell floor_cell(const struct cell_dots *dots, const struct figure_frame_request *request, int row,
                                     int column) {
  struct figure_cell cell = blank();
  bool faint = request->style == FIGURE_MONO || request->depth == FIGURE_16;
  unsigned shown = faint ? sparse(dots->floor_bits, request, row, column) : dots->floor_bits;
  if (request->style == FIGURE_ASCII) {
    bool shows = (column + row % 2 * 2) % 4 == 0 && dots->floor_is_mat && __builtin_popcount(dots->floor_bits) >= 4;
    cell.rune = shows ? '.' : ' ';
  } else if (shown != 0) {
    cell.rune = BRAILLE + shown;
  }
  if (cell.rune != ' ' && request->style != FIGURE_MONO) {
    cell.foreground = palette_colour(request, MATERIAL_MAT, 0);
  }
  return cell;
}

static struct figure_cell body_cell(const struct composing *composing, const struct cell_dots *dots,
                                    struct cell_memory *memory) {
  const struct figure_frame_request *request = composing->request;
  int before = memory->material == dots->material ? memory->step : -1;
  int step = palette_step_after(dots->tone, dots->material, before);
  struct figure_cell cell = blank();
  cell.rune = request->style == FIGURE_ASCII ? ascii_rune(dots) : BRAILLE + dots->bits;
  if (request->style != FIGURE_MONO) {
    cell.foreground = composing->colours[dots->material][step];
  }
  if (request->style == FIGURE_SOLID && dots->bits == FULL_CELL) {
    cell.background = palette_ground(request, cell.foreground);
  }
  *memory = (struct cell_memory){(uint8_t)dots->material, (int8_t)step};
  return cell;
}

static void prepare(struct composing *composing, const struct raster *picture, const struct figure_frame_request *request) {
  composing->picture = picture;
  composing->request = request;
  for (int x = 0; x < picture->columns; x++) {
    composing->source[x] = source_column(picture, request, x);
  }
  if (request->style == FIGURE_MONO || request->style == FIGURE_ASCII) {
    mono_look(composing->mono, picture);
  }
  for (int material = 0; material < MATERIAL_COUNT; material++) {
    for (int step = 0; step < PALETTE_STEPS; step++) {
      composing->colours[material][step] = palette_colour(request, (enum flesh_material)material, step);
    }
  }
}

void compose_cells(const struct raster *picture, const struct figure_frame_request *request, struct mono *mono,
                   struct cell_memory *memory, struct figure_cell *cells) {
  struct composing composing = {.mono = mono};
  prepare(&composing, picture, request);
  for (int row = 0; row < request->rows; row++) {
    for (int column = 0; column < request->columns; column++) {
      struct cell_dots dots = dots_of_cell(&composing, row, column);
      struct figure_cell *cell = &cells[row * request->columns + column];
      struct cell_memory *remembered = &memory[row * request->columns + column];
      if (dots.bits != 0) {
        *cell = body_cell(&composing, &dots, remembered);
        continue;
      }
      *remembered = (struct cell_memory){MATERIAL_NONE, -1};
      *cell = dots.floor_bits != 0 ? floor_cell(&dots, request, row, column) : blank();
    }
  }
}
