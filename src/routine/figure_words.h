#ifndef ROUTINE_FIGURE_WORDS_H
#define ROUTINE_FIGURE_WORDS_H

#include "figure/figure.h"
#include "routine/reader.h"

#include <stdbool.h>

/* The words and numbers of a figure's description. As with the reader's own: a NULL node is fine, false after an error. */

/* A number with or without a fraction. */
bool figure_read_number(const struct reader *reader, const struct node *node, double least, double most, double *out);

/* Exactly `count` numbers in a list. */
bool figure_read_numbers(const struct reader *reader, const struct node *node, size_t count, double least, double most,
                         double *out);

/* Three numbers: a point or a way. */
bool figure_read_point(const struct reader *reader, const struct node *node, struct figure_point *out);

/* A place of the body: pelvis, left-knee, feet. */
bool figure_read_place(const struct reader *reader, const struct node *node, enum figure_place *place, enum figure_side *side);

/* A place of the body, one of `figure`'s props, or a point of the room. */
bool figure_read_spot(const struct reader *reader, const struct node *node, const struct figure *figure,
                      struct figure_spot *out);

/* What touches the ground: a place, or {part: PLACE, height: NUMBER}. */
bool figure_read_contact(const struct reader *reader, const struct node *node, struct figure_contact *out);

/* A muscle, with left- or right- before it for one side alone; adds its bit. */
bool figure_read_muscle(const struct reader *reader, const struct node *node, unsigned muscles[2]);

#endif
