#ifndef APP_PLAIN_LINES_H
#define APP_PLAIN_LINES_H

#include <stdio.h>

/*
 * Prints a line of words. On a terminal it is broken at blanks to its width, for a terminal breaks words, which a speech reader
 * then reads as two; elsewhere it stays one. Lines after the first begin with `indent` blanks. What is not for a terminal in
 * `text` is left out.
 */
void plain_lines_say(FILE *out, int indent, const char *text);

#endif
