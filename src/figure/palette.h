#ifndef FIGURE_PALETTE_H
#define FIGURE_PALETTE_H

#include "figure/flesh.h"
#include "figure/stage.h"

#include <stdint.h>

/* Brightness is drawn in this many steps, so that a figure that hardly moves hardly changes on the screen. */
enum { PALETTE_STEPS = 6 };

/* The step of `tone`, 0 (far, dark) to 1 (near, bright). */
int palette_step(double tone);

/*
 * The step at which a cell of `material` is drawn that was drawn at step `before` (-1: it was not): it changes only where the
 * tone has clearly left that step, for what wavers between two of them would flicker. The target glows in fewer steps.
 */
int palette_step_after(double tone, enum flesh_material material, int before);

/* The colour of `material` at `step` under `request`. */
uint32_t palette_colour(const struct figure_frame_request *request, enum flesh_material material, int step);

/* A background for full cells of `foreground`; of FIGURE_16 none. */
uint32_t palette_ground(const struct figure_frame_request *request, uint32_t foreground);

#endif
