#ifndef FIGURE_STAGE_H
#define FIGURE_STAGE_H

#include "figure/figure.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Where figures are drawn: give it a figure and a moment, get a grid of terminal cells. Pure: no clock, no terminal. A stage is
 * made once and used again; it allocates only when it is given a larger size than ever before.
 */

enum figure_style {
  FIGURE_BRAILLE,
  FIGURE_SOLID, /* braille, full cells on a ground of their own: closed in fonts with thin dots */
  FIGURE_ASCII,
  FIGURE_MONO, /* braille without colours: what is far is an outline, the target a pattern */
};

enum figure_depth { FIGURE_TRUE, FIGURE_256, FIGURE_16 };

struct figure_frame_request {
  const struct figure *figure;
  double moment; /* 0 to 2: there, and back */
  double breath; /* -1 to 1: out, in */
  double pulse;  /* -1 to 1: of the target's glow */
  bool mirrored; /* the picture's mirror image: the other side, facing the other way */
  double turn;   /* 0 to 1: how far the picture is turned towards its mirror image, as a card is turned */
  bool swapped;  /* the body's mirror image: the other limbs, facing the same way */
  int columns, rows;
  enum figure_style style;
  enum figure_depth depth;
  int brightness_percent;
  bool light; /* drawn for a light background */
};

enum { FIGURE_COLUMNS_MAX = 200, FIGURE_ROWS_MAX = 100 };

/* No colour: the terminal's own. */
#define FIGURE_NO_COLOUR UINT32_C(0xFF000000)

struct figure_cell {
  uint32_t rune;                   /* a blank is a space */
  uint32_t foreground, background; /* 0xRRGGBB, of FIGURE_256 and FIGURE_16 the number in the palette; or FIGURE_NO_COLOUR */
};

struct figure_stage;

/* Caller destroys. */
struct figure_stage *figure_stage_create(void);

/* NULL is fine. */
void figure_stage_destroy(struct figure_stage *stage);

/*
 * Draws `request` into `cells`, rows x columns of them; sizes beyond FIGURE_COLUMNS_MAX, FIGURE_ROWS_MAX (or below 1) are a
 * mistake of the caller's. The figure is borrowed until the next draw or figure_stage_forget(): what fits it into the picture
 * is worked out once and kept.
 */
void figure_stage_draw(struct figure_stage *stage, const struct figure_frame_request *request, struct figure_cell *cells);

/*
 * For when nothing is drawn for a while: gives back what only drawing needs, a tenth of all that a session holds. The next draw
 * takes it anew.
 */
void figure_stage_rest(struct figure_stage *stage);

/* Forgets the figure drawn last, which may then be freed. */
void figure_stage_forget(struct figure_stage *stage);

#endif
