#ifndef ROUTINE_FIELDS_H
#define ROUTINE_FIELDS_H

#include "routine/reader.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Mappings read into structs by tables: one row a key, with the place of its value in the struct. For files that are lists of
 * facts, where a function for each mapping would say the same many times over.
 */

enum field_kind {
  FIELD_VERSION,  /* limber: 1; nothing is stored */
  FIELD_TEXT,     /* const char *, of 1 to `most` characters */
  FIELD_TEXTS,    /* struct strings, of up to `least` items of `most` characters */
  FIELD_ID,       /* const char * */
  FIELD_IDS,      /* struct strings */
  FIELD_INTEGER,  /* int, from `least` to `most` */
  FIELD_BOOLEAN,  /* bool */
  FIELD_DATE,     /* int32_t: a day of base/calendar.h, written 2026-11-22 */
  FIELD_DURATION, /* int64_t ns, from `least` to `most` s */
  FIELD_WORD,     /* int: the index of one of `words` */
  FIELD_SET,      /* word_set of `words` */
  FIELD_MAPPING,  /* a struct of `table` */
  FIELD_ROWS,     /* a pointer to an array of structs of `table` in the arena, followed by a size_t: how many */
};

struct field_table;

struct field {
  const char *name;
  size_t offset;
  const char *what;         /* WORD, SET: their kind in messages */
  const char *const *words; /* … and what they are */
  size_t word_count;
  const struct field_table *table; /* MAPPING, ROWS */
  const char *example;             /* of its value, for messages */
  enum field_kind kind;
  int least, most;
  bool required;
};

enum { FIELDS_MAX = 24, FIELD_ROWS_MAX = 24 };

struct field_table {
  const struct field *fields;
  size_t count; /* FIELDS_MAX at most */
  size_t size;  /* of the struct */
};

/*
 * Reads `node` into the struct `out`, which `table` describes and which holds what applies to keys that are not there. False
 * after adding errors; every key is looked at, so that all mistakes show at once.
 */
bool fields_read(const struct reader *reader, const struct node *node, const struct field_table *table, void *out);

#endif
