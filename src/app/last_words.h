#ifndef APP_LAST_WORDS_H
#define APP_LAST_WORDS_H

/*
 * What a program says when it cannot go on: the terminal is put back first, whatever happened. Sets the locale too, which
 * everything after it relies on: LANG as it is; where that names UTF-8 but is not generated, C.UTF-8.
 */
void last_words_prepare(void);

#endif
