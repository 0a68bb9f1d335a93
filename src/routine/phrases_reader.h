#ifndef ROUTINE_PHRASES_READER_H
#define ROUTINE_PHRASES_READER_H

#include "routine/phrases.h"
#include "routine/pronunciation.h"
#include "routine/reader.h"

/* The words of the coach and how words are pronounced: phrases.yaml. */

/*
 * Reads a whole phrases file, parsed as `node`, over what `phrases` and `pronunciation` hold already: what it does not give
 * stays. False after adding errors; what is right is taken all the same.
 */
bool phrases_read(const struct reader *reader, const struct node *node, struct phrases *phrases,
                  struct pronunciation *pronunciation);

/* Reads a phrases file to find its mistakes; in another language than English, what it leaves English is one, too. */
void phrases_check(const struct reader *reader, const struct node *node);

#endif
