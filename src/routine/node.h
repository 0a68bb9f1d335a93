#ifndef ROUTINE_NODE_H
#define ROUTINE_NODE_H

#include "routine/source.h"

#include <stdbool.h>
#include <stddef.h>

/* A YAML document as a tree of our own, in an arena: what is written and where, without any meaning yet. */

#define NODE_DEPTH_MAX 32
#define NODE_ALIASED_MAX 10000

enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING };

struct node;

struct node_pair {
  const struct node *key, *value; /* the key is a scalar */
};

struct node {
  enum node_kind kind;
  int line, column; /* of its first character */
  int length;       /* characters it takes on that line */
  bool one_line;    /* it ends on the line where it begins */
  bool quoted;      /* a scalar in quotes or a block: always a text, never a number or a word with a meaning */
  int text_column;  /* of a scalar on one line: where its text begins, behind a quote; 0: text and line do not match */
  const char *text; /* of a scalar */
  union {
    const struct node *const *items; /* of a sequence */
    const struct node_pair *pairs;   /* of a mapping; no key twice */
  };
  size_t count;
  int height;  /* levels below and with this one */
  size_t size; /* nodes below and with this one, aliases counted as what they stand for */
};

/*
 * Parses `source`, which source_check() has let through, as one YAML document. Aliases stand for the nodes they name. NULL,
 * with at least one error added, when there is no tree to go on with; a doubled key is an error too, but the tree (with its
 * first value) is returned all the same.
 */
const struct node *node_parse(const struct source *source, struct arena *arena, struct diagnostics *diagnostics);

/* The value of `key` in `mapping`, or NULL (also where `mapping` is NULL or no mapping). */
const struct node *node_get(const struct node *mapping, const char *key);

#endif
