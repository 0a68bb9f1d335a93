#ifndef ROUTINE_NODE_KEYS_H
#define ROUTINE_NODE_KEYS_H

#include "routine/node.h"

/* Adds an error for each key of `mapping` that stands there twice. */
void node_report_doubled_keys(const struct node *mapping, const struct source *source, struct diagnostics *diagnostics);

#endif
