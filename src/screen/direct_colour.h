#ifndef SCREEN_DIRECT_COLOUR_H
#define SCREEN_DIRECT_COLOUR_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A description of the present terminal with 24-bit colour. Under the usual descriptions ncurses would reach such colours
 * only by redefining the person's palette; so the installed entry is read, its colours are replaced by plain `38;2;r;g;b`,
 * and the result is handed to ncurses through $TERMINFO without a file. The compiled format is that of term(5).
 */

/*
 * The entry of terminal type `term` for $TERMINFO, as "hex:…"; NULL where it is not found, not understood, or where neither
 * $COLORTERM nor the entry (flag Tc) says that the terminal has 24-bit colour, unless `insisted`. Caller frees.
 */
char *direct_colour_entry(const char *term, bool insisted);

/*
 * The same from a compiled entry of `length` bytes; `wanted`: whether it is known already that the terminal can. For tests
 * as well. Caller frees; NULL as above.
 */
char *direct_colour_rewrite(const unsigned char *entry_bytes, size_t length, bool wanted);

#endif
