#ifndef ROUTINE_FIGURE_MOMENT_READER_H
#define ROUTINE_FIGURE_MOMENT_READER_H

#include "figure/figure.h"
#include "routine/reader.h"

#include <stdbool.h>

/*
 * Reads one moment into `*moment`, which holds the one before it: what is not written stays as it was. `*back` is set where it
 * belongs to the way back. False after adding errors.
 */
bool figure_read_moment(const struct reader *reader, const struct node *node, const struct figure *figure,
                        struct figure_moment *moment, bool *back);

/* Reads a mapping of reaches (left-hand, feet, …) into `reaches`. */
bool figure_read_reaches(const struct reader *reader, const struct node *node, const struct figure *figure,
                         struct figure_reach reaches[FIGURE_ENDS]);

#endif
