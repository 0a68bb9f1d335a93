#ifndef FIGURE_COMPOSE_H
#define FIGURE_COMPOSE_H

#include "figure/mono.h"
#include "figure/raster.h"
#include "figure/stage.h"

/* From dots to cells. */

/* What one cell shows: its dots as a braille pattern and what is most of it. */
struct cell_dots {
  unsigned bits; /* of a braille character; 0: none of the body or a thing */
  int count;
  enum flesh_material material;
  enum flesh_part part;
  bool is_far; /* of an arm or a leg behind the other one */
  double tone;
  unsigned floor_bits;
  bool floor_is_mat;
};

/* How a cell was drawn before: its material, and the step of its brightness; no material: it showed nothing. */
struct cell_memory {
  uint8_t material;
  int8_t step;
};

/* Fills `cells` for the whole picture, all of whose dots are shaded, and keeps in `mono`, and in `memory`, an item a cell, what
 * the next one needs to know of it. */
void compose_cells(const struct raster *picture, const struct figure_frame_request *request, struct mono *mono,
                   struct cell_memory *memory, struct figure_cell *cells);

/* The character of a cell that is full of it. */
uint32_t ascii_filled(enum flesh_material material, enum flesh_part part, bool is_far);

/* The character nearest to what the cell shows. */
uint32_t ascii_rune(const struct cell_dots *dots);

#endif
