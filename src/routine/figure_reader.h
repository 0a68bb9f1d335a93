#ifndef ROUTINE_FIGURE_READER_H
#define ROUTINE_FIGURE_READER_H

#include "figure/figure.h"
#include "routine/reader.h"

#include <stdbool.h>

/*
 * The figure that `node` describes, in the reader's arena; `sides` is the exercise's own word, since what alternates is drawn
 * in turns. NULL after adding errors.
 */
const struct figure *figure_read(const struct reader *reader, const struct node *node, enum sidedness sides);

#endif
