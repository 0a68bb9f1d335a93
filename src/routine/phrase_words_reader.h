#ifndef ROUTINE_PHRASE_WORDS_READER_H
#define ROUTINE_PHRASE_WORDS_READER_H

#include "routine/phrases.h"
#include "routine/pronunciation.h"
#include "routine/reader.h"

/*
 * Reads what phrases.yaml has under `words`, the words for numbers and for what is counted, over what is there already; `node`
 * NULL: nothing. False after adding errors; what is right is taken all the same.
 */
bool phrase_words_read(const struct reader *reader, const struct node *node, struct phrases *phrases,
                       struct pronunciation *pronunciation);

#endif
